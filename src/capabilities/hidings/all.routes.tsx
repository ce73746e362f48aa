// The page of everything hidden in a contribution: words, people named, and showing again.

import { randomUUID } from 'node:crypto'
import { plainTextOf } from '#core/contribution/document.ts'
import { hrefOf, localPath, type Doors, type Visit } from '#core/doors.ts'
import { listThirdPersons } from '#core/media/hide.ts'
import { mayShowAgain } from '#core/media/hidings.can.ts'
import type { AskedBy } from '#core/media/media.tables.ts'
import type { Member, Role } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { AllPage } from './all.pages.tsx'
import { getHideable, hide, nameThird, needsReason, showAgain } from './hidings.actions.ts'
import { addresses } from './hidings.addresses.ts'
import { ShowInput, ThirdPersonInput, WordsInput } from './hidings.input.ts'
import { contentsOf } from './hidings.queries.ts'
import { filesOf, hidingsShown, knownNames, subjectOf } from './hidings.views.ts'
import { namesIn } from './passages.rules.ts'
import { texts } from './texts.ts'

export const hiders: readonly Role[] = ['contributor', 'facilitator', 'editor', 'administrator']

const notices = [
  'hidden',
  'named',
  'shown',
  'forgotten',
  'added',
  'removed',
  'takenBack',
  'looked',
  'unlooked',
  'read',
] as const
export type Done = (typeof notices)[number]

/** The sentence of what was just done. */
export function noticeOf(visit: Visit): string {
  const done = notices.find((each) => each === visit.query('fait'))
  return done ? texts.in(visit.locale)(`done.${done}`) : ''
}

/** “Who asks for it?” stays as it was answered, for the next part to hide. */
export const askedHref = (href: string, asked_by: AskedBy): string =>
  asked_by === 'team' ? href : `${href}?demande=${asked_by}`
export const askedBefore = (visit: Visit): AskedBy => (visit.query('demande') === 'witness' ? 'witness' : 'team')

/** A day that has come already hides nothing. */
export const isPast = (visit: Visit, until: string | null): boolean => until !== null && until <= dayOf(visit.now())

export function allRoutes(doors: Doors): void {
  doors.work('get', addresses.all, hiders, async (visit) => await show(visit))

  doors.work('post', addresses.all, hiders, async (visit) => {
    const hideable = await getHideable(visit.desk, visit.actor, visit.param('code'))
    const input = WordsInput.safeParse(visit.form)
    if (!input.success) return await show(visit, 'words', mistakesOf(input.error))
    const { phrases, chosen, ...why } = input.data
    if (isPast(visit, why.until)) return await show(visit, 'words', { until: 'bad_date' })
    await hide(
      visit.desk,
      visit,
      hideable,
      null,
      [{ kind: 'words', words: [...new Set([...phrases, ...chosen])] }],
      why,
    )
    return back(visit, 'hidden', input.data.asked_by)
  })

  // Where a form shown again stands: another language, or a sign-in meanwhile, leads back to the whole page.
  for (const address of [addresses.person, addresses.show])
    doors.work('get', address, hiders, (visit) => redirect(visit, hereOf(visit)))

  doors.work('post', addresses.person, hiders, async (visit) => {
    const hideable = await getHideable(visit.desk, visit.actor, visit.param('code'))
    const input = ThirdPersonInput.safeParse(visit.form)
    if (!input.success) return await show(visit, 'person', mistakesOf(input.error))
    const { alias, ...person } = input.data
    await nameThird(visit.desk, visit, hideable, { ...person, alias: person.treatment === 'rename' ? alias : '' })
    return back(visit, 'named', input.data.asked_by)
  })

  doors.work('post', addresses.show, hiders, async (visit) => {
    const hideable = await getHideable(visit.desk, visit.actor, visit.param('code'))
    const input = ShowInput.safeParse(visit.form)
    if (!input.success) throw new AppError('invalid')
    if (await needsReason(visit.desk, hideable, input.data))
      return await show(visit, 'lift', { lift_reason: 'required' })
    await showAgain(visit.desk, visit, hideable, input.data)
    return back(visit, input.data.what === 'hiding' ? 'shown' : 'forgotten')
  })
}

const hereOf = (visit: Visit) => hrefOf(visit.locale, addresses.all, { code: visit.param('code') })
const back = (visit: Visit, done: Done, asked_by: AskedBy = 'team') =>
  redirect(visit, askedHref(hereOf(visit), asked_by), done)

async function show(
  visit: Visit<Member>,
  form?: 'words' | 'person' | 'lift',
  mistakes?: FieldMistakes,
): Promise<Response> {
  const { desk, actor, locale } = visit
  const t = texts.in(locale)
  const hideable = await getHideable(desk, actor, visit.param('code'))
  const { contribution, standing } = hideable
  const contents = await contentsOf(desk.db, contribution)
  const files = await filesOf(desk, contribution, contents, visit.locale)
  const subject = subjectOf(desk, contribution)
  const people = await listThirdPersons(desk.db, contribution.id)
  const known = [...(await knownNames(desk, contribution, contents)), ...people.flatMap(({ names }) => names)]
  // English and German write many other words with a capital.
  const { texts: written } = contribution.draft
  const plain = written.filter(({ language }) => !/^(en|de)\b/.test(language))
  const bodies = (plain.length > 0 ? plain : written).map((text) => `${text.lead}\n${plainTextOf(text.body)}`)
  return await deskPage(
    visit,
    {
      title: t('all.title'),
      within: localPath(locale, subject.workshop),
      hasErrors: mistakes !== undefined,
      ...(mistakes && { status: 422 as const }),
    },
    <AllPage
      subject={subject}
      notice={noticeOf(visit)}
      hidings={await hidingsShown(visit, hideable, files)}
      people={people.map((person) => ({
        ...person,
        mayShow: mayShowAgain(actor, contribution, standing, person).yes,
      }))}
      files={files}
      found={namesIn(bodies.join('\n'), known).slice(0, 24)}
      submission_ids={{ words: randomUUID(), person: randomUUID() }}
      returned={
        form && {
          form,
          values: visit.form,
          errors: errorsOf(mistakes ?? {}, locale, {
            phrases: t(mistakes?.['phrases'] === 'required' ? 'words.none' : 'words.wrong'),
            names: t('people.wrong'),
            alias: t('people.noAlias'),
            until: t('why.past'),
            lift_reason: t('hidden.liftNone'),
          }),
        }
      }
      name={visit.query('nom')}
      asked_by={askedBefore(visit)}
    />,
  )
}
