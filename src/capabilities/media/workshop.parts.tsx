// Pieces of the bench: a sound to hear, a picture to see, how far its public copy is, and what it still lacks.

import { hrefOf } from '#core/doors.ts'
import { intlLocale, type Locale } from '#core/platform/i18n.ts'
import { inWords } from '#ui/durations.ts'
import { fileTitleIn } from '#ui/file-name.ts'
import { Icon, type IconName } from '#ui/icons.tsx'
import { Foreign, Moment, useLocale, useTexts } from '#ui/locale.tsx'
import { sizeWords } from '#ui/sizes.ts'
import { elsewhere, workshopAddresses } from './workshop.addresses.ts'
import type { BenchItem } from './workshop.queries.ts'
import type { Copy } from './workshop.rules.ts'
import { workshopTexts } from './workshop.texts.ts'

/** What it is called: its title for this reader, else its name at home. */
export const titleIn = (
  { media, file }: Pick<BenchItem, 'media' | 'file'>,
  locale: Locale,
  told: string,
): { text: string; language: string | undefined } => fileTitleIn(media.words, file?.name ?? media.file_id, locale, told)

export function MediaTitle(props: { item: Pick<BenchItem, 'media' | 'file'>; language: string }) {
  const title = titleIn(props.item, useLocale(), props.language)
  return (
    <Foreign lang={title.language}>
      <bdi>{title.text}</bdi>
    </Foreign>
  )
}

const icons = { sound: 'voice', video: 'video', picture: 'photo', document: 'archive' } as const satisfies Record<
  string,
  IconName
>

/** The bytes as the desk may have them: the best this browser can play or show. */
export function Preview(props: { item: BenchItem; language: string; large?: boolean }) {
  const t = useTexts(workshopTexts)
  const locale = useLocale()
  const { media, file, copy } = props.item
  const bytes = (what: string) => hrefOf(locale, elsewhere.bytes, { file_id: media.file_id, what })
  const name = titleIn(props.item, locale, props.language).text
  if (!file) return <p class="bench-look small">{t('noFile')}</p>
  if (media.nature === 'sound')
    return (
      <div class="bench-look">
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- its words are still to be written */}
        <audio controls preload="none" src={bytes('mieux')} aria-label={t('hear', { name })} />
      </div>
    )
  if (media.nature === 'video')
    return (
      <div class="bench-look">
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- its words are still to be written */}
        <video
          controls
          preload="none"
          poster={copy?.state === 'done' && copy.trouble !== 'no_ffmpeg' ? bytes('poster') : undefined}
          src={bytes('mieux')}
          aria-label={t('watch', { name })}
        />
      </div>
    )
  if (media.nature === 'picture')
    return (
      <div class="bench-look">
        <a href={bytes('mieux')} aria-label={t('large', { name })}>
          {/* Its alternative text is being written on this very page: here its name is enough. */}
          <img src={bytes('mieux')} alt="" loading="lazy" />
        </a>
      </div>
    )
  return (
    <div class="bench-look">
      <a class="row" href={bytes('original')}>
        <Icon name={icons[media.nature]} />
        {t('open', { name })}
      </a>
    </div>
  )
}

export function MediaFacts(props: { item: BenchItem }) {
  const t = useTexts(workshopTexts)
  const locale = useLocale()
  const { media, file, duration_ms } = props.item
  return (
    <p class="meta small soft">
      <span>
        <Icon name={icons[media.nature]} />
        {t(`nature.${media.nature}`)} · {t(`use.${media.use}`)}
      </span>
      {duration_ms !== null && (
        <span>
          <Icon name="clock" />
          {inWords(duration_ms, intlLocale[locale])}
        </span>
      )}
      {file && (
        <span>
          {sizeWords(locale, file.size)} · <Moment value={file.received_at} />
        </span>
      )}
    </p>
  )
}

const known = ['no_ffmpeg', 'no_pages', 'unknown_format', 'unreadable', 'too_big', 'nothing_inside', 'gone'] as const

/** The word of the sentence that says why a copy is not made, or not as well as it might be. */
export const troubleWord = (trouble: string | null | undefined) => known.find((each) => each === trouble) ?? 'other'

/** How far the copy that everyone may have one day is. */
export function CopyState(props: { copy: Copy | undefined }) {
  const t = useTexts(workshopTexts)
  const { copy } = props
  return (
    <div class="bench-state small">
      {copy === undefined || copy.state === 'waiting' ? (
        <p class="row">
          <Icon name="clock" />
          {t('copy.waiting')}
        </p>
      ) : copy.state === 'working' ? (
        <>
          <p class="row">
            <Icon name="clock" />
            {t('copy.working', { percent: copy.progress })}
          </p>
          <progress max="100" value={copy.progress} aria-label={t('copy.progress')} />
        </>
      ) : copy.state === 'done' ? (
        <p class="row">
          <Icon name="check" />
          {t('copy.done')}
        </p>
      ) : (
        <p class="row" data-accent="garance">
          <Icon name="alert" />
          {t('copy.failed')}
        </p>
      )}
      {copy?.trouble && (
        <p>
          {t(
            copy.state === 'done' && copy.trouble === 'no_ffmpeg'
              ? 'trouble.lesser'
              : `trouble.${troubleWord(copy.trouble)}`,
          )}
        </p>
      )}
    </div>
  )
}

/** What stands between it and the public, each with where to go. */
export function Lacks(props: { item: BenchItem; bench: { code: string } }) {
  const t = useTexts(workshopTexts)
  const locale = useLocale()
  const { media, lacks, agreements } = props.item
  const at = { code: props.bench.code, file_id: media.file_id }
  if (lacks.length === 0 && agreements.length === 0)
    return (
      <p class="row small">
        <Icon name="check" />
        {t('lack.none')}
      </p>
    )
  const hrefs = {
    words: hrefOf(locale, elsewhere.transcript, at),
    alternative: `${hrefOf(locale, workshopAddresses.media, at)}#mots`,
    register: hrefOf(locale, elsewhere.pictured, at),
  }
  return (
    <div class="small">
      <p>{t('lack.title')}</p>
      <ul class="plain lacks">
        {agreements.map(({ form, person_id, name }) => (
          <li class="row" key={`${form} ${person_id}`}>
            <Icon name="sign" />
            <a href={`${hrefOf(locale, elsewhere.consents, { code: at.code })}?temoin=${person_id}`}>
              {t(`agreement.${form}`, { name })}
            </a>
          </li>
        ))}
        {lacks.map((lack) => (
          <li class="row" key={lack}>
            <Icon name={lack === 'register' ? 'users' : 'pen'} />
            <a href={hrefs[lack]}>{t(`lack.${lack}`)}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
