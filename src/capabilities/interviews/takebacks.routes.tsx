// The desk's addresses for taking back and for what follows.

import { isSealed } from '#core/consent/ledger.ts'
import { listConsents, listSeals } from '#core/consent/consents.ts'
import { maySeal } from '#core/contribution/contribution.can.ts'
import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import { roles, type Actor, type Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { viewOf } from './consents.routes.tsx'
import { addresses } from './interviews.addresses.ts'
import { mayLift, speaksFor } from './interviews.can.ts'
import { noticeOf } from './interviews.notices.ts'
import { texts } from './interviews.texts.ts'
import { getStory, type StorySeen } from './stories.queries.ts'
import { noteDone, putBack, takeBack } from './takebacks.actions.ts'
import { askers, DoneInput, PutBackInput, TakeBackInput } from './takebacks.input.ts'
import { TakeBackConfirm, TakeBackPage, TakenBackPage, type SealView } from './takebacks.pages.tsx'
import { listSignedFor, listTasksDone } from './takebacks.queries.ts'
import { tasksAfter } from './takebacks.rules.ts'

export function takeBackRoutes(doors: Doors): void {
  doors.work('get', addresses.takeBack, roles, async (visit) => await show(visit, await seenBy(visit)))

  doors.work('post', addresses.takeBack, roles, async (visit) => {
    const { form, actor, locale } = visit
    const seen = await seenBy(visit)
    const code = seen.thing.code
    const only = seen.witnesses.length === 1 ? seen.witnesses[0]?.person_id : undefined
    // With one witness, "the name" can only be hers.
    const parsed = TakeBackInput.safeParse(only && !firstOf(form['person_id']) ? { ...form, person_id: only } : form)
    if (!parsed.success) return await show(visit, seen, form, mistakesOf(parsed.error))
    const { scope, until, asked_by } = parsed.data
    if (until !== null && until <= dayOf(visit.now())) return await show(visit, seen, form, { until: 'bad_date' })
    const person_id = scope === 'name' ? parsed.data.person_id || null : null
    const here = hrefOf(locale, addresses.takeBack, { code })
    if (firstOf(form['step']) === 'confirm') {
      await takeBack(visit.desk, actor, code, { scope, until, asked_by, person_id }, visit.submission_id)
      return redirect(visit, hrefOf(locale, addresses.takenBack, { code }), 'repris')
    }
    const name = seen.witnesses.find((each) => each.person_id === person_id)?.name ?? null
    return await deskPage(
      visit,
      { title: texts.in(locale)('takeBack.title') },
      <TakeBackConfirm
        action={here}
        back={here}
        submission_id={visit.submission_id}
        hidden={{ scope, asked_by, until: until ?? '', person_id: person_id ?? '' }}
        scope={scope}
        name={name}
        until={until}
        isHers={false}
      />,
    )
  })

  doors.work('get', addresses.takenBack, roles, async (visit) => {
    const { desk, locale } = visit
    const t = texts.in(locale)
    const seen = await seenBy(visit)
    const seals = await sealsOf(visit, seen)
    const latest = seals.at(-1)
    const rows = await listConsents(desk.db, seen.thing.id)
    return await deskPage(
      visit,
      { title: t(latest ? 'takenBack.title' : 'takenBack.titleNone') },
      <TakenBackPage
        view={{
          story: viewOf(seen),
          seals,
          tasks: latest ? tasksAfter(rows, latest.person_id) : [],
          done: latest ? await listTasksDone(desk.db, seen.thing.id, latest.id) : [],
          submission_id: visit.submission_id,
          notice: noticeOf(visit, {
            repris: t('takenBack.done'),
            remis: t('takenBack.lifted'),
            note: t('takenBack.noted'),
          }),
        }}
      />,
    )
  })

  doors.work('post', addresses.takenBack, roles, async (visit) => {
    const code = visit.param('code')
    const parsed = DoneInput.safeParse(visit.form)
    if (!parsed.success) throw new AppError('invalid')
    await noteDone(visit.desk, visit.actor, code, parsed.data.done, visit.submission_id)
    return redirect(visit, hrefOf(visit.locale, addresses.takenBack, { code }), 'note')
  })

  doors.work('post', addresses.putBack, roles, async (visit) => {
    const code = visit.param('code')
    const parsed = PutBackInput.safeParse(visit.form)
    if (!parsed.success) throw new AppError('invalid')
    await putBack(visit.desk, visit.actor, code, parsed.data.seal_id, visit.submission_id)
    return redirect(visit, hrefOf(visit.locale, addresses.takenBack, { code }), 'remis')
  })
}

const seenBy = (visit: Visit<Member>): Promise<StorySeen> =>
  getStory(visit.desk.db, visit.actor, visit.param('code'), visit.now(), maySeal)

/** What is taken back at this hour, oldest first. */
export async function sealsOf(
  visit: Visit<Actor>,
  seen: StorySeen,
): Promise<(SealView & { person_id: string | null })[]> {
  const { desk, actor } = visit
  const signed_for = await listSignedFor(desk.db, actor, seen.thing, visit.now())
  return (await listSeals(desk.db, seen.thing.id))
    .filter((seal) => isSealed(seal, visit.now()))
    .map((seal) => ({
      id: seal.id,
      scope: seal.scope,
      person_id: seal.person_id,
      name: seen.witnesses.find((each) => each.person_id === seal.person_id)?.name ?? null,
      until: seal.until,
      reason: seal.reason,
      placed_at: seal.placed_at,
      mayLift: mayLift(actor, seen.thing, seen.standing, seal, speaksFor(seal, seen.thing, signed_for)).yes,
    }))
}

async function show(
  visit: Visit<Member>,
  seen: StorySeen,
  typed?: FormValues,
  mistakes?: FieldMistakes,
): Promise<Response> {
  const { actor, locale } = visit
  const t = texts.in(locale)
  return await deskPage(
    visit,
    { title: t('takeBack.title'), hasErrors: mistakes !== undefined, status: mistakes ? 422 : 200 },
    <TakeBackPage
      story={viewOf(seen)}
      mayAskAs={askers.filter((asker) => asker === 'witness' || actor.roles.includes(asker))}
      values={typed ?? { asked_by: 'witness' }}
      errors={
        mistakes
          ? errorsOf(mistakes, locale, {
              until: t('takeBack.untilPast'),
              person_id: t('takeBack.whoseMissing'),
              scope: t('takeBack.scopeMissing'),
            })
          : {}
      }
      submission_id={visit.submission_id}
      seals={await sealsOf(visit, seen)}
    />,
  )
}
