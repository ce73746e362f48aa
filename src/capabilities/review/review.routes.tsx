// Addresses of review: the queue, one contribution under review, its remarks, the rules of the space.

import { randomUUID } from 'node:crypto'
import { hrefOf, localPath, type Doors, type Visit } from '#core/doors.ts'
import type { Member, Role } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { QueuePage } from './queue.pages.tsx'
import { countQueues, findOldest, listQueue, pageSize } from './queue.queries.ts'
import { decide, getReviewed, remark, ruleSignoffs, settle } from './review.actions.ts'
import { queueAddress, remarksAddress, reviewAddress, rulesAddress, settleAddress } from './review.addresses.ts'
import { DecisionInput, RemarkInput, RulesInput, SettleInput } from './review.input.ts'
import { ReviewPage } from './review.pages.tsx'
import { reviewHref, type Returned } from './review.parts.tsx'
import { readReview, type SidesAsked } from './review.reading.ts'
import { countEffects, listRequired } from './review.queries.ts'
import { mistakeIn, tabOf } from './review.rules.ts'
import { RulesPage } from './rules.pages.tsx'
import { texts } from './texts.ts'

export const queueRoles: readonly Role[] = ['facilitator', 'editor', 'scientist', 'administrator']
/** Whoever may see a contribution reads its review; the rules of contributions say who. */
export const reviewRoles: readonly Role[] = ['contributor', ...queueRoles]

const notices = ['approve', 'changes', 'refuse', 'wait', 'remark', 'settled', 'rules'] as const

const noticeOf = (visit: Visit): string | undefined => {
  const done = notices.find((each) => each === visit.query('fait'))
  return done && texts.in(visit.locale)(`done.${done}`)
}

export function reviewRoutes(doors: Doors): void {
  doors.work('get', queueAddress, queueRoles, async (visit) => {
    const { desk, actor } = visit
    const now = desk.now()
    const tab = tabOf(visit.query('file'))
    const page = Math.min(Math.max(Math.trunc(Number(visit.query('page'))) || 1, 1), 10_000)
    const [rows, counts, oldest] = await Promise.all([
      listQueue(desk.db, actor, tab, now, page),
      countQueues(desk.db, actor, now),
      findOldest(desk.db, actor, tab, now),
    ])
    const shown = {
      tab,
      counts,
      oldest,
      page,
      now,
      rows: rows.slice(0, pageSize),
      hasMore: rows.length > pageSize,
      mayRule: actor.roles.includes('administrator'),
    }
    return await deskPage(visit, { title: texts.in(visit.locale)('queue.title') }, <QueuePage {...shown} />)
  })

  doors.work('get', rulesAddress, ['administrator'], async (visit) => await rulesPage(visit))
  doors.work('post', rulesAddress, ['administrator'], async (visit) => {
    const parsed = RulesInput.safeParse(visit.form)
    if (!parsed.success) return await rulesPage(visit, mistakesOf(parsed.error))
    await ruleSignoffs(visit.desk, visit.actor, visit.submission_id, parsed.data.required)
    return redirect(visit, hrefOf(visit.locale, rulesAddress), 'rules')
  })

  doors.work(
    'get',
    reviewAddress,
    reviewRoles,
    async (visit) =>
      await reviewPage(visit, {
        text: visit.query('texte'),
        before: visit.query('avant'),
        after: visit.query('apres'),
      }),
  )

  doors.work('post', reviewAddress, reviewRoles, async (visit) => {
    const { form, locale } = visit
    const t = texts.in(locale)
    const parsed = DecisionInput.safeParse(form)
    const again = async (errors: Record<string, string | undefined>, isConflict = false) =>
      await reviewPage(visit, sidesTyped(form), { form: 'decision', values: form, errors }, isConflict)
    if (!parsed.success)
      return await again(errorsOf(mistakesOf(parsed.error), locale, { decision: t('decision.choose') }))
    const { decision, ...input } = parsed.data
    const mistake = mistakeIn(parsed.data)
    if (mistake) return await again({ [mistake.field]: t(`decision.${mistake.key}`) })
    if (decision === 'wait') {
      await getReviewed(visit.desk, visit.actor, visit.param('code'))
      return redirect(visit, hrefOf(locale, queueAddress), 'wait')
    }
    try {
      const outcome = await decide(visit.desk, { ...asked(visit), origin: visit.config.origin }, { ...input, decision })
      if (outcome === 'lacking') return await again({ decision: t('decision.lacking') })
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict')) throw error
      // What was typed stays; the decision is to be taken again, on the newest words.
      return await reviewPage(
        visit,
        { text: firstOf(form['text']), before: '', after: '' },
        { form: 'decision', values: { ...form, decision: '' }, errors: {} },
        true,
      )
    }
    return redirect(visit, reviewHref(locale, visit.param('code')), decision)
  })

  doors.work('post', remarksAddress, reviewRoles, async (visit) => {
    const { form, locale } = visit
    const t = texts.in(locale)
    const again = async (errors: Record<string, string | undefined>) =>
      await reviewPage(visit, sidesTyped(form), { form: 'remark', values: form, errors })
    const parsed = RemarkInput.safeParse(form)
    if (!parsed.success) return await again(errorsOf(mistakesOf(parsed.error), locale, { quote: t('remarks.choose') }))
    const added = await remark(visit.desk, asked(visit), parsed.data)
    if (!added) return await again({ quote: t('remarks.notFound') })
    return redirect(visit, `${backTo(visit)}#remarques`, 'remark')
  })

  doors.work('post', settleAddress, reviewRoles, async (visit) => {
    const parsed = SettleInput.safeParse(visit.form)
    const id = visit.param('remark')
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new AppError('not_found')
    if (!parsed.success)
      return await reviewPage(visit, sidesTyped(visit.form), {
        form: 'remark',
        values: {},
        errors: errorsOf(mistakesOf(parsed.error), visit.locale),
      })
    await settle(visit.desk, asked(visit), id, parsed.data.note)
    return redirect(visit, `${backTo(visit)}#remarques`, 'settled')
  })
}

const asked = (visit: Visit<Member>) => ({
  actor: visit.actor,
  submission_id: visit.submission_id,
  code: visit.param('code'),
})

const sidesTyped = (form: FormValues) => ({
  text: firstOf(form['text']),
  before: firstOf(form['before']),
  after: firstOf(form['after']),
})
const backTo = (visit: Visit): string => reviewHref(visit.locale, visit.param('code'), sidesTyped(visit.form))

/** The same page in each language, even when a form posted elsewhere led here. */
const alternatesOf = (address: typeof reviewAddress, code: string): Record<Locale, string> =>
  Object.fromEntries(locales.map((each) => [each, localPath(each, hrefOf('fr', address, { code }))])) as Record<
    Locale,
    string
  >

async function reviewPage(
  visit: Visit<Member>,
  sides: Omit<SidesAsked, 'locale'>,
  returned?: Returned,
  isConflict = false,
): Promise<Response> {
  const { desk, actor, locale } = visit
  const code = visit.param('code')
  const { contribution, standing } = await getReviewed(desk, actor, code)
  const review = await readReview(desk, actor, contribution, standing, { ...sides, locale })
  const framed = returned ? { ...visit, alternates: alternatesOf(reviewAddress, code) } : visit
  return await deskPage(
    framed,
    {
      title: review.title || texts.in(locale)('untitled'),
      hasErrors: returned !== undefined && !isConflict,
      ...(returned && { status: isConflict ? (409 as const) : (422 as const) }),
    },
    // Nothing was done with the identifier sent: the next sending is a new one.
    <ReviewPage
      review={review}
      submission_id={returned ? randomUUID() : visit.submission_id}
      notice={noticeOf(visit)}
      returned={returned}
      isConflict={isConflict}
    />,
  )
}

async function rulesPage(visit: Visit<Member>, mistakes?: FieldMistakes): Promise<Response> {
  const { desk, actor, locale, kinds } = visit
  const needing = [...kinds.values()].filter((kind) => kind.needsConsent).map((kind) => kind.name)
  const [required, effects] = await Promise.all([
    listRequired(desk.db, actor.space_id),
    countEffects(desk.db, actor.space_id, needing),
  ])
  return await deskPage(
    visit,
    {
      title: texts.in(locale)('rules.title'),
      hasErrors: mistakes !== undefined,
      ...(mistakes && { status: 422 as const }),
    },
    <RulesPage
      required={required}
      effects={effects}
      submission_id={visit.submission_id}
      notice={noticeOf(visit)}
      errors={mistakes && errorsOf(mistakes, locale)}
    />,
  )
}
