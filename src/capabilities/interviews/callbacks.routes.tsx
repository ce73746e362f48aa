// The addresses of call-backs: public form and follow-up, then the facilitators' list.

import { hrefOf, type Asked, type Doors, type Visit } from '#core/doors.ts'
import type { Member, Role } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import type { FormValues } from '#core/platform/http/forms.ts'
import type { Limit } from '#core/platform/http/limits.ts'
import { languageName } from '#core/platform/i18n.ts'
import { errorsOf } from '#ui/field-errors.ts'
import type { FormErrors } from '#ui/form.tsx'
import { deskPage, page, redirect } from '#ui/respond.tsx'
import { askCallback, cancelAsked, noteCall, personOfCallback, takeAsked } from './callbacks.actions.ts'
import { CallbackInput, CancelInput, FollowInput, OutcomeInput } from './callbacks.input.ts'
import { CallbackSheetPage, CallbacksPage } from './callbacks-desk.pages.tsx'
import { CallbackPage, FollowPage, type FollowView } from './callbacks.pages.tsx'
import {
  findCallback,
  findFollowed,
  listClosedCallbacks,
  listOpenCallbacks,
  listSpeakers,
} from './callbacks.queries.ts'
import { followedState, inCallingOrder } from './callbacks.rules.ts'
import { addresses } from './interviews.addresses.ts'
import { noticeOf } from './interviews.notices.ts'
import { texts } from './interviews.texts.ts'

const sends: Limit = { name: 'callback sent', tries: 60, minutes: 15 }
// A library or a village hall is one network for everyone in it.
const asks: Limit = { name: 'callback asked', tries: 20, minutes: 60 }
const follows: Limit = { name: 'callback followed', tries: 30, minutes: 15 }
const cancels: Limit = { name: 'callback cancelled', tries: 10, minutes: 15 }

export const callers: readonly Role[] = ['facilitator', 'administrator']

export function callbackRoutes(doors: Doors): void {
  doors.visit('get', addresses.callback, {}, (visit) => showAsk(visit, { language: visit.locale, moment: 'morning' }))

  doors.visit('post', addresses.callback, { limits: [sends] }, async (visit) => {
    const parsed = CallbackInput.safeParse(visit.form)
    if (!parsed.success) return showAsk(visit, visit.form, mistakesOf(parsed.error))
    visit.limits.take(asks, visit.network)
    const number = await askCallback(visit.desk, parsed.data, visit.submission_id)
    return redirect(visit, `${hrefOf(visit.locale, addresses.callbackFollow)}?numero=${number}`, 'garde')
  })

  doors.visit('get', addresses.callbackFollow, { limits: [follows] }, async (visit) => {
    const { locale } = visit
    const t = texts.in(locale)
    const typed = visit.query('numero')
    const parsed = FollowInput.safeParse({ numero: typed })
    const found = parsed.success ? await findFollowed(visit.desk.db, parsed.data.numero) : undefined
    const wrong = typed !== '' && !found ? { numero: t('follow.unknown') } : {}
    return await showFollow(visit, found, {
      values: { numero: typed },
      errors: wrong,
      notice: noticeOf(visit, { annule: t('follow.cancelled') }),
      isNew: found !== undefined && visit.query('fait') === 'garde',
    })
  })

  doors.visit('post', addresses.callbackCancel, { limits: [cancels] }, async (visit) => {
    const { locale, form } = visit
    const t = texts.in(locale)
    const parsed = CancelInput.safeParse(form)
    const follow = hrefOf(locale, addresses.callbackFollow)
    if (parsed.success && (await cancelAsked(visit.desk, parsed.data.number, parsed.data.digits)))
      return redirect(visit, `${follow}?numero=${parsed.data.number}`, 'annule')
    const number = FollowInput.safeParse({ numero: form['number'] })
    const found = number.success ? await findFollowed(visit.desk.db, number.data.numero) : undefined
    return await showFollow(
      visit,
      found,
      {
        values: {},
        errors: found ? {} : { numero: t('follow.unknown') },
        cancelErrors: found ? { digits: t('follow.wrongDigits') } : {},
        isNew: false,
      },
      422,
    )
  })

  doors.work('get', addresses.callbacks, callers, async (visit) => {
    const { desk, actor, locale } = visit
    const t = texts.in(locale)
    const asked = visit.query('liste')
    const tab = asked === 'mine' || asked === 'closed' ? asked : 'open'
    const open = await listOpenCallbacks(desk.db, actor.space_id)
    const mine = open.filter((row) => row.taken_by === actor.person_id)
    const me = await desk.db
      .selectFrom('desk.person')
      .select('languages')
      .where('id', '=', actor.person_id)
      .executeTakeFirst()
    const rows =
      tab === 'closed'
        ? await listClosedCallbacks(desk.db, actor.space_id)
        : inCallingOrder(tab === 'mine' ? mine : open, me?.languages ?? [], (language) =>
            languageName(language, locale),
          )
    return await deskPage(
      visit,
      { title: t('callbacks.title') },
      <CallbacksPage
        view={{
          tab,
          rows,
          counts: { open: open.length, mine: mine.length },
          now: visit.now(),
          me: actor.person_id,
          notice: noticeOf(visit, { note: t('callbacks.noted') }),
        }}
      />,
    )
  })

  doors.work('get', addresses.callbackSheet, callers, async (visit) => await showSheet(visit, {}))

  doors.work('post', addresses.callbackSheet, callers, async (visit) => {
    const number = visit.param('number')
    const parsed = OutcomeInput.safeParse(visit.form)
    if (!parsed.success) return await showSheet(visit, visit.form, mistakesOf(parsed.error))
    await noteCall(visit.desk, visit.actor, number, parsed.data.outcome, parsed.data.note, visit.submission_id)
    const met = parsed.data.outcome === 'met'
    return redirect(
      visit,
      met ? hrefOf(visit.locale, addresses.callbackSheet, { number }) : hrefOf(visit.locale, addresses.callbacks),
      'note',
    )
  })

  doors.work('post', addresses.callbackTake, callers, async (visit) => {
    const number = visit.param('number')
    await takeAsked(visit.desk, visit.actor, number)
    return redirect(visit, hrefOf(visit.locale, addresses.callbackSheet, { number }), 'pris')
  })

  doors.work('post', addresses.callbackBegin, callers, async (visit) => {
    const person_id = await personOfCallback(visit.desk, visit.actor, visit.param('number'))
    return redirect(visit, `${hrefOf(visit.locale, addresses.meetingNew)}?temoin=${person_id}`)
  })
}

const telOf = ({ site }: Asked) =>
  site.phone ? { shown: site.phone, dial: site.phone.replace(/[^\d+]/g, '') } : undefined

function showAsk(visit: Visit, values: FormValues, mistakes?: FieldMistakes): Response {
  const { locale } = visit
  const t = texts.in(locale)
  const errors = mistakes
    ? errorsOf(mistakes, locale, {
        name: t('callback.nameMissing'),
        phone: t('callback.phoneWrong'),
        moment: t('callback.momentMissing'),
        website: t('callback.trapFilled'),
      })
    : {}
  return page(
    visit,
    {
      title: t('callback.title'),
      main: 'wrap',
      description: t('callback.lead'),
      hasErrors: mistakes !== undefined,
      status: mistakes ? 422 : 200,
    },
    <CallbackPage
      values={values}
      errors={errors}
      submission_id={visit.submission_id}
      phone={telOf(visit)}
      districts={visit.site.districts}
    />,
  )
}

async function showFollow(
  visit: Visit,
  found: Awaited<ReturnType<typeof findFollowed>>,
  view: { values: FormValues; errors: FormErrors; cancelErrors?: FormErrors; notice?: string; isNew: boolean },
  status: 200 | 422 = 200,
): Promise<Response> {
  const t = texts.in(visit.locale)
  const shown: FollowView = {
    cancelErrors: {},
    notice: '',
    ...view,
    found: found && { ...found, state: followedState(found) },
    speakers: found ? await listSpeakers(visit.desk.db, found.language) : [],
  }
  const hasErrors = Object.keys(view.errors).length + Object.keys(view.cancelErrors ?? {}).length > 0
  return page(
    visit,
    { title: t('follow.title'), main: 'wrap', noindex: true, hasErrors, status },
    <FollowPage view={shown} />,
  )
}

async function showSheet(visit: Visit<Member>, values: FormValues, mistakes?: FieldMistakes): Promise<Response> {
  const { desk, actor, locale } = visit
  const t = texts.in(locale)
  const row = await findCallback(desk.db, actor.space_id, visit.param('number'))
  if (!row) throw notFound()
  return await deskPage(
    visit,
    {
      title: t('callbacks.sheet', { number: row.number }),
      hasErrors: mistakes !== undefined,
      status: mistakes ? 422 : 200,
    },
    <CallbackSheetPage
      row={row}
      now={visit.now()}
      me={actor.person_id}
      values={values}
      errors={mistakes ? errorsOf(mistakes, locale) : {}}
      submission_id={visit.submission_id}
      notice={noticeOf(visit, { pris: t('callbacks.taken'), note: t('callbacks.noted') })}
    />,
  )
}
