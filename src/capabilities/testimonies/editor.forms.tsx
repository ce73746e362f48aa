// The forms of the workshop, one per section: a few fields each, saved as one types when the browser can.

import type { ComponentChildren } from 'preact'
import { licences } from '#core/contribution/content.ts'
import { placeNatures } from '#core/contribution/kind.ts'
import { intlLocale } from '#core/platform/i18n.ts'
import type { Accent } from '#ui/accents.ts'
import { Button } from '#ui/button.tsx'
import { countryOptions } from '#ui/countries.ts'
import {
  AutosaveStatus,
  Check,
  Checks,
  Field,
  Form,
  Radios,
  Segmented,
  Select,
  TextArea,
  type FormErrors,
  type FormValues,
} from '#ui/form.tsx'
import { languageOptions, otherLanguage } from '#ui/languages.ts'
import { useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { editorTexts } from './editor-texts.ts'
import { precisions } from './editor.period.ts'

/** What every section's form needs, whether shown for the first time, with mistakes, or after a conflict. */
export type Shape = {
  action: string
  submission_id: string
  version: number
  base: string
  values: FormValues
  errors: FormErrors
  /** Empty where nothing is typed long enough to be lost. */
  autosave?: string | undefined
}

function SectionForm(props: { shape: Shape; removable?: string | undefined; children: ComponentChildren }) {
  const t = useTexts(editorTexts)
  const { shape } = props
  return (
    <Form
      action={shape.action}
      submission_id={shape.submission_id}
      hidden={{ version: String(shape.version), base: shape.base }}
      values={shape.values}
      errors={shape.errors}
      autosave={shape.autosave}
      class="form wide"
    >
      {props.children}
      {shape.autosave && <AutosaveStatus />}
      <p class="cluster">
        <Button name="do" value="continue" size="l" icon="check">
          {t('form.keepNext')}
        </Button>
        <Button name="do" value="stay" variant="line">
          {t('form.keep')}
        </Button>
        {props.removable && (
          <Button name="do" value="remove" variant="quiet" icon="trash">
            {props.removable}
          </Button>
        )}
      </p>
    </Form>
  )
}

/** Title, lead, quote and body, in one language. */
function TextFields(props: { lang: string; rows?: number }) {
  const t = useTexts(editorTexts)
  const lang = props.lang === otherLanguage ? undefined : props.lang
  return (
    <>
      <Field name="title" label={t('field.title')} hint={t('hint.title')} lang={lang} maxlength={200} spellcheck />
      <TextArea
        name="lead"
        label={t('field.lead')}
        hint={t('hint.lead')}
        lang={lang}
        rows={2}
        maxlength={400}
        spellcheck
      />
      <TextArea
        name="quote"
        label={t('field.quote')}
        hint={t('hint.quote')}
        lang={lang}
        rows={2}
        maxlength={400}
        spellcheck
      />
      <TextArea
        name="body"
        label={t('field.body')}
        hint={t('hint.body')}
        lang={lang}
        rows={props.rows ?? 18}
        spellcheck
      />
    </>
  )
}

export function OriginalForm(props: { shape: Shape; language: string }) {
  const t = useTexts(editorTexts)
  return (
    <SectionForm shape={props.shape}>
      <Select
        name="language"
        label={t('field.language')}
        options={[...languageOptions(props.language), { value: otherLanguage, label: t('begin.other') }]}
      />
      <TextFields lang={props.language} />
    </SectionForm>
  )
}

export function TranslationForm(props: { shape: Shape; language: string; exists: boolean }) {
  const t = useTexts(editorTexts)
  const made = ['human', 'machine'] as const
  return (
    <SectionForm shape={props.shape} removable={props.exists ? t('translation.remove') : undefined}>
      <TextFields lang={props.language} />
      <Segmented
        name="made_by"
        label={t('field.made_by')}
        options={made.map((value) => ({ value, label: t(`made_by.${value}`) }))}
      />
    </SectionForm>
  )
}

export function EasyForm(props: { shape: Shape; language: string; exists: boolean }) {
  const t = useTexts(editorTexts)
  return (
    <SectionForm shape={props.shape} removable={props.exists ? t('easy.remove') : undefined}>
      <TextFields lang={props.language} rows={12} />
    </SectionForm>
  )
}

/** How sure one is, year, month; or the EDTF by hand, for those who know it. */
function PeriodFields() {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  const month = new Intl.DateTimeFormat(intlLocale[locale], { month: 'long', timeZone: 'UTC' })
  const months = Array.from({ length: 12 }, (_, index) => ({
    value: String(index + 1).padStart(2, '0'),
    label: month.format(new Date(Date.UTC(2000, index, 15))),
  }))
  return (
    <>
      <Radios
        name="precision"
        label={t('field.precision')}
        columns="m"
        options={precisions.map((value) => ({
          value,
          label: t(`precision.${value}`),
          hint: t(`precisionHint.${value}`),
        }))}
      />
      <div class="grid col-m">
        <Field name="year" label={t('field.year')} hint={t('hint.year')} inputmode="numeric" maxlength={20} />
        <Select
          name="month"
          label={t('field.month')}
          hint={t('hint.month')}
          empty={t('month.unknown')}
          options={months}
        />
        <Field name="edtf" label={t('field.edtf')} hint={t('hint.edtf')} maxlength={60} spellcheck={false} />
      </div>
    </>
  )
}

export const PeriodForm = (props: { shape: Shape }) => (
  <SectionForm shape={props.shape}>
    <PeriodFields />
  </SectionForm>
)

export function StageForm(props: { shape: Shape; removable: boolean }) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  return (
    <SectionForm shape={props.shape} removable={props.removable ? t('stop.remove') : undefined}>
      <div class="grid col-l">
        <Field name="place" label={t('field.place')} hint={t('hint.place')} required maxlength={120} />
        <Select
          name="country"
          label={t('field.country')}
          hint={t('hint.country')}
          empty={t('country.unknown')}
          options={countryOptions(locale)}
        />
        <Select
          name="nature"
          label={t('field.nature')}
          hint={t('hint.nature')}
          options={placeNatures.map((value) => ({ value, label: t(`nature.${value || 'unsaid'}`) }))}
        />
      </div>
      <PeriodFields />
    </SectionForm>
  )
}

export function StageWordsForm(props: { shape: Shape; languages: readonly string[] }) {
  const t = useTexts(editorTexts)
  const name = useLanguageName()
  return (
    <SectionForm shape={props.shape}>
      {props.languages.map((language) => (
        <TextArea
          key={language}
          name={`words.${language}`}
          label={t('field.words', { language: name(language) })}
          lang={language === otherLanguage ? undefined : language}
          rows={3}
          maxlength={1_000}
          spellcheck
        />
      ))}
      <div class="grid col-m">
        <Field name="lat" label={t('field.lat')} hint={t('hint.lat')} maxlength={20} inputmode="text" />
        <Field name="lon" label={t('field.lon')} hint={t('hint.lon')} maxlength={20} inputmode="text" />
      </div>
      <Check name="travel" label={t('field.travel')} />
    </SectionForm>
  )
}

export type ThemeChoice = { id: string; label: string; accent: Accent; depth: number }

export function ThemesForm(props: { shape: Shape; themes: readonly ThemeChoice[]; language: string }) {
  const t = useTexts(editorTexts)
  return (
    <SectionForm shape={props.shape}>
      {props.themes.length === 0 ? (
        <p>{t('themes.none')}</p>
      ) : (
        <Checks
          name="themes"
          label={t('field.themes')}
          hint={t('hint.themes')}
          columns="m"
          options={props.themes.map(({ id, label, accent, depth }) => ({
            value: id,
            label: depth > 0 ? `— ${label}` : label,
            accent,
          }))}
        />
      )}
      <TextArea
        name="objects"
        label={t('field.objects')}
        hint={t('hint.objects')}
        lang={props.language === otherLanguage ? undefined : props.language}
        rows={4}
        maxlength={1_000}
      />
    </SectionForm>
  )
}

export function LicenceForm(props: { shape: Shape }) {
  const t = useTexts(editorTexts)
  return (
    <SectionForm shape={props.shape}>
      <Radios
        name="licence"
        label={t('field.licence')}
        hint={t('hint.licence')}
        columns="l"
        options={licences.map((value) => ({ value, label: t(`licence.${value}`), hint: t(`licenceHint.${value}`) }))}
      />
      <TextArea name="notes" label={t('field.notes')} hint={t('hint.notes')} rows={5} maxlength={5_000} />
    </SectionForm>
  )
}
