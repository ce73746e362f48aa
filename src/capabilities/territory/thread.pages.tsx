// The desk's screen of one thread of the home: its words, and what it leads to.

import { hrefOf } from '#core/doors.ts'
import { locales } from '#core/platform/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Form, Radios, Select, type FormErrors, type FormValues } from '#ui/form.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { WordsFields } from '#ui/words-fields.tsx'
import type { ThreadChoices } from './composition.pages.tsx'
import { printOf, threadWordsIn, type Thread } from './composition.rules.ts'
import { desk } from './territory.addresses.ts'
import { deskTexts } from './territory.texts.ts'

export function ThreadFormPage(props: {
  submission_id: string
  thread: Thread | undefined
  choices: ThreadChoices
  values: FormValues | undefined
  errors: FormErrors | undefined
  /** Someone else reworded it while this form was open: what was typed is shown again. */
  hasChanged: boolean
}) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  const { thread, choices } = props
  return (
    <>
      <p>
        <a class="tap" href={`${hrefOf(locale, desk.compose)}#fils`}>
          {t('compose.back')}
        </a>
      </p>
      <h1>{thread ? threadWordsIn(thread.title, locale).text : t('compose.addThread')}</h1>
      {props.hasChanged && thread && (
        <Banner tone="problem" role="alert" title={t('compose.threadChanged')}>
          {t('compose.threadChangedText')}
          <p class="mt-4">
            <a class="tap" href={hrefOf(locale, desk.thread, { id: thread.id })} target="_blank" rel="noopener">
              {t('compose.threadTheirs')}
            </a>
          </p>
        </Banner>
      )}
      <Form
        class="form sheet"
        action={thread ? hrefOf(locale, desk.thread, { id: thread.id }) : hrefOf(locale, desk.thread_new)}
        submission_id={props.submission_id}
        hidden={{ base: thread && printOf(thread) }}
        values={props.values ?? valuesOf(thread)}
        errors={props.errors}
      >
        <WordsFields
          name="title"
          label={(language) => t('compose.threadTitle', { language })}
          maxlength={80}
          required
        />
        <WordsFields
          name="words"
          label={(language) => t('themes.presentation', { language })}
          rows={2}
          maxlength={300}
        />
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
