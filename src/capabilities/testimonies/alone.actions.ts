// Use cases of telling alone: the first save makes the teller, her story and her card; the last one sends it.

import { change } from '#core/change.ts'
import {
  createContribution,
  getContribution,
  submitDraft,
  type Contribution,
} from '#core/contribution/contributions.ts'
import { isHeard } from '#core/contribution/content.ts'
import { mayRecordConsent } from '#core/contribution/contribution.can.ts'
import { noStanding } from '#core/contribution/contribution.can.ts'
import { recordConsents, type ConsentAnswer } from '#core/consent/consents.ts'
import { wordingOf, type QuestionId } from '#core/consent/questions.ts'
import type { Answer } from '#core/consent/uses.ts'
import type { Desk } from '#core/desk.ts'
import { allow, type Allowed } from '#core/people/can.ts'
import { issueCard } from '#core/people/cards.ts'
import { createPerson, updatePerson } from '#core/people/persons.queries.ts'
import { otherLanguage } from '#ui/languages.ts'
import { visitor, type CardHolder } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import type { Work } from '#core/change.ts'
import { mayTellAlone } from './alone.can.ts'
import { findSpace, getTeller } from './alone.queries.ts'
import { hasWords, noName } from './alone.rules.ts'
import { emptyContent } from './editor.actions.ts'
import { testimonyKind } from './testimonies.kind.ts'

export type Begun = { card_id: string; person_id: string }

/** Makes a teller without name, her story without words, and her card. The same form twice does it once. */
export async function beginAlone(
  desk: Desk,
  secret: string,
  input: { language: string; note: string; locale: Locale },
  submission_id: string,
): Promise<Begun> {
  return await change(
    desk,
    { action: 'testimonies.tellAlone', actor: visitor, submission_id },
    async (work): Promise<Begun> => {
      const space = await findSpace(work.tx)
      const person_id = await createPerson(
        work,
        { name: noName, locale: input.locale, languages: input.language === otherLanguage ? [] : [input.language] },
        null,
      )
      await createContribution(work, {
        kind: testimonyKind,
        space_id: space.id,
        content: emptyContent(input.language, [{ person_id, role: 'told' }]),
        facilitator_id: null,
        created_by: null,
        notes: input.note,
      })
      const { card_id } = await issueCard(work, secret, person_id, { submission_id })
      return { card_id, person_id }
    },
  )
}

/** Locks the story for this change and proves that its teller is still telling it. */
async function lock<Action extends string>(
  work: Work,
  actor: CardHolder,
  id: string,
  action: Action,
): Promise<Allowed<Contribution, Action>> {
  await work.tx.selectFrom('desk.contribution').select('id').where('id', '=', id).forUpdate().execute()
  const story = await getContribution(work.tx, { id })
  return allow(mayTellAlone(actor, story), actor, action, story)
}

/** How to call her and how to answer her. */
export async function nameAlone(
  desk: Desk,
  actor: CardHolder,
  story_id: string,
  input: { name: string; phone: string; other: string },
  submission_id: string,
): Promise<void> {
  await change(desk, { action: 'testimonies.tellAlone.name', actor, submission_id }, async (work) => {
    const story = await lock(work, actor, story_id, 'edit')
    const teller = await getTeller(work.tx, actor.person_id)
    // Her own sheet, while it is nobody else's business yet.
    if (teller.created_by !== null || teller.account_id !== null) throw new AppError('not_found')
    const person = allow(mayTellAlone(actor, story), actor, 'edit', teller)
    await updatePerson(work, person, { name: input.name || noName, phone: input.phone || null, notes: input.other })
    return null
  })
}

export type Agreements = { text?: Answer | undefined; voice?: Answer | undefined; name?: Answer | undefined }

/** Her answers, with the very sentences she read. */
export async function agreeAlone(
  desk: Desk,
  actor: CardHolder,
  story_id: string,
  input: Agreements,
  locale: Locale,
  submission_id: string,
): Promise<void> {
  await change(desk, { action: 'testimonies.tellAlone.agreements', actor, submission_id }, async (work) => {
    await lock(work, actor, story_id, 'consent')
    const story = await getContribution(work.tx, { id: story_id })
    const teller = await getTeller(work.tx, actor.person_id)
    // Without a voice or a name there is none to show: she was not asked.
    const asked = [
      { form: 'text' as const, answer: input.text },
      { form: 'voice' as const, answer: isHeard(story.draft) ? input.voice : undefined },
      { form: 'name' as const, answer: teller.name === noName ? undefined : input.name },
    ]
    const given = asked.flatMap(({ form, answer }): ConsentAnswer[] =>
      answer === undefined
        ? []
        : [
            {
              person_id: actor.person_id,
              use: 'site',
              form,
              answer,
              capacity: 'self',
              said_by: '',
              method: 'card',
              in_front_of: null,
              wording_language: locale,
              wording: wordingOf({ id: `site.${form}` satisfies QuestionId }, locale),
              ends_on: null,
            },
          ],
    )
    await recordConsents(work, allow(mayRecordConsent(actor, story, noStanding), actor, 'consent', story), given, null)
    return null
  })
}

/** Sends it to those who will read it. Nothing is public by that. */
export async function sendAlone(
  desk: Desk,
  actor: CardHolder,
  story_id: string,
  version: number,
  submission_id: string,
): Promise<void> {
  await change(desk, { action: 'testimonies.tellAlone.send', actor, submission_id }, async (work) => {
    const story = await lock(work, actor, story_id, 'edit')
    if (story.draft_version !== version) throw new AppError('conflict')
    if (!hasWords(story.draft)) throw new AppError('invalid', 'no words')
    await submitDraft(work, story, actor.person_id)
    return null
  })
}
