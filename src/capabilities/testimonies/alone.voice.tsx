// Telling alone with one's voice: the lamp, and what was already said.

import { hrefOf } from '#core/doors.ts'
import { ReceivedNotice } from '#ui/file-field.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Recorder } from '#ui/recorder.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { elsewhere, to } from './alone.addresses.ts'
import { aloneTexts } from './alone.texts.ts'

export type Voice = {
  code: string
  submission_id: string
  /** What a plain form has just done. */
  done: string
  sounds: readonly { id: string; isFilm: boolean; title: string }[]
}

export function VoicePart({ voice }: { voice: Voice }) {
  const t = useTexts(aloneTexts)
  const locale = useLocale()
  return (
    <Sheet id="voix" title={t('voice.title')}>
      <p>{t('voice.lead')}</p>
      <ReceivedNotice done={voice.done} />
      {voice.sounds.length > 0 && <p class="small soft">{t('voice.kept')}</p>}
      <Sounds voice={voice} />
      <Recorder code={voice.code} actor="card" back={to(locale, 'words')} submission_id={voice.submission_id} />
    </Sheet>
  )
}

/** What she said, to hear again. */
export function Sounds({ voice }: { voice: Voice }) {
  const t = useTexts(aloneTexts)
  const locale = useLocale()
  if (voice.sounds.length === 0) return null
  return (
    <ul class="rows plain">
      {voice.sounds.map(({ id, isFilm, title }, index) => {
        const src = hrefOf(locale, elsewhere.sound, { file_id: id })
        const label = t('voice.hear', { name: title || String(index + 1) })
        const Sound = isFilm ? 'video' : 'audio'
        return (
          <li key={id} class="stack sp-1">
            {title && <b>{title}</b>}
            <Sound controls preload="none" src={src} aria-label={label} />
          </li>
        )
      })}
    </ul>
  )
}
