// Where the public copies of a file stand, and the copy itself to hear or see: what was hidden is checked by ear and eye,
// whether the story is on the site already or not.

import { hrefOf } from '#core/doors.ts'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { addresses, elsewhere } from './hidings.addresses.ts'
import type { FileShown, Subject } from './place.parts.tsx'
import { texts } from './texts.ts'

export type CopiesShown = {
  state: 'waiting' | 'working' | 'done' | 'failed'
  progress: number
  /** Nothing is hidden in it. */
  isPlain: boolean
  /** A witness hid the whole of it. */
  isWhole: boolean
  /** The last words of the copies' addresses; none while they are not made. */
  previews: readonly string[]
}
type Props = { copies: CopiesShown; subject: Subject; file: FileShown }

/** Nothing public is ever made otherwise than as hidden now. */
export function Copies({ copies, subject, file }: Props) {
  const t = useTexts(texts)
  const locale = useLocale()
  const at = { code: subject.code, file_id: file.id }
  if (copies.isWhole)
    return (
      <Banner tone="info" title={t('copies.whole')}>
        {t('copies.wholeText')}
      </Banner>
    )
  if (copies.isPlain && copies.state === 'done') return null
  if (copies.state === 'done')
    return (
      <>
        <Banner tone="done" title={t('copies.done')}>
          {t('copies.doneText')}
        </Banner>
        <Preview copies={copies} subject={subject} file={file} />
      </>
    )
  if (copies.state === 'failed')
    return (
      <Banner tone="problem" title={t('copies.failed')}>
        {t('copies.failedText')} <a href={hrefOf(locale, elsewhere.medium, at)}>{t('copies.open')}</a>
      </Banner>
    )
  return (
    <Banner tone="wait" title={t('copies.waiting', { progress: copies.progress })}>
      {t('copies.waitingText')} <a href={hrefOf(locale, addresses.file, at)}>{t('copies.again')}</a>
    </Banner>
  )
}

function Preview({ copies, file }: Props) {
  const t = useTexts(texts)
  const locale = useLocale()
  const isHeard = file.nature === 'sound' || file.nature === 'video'
  const title = t(isHeard ? 'preview.heard' : 'preview.seen')
  const srcs = copies.previews.map((what) => hrefOf(locale, elsewhere.bytes, { file_id: file.id, what }))
  const [src] = srcs
  if (!src) return null
  return (
    <Sheet id="resultat" title={title}>
      <p>{t(isHeard ? 'preview.listen' : 'preview.look')}</p>
      {file.nature === 'sound' && (
        // Its words stand below, line by line.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <audio class="seal-media" controls preload="none" src={src} aria-label={title} />
      )}
      {file.nature === 'video' && (
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video class="seal-media" controls preload="metadata" src={src} aria-label={title} />
      )}
      {!isHeard &&
        srcs.map((each, index) => (
          <img
            key={each}
            class="seal-picture"
            src={each}
            alt={t('preview.alt', { title: file.title, number: index + 1 })}
            loading="lazy"
          />
        ))}
    </Sheet>
  )
}
