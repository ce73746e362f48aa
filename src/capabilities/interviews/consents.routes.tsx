// The addresses of consents: on the desk with a witness beside, and with her card.

import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { listConsents, isChainIntact } from '#core/consent/consents.ts'
import { mayRecordConsent } from '#core/contribution/contribution.can.ts'
import { listEvidence } from '#core/media/evidence.ts'
import type { Doors, Visit } from '#core/doors.ts'
import { hrefOf } from '#core/doors.ts'
import { listMembers } from '#core/people/members.ts'
import { roles, type CardHolder, type Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { notFound } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { errorsOf } from '#ui/field-errors.ts'
import type { FormErrors } from '#ui/form-state.ts'
import { deskPage, page, redirect } from '#ui/respond.tsx'
import { saveConsents, type ConsentsSaid } from './consents.actions.ts'
import { answersIn, CardConsentsInput, carriedFields, DeskConsentsInput, fieldOf } from './consents.input.ts'
import { ConsentsPage, ConsentsReview, MyConsentsPage } from './consents.pages.tsx'
import type { HistoryRow } from './history.parts.tsx'
import { changesOf, chosenAnswers, lastAnswers, sharedEnd, type Given } from './consents.rules.ts'
import type { EvidenceGiven } from './evidence.actions.ts'
import { signatureError, signatureGiven } from './evidence.given.ts'
import { RecordedInput, signatureIn } from './evidence.input.ts'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'
import { getStory, namesIn, type StorySeen, type Witness } from './stories.queries.ts'
import type { StoryView } from './stories.parts.tsx'

export function consentRoutes(doors: Doors): void {
  doors.work('get', addresses.consents, roles, async (visit) => {
    const seen = await getStory(visit.desk.db, visit.actor, visit.param('code'), visit.now())
    return await showDesk(visit, seen, witnessOf(seen, visit.query('temoin')))
  })

  doors.work('post', addresses.consents, roles, async (visit) => {
    const { form, locale } = visit
    const code = visit.param('code')
    const seen = await getStory(visit.desk.db, visit.actor, code, visit.now())
    const witness = seen.witnesses.find((each) => each.person_id === firstOf(form['person_id']))
    if (!witness) throw notFound()
    if (firstOf(form['step']) === 'edit') return await showDesk(visit, seen, witness, form)
    const parsed = DeskConsentsInput.safeParse(form)
    const read = readAnswers(form, parsed, visit.now())
    if (!parsed.success || read.mistakes) return await showDesk(visit, seen, witness, form, read.mistakes ?? {})
    const said = {
      ...parsed.data,
      given: read.given,
      end: { shown: parsed.data.ends_shown, typed: parsed.data.ends_on },
    }
    const here = hrefOf(locale, addresses.consents, { code })
    if (firstOf(form['step']) !== 'confirm') return await review(visit, seen, witness, said)
    const { evidence, errors } = await evidenceIn(visit, seen, witness, said)
    if (errors) return await review(visit, seen, witness, said, errors)
    await saveConsents(visit.desk, visit.actor, code, { ...said, evidence }, visit.submission_id)
    return redirect(visit, `${here}?temoin=${witness.person_id}`, 'accords')
  })

  doors.card('get', addresses.myConsents, async (visit) => {
    const seen = await getStory(visit.desk.db, visit.actor, visit.param('code'), visit.now())
    return await showMine(visit, seen)
  })

  doors.card('post', addresses.myConsents, async (visit) => {
    const { form, locale, actor } = visit
    const code = visit.param('code')
    const seen = await getStory(visit.desk.db, actor, code, visit.now())
    if (firstOf(form['step']) === 'edit') return await showMine(visit, seen, form)
    const parsed = CardConsentsInput.safeParse(form)
    const read = readAnswers(form, parsed, visit.now())
    if (!parsed.success || read.mistakes) return await showMine(visit, seen, form, read.mistakes ?? {})
    const { ends_on, ends_shown, pseudonym, wording_language } = parsed.data
    const end = { shown: ends_shown, typed: ends_on }
    if (firstOf(form['step']) === 'confirm') {
      const said = {
        person_id: actor.person_id,
        given: read.given,
        end,
        pseudonym,
        wording_language,
        method: 'card',
        in_front_of: null,
        capacity: 'self',
        said_by: '',
      } as const
      await saveConsents(visit.desk, actor, code, said, visit.submission_id)
      return redirect(visit, hrefOf(locale, addresses.myStory, { code }), 'accords')
    }
    const t = texts.in(locale)
    const last = lastAnswers(await listConsents(visit.desk.db, seen.thing.id), actor.person_id)
    return page(
      visit,
      { title: t('mine.consents'), main: 'wrap', noindex: true },
      <div class="own stack sp-5">
        <ConsentsReview
          title={t('mine.consents')}
          action={hrefOf(locale, addresses.myConsents, { code })}
          submission_id={visit.submission_id}
          hidden={carried(form)}
          changes={changesOf(last, read.given, end, dayOf(visit.now()))}
          pseudonym={{ from: mine(seen, actor)?.pseudonym ?? '', to: pseudonym }}
          wordingLanguage={wording_language}
          how={t('mine.check')}
        />
      </div>,
    )
  })
}

type SaidAtDesk = z.infer<typeof DeskConsentsInput> & Pick<ConsentsSaid, 'given' | 'end'>

/** What she is about to agree to, to read again; with the way to keep how she said it, in the same gesture. */
async function review(
  visit: Visit<Member>,
  seen: StorySeen,
  witness: Witness,
  said: SaidAtDesk,
  errors?: FormErrors,
): Promise<Response> {
  const { form, locale } = visit
  const code = seen.thing.code
  const here = hrefOf(locale, addresses.consents, { code })
  const t = texts.in(locale)
  const title = t('consents.title', { name: witness.name })
  const heard = (await membersFor(visit)).find((each) => each.person_id === said.in_front_of)
  const kind = gestureOf[said.method]
  return await deskPage(
    visit,
    { title, records: kind === 'voice', hasErrors: errors !== undefined, status: errors ? 422 : 200 },
    <ConsentsReview
      title={title}
      action={here}
      submission_id={errors ? randomUUID() : visit.submission_id}
      hidden={carried(form)}
      changes={await changesIn(visit, seen, witness, said)}
      pseudonym={{ from: witness.pseudonym ?? '', to: said.pseudonym }}
      wordingLanguage={said.wording_language}
      how={[
        t(`consents.how.${said.method}`),
        heard ? t('consents.heardBy', { name: heard.name }) : '',
        said.capacity === 'self' ? '' : t('consents.spokenBy', { name: said.said_by }),
      ]
        .filter(Boolean)
        .join(' ')}
      gesture={{ kind, code, back: `${here}?temoin=${witness.person_id}`, submission_id: randomUUID() }}
      values={errors ? { signed_name: firstOf(form['signed_name']) } : {}}
      errors={errors ?? {}}
    />,
  )
}

const gestureOf = { screen: 'sign', paper: 'paper', spoken: 'voice', telephone: 'voice' } as const

const changesIn = async (visit: Visit<Member>, seen: StorySeen, witness: Witness, said: SaidAtDesk) =>
  changesOf(
    lastAnswers(await listConsents(visit.desk.db, seen.thing.id), witness.person_id),
    said.given,
    said.end,
    dayOf(visit.now()),
  )

/** How she said it, when the form says so; what is wrong with it otherwise. */
async function evidenceIn(
  visit: Visit<Member>,
  seen: StorySeen,
  witness: Witness,
  said: SaidAtDesk,
): Promise<{ evidence?: EvidenceGiven; errors?: FormErrors }> {
  const { form, locale } = visit
  const kind = gestureOf[said.method]
  if (kind === 'paper') return {}
  const changes = await changesIn(visit, seen, witness, said)
  if (changes.length === 0) return {}
  if (kind === 'voice') {
    const file_id = RecordedInput.safeParse(firstOf(form['evidence_file_id']))
    return file_id.success && file_id.data ? { evidence: { nature: 'spoken', file_id: file_id.data } } : {}
  }
  // Who may not record answers keeps no bytes either; saving them refuses with the right word.
  if (!mayRecordConsent(visit.actor, seen.thing, seen.standing).yes) return {}
  const { signature, mistake } = signatureIn(form)
  if (mistake) return { errors: signatureError(mistake, locale) }
  if (!signature) return {}
  const { wording_language } = said
  const wording = changes.map(({ question }) => question.id)
  const evidence = await signatureGiven(visit, signature, { wording, wording_language })
  return evidence ? { evidence } : { errors: signatureError('signature', locale) }
}

const witnessOf = (seen: StorySeen, asked: string): Witness | undefined =>
  seen.witnesses.find((each) => each.person_id === asked) ?? seen.witnesses[0]
const mine = (seen: StorySeen, actor: CardHolder): Witness | undefined =>
  seen.witnesses.find((each) => each.person_id === actor.person_id)

export const viewOf = (seen: StorySeen): StoryView => ({
  code: seen.thing.code,
  title: seen.title,
  language: seen.thing.draft.language,
  stage: seen.thing.stage,
  witnesses: seen.witnesses,
  tabs: seen.tabs,
})

/** The answers, and every mistake of the form: a yes cannot end before it begins. */
function readAnswers(
  form: FormValues,
  parsed: z.ZodSafeParseResult<{ ends_on: string | null; ends_shown: string | null }>,
  now: Date,
): { given: Given; mistakes: FieldMistakes | undefined } {
  const { given, error } = answersIn(form)
  const mistakes: FieldMistakes = {
    ...(error ? mistakesOf(error) : {}),
    ...(parsed.error ? mistakesOf(parsed.error) : {}),
  }
  if (
    parsed.success &&
    parsed.data.ends_on &&
    parsed.data.ends_on !== parsed.data.ends_shown &&
    parsed.data.ends_on < dayOf(now)
  )
    mistakes['ends_on'] = 'bad_date'
  return { given, mistakes: Object.keys(mistakes).length ? mistakes : undefined }
}

const carried = (form: FormValues): Record<string, string | undefined> =>
  Object.fromEntries(carriedFields.map((name) => [name, form[name] === undefined ? undefined : firstOf(form[name])]))

async function membersFor(visit: Visit<Member>): Promise<{ person_id: string; name: string }[]> {
  const { actor, desk } = visit
  const members = await listMembers(desk.db, actor.space_id)
  const others = members.filter(
    (each) => each.person_id !== actor.person_id && each.roles.some((role) => role !== 'contributor'),
  )
  return [
    { person_id: actor.person_id, name: actor.name },
    ...others.map(({ person_id, name }) => ({ person_id, name })),
  ]
}

async function showDesk(
  visit: Visit<Member>,
  seen: StorySeen,
  witness: Witness | undefined,
  typed?: FormValues,
  mistakes?: FieldMistakes,
): Promise<Response> {
  const { desk, actor, locale } = visit
  const t = texts.in(locale)
  const rows = await listConsents(desk.db, seen.thing.id)
  const last = witness ? lastAnswers(rows, witness.person_id) : new Map()
  const today = dayOf(visit.now())
  const end = sharedEnd(last, today) ?? ''
  const answered = typed ? answersIn(typed).given : chosenAnswers(last, today)
  const asked = typed
    ? firstOf(typed['wording_language'])
    : visit.query('langue') || witness?.languages.find((each) => isLocale(each)) || locale
  const title = witness ? t('consents.title', { name: witness.name }) : t('consents.titleNobody')
  return await deskPage(
    visit,
    { title, hasErrors: mistakes !== undefined, status: mistakes ? 422 : 200 },
    <ConsentsPage
      view={{
        story: viewOf(seen),
        witness,
        mayRecord: mayRecordConsent(actor, seen.thing, seen.standing).yes,
        wordingLanguage: isLocale(asked) ? asked : locale,
        members: await membersFor(visit),
        answered,
        values: typed ?? {
          ...fieldsOf(answered),
          method: undefined,
          capacity: 'self',
          in_front_of: actor.person_id,
          ends_on: end,
          ends_shown: end,
          pseudonym: witness?.pseudonym ?? '',
        },
        errors: mistakes
          ? errorsOf(mistakes, locale, {
              method: t('consents.methodMissing'),
              said_by: t('consents.saidByMissing'),
              ends_on: t('consents.endsOnPast'),
            })
          : {},
        submission_id: visit.submission_id,
        history: witness
          ? await historyOf(
              visit,
              rows.filter((row) => row.person_id === witness.person_id),
            )
          : [],
        isIntact: await isChainIntact(desk.db, seen.thing.id),
        evidence: (await listEvidence(desk.db, seen.thing.id)).filter((each) => each.person_id === witness?.person_id)
          .length,
        notice: visit.query('fait') === 'accords' ? t('consents.kept') : '',
      }}
    />,
  )
}

async function historyOf(visit: Visit<Member>, rows: Awaited<ReturnType<typeof listConsents>>): Promise<HistoryRow[]> {
  const names = await namesIn(
    visit.desk.db,
    rows.flatMap((row) => [row.in_front_of, row.recorded_by]),
  )
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  return rows
    .toReversed()
    .map((row) => ({ ...row, heard_by: nameOf(row.in_front_of), recorded: nameOf(row.recorded_by) }))
}

async function showMine(
  visit: Visit<CardHolder>,
  seen: StorySeen,
  typed?: FormValues,
  mistakes?: FieldMistakes,
): Promise<Response> {
  const { actor, locale } = visit
  const t = texts.in(locale)
  const last = lastAnswers(await listConsents(visit.desk.db, seen.thing.id), actor.person_id)
  const today = dayOf(visit.now())
  const end = sharedEnd(last, today) ?? ''
  const answered = typed ? answersIn(typed).given : chosenAnswers(last, today)
  return page(
    visit,
    {
      title: t('mine.consents'),
      main: 'wrap',
      noindex: true,
      hasErrors: mistakes !== undefined,
      status: mistakes ? 422 : 200,
    },
    <MyConsentsPage
      code={seen.thing.code}
      title={seen.title}
      language={seen.thing.draft.language}
      answered={answered}
      values={
        typed ?? { ...fieldsOf(answered), ends_on: end, ends_shown: end, pseudonym: mine(seen, actor)?.pseudonym ?? '' }
      }
      errors={mistakes ? errorsOf(mistakes, locale, { ends_on: t('consents.endsOnPast') }) : {}}
      submission_id={visit.submission_id}
    />,
  )
}

const fieldsOf = (given: Given) =>
  Object.fromEntries(Object.entries(given).map(([id, answer]) => [fieldOf(id as keyof Given), answer]))
const isLocale = (value: string): value is Locale => (locales as readonly string[]).includes(value)
