// The form of a witness's sheet. It is about someone else: the browser must not fill it.

import { hrefOf } from '#core/doors.ts'
import { languageName, locales } from '#core/platform/i18n.ts'
import type { Person } from '#core/people/persons.queries.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Checks, Field, Form, Select, TextArea, type FormErrors, type FormValues } from '#ui/form.tsx'
import { languageOptions } from '#ui/languages.ts'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'

export function WitnessFormPage(props: {
  person: Person | undefined
  values: FormValues
  errors: FormErrors
  submission_id: string
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { person } = props
  const at = person && { person_id: person.id }
  return (
    <>
      <header>
        <h1>{person ? t('witness.change', { name: person.name }) : t('witnesses.new')}</h1>
        <p class="lead">{t('witness.formLead')}</p>
      </header>
      <Form
        action={at ? hrefOf(locale, addresses.personEdit, at) : hrefOf(locale, addresses.personNew)}
        submission_id={props.submission_id}
        values={props.values}
        errors={props.errors}
        class="form sheet narrow"
        label={person ? t('witness.change', { name: person.name }) : t('witnesses.new')}
      >
        <Field
          name="name"
          label={t('witness.name')}
          hint={t('witness.nameHint')}
          autocomplete="off"
          maxlength={120}
          required
        />
        <TextArea
          name="other_names"
          label={t('witness.otherNames')}
          hint={t('witness.otherNamesHint')}
          rows={3}
          spellcheck={false}
        />
        <Field name="phone" type="tel" label={t('witness.phone')} autocomplete="off" maxlength={40} />
        <Checks name="languages" label={t('witness.languages')} columns="m" options={languageOptions()} />
        <Field name="district" label={t('witness.district')} autocomplete="off" maxlength={80} />
        <Field
          name="born"
          label={t('witness.born')}
          hint={t('witness.bornHint')}
          inputmode="numeric"
          autocomplete="off"
          maxlength={4}
        />
        <Select
          name="locale"
          label={t('witness.locale')}
          options={locales.map((value) => ({ value, label: languageName(value), lang: value }))}
        />
        <TextArea name="notes" label={t('witness.notes')} hint={t('witness.notesHint')} rows={4} maxlength={5000} />
        <p class="cluster">
          <Button size="l">{t('witness.keep')}</Button>
          <LinkButton
            variant="quiet"
            href={at ? hrefOf(locale, addresses.person, at) : hrefOf(locale, addresses.persons)}
          >
            {t('takeBack.cancel')}
          </LinkButton>
        </p>
      </Form>
    </>
  )
}
