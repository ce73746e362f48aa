// The words of a sound or a film, passage by passage: the language spoken first, its translation beside it (A-08, A-11).
// Each time is a link: without script it opens the sound there, with script the player goes there.

import type { ShownCue, ShownMedia } from '#core/shelf/shelve-media.ts'
import { playableOf } from '#core/shelf/shown-media.ts'
import { clock } from '#ui/durations.ts'
import { Icon } from '#ui/icons.tsx'
import { Foreign, useLanguageAttributes, useLocale, useTexts } from '#ui/locale.tsx'
import { mediaTexts } from '#ui/media-texts.ts'
import { mediaWordsIn } from '#ui/media-words.ts'
import { passagesOf, type Passage, type SeenTranscript } from '#ui/passages.ts'
import { LanguageSwitch, type Shown } from '#ui/side-by-side.tsx'
import { markup, written, type Markup } from '#ui/written.ts'

/** More passages than this are folded where the story can be read otherwise. */
const many = 60

export type TranscriptProps = {
  media: ShownMedia
  seen: SeenTranscript
  told: string
  id: string
  /** As its player's. */
  mark?: string
  hrefs?: Record<Shown, string> | undefined
  /** The page gives a text of it beside: a long transcript may be folded. */
  mayFold?: boolean
}

/** `<Transcript media={media} seen={transcriptFor(media, locale, asked)} told={story.language} id="paroles" />` */
export function Transcript(props: TranscriptProps) {
  const t = useTexts(mediaTexts)
  const { seen, media, id, mark = '' } = props
  const passages = passagesOf(seen.original, seen.translation)
  const { description } = mediaWordsIn(media, useLocale(), props.told)
  const hasBoth = !seen.onlyShown || seen.show === 'ab'
  const isFolded = props.mayFold === true && passages.length > many
  const words = (
    <div class="sides" id={id} data-show={seen.show}>
      {seen.translation && props.hrefs && (
        <LanguageSwitch
          id={id}
          show={seen.show}
          hrefs={props.hrefs}
          original={seen.original}
          translation={seen.translation}
          hasBoth={hasBoth}
          label={t('words.languages')}
        />
      )}
      <Chapters seen={seen} mark={mark} />
      <Lines {...props} passages={passages} hasBoth={hasBoth} />
    </div>
  )
  return (
    <div class="stack">
      {isFolded ? (
        <details class="fold" data-fold>
          <summary>
            <Icon name="list" /> {t('words.open', { count: passages.length })}
          </summary>
          {words}
        </details>
      ) : (
        words
      )}
      {description && (
        <div class="prose">
          <h3>{t('words.described')}</h3>
          <Foreign as="p" lang={description.language} class="said">
            {description.text}
          </Foreign>
        </div>
      )}
    </div>
  )
}

/** In the reader's language when it has its own; else as they were named in the language spoken. */
function Chapters({ seen, mark }: { seen: SeenTranscript; mark: string }) {
  const t = useTexts(mediaTexts)
  const { translation } = seen
  const isTranslated = seen.show !== 'a' && translation !== undefined && translation.chapters.length > 0
  const { chapters, language } = isTranslated ? translation : seen.original
  if (chapters.length === 0) return null
  return (
    <nav class="chapters no-print" aria-label={t('words.chapters')}>
      <ol>
        {chapters.map(({ start, title }) => (
          <li key={start}>
            <a href={`#${mark}t=${Math.floor(start / 1000)}`} data-seek={start / 1000}>
              <bdi dir="ltr">{clock(start)}</bdi> <Foreign lang={language}>{title}</Foreign>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Every passage. Written, not drawn: a page waits for hundreds of them, and an element costs as much as ten lines. */
function Lines(props: TranscriptProps & { passages: readonly Passage[]; hasBoth: boolean }) {
  const t = useTexts(mediaTexts)
  const { seen, media, passages, hasBoth, mark = '' } = props
  const { original, translation } = seen
  const inOriginal = attributesOf('side-a', useLanguageAttributes(original.language))
  const inTranslation = attributesOf('side-b', useLanguageAttributes(translation?.language))
  const [file] = playableOf(media)
  const from = t('words.from')
  const lines = passages.map(({ start, speaker, cues, translated }) => {
    const second = Math.floor(start / 1000)
    const time = markup`<span class="vh">${from} </span><bdi dir="ltr">${clock(start)}</bdi>`
    const place = file
      ? markup`<a class="cue-t" href="${file.address}#t=${second}">${time}</a>`
      : markup`<span class="cue-t">${time}</span>`
    const who = speaker && markup`<b class="cue-who">${speaker}</b>`
    const told =
      (hasBoth || seen.show === 'a') &&
      markup`<p${inOriginal}>${who}${cues.map((cue, at) => said(cue, at > 0 ? anchorOf(mark, cues, at) : undefined))}</p>`
    const translatedToo =
      translation &&
      (hasBoth || seen.show === 'b') &&
      markup`<p${inTranslation}>${who}${translated.map((cue) => said(cue))}</p>`
    return markup`<li id="${mark}t=${second}" data-t="${start / 1000}">${place}${told}${translatedToo}</li>`
  })
  return written(markup`<ol class="cues" data-cues="${media.id}">${lines}</ol>`)
}

const attributesOf = (name: string, { lang, dir }: { lang?: string; dir?: string }): Markup =>
  markup` class="${name}"${lang && markup` lang="${lang}"`}${dir && markup` dir="${dir}"`}`

/** The address of a caption inside its passage; none when it begins in the same second as the one before. */
function anchorOf(mark: string, cues: readonly ShownCue[], at: number): string | undefined {
  const second = (each: ShownCue | undefined) => Math.floor((each?.start ?? 0) / 1000)
  return second(cues[at]) === second(cues[at - 1]) ? undefined : `${mark}t=${second(cues[at])}`
}

/** A new line inside a caption is only where a screen ended. */
function said({ text }: ShownCue, id?: string) {
  const line = text.includes('\n') ? text.replace(/\s*\n\s*/g, ' ') : text
  return id ? markup`<span id="${id}">${line}</span> ` : `${line} `
}
