// A sound or a film: what it is in words first, then the browser's own player, whole without script. With script
// (client/listening.island.ts) the buttons of .player-in take its place.

import type { ComponentChildren } from 'preact'
import { defaultLocale, directionOf, intlLocale } from '#core/platform/i18n.ts'
import { isIn } from '#core/shelf/cards.ts'
import type { ShownFile, ShownMedia } from '#core/shelf/shelve-media.ts'
import {
  captionsPath,
  lacksWords,
  playableOf,
  posterOf,
  sightsOf,
  sightsPath,
  wordsOf,
} from '#core/shelf/shown-media.ts'
import { formatDay } from '#ui/dates.ts'
import { inWords } from '#ui/durations.ts'
import { Icon, type IconName } from '#ui/icons.tsx'
import { ownName } from '#ui/languages.ts'
import { Foreign, useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { mediaTexts } from '#ui/media-texts.ts'
import { mediaWordsIn, sizeIn } from '#ui/media-words.ts'
import { Sights } from '#ui/sights.tsx'
import { isolated } from '#ui/who.ts'
import { waveOf } from '#ui/wave.ts'

export type PlayerProps = {
  media: ShownMedia
  code: string
  /** The language told. */
  told: string
  id: string
  /** What is heard, in the page's words: “Écouter Zohra, 77 ans”. */
  name: string
  /** Before the addresses of its seconds in the page: '' for the first player, whose seconds are `#t=83`. */
  mark?: string
}

/** `<Player media={media} code={story.code} told={story.language} id="ecouter" name="Écouter Zohra" />` */
export function Player(props: PlayerProps) {
  const t = useTexts(mediaTexts)
  const locale = useLocale()
  const { media, id, name, mark = '' } = props
  const language = intlLocale[locale]
  const { title, caption } = mediaWordsIn(media, locale, props.told)
  const length = media.duration_ms ?? 0
  const all = inWords(length, language)
  const hasSights = sightsOf(media).length > 0
  const player = (
    <div
      class="player"
      id={id}
      data-player={media.id}
      data-mark={mark}
      data-length={length / 1000}
      data-language={language}
      data-of={t('player.of', { at: '{at}', all: '{all}' })}
      data-kept={t('player.kept', { at: '{at}' })}
      data-coming={t('player.coming')}
      data-trouble={t('player.trouble')}
      data-voiceless={hasSights ? t('player.voiceless') : undefined}
    >
      <p class="player-what" id={`${id}-n`}>
        <b>{name}</b>
        {title && (
          <>
            {' · '}
            <Foreign lang={title.language}>{title.text}</Foreign>
          </>
        )}
        {length > 0 && <span class="soft">{` · ${all}`}</span>}
      </p>
      {caption && (
        <Foreign as="p" lang={caption.language} class="small soft said">
          {caption.text}
        </Foreign>
      )}
      <Native {...props} />
      <Controls {...props} all={all} />
      <p class="player-say" role="status" data-say />
      {hasSights && <p class="player-say" data-told />}
      <Notes {...props} />
      <Keep {...props} />
    </div>
  )
  return hasSights ? (
    <>
      {player}
      <Sights media={media} mark={mark} />
    </>
  ) : (
    player
  )
}

function Native({ media, code, id }: PlayerProps) {
  const sources = playableOf(media).map((file) => <source key={file.id} src={file.address} type={file.media_type} />)
  if (media.nature !== 'video')
    return (
      // Its words are the transcript of the page: a sound has no room to show captions.
      // oxlint-disable-next-line jsx-a11y/media-has-caption
      <audio controls preload="none" aria-labelledby={`${id}-n`}>
        {sources}
      </audio>
    )
  return (
    // Its tracks are made from its words, which the rule cannot see.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <video
      controls
      preload="none"
      playsinline
      poster={posterOf(media)?.address}
      width={media.width ?? undefined}
      height={media.height ?? undefined}
      aria-labelledby={`${id}-n`}
    >
      {sources}
      {/* For those who do not hear, in the language spoken; other languages are translations. */}
      {wordsOf(media).map(({ language, form }) => (
        <track
          key={language}
          kind={form === 'original' ? 'captions' : 'subtitles'}
          srclang={language}
          label={ownName(language)}
          src={captionsPath(code, media, language, 'vtt')}
        />
      ))}
      {sightsOf(media).map(({ language }) => (
        <track
          key={`sights ${language}`}
          kind="descriptions"
          srclang={language}
          label={ownName(language)}
          src={sightsPath(code, media, language, 'vtt')}
        />
      ))}
    </video>
  )
}

/** What the script shows in place of the browser's own buttons. */
function Controls({ media, id, name, mark = '', all }: PlayerProps & { all: string }) {
  const t = useTexts(mediaTexts)
  const isFilm = media.nature === 'video'
  const waveId = `${mark}wave`
  return (
    <div class="player-in" hidden role="group" aria-labelledby={`${id}-n`} aria-describedby={`${id}-k`}>
      <button class="play" type="button" data-do="play" data-play={name} data-pause={t('player.pause')}>
        <span class="off">
          <Icon name="play" />
        </span>
        <span class="on">
          <Icon name="pause" />
        </span>
      </button>
      {/* Time goes from left to right in every language, as the drawing does. */}
      <div class="wave" dir="ltr">
        <svg viewBox="0 0 960 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <path id={waveId} d={waveOf(media.waveform)} />
          <use class="lit" href={`#${waveId}`} />
        </svg>
        <input
          type="range"
          min="0"
          max={Math.max(1, Math.floor((media.duration_ms ?? 0) / 1000))}
          value="0"
          step="1"
          aria-label={t('player.seek')}
          aria-valuetext={t('player.of', { at: '0:00', all })}
        />
      </div>
      <div class="cluster">
        <span class="time" dir="ltr" aria-hidden="true" />
        <Small icon="back" act="back" label={t('player.back')}>
          {t('player.ten')}
        </Small>
        <Small icon="fwd" act="forward" label={t('player.forward')}>
          {t('player.ten')}
        </Small>
        <select class="btn btn-line btn-s" data-do="rate" aria-label={t('player.speed')}>
          <option value="0.75">{t('player.slow')}</option>
          <option value="1" selected>
            {t('player.normal')}
          </option>
          <option value="1.25">{t('player.fast')}</option>
        </select>
        <Small icon="speak" act="mute" toggles>
          {t('player.mute')}
        </Small>
        {isFilm && (
          <div class="cluster player-film">
            <Captions media={media} />
            {sightsOf(media).length > 0 && (
              <Small icon="eye" act="describe" toggles>
                {t('player.describe')}
              </Small>
            )}
            <Small icon="full" act="full">
              {t('player.full')}
            </Small>
          </div>
        )}
        <button class="btn btn-line btn-s" type="button" data-do="restart" hidden>
          {t('player.restart')}
        </button>
      </div>
      <span class="vh" id={`${id}-k`}>
        {t('player.keys')}
      </span>
    </div>
  )
}

/** Which of its captions are shown: none, or those of one language, the reader's first. The page alone remembers it. */
function Captions({ media }: { media: ShownMedia }) {
  const t = useTexts(mediaTexts)
  const locale = useLocale()
  const words = wordsOf(media).toSorted(
    (one, other) => Number(isIn(other.language, locale)) - Number(isIn(one.language, locale)),
  )
  if (words.length === 0) return null
  return (
    <label class="player-pick">
      <Icon name="comment" /> {t('player.captions')}
      <select class="btn btn-line btn-s" data-do="captions" autocomplete="off">
        <option value="">{t('player.captionsNone')}</option>
        {words.map(({ language }) => (
          <option key={language} value={language} lang={language} dir={directionOf(language)}>
            {ownName(language)}
          </option>
        ))}
      </select>
    </label>
  )
}

function Small(props: { icon: IconName; act: string; label?: string; toggles?: boolean; children: ComponentChildren }) {
  return (
    <button
      class="btn btn-line btn-s"
      type="button"
      data-do={props.act}
      aria-label={props.label}
      aria-pressed={props.toggles ? 'false' : undefined}
    >
      <Icon name={props.icon} />
      {props.children}
    </button>
  )
}

/** What one must know before listening: what is hidden, what a machine wrote, what is still missing. */
function Notes({ media }: PlayerProps) {
  const t = useTexts(mediaTexts)
  const locale = useLocale()
  return (
    <>
      {playableOf(media).length === 0 && <p class="player-note">{t('note.unavailable')}</p>}
      {media.is_cut && (
        <p class="player-note">
          <Icon name="lock" /> {t('note.cut')}
        </p>
      )}
      {wordsOf(media).some(({ machine }) => machine) && (
        <p class="player-note">
          <Icon name="info" /> {t('note.machine')}
        </p>
      )}
      {wordsOf(media).some(({ estimated }) => estimated) && (
        <p class="player-note">
          <Icon name="clock" /> {t('note.estimated')}
        </p>
      )}
      {lacksWords(media) && media.excuse && (
        <p class="player-note">
          <Icon name="clock" /> {t('note.excuse', { date: formatDay(media.excuse.until, locale) })}{' '}
          <Foreign lang={media.excuse.language ?? defaultLocale}>{media.excuse.reason}</Foreign>
        </p>
      )}
    </>
  )
}

function Keep({ media, code }: PlayerProps) {
  const t = useTexts(mediaTexts)
  const locale = useLocale()
  const nameOf = useLanguageName()
  const files = playableOf(media)
  const words = wordsOf(media)
  if (files.length === 0) return null
  const link = (href: string, label: string) => (
    <li key={href}>
      <a href={href} download>
        {label}
      </a>
    </li>
  )
  return (
    <details class="keep no-print">
      <summary>
        <Icon name="download" /> {t('keep.title')}
      </summary>
      <ul>
        {files.map((file) =>
          link(file.address, t('keep.file', { format: formatOf(file), size: sizeIn(file.size, locale) })),
        )}
        {words.flatMap(({ language }) => {
          const name = isolated(nameOf(language), locale)
          return [
            link(captionsPath(code, media, language, 'txt'), t('keep.text', { language: name })),
            ...(['vtt', 'srt'] as const).map((form) =>
              link(
                captionsPath(code, media, language, form),
                t('keep.captions', { language: name, format: form.toUpperCase() }),
              ),
            ),
          ]
        })}
        {sightsOf(media).flatMap(({ language }) =>
          (['txt', 'vtt'] as const).map((form) =>
            link(
              sightsPath(code, media, language, form),
              t('keep.sights', { language: isolated(nameOf(language), locale), format: form.toUpperCase() }),
            ),
          ),
        )}
      </ul>
    </details>
  )
}

const formats: Record<string, string> = {
  'audio/ogg': 'Opus',
  'audio/mp4': 'M4A',
  'audio/mpeg': 'MP3',
  'audio/wav': 'WAV',
  'audio/flac': 'FLAC',
  'video/mp4': 'MP4',
  'video/webm': 'WebM',
}
const formatOf = ({ media_type }: ShownFile): string => formats[media_type] ?? media_type
