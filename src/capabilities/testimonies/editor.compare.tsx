// Two versions of the same thing: a conflict while saving, two revisions in the history, and the text as it will be read.

import type { ComponentChildren } from 'preact'
import { originalOf, type Content, type TextVersion } from '#core/contribution/content.ts'
import { textOf } from '#core/contribution/document.ts'
import type { FormValues } from '#core/platform/http/forms.ts'
import { listOf } from '#core/platform/http/forms.ts'
import { Credits } from '#ui/band.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Chips } from '#ui/chip.tsx'
import { Compare, Version } from '#ui/compare.tsx'
import { Form, Select } from '#ui/form.tsx'
import { Journey } from '#ui/journey.tsx'
import { Foreign, Moment, Quote, useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { countryIn, formatPeriod } from '#ui/periods.ts'
import { SideBySide } from '#ui/side-by-side.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { at } from './editor.addresses.ts'
import { sidesOf } from './editor.differences.ts'
import { editorTexts } from './editor-texts.ts'
import { stagesOf } from './editor.sections.ts'

export type FieldPair = { name: string; label: string; mine: string; theirs: string }

/** Two people wrote in the same place: both texts, then the form with mine, to keep or to mend. */
export function ConflictPart(props: {
  fields: FieldPair[]
  language: string
  by: string | undefined
  at: Date
  reload: string
  children: ComponentChildren
}) {
  const t = useTexts(editorTexts)
  return (
    <>
      <div role="alert">
        <Banner tone="problem" title={t('conflict.title')}>
          <p>
            {t('conflict.words', { who: props.by ?? t('list.someone') })} <Moment value={props.at} />
          </p>
        </Banner>
      </div>
      {props.fields.map((field) => {
        const sides = sidesOf(field.theirs, field.mine, props.language)
        return (
          <section key={field.name} class="stack" aria-labelledby={`c-${field.name}`}>
            <h2 id={`c-${field.name}`}>{field.label}</h2>
            <Compare>
              <Version
                id={`c-${field.name}-autre`}
                title={t('conflict.theirs')}
                language={props.language}
                paragraphs={sides.before}
              />
              <Version
                id={`c-${field.name}-mien`}
                title={t('conflict.mine')}
                language={props.language}
                paragraphs={sides.after}
              />
            </Compare>
          </section>
        )
      })}
      <section class="stack" aria-labelledby="garder">
        <h2 id="garder">{t('conflict.keep')}</h2>
        <p class="soft">{t('conflict.keepWords')}</p>
        <p>
          <LinkButton href={props.reload} variant="line">
            {t('conflict.take')}
          </LinkButton>
        </p>
        {props.children}
      </section>
    </>
  )
}

/** The fields that differ, in words. */
export function differingFields(
  mine: FormValues,
  theirs: FormValues,
  labelOf: (name: string) => string,
  wordsOf: (name: string, value: string) => string,
): FieldPair[] {
  const shown = (values: FormValues, name: string) =>
    listOf(values[name])
      .map((value) => wordsOf(name, value))
      .join(', ')
  return Object.keys(theirs)
    .map((name) => ({
      name: name.replace(/\W/g, '-'),
      label: labelOf(name),
      mine: shown(mine, name),
      theirs: shown(theirs, name),
    }))
    .filter((pair) => pair.mine.replace(/\r\n?/g, '\n') !== pair.theirs)
}

export type RevisionRow = { number: number; created_at: Date; by: string | undefined }

/** The revisions, and two of them compared. */
export function HistoryPart(props: {
  code: string
  rows: RevisionRow[]
  before: number | null
  after: number | null
  texts: { key: string; language: string; label: string; before: string; after: string }[] | null
}) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  const options = [
    { value: '0', label: t('history.draft') },
    ...props.rows.map((row) => ({ value: String(row.number), label: t('history.revision', { number: row.number }) })),
  ]
  if (props.rows.length === 0) return <p class="soft">{t('history.none')}</p>
  return (
    <>
      <Timeline
        heading="h2"
        items={props.rows.map((row) => ({
          when: <Moment value={row.created_at} />,
          title: t('history.revision', { number: row.number }),
          children: <p class="small soft">{row.by ? t('history.by', { name: row.by }) : t('history.alone')}</p>,
        }))}
      />
      <Form
        action={at(locale, 'history', props.code)}
        method="get"
        id="comparer"
        class="sheet form wide"
        label={t('history.compare')}
      >
        <div class="grid col-m">
          <Select name="avant" label={t('history.before')} value={String(props.before ?? '')} options={options} />
          <Select name="apres" label={t('history.after')} value={String(props.after ?? '')} options={options} />
        </div>
        <Button variant="line">{t('history.compare')}</Button>
      </Form>
      {props.texts?.length === 0 && <Banner tone="info">{t('history.same')}</Banner>}
      {props.texts?.map((text) => {
        const sides = sidesOf(text.before, text.after, text.language)
        return (
          <section key={text.key} class="stack" aria-labelledby={`h-${text.key}`}>
            <h2 id={`h-${text.key}`}>{text.label}</h2>
            <Compare>
              <Version
                id={`h-${text.key}-a`}
                title={options.find((each) => each.value === String(props.before))?.label ?? ''}
                language={text.language}
                paragraphs={sides.before}
              />
              <Version
                id={`h-${text.key}-b`}
                title={options.find((each) => each.value === String(props.after))?.label ?? ''}
                language={text.language}
                paragraphs={sides.after}
              />
            </Compare>
          </section>
        )
      })}
    </>
  )
}

/** One text as a whole, to be compared. */
export const wholeText = (text: TextVersion | undefined): string =>
  text ? [text.title, text.lead, text.quote, textOf(text.body)].filter((each) => each !== '').join('\n\n') : ''

/** The story as it will be read: names as they will be shown are decided by the agreements, not here. */
export function PreviewPart(props: {
  content: Content
  themes: string[]
  names: Map<string, string>
  pseudonyms: Map<string, string>
}) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  const name = useLanguageName()
  const { content } = props
  const original = originalOf(content)
  const translations = content.texts.filter((text) => text.form === 'translation')
  const mine = translations.find((text) => text.language === locale) ?? translations[0]
  const easy = content.texts.filter((text) => text.form === 'easy')
  const side = (text: TextVersion) => ({ language: text.language, document: text.body })
  return (
    <article class="sheet stack sp-5">
      <Banner tone="info">{t('preview.words')}</Banner>
      <header class="stack">
        <Foreign lang={original.language} as="h2">
          {original.title || t('story.untitled')}
        </Foreign>
        {mine?.title && (
          <Foreign lang={mine.language} as="p" class="lead">
            {mine.title}
          </Foreign>
        )}
        {original.lead && (
          <Foreign lang={original.language} as="p" class="lead">
            {original.lead}
          </Foreign>
        )}
        {props.themes.length > 0 && <Chips items={props.themes.map((label) => ({ label }))} />}
      </header>
      {original.quote && <Quote text={original.quote} lang={original.language} />}
      <SideBySide id="texte" original={side(original)} translation={mine && side(mine)} />
      {translations
        .filter((text) => text !== mine)
        .map((text) => (
          <section key={text.language} class="stack">
            <h3>{t('preview.in', { language: name(text.language) })}</h3>
            <SideBySide id={`texte-${text.language}`} original={side(text)} />
          </section>
        ))}
      {easy.map((text) => (
        <section key={text.language} class="stack">
          <h3>{t('preview.easy', { language: name(text.language) })}</h3>
          <SideBySide id={`facile-${text.language}`} original={side(text)} />
        </section>
      ))}
      {stagesOf(content).length > 0 && (
        <section class="stack">
          <h3>{t('journey.stages')}</h3>
          <Journey
            heading="h4"
            stages={stagesOf(content).map((stage) => {
              const [language, words] =
                Object.entries(stage.words).find(([each]) => each === locale) ?? Object.entries(stage.words)[0] ?? []
              return {
                when: stage.when ? formatPeriod(stage.when, locale) : undefined,
                place: stage.country ? `${stage.place} · ${countryIn(stage.country, locale)}` : stage.place,
                words,
                language,
                travel: stage.travel,
              }
            })}
          />
        </section>
      )}
      <Credits
        items={content.credits.map(({ person_id, role }) => ({
          label: t(`role.${role}`),
          value: <bdi>{props.pseudonyms.get(person_id) ?? props.names.get(person_id) ?? t('list.someone')}</bdi>,
        }))}
      />
    </article>
  )
}
