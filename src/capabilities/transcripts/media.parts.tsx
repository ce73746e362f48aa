// One text of a sound or a film with what may be done with it, and what one sees in a film.

import type { Speaker, Transcript, Writing } from '#core/contribution/media.content.ts'
import { hrefOf } from '#core/doors.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { AddForm, nothingSent, type Sent } from './add.parts.tsx'
import { addresses } from './transcripts.addresses.ts'
import type { Shown } from './transcripts.parts.tsx'
import type { Transcription } from './transcripts.queries.ts'
import { placeOf, type Teller } from './transcripts.rules.ts'
import { texts } from './transcripts.texts.ts'

export type MediaProps = Sent & {
  shown: Shown
  transcripts: readonly Transcript[]
  /** What one sees, for a film. */
  descriptions: readonly Transcript[]
  /** Which of the two was sent and came back. */
  sent: Writing
  speakers: readonly Speaker[]
  labels: readonly string[]
  tellers: readonly Teller[]
  machine: { isThere: boolean; isAgreed: boolean; asked: Transcription | undefined }
  /** The language proposed for what one sees. */
  nextDescribed: string
  notice: string | undefined
  /** Identifiers of sendings, one for each form of the page. */
  next_id: () => string
}

/** What one sees and the sound does not say (A-09): written as captions are, said while the film waits. */
export function Sights(props: MediaProps) {
  const t = useTexts(texts)
  const { shown, descriptions, nextDescribed } = props
  const back = props.sent === 'descriptions' ? props : nothingSent
  return (
    <section class="sheet stack" aria-labelledby="seen">
      <h2 id="seen">{t('seen.title')}</h2>
      <p>{t('seen.lead')}</p>
      {descriptions.length > 0 && (
        <ul class="rows words-list">
          {descriptions.map((transcript) => (
            <li key={transcript.language}>
              <Language {...props} writing="descriptions" transcript={transcript} />
            </li>
          ))}
        </ul>
      )}
      <AddForm
        writing="descriptions"
        shown={shown}
        written={descriptions}
        sent={{ ...back, values: { language: nextDescribed, ...back.values } }}
        submission_id={props.next_id()}
      />
    </section>
  )
}

export function Language(props: MediaProps & { writing: Writing; transcript: Transcript }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const name = useLanguageName()
  const { shown, writing, transcript, next_id } = props
  const { language, cues, chapters, machine, estimated } = transcript
  const isSeen = writing === 'descriptions'
  const at = { ...shown.at, ...placeOf({ writing, language }) }
  const id = isSeen ? `d-${language}` : language
  const todo = cues.filter(({ text }) => text.trim() === '').length
  const copies = isSeen
    ? (['descriptions', 'txt'] as const)
    : [...(['vtt', 'srt', 'txt'] as const), ...(chapters.length ? (['chapters'] as const) : [])]
  return (
    <div class="stack sp-2">
      <div class="cluster">
        <h3 class="as-l">{name(language)}</h3>
        <span class="small soft">
          {!isSeen && `${t(`list.form.${transcript.form}`)} · `}
          {t('list.passages', { count: cues.length })}
          {todo > 0 && ` · ${t('list.todo', { count: todo })}`}
        </span>
        <LinkButton
          href={hrefOf(locale, addresses.edit, at)}
          icon="pen"
          variant="line"
          class="push"
          label={`${t('list.edit')} : ${name(language)}`}
        >
          {t('list.edit')}
        </LinkButton>
      </div>
      {machine && (
        <Banner tone="wait" icon="settings" title={t('list.machine')}>
          <Form action={hrefOf(locale, addresses.check, at)} submission_id={next_id()} id={`c-${id}`} class="inline">
            <Button variant="line" size="s" icon="check">
              {t('list.check')}
            </Button>
          </Form>
        </Banner>
      )}
      {estimated && (
        <Banner tone="wait" title={t('list.estimated')}>
          {t('list.estimatedHint')}
          <Form action={hrefOf(locale, addresses.times, at)} submission_id={next_id()} id={`m-${id}`} class="inline">
            <Button variant="line" size="s" icon="check">
              {t('list.times')}
            </Button>
          </Form>
        </Banner>
      )}
      <ul class="cluster plain small" aria-label={`${t('list.copies')} : ${name(language)}`}>
        {copies.map((copy) => (
          <li key={copy}>
            <a
              class="copy"
              download
              href={hrefOf(locale, addresses.copies, {
                ...shown.at,
                name: `${language}.${isSeen && copy === 'txt' ? 'descriptions.txt' : endingOf[copy]}`,
              })}
            >
              {t(`copy.${copy}`)}
            </a>
          </li>
        ))}
      </ul>
      <details class="words-fold">
        <summary>{t('list.remove')}</summary>
        <Form action={hrefOf(locale, addresses.remove, at)} submission_id={next_id()} id={`r-${id}`} class="stack sp-2">
          <p>{t('list.removeText')}</p>
          <p>
            <Button variant="line" accent="garance" icon="trash">
              {t('list.removeYes')}
            </Button>
          </p>
        </Form>
      </details>
    </div>
  )
}

const endingOf = {
  vtt: 'vtt',
  srt: 'srt',
  txt: 'txt',
  chapters: 'chapters.vtt',
  descriptions: 'descriptions.vtt',
} as const
