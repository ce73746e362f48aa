// The doors of telling alone: the page “Raconter”, then one question a page behind the card made at the first save.

import type { MenuEntry } from '#core/capability.ts'
import { isHeard, originalOf } from '#core/contribution/content.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import { listConsents } from '#core/consent/consents.ts'
import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import { authOf } from '#core/people/auth.ts'
import { checkCard, codeOfSubmission, openCardSession } from '#core/people/cards.ts'
import { cardCookies, leave } from '#core/people/sign-in.ts'
import { cookiesOf } from '#core/people/session.ts'
import type { CardHolder } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import { language as languageField, mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import type { Limit } from '#core/platform/http/limits.ts'
import { errorsOf, sentenceOf } from '#ui/field-errors.ts'
import { otherLanguage } from '#ui/languages.ts'
import { page, redirect } from '#ui/respond.tsx'
import { aloneAddresses, elsewhere, to } from './alone.addresses.ts'
import { agreeAlone, beginAlone, nameAlone, sendAlone } from './alone.actions.ts'
import { IdeaPage, LanguagePage, SendPage, StepPage, ThanksPage, type Card, type StepShape } from './alone.pages.tsx'
import { listRelays } from '#core/shelf/relays.ts'
import { findAlone, findCardNumber, getTeller, isNewCard } from './alone.queries.ts'
import {
  AgreementsInput,
  BeginInput,
  hasWords,
  ideas,
  NameInput,
  noName,
  stepAfter,
  titleSection,
  wentTooFast,
  whenSection,
  wordsSection,
} from './alone.rules.ts'
import { voiceOf } from './alone.shown.ts'
import { TellPage } from './alone.tell.tsx'
import { aloneTexts } from './alone.texts.ts'
import { saveSection } from './editor.actions.ts'
import { ConflictPart, differingFields } from './editor.compare.tsx'
import { madeOf } from './editor.input.ts'
import { baseOf, type Section } from './editor.sections.ts'

export const tellNavigation: MenuEntry = {
  href: aloneAddresses.tell,
  label: { fr: aloneTexts.in('fr')('nav'), en: aloneTexts.in('en')('nav'), ar: aloneTexts.in('ar')('nav') },
  icon: 'voice',
  position: 20,
}

type Asked = Visit<CardHolder>
type Told = { story: Contribution; card: Card | undefined; hasName: boolean }

// A community centre is one network: an afternoon's workshop must fit.
const beginnings: Limit = { name: 'tell alone', tries: 40, minutes: 60 }
// Two long texts compared cost a second of the machine.
const conflicts: Limit = { name: 'tell alone conflict', tries: 30, minutes: 15 }
const sendings: Limit = { name: 'send alone', tries: 40, minutes: 60 }

export function aloneRoutes(doors: Doors): void {
  doors.read(aloneAddresses.tell, async (reading) => {
    const t = aloneTexts.in(reading.locale)
    const relays = await listRelays(reading.reader, 6)
    return page(
      reading,
      { title: t('tell.pageTitle'), description: t('tell.description'), main: 'wrap', hasEasy: true },
      <TellPage phone={reading.site.phone} relays={relays} closed={reading.query('fait') === 'ferme'} />,
    )
  })
  doors.read(aloneAddresses.language, (reading) => {
    const t = aloneTexts.in(reading.locale)
    return page(reading, { title: t('language.title'), main: 'wrap', noindex: true }, <LanguagePage />)
  })
  doors.visit('get', aloneAddresses.idea, {}, (visit) =>
    visit.query('langue') === ''
      ? redirect(visit, to(visit.locale, 'language'))
      : ideaPage(visit, { langue: visit.query('langue'), autre: visit.query('autre'), idea: 'free' }),
  )
  doors.visit('post', aloneAddresses.idea, { limits: [beginnings] }, begin)

  sectionDoors(doors, 'words', wordsSection)
  sectionDoors(doors, 'title', titleSection)
  sectionDoors(doors, 'when', whenSection)

  doors.card('get', aloneAddresses.name, async (visit) => await stepPage(visit, 'name'))
  doors.card('post', aloneAddresses.name, async (visit) => {
    const told = await toldWith(visit)
    if (!told) return redirect(visit, hrefOf(visit.locale, elsewhere.myStories))
    const input = NameInput.safeParse(visit.form)
    if (!input.success) return await stepPage(visit, 'name', visit.form, mistakesOf(input.error))
    await nameAlone(visit.desk, visit.actor, told.story.id, input.data, visit.submission_id)
    return redirect(visit, to(visit.locale, 'agreements'))
  })
  doors.card('get', aloneAddresses.agreements, async (visit) => await stepPage(visit, 'agreements'))
  doors.card('post', aloneAddresses.agreements, async (visit) => {
    const told = await toldWith(visit)
    if (!told) return redirect(visit, hrefOf(visit.locale, elsewhere.myStories))
    const input = AgreementsInput.safeParse(visit.form)
    if (!input.success) return await stepPage(visit, 'agreements', visit.form, mistakesOf(input.error))
    await agreeAlone(visit.desk, visit.actor, told.story.id, input.data, visit.locale, visit.submission_id)
    return redirect(visit, to(visit.locale, 'send'))
  })

  doors.card('get', aloneAddresses.send, async (visit) => await sendPage(visit))
  doors.card('post', aloneAddresses.send, send)
  doors.card('get', aloneAddresses.thanks, async (visit) => {
    const t = aloneTexts.in(visit.locale)
    return page(
      visit,
      { title: t('thanks.title'), main: 'wrap', noindex: true },
      <ThanksPage card={await cardOf(visit)} />,
    )
  })
  doors.card('get', aloneAddresses.resume, async (visit) => {
    const told = await findAlone(visit.desk.db, visit.actor)
    return redirect(visit, told ? to(visit.locale, 'words') : hrefOf(visit.locale, elsewhere.myStories))
  })
  doors.visit('post', aloneAddresses.close, {}, async (visit) => {
    const auth = authOf(visit.desk, visit.config)
    const cookies = await leave(auth, visit.desk, visit.c.req.raw.headers)
    return withCookies(redirect(visit, to(visit.locale, 'tell'), 'ferme'), [...cookies, madeCookie(visit, '', 0)])
  })
}

function withCookies(response: Response, lines: readonly string[]): Response {
  for (const each of lines) response.headers.append('Set-Cookie', each)
  return response
}

/** Remembers on this device, for two hours, which form made the card: its code can be shown again, to its holder only. */
function madeCookie(visit: Visit, submission_id: string, seconds: number): string {
  const auth = authOf(visit.desk, visit.config)
  return `${auth.cookies.card}_made=${submission_id}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${auth.isSecure ? '; Secure' : ''}`
}

/** The card at hand. Its code is not kept: it is computed again from the form that made it, if this device made it. */
async function cardOf(visit: Asked): Promise<Card | undefined> {
  const { desk, actor } = visit
  const number = await findCardNumber(desk.db, actor.card_id)
  if (!number) return undefined
  const auth = authOf(desk, visit.config)
  const made = cookiesOf(visit.c.req.raw.headers).get(`${auth.cookies.card}_made`)
  const code = made && /^[0-9a-f-]{36}$/.test(made) ? codeOfSubmission(auth.secret, made, actor.person_id) : undefined
  const isRight = code !== undefined && (await checkCard(desk.db, auth.secret, number, code))?.card_id === actor.card_id
  return {
    number,
    code: isRight ? code : undefined,
    address: new URL(visit.config.origin).host + hrefOf(visit.locale, elsewhere.card),
  }
}

function ideaPage(visit: Visit, values: FormValues, mistakes: FieldMistakes = {}, wrong?: string): Response {
  const t = aloneTexts.in(visit.locale)
  const language = firstOf(values['langue'])
  if (!languageField.safeParse(language).success)
    return page(
      visit,
      { title: t('language.title'), main: 'wrap', noindex: true, status: 422, hasErrors: true },
      <LanguagePage error={sentenceOf('bad_language', visit.locale)} />,
    )
  const errors = { ...errorsOf(mistakes, visit.locale), ...(wrong && { _form: wrong }) }
  const isWrong = Object.keys(errors).length > 0
  return page(
    visit,
    { title: t('ideaPage.title'), main: 'wrap', noindex: true, ...(isWrong && { status: 422, hasErrors: true }) },
    <IdeaPage
      language={language}
      other={firstOf(values['autre']).slice(0, 200)}
      values={values}
      errors={errors}
      submission_id={visit.submission_id}
      isMember={visit.actor.kind === 'member'}
    />,
  )
}

async function begin(visit: Visit): Promise<Response> {
  const t = aloneTexts.in(visit.locale)
  if (visit.actor.kind === 'member') return ideaPage(visit, visit.form)
  // A field that people do not see was filled.
  if (firstOf(visit.form['website']) !== '') return ideaPage(visit, visit.form, {}, t('trap.error'))
  const input = BeginInput.safeParse(visit.form)
  if (!input.success) return ideaPage(visit, visit.form, mistakesOf(input.error))
  const { langue, autre = '', idea } = input.data
  const auth = authOf(visit.desk, visit.config)
  const note = langue === otherLanguage && autre ? aloneTexts.in('fr')('language.note', { language: autre }) : ''
  const { card_id } = await beginAlone(
    visit.desk,
    auth.secret,
    { language: langue, note, locale: visit.locale },
    visit.submission_id,
  )
  // The same form again is a page sent twice, not a key: kept or found later, it opens nothing.
  if (!(await isNewCard(visit.desk.db, card_id, visit.now())))
    return redirect(visit, hrefOf(visit.locale, elsewhere.card))
  const token = await openCardSession(visit.desk.db, card_id, visit.now())
  const cookies = await cardCookies(auth, visit.desk, visit.c.req.raw.headers, token)
  return withCookies(redirect(visit, `${to(visit.locale, 'words')}?idee=${idea}`), [
    ...cookies,
    madeCookie(visit, visit.submission_id, 7_200),
  ])
}

/** What is being told with this card; undefined when it was already sent, or never was. */
async function toldWith(visit: Asked): Promise<Told | undefined> {
  const story = await findAlone(visit.desk.db, visit.actor)
  if (!story) return undefined
  const { name } = await getTeller(visit.desk.db, visit.actor.person_id)
  return { story, card: await cardOf(visit), hasName: name !== noName }
}

const sections = { words: wordsSection, title: titleSection, when: whenSection }
type SectionStep = keyof typeof sections
type FormStep = SectionStep | 'name' | 'agreements'

const draftOf = (story: Contribution) => ({ content: story.draft, notes: story.notes })

async function valuesOf(visit: Asked, step: FormStep, { story }: Told): Promise<FormValues> {
  if (step === 'name') {
    const teller = await getTeller(visit.desk.db, visit.actor.person_id)
    return { name: teller.name === noName ? '' : teller.name, phone: teller.phone ?? '', other: teller.notes }
  }
  if (step === 'agreements') {
    const rows = await listConsents(visit.desk.db, story.id)
    const last = (form: string) => rows.findLast((row) => row.use === 'site' && row.form === form)?.answer
    return { text: last('text') ?? '', voice: last('voice') ?? '', name: last('name') ?? '' }
  }
  return sections[step].valuesOf(draftOf(story))
}

async function shapeOf(
  visit: Asked,
  step: FormStep,
  told: Told,
  typed: FormValues | undefined,
  mistakes: FieldMistakes,
): Promise<StepShape> {
  const t = aloneTexts.in(visit.locale)
  return {
    submission_id: visit.submission_id,
    version: told.story.draft_version,
    base: step in sections ? baseOf(sections[step as SectionStep], draftOf(told.story)) : '',
    values: typed ?? (await valuesOf(visit, step, told)),
    errors: errorsOf(mistakes, visit.locale, {
      ...(mistakes['body'] === 'required' && { body: t('error.noWords') }),
      ...(mistakes['year'] && { year: t('error.year') }),
    }),
    language: told.story.draft.language,
    card: told.card,
    voice: voiceOf(told.story, visit.query('fait')),
  }
}

async function stepPage(
  visit: Asked,
  step: FormStep,
  typed?: FormValues,
  mistakes: FieldMistakes = {},
): Promise<Response> {
  const t = aloneTexts.in(visit.locale)
  const told = await toldWith(visit)
  if (!told) return redirect(visit, hrefOf(visit.locale, elsewhere.myStories))
  const idea = ideas.find((each) => each === visit.query('idee') && each !== 'free')
  const isWrong = Object.keys(mistakes).length > 0
  return page(
    visit,
    {
      title: t(`${step}.title`),
      main: 'wrap',
      noindex: true,
      records: step === 'words',
      ...(isWrong && { status: 422, hasErrors: true }),
    },
    <StepPage
      step={step}
      shape={await shapeOf(visit, step, told, typed, mistakes)}
      idea={step === 'words' && idea ? t('words.idea', { idea: t(`idea.${idea}`) }) : undefined}
      hasName={told.hasName}
    />,
  )
}

/** A step that is a part of the draft: kept as she types, or with the button. */
function sectionDoors(doors: Doors, step: SectionStep, section: Section): void {
  doors.card('get', aloneAddresses[step], async (visit) => await stepPage(visit, step))
  doors.card('post', aloneAddresses[step], async (visit) => {
    const isAutosave = visit.c.req.header('x-autosave') === '1'
    const told = await toldWith(visit)
    if (!told) return isAutosave ? visit.c.json({}, 404) : redirect(visit, hrefOf(visit.locale, elsewhere.myStories))
    const read = section.read(visit.form, draftOf(told.story))
    const mistakes: FieldMistakes =
      'mistakes' in read
        ? read.mistakes
        : !isAutosave && step === 'words' && firstOf(visit.form['body']).trim() === '' && !isHeard(told.story.draft)
          ? { body: 'required' }
          : {}
    if ('mistakes' in read || Object.keys(mistakes).length > 0)
      return isAutosave ? visit.c.json({}, 422) : await stepPage(visit, step, visit.form, mistakes)
    try {
      const saved = await saveSection(
        visit.desk,
        visit.actor,
        told.story.code,
        section,
        read.apply,
        madeOf(visit.form),
        isAutosave ? undefined : visit.submission_id,
      )
      if (isAutosave)
        return visit.c.json({
          ...saved,
          savedAt: visit.now().toISOString(),
          fields: { version: saved.version, base: saved.base },
        })
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'conflict') throw error
      return isAutosave
        ? visit.c.json({ message: aloneTexts.in(visit.locale)('error.conflict') }, 409)
        : await showConflict(visit, step, section)
    }
    return redirect(visit, to(visit.locale, stepAfter(step)))
  })
}

/** She wrote in two places at once: both texts, and the choice. */
async function showConflict(visit: Asked, step: SectionStep, section: Section): Promise<Response> {
  visit.limits.take(conflicts, visit.network)
  const t = aloneTexts.in(visit.locale)
  const told = await toldWith(visit)
  if (!told) return redirect(visit, hrefOf(visit.locale, elsewhere.myStories))
  const labels: Record<string, string> = {
    body: t('words.label'),
    title: t('title.label'),
    place: t('when.place'),
    year: t('when.year'),
    sure: t('when.sure'),
  }
  const fields = differingFields(
    visit.form,
    section.valuesOf(draftOf(told.story)),
    (name) => labels[name] ?? name,
    (_, value) => value,
  )
  const shape = { ...(await shapeOf(visit, step, told, visit.form, {})), submission_id: crypto.randomUUID() }
  return page(
    visit,
    { title: t('error.conflict'), main: 'wrap', noindex: true, status: 409 },
    <div class="stack sp-5 mb-4">
      <h1>{t(`${step}.title`)}</h1>
      <ConflictPart
        fields={fields}
        language={told.story.draft.language}
        by={t('error.you')}
        at={told.story.draft_saved_at}
        reload={to(visit.locale, step)}
      >
        <StepPage step={step} shape={shape} hasName={told.hasName} bare />
      </ConflictPart>
    </div>,
  )
}

async function sendPage(visit: Asked, error?: string): Promise<Response> {
  const t = aloneTexts.in(visit.locale)
  const told = await toldWith(visit)
  if (!told) return redirect(visit, to(visit.locale, 'thanks'))
  const { story, card } = told
  return page(
    visit,
    { title: t('send.title'), main: 'wrap', noindex: true, ...(error && { status: 422, hasErrors: true }) },
    <SendPage
      text={originalOf(story.draft)}
      voice={voiceOf(story)}
      version={story.draft_version}
      submission_id={visit.submission_id}
      card={card}
      error={error}
      hasWords={hasWords(story.draft)}
    />,
  )
}

async function send(visit: Asked): Promise<Response> {
  const t = aloneTexts.in(visit.locale)
  visit.limits.take(sendings, visit.network)
  const told = await toldWith(visit)
  // Sent already: the same thanks.
  if (!told) return redirect(visit, to(visit.locale, 'thanks'))
  if (!hasWords(told.story.draft)) return await sendPage(visit, t('error.noWords'))
  if (wentTooFast(told.story.created_at, visit.now())) return await sendPage(visit, t('error.tooFast'))
  if (madeOf(visit.form).version !== told.story.draft_version) return await sendPage(visit, t('error.changed'))
  await sendAlone(visit.desk, visit.actor, told.story.id, told.story.draft_version, visit.submission_id)
  return redirect(visit, to(visit.locale, 'thanks'))
}
