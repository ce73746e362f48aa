// The register of a picture: who is in it, what each agreed to, and whether everyone is in the list.

import { randomUUID } from 'node:crypto'
import { hrefOf, localPath, type Doors, type Visit } from '#core/doors.ts'
import { mayUnlist } from '#core/media/hidings.can.ts'
import { findLooked, listGrown, listPictured } from '#core/media/register.ts'
import { askedInVainOn, lets, mayShowPeople } from '#core/media/needs.ts'
import type { Member, Role } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { hiders, noticeOf, type Done } from './all.routes.tsx'
import { addPerson, getHideable, getHideableFile, sayAllSeen, settlePerson } from './hidings.actions.ts'
import { addresses } from './hidings.addresses.ts'
import { LookedInput, PicturedDeed, PicturedInput } from './hidings.input.ts'
import { contentsOf, listEvidences, listNames, readCopies } from './hidings.queries.ts'
import { fileShown, subjectOf } from './hidings.views.ts'
import { regionAround, regionOfPercents, surnameOf } from './parts.rules.ts'
import { GrownPage, RegisterPage } from './register.pages.tsx'
import { texts } from './texts.ts'

export const askers: readonly Role[] = ['facilitator', 'administrator']

export function registerRoutes(doors: Doors): void {
  doors.work('get', addresses.grown, askers, async (visit) => {
    const { desk, actor, locale } = visit
    const today = dayOf(desk.now())
    const rows = (await listGrown(desk.db, desk.now())).filter((row) => isFor(row, actor))
    return await deskPage(
      visit,
      { title: texts.in(locale)('grown.title') },
      <GrownPage rows={rows.map((row) => ({ ...row, isLate: row.until <= today }))} notice={noticeOf(visit)} />,
    )
  })

  doors.work('get', addresses.register, hiders, async (visit) => await show(visit))
  doors.work('post', addresses.register, hiders, async (visit) => {
    const { desk } = visit
    const { hideable, file } = await seen(visit)
    const input = PicturedInput.safeParse(visit.form)
    if (!input.success) return await show(visit, mistakesOf(input.error))
    const { cells, x, y, w, h, surname, evidence_id, ...typed } = input.data
    const today = dayOf(visit.now())
    if (typed.agreed_on !== null && typed.agreed_on > today) return await show(visit, { agreed_on: 'bad_date' })
    if (typed.born_on !== null && typed.born_on > today) return await show(visit, { born_on: 'bad_date' })
    const isAgreed = typed.status === 'agreed' || typed.status === 'minor'
    const isMinor = typed.status === 'minor'
    await addPerson(desk, visit, hideable, file, {
      status: typed.status,
      name: typed.name,
      region: regionAround(cells) ?? regionOfPercents({ x, y, w, h }) ?? null,
      // Nothing more than what the answer needs is kept (P-18).
      surname: isMinor ? surname || surnameOf(typed.name) : '',
      agreed_by: isAgreed ? typed.agreed_by : '',
      agreed_by_second: isMinor ? typed.agreed_by_second : '',
      agreed_on: isAgreed ? typed.agreed_on : null,
      agreed_until: isAgreed ? typed.agreed_until : null,
      born_on: isMinor ? typed.born_on : null,
      evidence_id: (isAgreed && evidence_id) || null,
    })
    return back(visit, 'added')
  })

  for (const address of [addresses.looked, addresses.pictured])
    doors.work('get', address, hiders, (visit) =>
      redirect(visit, hrefOf(visit.locale, addresses.register, paramsOf(visit))),
    )

  doors.work('post', addresses.looked, hiders, async (visit) => {
    const { hideable, file } = await seen(visit)
    const input = LookedInput.safeParse(visit.form)
    if (!input.success) throw new AppError('invalid')
    const isDone = input.data.looked === 'yes'
    await sayAllSeen(visit.desk, visit, hideable, file, isDone)
    return back(visit, isDone ? 'looked' : 'unlooked')
  })

  doors.work('post', addresses.pictured, hiders, async (visit) => {
    const { hideable, file } = await seen(visit)
    const input = PicturedDeed.safeParse(visit.form)
    if (!input.success) throw new AppError('invalid')
    await settlePerson(visit.desk, visit, hideable, file, visit.param('person'), input.data.do)
    return back(visit, input.data.do === 'takeBack' ? 'takenBack' : 'removed')
  })
}

/** Hers to ask again: of the stories in her charge, or of all. */
export const isFor = (
  row: { space_id: string; facilitator_id: string | null; created_by: string | null },
  actor: { person_id: string; space_id: string; roles: readonly Role[] },
): boolean =>
  row.space_id === actor.space_id &&
  (actor.roles.includes('administrator') || (row.facilitator_id ?? row.created_by) === actor.person_id)

const paramsOf = (visit: Visit) => ({ code: visit.param('code'), file_id: visit.param('file_id') })
const back = (visit: Visit, done: Done) =>
  redirect(visit, hrefOf(visit.locale, addresses.register, paramsOf(visit)), done)

/** Someone can be recognised in all that is seen. */
async function seen(visit: Visit<Member>) {
  const hideable = await getHideable(visit.desk, visit.actor, visit.param('code'))
  const file = await getHideableFile(visit.desk, hideable.contribution, visit.param('file_id'))
  if (!mayShowPeople(file.nature)) throw notFound()
  return { hideable, file }
}

async function show(visit: Visit<Member>, mistakes?: FieldMistakes): Promise<Response> {
  const { desk, locale } = visit
  const t = texts.in(locale)
  const { hideable, file } = await seen(visit)
  const { contribution } = hideable
  const shown = fileShown(file, await contentsOf(desk.db, contribution), visit.locale)
  const today = dayOf(desk.now())
  const people = await listPictured(desk.db, file.id)
  const looked = await findLooked(desk.db, file.id)
  const names = await listNames(desk.db, [looked?.looked_by ?? null])
  const { picture } = await readCopies(desk.db, file, desk.now())
  const subject = subjectOf(desk, contribution)
  return await deskPage(
    visit,
    {
      title: t('register.title', { title: shown.title }),
      within: localPath(locale, subject.workshop),
      hasErrors: mistakes !== undefined,
      ...(mistakes && { status: 422 as const }),
    },
    <RegisterPage
      subject={subject}
      file={shown}
      notice={noticeOf(visit)}
      people={people.map(({ x, y, w, h, ...person }) => ({
        ...person,
        region: x === null || y === null || w === null || h === null ? null : { x, y, w, h },
        grown_until: person.status === 'minor' && person.born_on ? askedInVainOn(person.born_on) : null,
        lets: lets({ ...person, x, y, w, h }, today),
        mayUnlist: mayUnlist(visit.actor, contribution, hideable.standing, person).yes,
      }))}
      looked={looked ? { by: names.get(looked.looked_by ?? '') ?? t('hidden.machine'), at: looked.looked_at } : null}
      picture={picture}
      evidences={await listEvidences(desk.db, contribution.id)}
      submission_id={mistakes ? randomUUID() : visit.submission_id}
      returned={
        mistakes && {
          values: visit.form,
          errors: errorsOf(mistakes, locale, {
            x: t(mistakes['x'] === 'required' ? 'add.noPlace' : 'region.wrong'),
            agreed_on: t(mistakes['agreed_on'] === 'required' ? 'add.noDay' : 'add.notYet'),
          }),
        }
      }
    />,
  )
}
