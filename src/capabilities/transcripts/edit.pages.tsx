// The captions of one language. One field of text is the whole of it and works without script; with script the same field
// becomes rows to listen to and to write in (client/transcript-editor.island.ts), another language beside.

import type { Writing } from '#core/contribution/media.content.ts'
import { hrefOf } from '#core/doors.ts'
import { assetUrl } from '#core/platform/assets.ts'
import { shortTime } from '#core/media/captions/times.ts'
import type { Said, Trouble } from '#core/media/captions/said.ts'
import { Button } from '#ui/button.tsx'
import { AutosaveStatus, Form, Select, TextArea, type FormErrors } from '#ui/form.tsx'
import { Foreign, useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { EditorTemplates, Keys, NearTools, Toolbar } from './edit.parts.tsx'
import { addresses } from './transcripts.addresses.ts'
import { Frame, Troubles, type Shown } from './transcripts.parts.tsx'
import { placeOf } from './transcripts.rules.ts'
import { texts } from './transcripts.texts.ts'

export type EditProps = {
  shown: Shown
  writing: Writing
  language: string
  lines: string
  print: string
  labels: readonly string[]
  errors: FormErrors
  troubles: readonly Trouble[]
  /** What someone else kept meanwhile. */
  theirs: string | undefined
  chapters: { text: string; print: string; troubles: readonly Trouble[]; theirs: string | undefined }
  beside: { value: string; language: string; said: readonly Said[] } | undefined
  /** Other texts that may stand beside. */
  others: readonly { value: string; language: string }[]
  notice: string | undefined
  next_id: () => string
}

export function EditPage(props: EditProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const name = useLanguageName()
  const { shown, writing, language, beside } = props
  const isSeen = writing === 'descriptions'
  const at = { ...shown.at, ...placeOf({ writing, language }) }
  const here = hrefOf(locale, addresses.edit, at)
  return (
    <Frame
      shown={shown}
      heading={t(isSeen ? 'seen.edit' : 'edit.title', { language: name(language) })}
      here={isSeen ? t('seen.here', { language: name(language) }) : name(language)}
    >
      <Notice>{props.notice}</Notice>
      {props.theirs !== undefined && <Theirs text={props.theirs} language={language} />}
      <Troubles troubles={props.troubles} />
      <Rules isSeen={isSeen} />
      {props.others.length > 0 && (
        <Form method="get" id="b" action={here} class="cluster words-with" values={{ avec: beside?.value ?? '' }}>
          <Select
            name="avec"
            label={t('edit.beside')}
            empty={t('edit.besideNone')}
            options={props.others.map((other) => ({
              value: other.value,
              label:
                other.value === other.language
                  ? name(other.language)
                  : t('seen.said', { language: name(other.language) }),
            }))}
          />
          <Button variant="line">{t('edit.besideShow')}</Button>
        </Form>
      )}
      <div data-transcript data-voices={JSON.stringify(props.labels)}>
        <Toolbar shown={shown} hasVoices={!isSeen} />
        <Keys hasVoices={!isSeen} />
        <Form
          action={beside ? `${here}?avec=${beside.value}` : here}
          submission_id={props.next_id()}
          hidden={{ print: props.print }}
          values={{ lines: props.lines }}
          errors={props.errors}
          autosave={props.theirs === undefined ? here : undefined}
          class="form wide"
          label={t('edit.lines')}
          multipart
        >
          <div class="words-rows" data-rows hidden />
          <div class={beside ? 'words-sides' : undefined} data-plain>
            <TextArea
              name="lines"
              label={t('edit.lines')}
              hint={t(isSeen ? 'seen.linesHint' : 'edit.linesHint')}
              rows={24}
              lang={language}
            />
            {beside && (
              <section aria-label={t('edit.besideText', { language: name(beside.language) })}>
                <Foreign as="div" lang={beside.language}>
                  <ol class="plain words-beside" data-beside>
                    {beside.said.map((each, index) => (
                      <li key={index} data-start={each.start} data-end={each.end}>
                        <span class="num small soft">{shortTime(each.start)}</span>{' '}
                        {each.speaker && <b>{each.speaker}</b>} <span>{each.text}</span>
                      </li>
                    ))}
                  </ol>
                </Foreign>
              </section>
            )}
          </div>
          <div class="cluster words-keep">
            <NearTools />
            <Button icon="check">{t('edit.save')}</Button>
            <AutosaveStatus />
          </div>
        </Form>
        <EditorTemplates language={language} besideLanguage={beside?.language} hasVoices={!isSeen} />
      </div>
      {!isSeen && <Chapters {...props} />}
      <script type="module" src={assetUrl('transcript-editor')} />
    </Frame>
  )
}

function Theirs({ text, language }: { text: string; language: string }) {
  const t = useTexts(texts)
  return (
    <section class="stack" role="alert">
      <Banner tone="problem" title={t('edit.conflict.title')}>
        {t('edit.conflict.text')}
      </Banner>
      <Foreign as="div" lang={language} class="sheet said words-theirs">
        {text}
      </Foreign>
    </section>
  )
}

const rules = {
  heard: ['rules.said', 'rules.sounds', 'rules.doubt', 'rules.short'],
  seen: ['seen.rules.see', 'seen.rules.when', 'seen.rules.short', 'seen.rules.names'],
} as const

function Rules({ isSeen }: { isSeen: boolean }) {
  const t = useTexts(texts)
  return (
    <details class="words-help words-fold">
      <summary>{t('rules.title')}</summary>
      <ul>
        {rules[isSeen ? 'seen' : 'heard'].map((rule) => (
          <li key={rule}>{t(rule)}</li>
        ))}
      </ul>
    </details>
  )
}

function Chapters({ shown, language, chapters, next_id }: EditProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <section class="sheet stack" aria-labelledby="chapters">
      <h2 id="chapters">{t('chapters.title')}</h2>
      {chapters.theirs !== undefined && <Theirs text={chapters.theirs} language={language} />}
      <Troubles troubles={chapters.troubles} />
      <Form
        id="ch"
        action={hrefOf(locale, addresses.chapters, { ...shown.at, language })}
        submission_id={next_id()}
        hidden={{ print: chapters.print }}
        values={{ chapters: chapters.text }}
        labelledby="chapters"
      >
        <TextArea name="chapters" label={t('chapters.label')} hint={t('chapters.hint')} rows={6} lang={language} />
        <p>
          <Button variant="line">{t('chapters.save')}</Button>
        </p>
      </Form>
    </section>
  )
}
