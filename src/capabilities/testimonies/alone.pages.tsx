// Telling alone, one question a page. Everything typed is kept at once; the card to come back with is always in sight.

import type { ComponentChildren } from 'preact'
import { hrefOf } from '#core/doors.ts'
import type { TextVersion } from '#core/contribution/content.ts'
import { wordingOf } from '#core/consent/questions.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import {
  AutosaveStatus,
  Field,
  Form,
  Radios,
  Segmented,
  TextArea,
  type FormErrors,
  type FormValues,
} from '#ui/form.tsx'
import { languageOptions, otherLanguage } from '#ui/languages.ts'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { Prose } from '#ui/prose.tsx'
import { Steps } from '#ui/steps.tsx'
import { UseChoice } from '#ui/use-choice.tsx'
import { elsewhere, to } from './alone.addresses.ts'
import { aloneSteps, ideas, stepAfter, type AloneStep } from './alone.rules.ts'
import { aloneTexts } from './alone.texts.ts'
import { Sounds, VoicePart, type Voice } from './alone.voice.tsx'

/** `address`: where she types them, without protocol, as one writes it on paper. */
export type Card = { number: string; code: string | undefined; address: string }
const inGroups = (digits: string, size: number): string =>
  digits.replace(new RegExp(`(\\d{${size}})(?=\\d)`, 'g'), '$1 ')

export function LanguagePage(props: { error?: string | undefined }) {
  const t = useTexts(aloneTexts)
  const locale = useLocale()
  return (
    <Question title={t('language.title')} lead={t('language.lead')}>
      <Form
        action={to(locale, 'idea')}
        method="get"
        errors={props.error ? { langue: props.error } : {}}
        class="form wide"
      >
        <Radios
          name="langue"
          label={t('language.label')}
          columns="m"
          options={[...languageOptions(), { value: otherLanguage, label: t('language.other') }]}
          value={locale}
        />
        <Field name="autre" label={t('language.which')} hint={t('language.whichHint')} maxlength={60} />
        <p>
          <Button size="l" after="arrow">
            {t('go.next')}
          </Button>
        </p>
      </Form>
      <p class="small soft">
        <a href={to(locale, 'resume')}>{t('gate.tell.resume')}</a>
      </p>
    </Question>
  )
}

export function IdeaPage(props: {
  language: string
  other: string
  values: FormValues
  errors: FormErrors
  submission_id: string
  isMember: boolean
}) {
  const t = useTexts(aloneTexts)
  const locale = useLocale()
  return (
    <Question title={t('ideaPage.title')} lead={t('ideaPage.lead')}>
      {props.isMember ? (
        <Banner tone="info" title={t('member.title')}>
          <p>
            <a href={hrefOf(locale, elsewhere.desk)}>{t('member.desk')}</a>
          </p>
        </Banner>
      ) : (
        <Form
          action={to(locale, 'idea')}
          submission_id={props.submission_id}
          hidden={{ langue: props.language, autre: props.other }}
          values={props.values}
          errors={props.errors}
          class="form wide"
        >
          <Radios
            name="idea"
            label={t('ideas.title')}
            columns="l"
            options={ideas.map((value) => ({ value, label: t(`idea.${value}`) }))}
          />
          {/* Left empty by people, who do not see it; filled by machines. */}
          <p class="vh" aria-hidden="true">
            <label for="website">{t('trap.label')}</label>
            <input id="website" name="website" tabindex={-1} autocomplete="off" />
          </p>
          <p>
            <Button size="l" icon="pen">
              {t('ideaPage.go')}
            </Button>
          </p>
          <p class="small soft">{t('ideaPage.kept')}</p>
        </Form>
      )}
    </Question>
  )
}

/** A page with one question. */
function Question(props: { title: string; lead?: string | undefined; step?: AloneStep; children: ComponentChildren }) {
  const t = useTexts(aloneTexts)
  const locale = useLocale()
  return (
    <>
      <header class="intro stack">
        <h1>{props.title}</h1>
        {props.lead && <p class="lead">{props.lead}</p>}
      </header>
      {props.step && (
        <Steps
          label={t('steps.label')}
          steps={aloneSteps.map((step) => ({
            href: to(locale, step),
            label: t(`step.${step}`),
            current: step === props.step,
          }))}
        />
      )}
      <div class="stack sp-5 narrow mt-5 mb-4">{props.children}</div>
    </>
  )
}

/** The number and code to come back with. The code is only known on the device where the card was made. */
function CardBox({ card, big }: { card: Card | undefined; big?: boolean }) {
  const t = useTexts(aloneTexts)
  const locale = useLocale()
  if (!card) return null
  return (
    <section class="sheet stack" aria-labelledby="carte">
      <h2 id="carte" class={big ? undefined : 'as-l'}>
        {card.code ? t('card.title') : t('card.titleKnown')}
      </h2>
      <dl class="cluster gap-wide">
        <div>
          <dt class="small soft">{t('card.number')}</dt>
          <dd class="code">{inGroups(card.number, 3)}</dd>
        </div>
        {card.code && (
          <div>
            <dt class="small soft">{t('card.code')}</dt>
            <dd class="code">{inGroups(card.code, 4)}</dd>
          </div>
        )}
      </dl>
      <p class="small">
        {card.code ? t('card.words', { address: `\u2066${card.address}\u2069` }) : t('card.wordsKnown')}
      </p>
      {big && (
        <p class="no-print js-only">
          <Button variant="line" type="button" icon="print" data={{ 'data-print': true }}>
            {t('card.print')}
          </Button>
        </p>
      )}
      <Form action={to(locale, 'close')} id="fermer" class="" labelledby="carte">
        <Button variant="line" size="s" icon="out">
          {t('card.close')}
        </Button>
      </Form>
    </section>
  )
}

export type StepShape = {
  submission_id: string
  version: number
  base: string
  values: FormValues
  errors: FormErrors
  language: string
  card: Card | undefined
  voice: Voice
}

function StepForm(props: { step: AloneStep; shape: StepShape; autosaves?: boolean; children: ComponentChildren }) {
  const t = useTexts(aloneTexts)
  const locale = useLocale()
  const { step, shape } = props
  const action = to(locale, step)
  return (
    <Form
      action={action}
      submission_id={shape.submission_id}
      hidden={{ version: String(shape.version), base: shape.base }}
      values={shape.values}
      errors={shape.errors}
      autosave={props.autosaves ? action : undefined}
      class="form wide"
    >
      {props.children}
      {props.autosaves && <AutosaveStatus />}
      <p class="cluster">
        <Button size="l" after="arrow">
          {t('go.keep')}
        </Button>
        {step !== 'words' && step !== 'agreements' && (
          <LinkButton href={to(locale, stepAfter(step))} variant="quiet">
            {t('go.skip')}
          </LinkButton>
        )}
      </p>
    </Form>
  )
}

/** The question of one step; `bare` leaves only the form, to show after a conflict. */
export function StepPage(props: {
  step: Exclude<AloneStep, 'send'>
  shape: StepShape
  idea?: string | undefined
  hasName: boolean
  bare?: boolean
}) {
  const t = useTexts(aloneTexts)
  const { step, shape } = props
  const form = <Fields {...props} />
  if (props.bare) return form
  return (
    <Question title={t(`${step}.title`)} lead={props.idea ?? t(`${step}.lead`)} step={step}>
      {step === 'words' && <VoicePart voice={shape.voice} />}
      {form}
      <CardBox card={shape.card} />
    </Question>
  )
}

function Fields({ step, shape, hasName }: Parameters<typeof StepPage>[0]) {
  const t = useTexts(aloneTexts)
  const locale = useLocale()
  const lang = shape.language === otherLanguage ? undefined : shape.language
  if (step === 'words')
    return (
      <StepForm step={step} shape={shape} autosaves>
        <TextArea
          name="body"
          label={t(shape.voice.sounds.length > 0 ? 'words.alsoLabel' : 'words.label')}
          hint={t('words.hint')}
          lang={lang}
          rows={16}
          spellcheck
        />
      </StepForm>
    )
  if (step === 'title')
    return (
      <StepForm step={step} shape={shape} autosaves>
        <Field name="title" label={t('title.label')} hint={t('title.hint')} lang={lang} maxlength={200} spellcheck />
      </StepForm>
    )
  if (step === 'when')
    return (
      <StepForm step={step} shape={shape} autosaves>
        <Field name="place" label={t('when.place')} hint={t('when.placeHint')} maxlength={120} />
        <Field name="year" label={t('when.year')} hint={t('when.yearHint')} inputmode="numeric" maxlength={20} />
        <Segmented
          name="sure"
          label={t('when.sure')}
          options={(['exact', 'about', 'decade'] as const).map((value) => ({ value, label: t(`when.${value}`) }))}
        />
      </StepForm>
    )
  if (step === 'name')
    return (
      <StepForm step={step} shape={shape}>
        <Field name="name" label={t('name.label')} hint={t('name.hint')} autocomplete="name" maxlength={120} />
        <Field
          name="phone"
          label={t('name.phone')}
          hint={t('name.phoneHint')}
          type="tel"
          autocomplete="tel"
          maxlength={40}
        />
        <Field name="other" label={t('name.other')} hint={t('name.otherHint')} maxlength={200} />
      </StepForm>
    )
  const asked = [
    'text' as const,
    ...(shape.voice.sounds.length > 0 ? ['voice' as const] : []),
    ...(hasName ? ['name' as const] : []),
  ]
  const question = (form: (typeof asked)[number]) => wordingOf({ id: `site.${form}` }, locale)
  return (
    <StepForm step={step} shape={shape}>
      {asked.map((form) => (
        <UseChoice
          key={form}
          name={form}
          icon={form === 'text' ? 'globe' : form}
          title={question(form)}
          spoken={{ text: question(form), language: locale }}
        />
      ))}
      <p class="small soft">{t('agreements.later')}</p>
    </StepForm>
  )
}

/** Before it leaves: her words once more. */
export function SendPage(props: {
  text: TextVersion
  voice: Voice
  version: number
  submission_id: string
  card: Card | undefined
  error?: string | undefined
  hasWords: boolean
}) {
  const t = useTexts(aloneTexts)
  const locale = useLocale()
  const lang = props.text.language === otherLanguage ? undefined : props.text.language
  return (
    <Question title={t('send.title')} lead={t('send.lead')} step="send">
      {props.error && (
        <Banner tone="problem" role="alert">
          {props.error}
        </Banner>
      )}
      {props.hasWords ? (
        <>
          <section class="sheet stack" aria-labelledby="mes-mots">
            <h2 id="mes-mots">
              {props.text.title ? <Foreign lang={lang}>{props.text.title}</Foreign> : t('send.words')}
            </h2>
            <Sounds voice={props.voice} />
            <Prose document={props.text.body} language={lang} class="prose stack said" />
            <p>
              <a href={to(locale, 'words')}>{t('send.change')}</a>
            </p>
          </section>
          <Form
            action={to(locale, 'send')}
            submission_id={props.submission_id}
            hidden={{ version: String(props.version) }}
            class=""
            label={t('send.title')}
          >
            <Button size="l" icon="send">
              {t('send.go')}
            </Button>
          </Form>
          <p class="small soft">{t('send.after')}</p>
        </>
      ) : (
        <p>
          <a href={to(locale, 'words')}>{t('send.noWords')}</a>
        </p>
      )}
      <CardBox card={props.card} />
    </Question>
  )
}

export function ThanksPage(props: { card: Card | undefined }) {
  const t = useTexts(aloneTexts)
  const locale = useLocale()
  return (
    <Question title={t('thanks.title')} lead={t('thanks.lead')}>
      <CardBox card={props.card} big />
      <p>
        <LinkButton href={hrefOf(locale, elsewhere.myStories)} variant="line" icon="eye">
          {t('thanks.see')}
        </LinkButton>
      </p>
    </Question>
  )
}
