// The addresses of evidence: for whoever may record what this witness agrees to, and nobody else.

import { randomUUID } from 'node:crypto'
import { questions } from '#core/consent/questions.ts'
import { listConsents } from '#core/consent/consents.ts'
import { mayRecordConsent } from '#core/contribution/contribution.can.ts'
import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import { listEvidence, listLooseEvidence } from '#core/media/evidence.ts'
import { roles, type Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { notFound } from '#core/platform/errors.ts'
import { mistakesOf } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { errorsOf } from '#ui/field-errors.ts'
import type { FormErrors } from '#ui/form-state.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { chosenAnswers, lastAnswers } from './consents.rules.ts'
import { viewOf } from './consents.routes.tsx'
import { backAnswers, type EvidenceGiven } from './evidence.actions.ts'
import { signatureError, signatureGiven } from './evidence.given.ts'
import { FileEvidenceInput, SignInput, signatureIn } from './evidence.input.ts'
import { EvidencePage, type AnswerToShow, type EvidenceView } from './evidence.pages.tsx'
import { evidenceTexts } from './evidence.texts.ts'
import { addresses } from './interviews.addresses.ts'
import { noticeOf } from './interviews.notices.ts'
import { getStory, namesIn, type StorySeen, type Witness } from './stories.queries.ts'

export function evidenceRoutes(doors: Doors): void {
  doors.work('get', addresses.evidence, roles, async (visit) => {
    const seen = await seenBy(visit)
    return await show(visit, seen, witnessOf(seen, visit.query('temoin')))
  })

  doors.work('post', addresses.evidence, roles, async (visit) => {
    const { form } = visit
    const seen = await seenBy(visit)
    const witness = seen.witnesses.find((each) => each.person_id === firstOf(form['person_id']))
    if (!witness) throw notFound()
    return firstOf(form['form']) === 'sign' ? await sign(visit, seen, witness) : await placeFile(visit, seen, witness)
  })
}

const seenBy = async (visit: Visit<Member>): Promise<StorySeen> =>
  await getStory(visit.desk.db, visit.actor, visit.param('code'), visit.now(), mayRecordConsent)

const witnessOf = (seen: StorySeen, asked: string): Witness | undefined =>
  seen.witnesses.find((each) => each.person_id === asked) ?? seen.witnesses[0]

async function sign(visit: Visit<Member>, seen: StorySeen, witness: Witness): Promise<Response> {
  const { form, locale } = visit
  const t = evidenceTexts.in(locale)
  const parsed = SignInput.safeParse(form)
  const { signature, mistake } = signatureIn(form)
  const errors: FormErrors = {
    ...(parsed.success ? {} : errorsOf(mistakesOf(parsed.error), locale, { shows: t('backsMissing') })),
    ...signatureError(mistake, locale),
    ...(!signature && !mistake && { signature: t('signMissing') }),
  }
  if (!parsed.success || !signature) return await show(visit, seen, witness, { form: 'sign', errors })
  const { shows, wording_language } = parsed.data
  const wording = questions.filter(({ id }) => shows.includes(id)).map(({ id }) => id)
  const given = await signatureGiven(visit, signature, { wording, wording_language })
  if (!given) return await show(visit, seen, witness, { form: 'sign', errors: { signature: t('signBad') } })
  return await keep(visit, seen, witness, parsed.data, given)
}

async function placeFile(visit: Visit<Member>, seen: StorySeen, witness: Witness): Promise<Response> {
  const { form, locale } = visit
  const t = evidenceTexts.in(locale)
  const sent = firstOf(form['form'])
  const which = sent === 'voice' ? 'voice' : (`file-${firstOf(form['file_id'])}` as const)
  const parsed = FileEvidenceInput.safeParse(form)
  if (!parsed.success) {
    const mistakes = mistakesOf(parsed.error)
    const own = { shows: t('backsMissing'), file_id: t('voiceNotYet') }
    const { file_id, ...errors } = errorsOf(mistakes, locale, own)
    return await show(visit, seen, witness, { form: which, errors: { ...errors, ...(file_id && { _form: file_id }) } })
  }
  const { file_id, nature } = parsed.data
  return await keep(visit, seen, witness, parsed.data, { nature, file_id })
}

async function keep(
  visit: Visit<Member>,
  seen: StorySeen,
  witness: Witness,
  asked: Parameters<typeof backAnswers>[3],
  given: EvidenceGiven,
): Promise<Response> {
  const { desk, actor, locale } = visit
  const code = seen.thing.code
  await backAnswers(desk, actor, code, asked, given, visit.submission_id)
  return redirect(
    visit,
    `${hrefOf(locale, addresses.evidence, { code })}?temoin=${witness.person_id}#contenu`,
    'preuve',
  )
}

async function show(
  visit: Visit<Member>,
  seen: StorySeen,
  witness: Witness | undefined,
  typed?: { form: NonNullable<EvidenceView['form']>; errors: FormErrors },
): Promise<Response> {
  const { desk, locale, form } = visit
  const t = evidenceTexts.in(locale)
  const rows = (await listConsents(desk.db, seen.thing.id)).filter((row) => row.person_id === witness?.person_id)
  const last = witness ? lastAnswers(rows, witness.person_id) : new Map()
  const chosen = chosenAnswers(last, dayOf(visit.now()))
  const answers = questions.flatMap(({ id }): AnswerToShow[] => {
    const answer = chosen[id]
    return answer ? [{ id, answer, hasEvidence: Boolean(last.get(id)?.evidence_id) }] : []
  })
  const evidence = (await listEvidence(desk.db, seen.thing.id)).filter((each) => each.person_id === witness?.person_id)
  const names = await namesIn(
    desk.db,
    evidence.map((each) => each.recorded_by),
  )
  const asked = typed ? firstOf(form['wording_language']) : visit.query('langue')
  const wordingLanguage = [asked, ...(witness?.languages ?? []), locale].find(isLocale) ?? locale
  const submission = () => randomUUID()
  return await deskPage(
    visit,
    {
      title: t('title'),
      within: hrefOf(locale, addresses.story, { code: seen.thing.code }),
      records: true,
      hasErrors: typed !== undefined,
      status: typed ? 422 : 200,
    },
    <EvidencePage
      view={{
        story: viewOf(seen),
        witness,
        wordingLanguage,
        answers,
        loose: await listLooseEvidence(desk.db, seen.thing.id),
        evidence: evidence.map((each) => ({
          ...each,
          by: names.get(each.recorded_by ?? '') ?? null,
          shows: rows
            .filter((row) => row.evidence_id === each.id)
            .map((row) => ({ id: `${row.use}.${row.form}`, answer: row.answer })),
        })),
        form: typed?.form,
        values: typed ? keptTyped(form) : {},
        errors: typed?.errors ?? {},
        submissions: { voice: submission(), sign: submission(), recorder: submission(), paper: submission() },
        notice: noticeOf(visit, { preuve: t('kept'), received: t('received'), waiting: t('waiting') }),
      }}
    />,
  )
}

/** Everything typed stays, but a drawing: it cannot be shown back on the pad. */
const keptTyped = ({ signature: _drawing, ...typed }: FormValues): FormValues => typed
const isLocale = (value: string): value is Locale => (locales as readonly string[]).includes(value)
