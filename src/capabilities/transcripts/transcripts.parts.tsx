// What the pages of transcripts share: where one is, the sound itself, and the lines that were not understood.

import type { ComponentChildren } from 'preact'
import { hrefOf } from '#core/doors.ts'
import type { Trouble } from '#core/media/captions/said.ts'
import { Crumbs } from '#ui/crumbs.tsx'
import { useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { addresses, elsewhere } from './transcripts.addresses.ts'
import { texts } from './transcripts.texts.ts'

/** One sound of one story. */
export type Shown = {
  at: { code: string; file_id: string }
  title: string
  /** The story's, and the page it is written on. */
  language: string
  home: string
  nature: 'sound' | 'video'
  /** What the sound is called, for this reader. */
  name: { text: string; language: string | undefined }
  /** What is written of it already. */
  tracks: readonly { language: string; form: 'original' | 'translation' }[]
}

export function Frame(props: { shown: Shown; heading: string; here?: string; children: ComponentChildren }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { at, name, title, language, home } = props.shown
  return (
    <>
      <Crumbs
        items={[
          { href: home, label: title || t('untitled'), ...(title && { lang: language }) },
          { href: hrefOf(locale, elsewhere.workshop, { code: at.code }), label: t('workshop') },
          {
            href: hrefOf(locale, elsewhere.medium, at),
            label: name.text,
            ...(name.language && { lang: name.language }),
          },
          ...(props.here
            ? [{ href: hrefOf(locale, addresses.media, at), label: t('medium') }, { label: props.here }]
            : [{ label: t('medium') }]),
        ]}
      />
      <h1>{props.heading}</h1>
      {props.children}
    </>
  )
}

/** The browser's own player, of the draft's bytes. `data`: marks for the editor's script. */
export function Player({ shown, isEditor }: { shown: Shown; isEditor?: boolean }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const name = useLanguageName()
  const src = hrefOf(locale, elsewhere.bytes, { file_id: shown.at.file_id, what: 'mieux' })
  const same = {
    src,
    controls: true,
    preload: 'metadata',
    'aria-label': t('listen'),
    ...(isEditor && { 'data-sound': '' }),
  } as const
  // The draft's own captions, as they were last kept.
  const tracks = shown.tracks.map(({ language, form }) => (
    <track
      key={language}
      kind={form === 'original' ? 'captions' : 'subtitles'}
      srclang={language}
      label={name(language)}
      src={hrefOf(locale, addresses.copies, { ...shown.at, name: `${language}.vtt` })}
    />
  ))
  // oxlint-disable jsx-a11y/media-has-caption -- they are in `tracks`, and written on this very page
  return shown.nature === 'video' ? (
    <video {...same} class="words-sound" playsinline>
      {tracks}
    </video>
  ) : (
    <audio {...same} class="words-sound">
      {tracks}
    </audio>
  )
}

const most = 12

export function Troubles({ troubles }: { troubles: readonly Trouble[] }) {
  const t = useTexts(texts)
  if (troubles.length === 0) return null
  return (
    <Banner tone="problem" title={t('trouble.title', { count: troubles.length })} role="alert">
      <ul class="plain">
        {troubles.slice(0, most).map(({ what, line }, at) => (
          <li key={at}>{t(`trouble.${what}`, { line })}</li>
        ))}
        {troubles.length > most && <li>{t('trouble.more', { count: troubles.length - most })}</li>}
      </ul>
    </Banner>
  )
}
