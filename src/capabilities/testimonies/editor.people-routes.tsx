// The doors of “Qui a fait quoi”: each credit is one small act, added or taken away whatever else changed meanwhile.

import type { Credit } from '#core/contribution/content.ts'
import type { Doors, Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { changeCredits, nameTeller, openStory } from './editor.actions.ts'
import { at, editorAddresses } from './editor.addresses.ts'
import { writers } from './editor.can.ts'
import { Workshop } from './editor.frame.tsx'
import { CreditInput, PseudonymInput } from './editor.input.ts'
import { PeoplePart } from './editor.people.tsx'
import { creditedNames, listCreditable, pseudonymsOf } from './editor.queries.ts'
import { shownOf } from './editor.shown.ts'
import { editorTexts } from './editor-texts.ts'

type Asked = Visit<Member>

export function peopleRoutes(doors: Doors): void {
  doors.work('get', editorAddresses.people, writers, async (visit) => await peoplePage(visit))
  doors.work('post', editorAddresses.people, writers, credit)
  doors.work('post', editorAddresses.pseudonym, writers, pseudonym)
}

async function peoplePage(visit: Asked, values: FormValues = {}, mistakes: FieldMistakes = {}): Promise<Response> {
  const t = editorTexts.in(visit.locale)
  const opened = await openStory(visit.desk, visit.actor, visit.param('code'))
  const { story, canEdit } = opened
  if (!canEdit) throw new AppError('forbidden', 'role')
  const { credits } = story.draft
  const wrong = Object.keys(mistakes).length > 0
  return await deskPage(
    visit,
    { title: t('step.people'), ...(wrong && { status: 422, hasErrors: true }) },
    <Workshop story={shownOf(opened)} step="people" done={visit.query('fait')}>
      <PeoplePart
        code={story.code}
        credits={credits}
        names={await creditedNames(
          visit.desk.db,
          credits.map((each) => each.person_id),
        )}
        pseudonyms={await pseudonymsOf(visit.desk.db, story.id)}
        people={await listCreditable(visit.desk.db, visit.actor, dayOf(visit.now()))}
        values={values}
        errors={errorsOf(mistakes, visit.locale)}
        submission_id={visit.submission_id}
      />
    </Workshop>,
  )
}

async function credit(visit: Asked): Promise<Response> {
  const { story, canEdit } = await openStory(visit.desk, visit.actor, visit.param('code'))
  if (!canEdit) throw new AppError('forbidden', 'role')
  const here = at(visit.locale, 'people', story.code)
  const removed = firstOf(visit.form['remove'])
  const same = (one: Credit, other: Credit) => one.person_id === other.person_id && one.role === other.role
  if (removed) {
    const [role = '', person_id = ''] = removed.split(' ')
    const gone = CreditInput.safeParse({ role, person_id })
    if (!gone.success) throw new AppError('invalid')
    await changeCredits(
      visit.desk,
      visit.actor,
      story.code,
      (credits) => credits.filter((each) => !same(each, gone.data)),
      visit.submission_id,
    )
    return redirect(visit, here, 'enleve')
  }
  const input = CreditInput.safeParse(visit.form)
  if (!input.success) return await peoplePage(visit, visit.form, mistakesOf(input.error))
  const people = await listCreditable(visit.desk.db, visit.actor, dayOf(visit.now()))
  const isKnown =
    people.some((each) => each.id === input.data.person_id) ||
    story.draft.credits.some((each) => each.person_id === input.data.person_id)
  if (!isKnown) return await peoplePage(visit, visit.form, { person_id: 'bad_choice' })
  if (story.draft.credits.some((each) => same(each, input.data)))
    return await peoplePage(visit, visit.form, { role: 'taken' })
  if (story.draft.credits.length >= 40) return await peoplePage(visit, visit.form, { person_id: 'too_long' })
  const add = (credits: readonly Credit[]) =>
    credits.length >= 40 || credits.some((each) => same(each, input.data)) ? [...credits] : [...credits, input.data]
  await changeCredits(visit.desk, visit.actor, story.code, add, visit.submission_id)
  return redirect(visit, here, 'ajoute')
}

async function pseudonym(visit: Asked): Promise<Response> {
  const { story } = await openStory(visit.desk, visit.actor, visit.param('code'))
  const input = PseudonymInput.safeParse(visit.form)
  if (!input.success) return await peoplePage(visit, visit.form, mistakesOf(input.error))
  await nameTeller(visit.desk, visit.actor, story.code, input.data.person_id, input.data.pseudonym, visit.submission_id)
  return redirect(visit, at(visit.locale, 'people', story.code), 'garde')
}
