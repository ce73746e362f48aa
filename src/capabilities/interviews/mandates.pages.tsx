// A mandate: its form, and the sheet of paper she signs.

import { hrefOf } from '#core/doors.ts'
import { directionOf, locales, type Locale } from '#core/platform/i18n.ts'
import { mandateEvidence, mandateScopes } from '#core/people/mandates.rules.ts'
import type { Mandate } from '#core/people/mandates.ts'
import type { Person } from '#core/people/persons.queries.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Checks, Field, Form, Radios, Select, type FormErrors, type FormValues } from '#ui/form.tsx'
import { languageName } from '#core/platform/i18n.ts'
import { formatDay } from '#ui/dates.ts'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'

export function MandateFormPage(props: {
  person: Person
  facilitators: readonly { person_id: string; name: string }[]
  values: FormValues
  errors: FormErrors
  submission_id: string
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { person } = props
  const at = { person_id: person.id }
  const name = person.name
  return (
    <>
      <header>
        <h1>{t('mandate.of', { name })}</h1>
        <p class="lead">{t('mandate.formLead', { name })}</p>
      </header>
      <Form
        action={hrefOf(locale, addresses.mandateNew, at)}
        submission_id={props.submission_id}
        values={props.values}
        errors={props.errors}
        class="form sheet narrow"
        label={t('mandate.of', { name })}
      >
        {props.facilitators.length > 0 && (
          <Select
            name="facilitator_id"
            label={t('mandate.whom')}
            options={props.facilitators.map((each) => ({ value: each.person_id, label: each.name }))}
          />
        )}
        <Checks
          name="scope"
          label={t('mandate.scope', { name })}
          required
          options={mandateScopes.map((value) => ({
            value,
            label: t(`mandate.scope.${value}`),
            hint: t(`mandate.scope.${value}.hint`),
          }))}
        />
        <Field
          name="ends_on"
          type="date"
          label={t('mandate.endsOn')}
          hint={t('mandate.endsOnHint')}
          autocomplete="off"
          required
        />
        <Radios
          name="evidence"
          label={t('mandate.evidence')}
          required
          columns="m"
          options={mandateEvidence.map((value) => ({ value, label: t(`mandate.evidence.${value}`) }))}
        />
        <Field
          name="evidence_note"
          label={t('mandate.note')}
          hint={t('mandate.noteHint')}
          autocomplete="off"
          maxlength={300}
        />
        <p class="cluster">
          <Button size="l">{t('mandate.keep')}</Button>
          <LinkButton variant="quiet" href={hrefOf(locale, addresses.person, at)}>
            {t('takeBack.cancel')}
          </LinkButton>
        </p>
      </Form>
    </>
  )
}

/** Large type, one page, a line to sign: in the language she reads. */
export function MandatePaper(props: {
  person: Person
  mandate: Mandate
  facilitator: string
  town: string
  language: Locale
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { person, mandate, language } = props
  const own = texts.in(language)
  const at = { person_id: person.id, mandate: mandate.id }
  const here = hrefOf(locale, addresses.mandatePaper, at)
  const told = {
    name: person.name,
    facilitator: props.facilitator,
    town: props.town,
    day: formatDay(mandate.ends_on, language),
  }
  return (
    <>
      <div class="stack no-print">
        <h1>{t('mandate.paper')}</h1>
        <p>{t('mandate.paperHelp')}</p>
        <Tabs
          label={t('consents.language')}
          items={locales.map((each) => ({
            href: `${here}?langue=${each}`,
            label: languageName(each),
            current: each === language,
          }))}
        />
        <p>
          <a class="tap" href={hrefOf(locale, addresses.person, at)}>
            {t('card.back', { name: person.name })}
          </a>
        </p>
      </div>
      <article class="sheet stack paper" lang={language} dir={directionOf(language)} aria-labelledby="h-paper">
        <h2 id="h-paper">{own('mandate.paperTitle')}</h2>
        <p class="lead">{own('mandate.paperWho', told)}</p>
        <ul class="stack sp-2 lead">
          {mandate.scope.map((scope) => (
            <li key={scope}>{own(`mandate.paper.${scope}`)}</li>
          ))}
        </ul>
        <p class="lead">{own('mandate.paperUntil', told)}</p>
        <p class="lead">{own('mandate.paperStop')}</p>
        <p class="sign-line">{own('mandate.paperDate')}</p>
        <p class="sign-line">{own('mandate.paperSign', told)}</p>
        <p class="sign-line">{own('mandate.paperSignOther', told)}</p>
      </article>
    </>
  )
}
