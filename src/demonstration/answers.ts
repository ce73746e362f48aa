// What a witness of the demonstration answered, one use of one form after the other.

import type { ConsentAnswer } from '#core/consent/consents.ts'
import { questions, wordingOf } from '#core/consent/questions.ts'
import type { Answer } from '#core/consent/uses.ts'
import type { DemoStory } from './data.ts'

/** `shown`: what she also agreed to show on the site: her voice, her picture, what she lent. */
export function answersOf(
  story: DemoStory,
  shown: ReadonlySet<string>,
  person_id: string,
  agreed: Answer,
  in_front_of: string,
): ConsentAnswer[] {
  const asked = new Set<string>(['site', ...story.consent.uses])
  return questions.flatMap((question): ConsentAnswer[] => {
    const isName = question.use === 'site' && question.form === 'name'
    const isMedia = question.use === 'site' && shown.has(question.form)
    if (!isName && !isMedia && (question.form !== 'text' || !asked.has(question.use))) return []
    const answer = isName && !story.consent.name ? 'no' : agreed
    return [
      {
        person_id,
        use: question.use,
        form: question.form,
        answer,
        capacity: 'self',
        said_by: '',
        method: 'spoken',
        in_front_of,
        wording_language: 'fr',
        wording: wordingOf(question, 'fr'),
        ends_on: null,
      },
    ]
  })
}
