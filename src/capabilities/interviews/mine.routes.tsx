// The witness's addresses, behind her card. Another witness's story does not exist here.

import { listConsents } from '#core/consent/consents.ts'
import { questions } from '#core/consent/questions.ts'
import { agreementOf } from '#core/consent/ledger.ts'
import { listRevisions } from '#core/contribution/contributions.ts'
import { pathOf } from '#core/contribution/kind.ts'
import { hrefOf, localPath, type Doors, type Visit } from '#core/doors.ts'
import { listLoansOf } from '#core/media/loans.ts'
import type { CardHolder } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { listSignoffs } from '#core/review/reviews.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { page, redirect } from '#ui/respond.tsx'
import { chosenAnswers, lastAnswers } from './consents.rules.ts'
import { addresses } from './interviews.addresses.ts'
import { noticeOf } from './interviews.notices.ts'
import { texts } from './interviews.texts.ts'
import { MyStoriesPage, MyStoryPage, MyTakeBackPage } from './mine.pages.tsx'
import { listMyStories } from './mine.queries.ts'
import { saveReread } from './rereads.actions.ts'
import { MyRereadInput } from './rereads.input.ts'
import { getStory, type StorySeen } from './stories.queries.ts'
import { putBack, takeBack } from './takebacks.actions.ts'
import { MyTakeBackInput, PutBackInput } from './takebacks.input.ts'
import { TakeBackConfirm } from './takebacks.pages.tsx'
import { sealsOf } from './takebacks.routes.tsx'

export function myRoutes(doors: Doors): void {
  doors.card('get', addresses.myStories, async (visit) => {
    const t = texts.in(visit.locale)
    const stories = await listMyStories(visit.desk.db, visit.actor, visit.now())
    return page(
      visit,
      { title: t('mine.pageTitle'), main: 'wrap', noindex: true },
      <MyStoriesPage name={visit.actor.name} stories={stories} />,
    )
  })

  doors.card('get', addresses.myStory, async (visit) => await show(visit, await seenBy(visit)))

  // Where her answer is shown again when something lacks: another language, or her card typed meanwhile, leads here.
  doors.card('get', addresses.mySign, async (visit) => await show(visit, await seenBy(visit)))

  doors.card('post', addresses.mySign, async (visit) => {
    const { actor, form, locale } = visit
    const seen = await seenBy(visit)
    const code = seen.thing.code
    const parsed = MyRereadInput.safeParse(form)
    if (!parsed.success) return await show(visit, seen, form, mistakesOf(parsed.error))
    await saveReread(
      visit.desk,
      actor,
      code,
      { ...parsed.data, person_id: actor.person_id, method: 'card' },
      visit.submission_id,
    )
    return redirect(
      visit,
      hrefOf(locale, addresses.myStory, { code }),
      parsed.data.decision === 'approve' ? 'oui' : 'changer',
    )
  })

  doors.card('get', addresses.myTakeBack, async (visit) => showTakeBack(visit, await seenBy(visit)))

  doors.card('post', addresses.myTakeBack, async (visit) => {
    const { actor, form, locale } = visit
    const seen = await seenBy(visit)
    const code = seen.thing.code
    const parsed = MyTakeBackInput.safeParse(form)
    if (!parsed.success) return showTakeBack(visit, seen, form, mistakesOf(parsed.error))
    const { scope, until } = parsed.data
    if (until !== null && until <= dayOf(visit.now())) return showTakeBack(visit, seen, form, { until: 'bad_date' })
    const back = hrefOf(locale, addresses.myStory, { code })
    if (firstOf(form['step']) === 'confirm') {
      await takeBack(
        visit.desk,
        actor,
        code,
        { scope, until, asked_by: 'witness', person_id: actor.person_id },
        visit.submission_id,
      )
      return redirect(visit, back, 'repris')
    }
    return page(
      visit,
      { title: texts.in(locale)('mine.takeBack'), main: 'wrap', noindex: true },
      <div class="own stack">
        <TakeBackConfirm
          action={hrefOf(locale, addresses.myTakeBack, { code })}
          back={back}
          submission_id={visit.submission_id}
          hidden={{ scope, until: until ?? '' }}
          scope={scope}
          name={actor.name}
          until={until}
          isHers
        />
      </div>,
    )
  })

  doors.card('post', addresses.myPutBack, async (visit) => {
    const code = visit.param('code')
    const parsed = PutBackInput.safeParse(visit.form)
    if (!parsed.success) throw new AppError('invalid')
    await putBack(visit.desk, visit.actor, code, parsed.data.seal_id, visit.submission_id)
    return redirect(visit, hrefOf(visit.locale, addresses.myStory, { code }), 'remis')
  })
}

/** She began it alone and has not sent it: nobody else writes it. */
const isHersToWrite = (thing: StorySeen['thing']): boolean =>
  thing.created_by === null && thing.facilitator_id === null && thing.stage === 'draft'

const seenBy = (visit: Visit<CardHolder>): Promise<StorySeen> =>
  getStory(visit.desk.db, visit.actor, visit.param('code'), visit.now())

async function show(
  visit: Visit<CardHolder>,
  seen: StorySeen,
  typed?: FormValues,
  mistakes?: FieldMistakes,
): Promise<Response> {
  const { desk, actor, locale, kinds, reader } = visit
  const t = texts.in(locale)
  const { thing } = seen
  const kind = kinds.get(thing.kind)
  if (!kind) throw notFound()
  const revision = (await listRevisions(desk.db, thing.id)).at(-1)
  const said =
    revision &&
    (await listSignoffs(desk.db, thing.id)).findLast(
      (each) => each.revision_id === revision.id && each.kind === 'witness' && each.person_id === actor.person_id,
    )
  const rows = await listConsents(desk.db, thing.id)
  const chosen = chosenAnswers(lastAnswers(rows, actor.person_id), dayOf(visit.now()))
  const shelved = await reader.selectFrom('shelf.item').select('slug').where('code', '=', thing.code).executeTakeFirst()
  const seals = await sealsOf(visit, seen)
  const pseudonym = seen.witnesses.find((each) => each.person_id === actor.person_id)?.pseudonym
  const isNamed =
    agreementOf(rows, actor.person_id, 'site', 'name', visit.now()) !== undefined &&
    !seals.some((seal) => seal.scope === 'name' && seal.person_id === actor.person_id)
  return page(
    visit,
    {
      title: seen.title || t('story.untitled'),
      main: 'wrap',
      noindex: true,
      hasErrors: mistakes !== undefined,
      status: mistakes ? 422 : 200,
    },
    <MyStoryPage
      view={{
        code: thing.code,
        title: seen.title,
        language: thing.draft.language,
        stage: thing.stage,
        work_stage: thing.work_stage,
        public_href: shelved ? pathOf(kind, locale, thing.code, shelved.slug) : null,
        resume_href: isHersToWrite(thing) && kind.resume ? localPath(locale, kind.resume[locale]) : null,
        revision,
        kind,
        said,
        answers: questions.flatMap((question) => {
          const answer = chosen[question.id]
          return answer ? [{ question, answer }] : []
        }),
        shown_name: isNamed
          ? { name: actor.name, kind: 'own' }
          : pseudonym
            ? { name: pseudonym, kind: 'pseudonym' }
            : { name: '', kind: 'none' },
        loans: (await listLoansOf(desk.db, thing.id, actor.person_id)).map((loan) => ({
          ...loan,
          isLate: loan.returned_on === null && loan.return_by < dayOf(visit.now()),
        })),
        seals,
        values: typed ?? {},
        errors: mistakes
          ? errorsOf(mistakes, locale, { reason: t('reread.reasonMissing'), decision: t('reread.decisionMissing') })
          : {},
        submission_id: visit.submission_id,
        notice: noticeOf(visit, {
          oui: t('mine.done.approve'),
          changer: t('mine.done.changes'),
          accords: t('mine.done.consents'),
          repris: t('mine.done.takeBack'),
          remis: t('mine.done.putBack'),
        }),
      }}
    />,
  )
}

function showTakeBack(
  visit: Visit<CardHolder>,
  seen: StorySeen,
  typed?: FormValues,
  mistakes?: FieldMistakes,
): Response {
  const { locale } = visit
  const t = texts.in(locale)
  return page(
    visit,
    {
      title: t('mine.takeBack'),
      main: 'wrap',
      noindex: true,
      hasErrors: mistakes !== undefined,
      status: mistakes ? 422 : 200,
    },
    <MyTakeBackPage
      code={seen.thing.code}
      title={seen.title}
      language={seen.thing.draft.language}
      values={typed ?? {}}
      errors={
        mistakes
          ? errorsOf(mistakes, locale, { until: t('takeBack.untilPast'), scope: t('takeBack.scopeMissing') })
          : {}
      }
      submission_id={visit.submission_id}
    />,
  )
}
