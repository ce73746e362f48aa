// The desk's screen of one thread of the home: its words, and what it leads to.

import { hrefOf } from '#core/doors.ts'
import { languageName, locales } from '#core/platform/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Field, Form, Radios, Select, TextArea, type FormErrors, type FormValues } from '#ui/form.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import type { ThreadChoices } from './composition.pages.tsx'
import { wordsIn, type Thread } from './composition.rules.ts'
import { desk } from './territory.addresses.ts'
import { deskTexts } from './territory.texts.ts'

export function ThreadFormPage(props: {
  submission_id: string
  thread: Thread | undefined
  choices: ThreadChoices
  values: FormValues | undefined
  errors: FormErrors | undefined
}) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  const { thread, choices } = props
  return (
    <>
      <p>
        <a href={`${hrefOf(locale, desk.compose)}#fils`}>{t('compose.back')}</a>
      </p>
      <h1>{thread ? wordsIn(thread.title, locale).text : t('compose.addThread')}</h1>
      <Form
        class="form sheet"
        action={thread ? hrefOf(locale, desk.thread, { id: thread.id }) : hrefOf(locale, desk.thread_new)}
        submission_id={props.submission_id}
        values={props.values ?? valuesOf(thread)}
        errors={props.errors}
      >
        {locales.map((each) => (
          <Field
            key={each}
            name={`title_${each}`}
            label={t('compose.threadTitle', { language: languageName(each, locale) })}
            lang={each}
            maxlength={80}
            required={each === 'fr'}
          />
        ))}
        {locales.map((each) => (
          <TextArea
            key={each}
            name={`words_${each}`}
            label={t('themes.presentation', { language: languageName(each, locale) })}
            lang={each}
            rows={2}
            maxlength={300}
          />
        ))}
        <Radios
          name="from"
          label={t('compose.from')}
          columns="l"
          options={[
            { value: 'stories', label: t('compose.fromStories'), hint: t('compose.fromStoriesHint') },
            { value: 'theme', label: t('compose.fromOneTheme') },
            { value: 'choice', label: t('compose.fromChoice') },
          ]}
        />
        <Select name="theme_id" label={t('compose.theme')} empty={t('compose.noTheme')} options={choices.themes} />
        <Select
          name="language"
          label={t('compose.language')}
          empty={t('compose.anyLanguage')}
          options={choices.languages}
        />
        <Select name="decade" label={t('compose.years')} empty={t('compose.anyYears')} options={choices.decades} />
        <p>
          <Button icon="check">{t('save')}</Button>
        </p>
      </Form>
    </>
  )
}

function valuesOf(thread: Thread | undefined): FormValues {
  if (!thread) return { from: 'stories' }
  const { source } = thread
  return {
    ...Object.fromEntries(
      locales.flatMap((locale) => [
        [`title_${locale}`, thread.title[locale]],
        [`words_${locale}`, thread.words[locale]],
      ]),
    ),
    from: source.from,
    ...(source.from === 'theme' && { theme_id: source.theme_id }),
    ...(source.from === 'choice' && { language: source.language ?? '', decade: source.decade?.toString() ?? '' }),
  }
}
