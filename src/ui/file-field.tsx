// The file field used everywhere: its own small form, which sends files without script. With script (src/client/upload.ts)
// each file goes by the tus protocol, with its progress, a pause, and going on after a cut, days later if need be.

import type { ComponentChildren } from 'preact'
import type { MediaUse } from '#core/contribution/media.content.ts'
import { depotFormHref, depotHref, type Bringer } from '#core/media/receive/addresses.ts'
import { isRefusal } from '#core/media/receive/refusals.ts'
import type { FilePurpose } from '#core/media/media.tables.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { FieldError, Hint } from '#ui/field-parts.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Notice } from '#ui/notices.tsx'
import { sizeWords } from '#ui/sizes.ts'
import { uploadTexts } from '#ui/upload-texts.ts'

/** What files the desk can keep, for the `accept` of a field. What they are is found in their bytes, never believed. */
export const acceptedFiles = {
  sound: 'audio/*,.m4a,.opus,.amr',
  video: 'video/*,.mkv',
  picture: 'image/jpeg,image/png,image/webp,image/gif,image/tiff,image/heic,image/heif,image/avif,.heic,.heif',
  document: 'application/pdf,.pdf',
} as const
export const acceptedMedia = Object.values(acceptedFiles).join(',')

export type FileFieldProps = {
  /** Number of the contribution the files are for. */
  code: string
  actor: Bringer
  label: ComponentChildren
  /** Where to go once they have come: an address of ours, its language included. Told `fait=received` or `fait=waiting`. */
  back: string
  submission_id: string
  hint?: ComponentChildren
  purpose?: FilePurpose
  use?: MediaUse
  accept?: string
  multiple?: boolean
  /** Unique on the page when it holds several. */
  id?: string
  error?: string | undefined
}

/** `<FileField code={code} actor="work" label={t('bring')} back={here} submission_id={id} multiple />`, in no other form. */
export function FileField(props: FileFieldProps) {
  const t = useTexts(uploadTexts)
  const locale = useLocale()
  const { id = 'files', purpose = 'media', use = 'story' } = props
  const field = `${id}-file`
  const described = [props.hint ? `${field}-h` : '', props.error ? `${field}-e` : ''].filter(Boolean).join(' ')
  return (
    <div
      class="upload"
      data-upload={depotHref(locale, props.actor)}
      data-code={props.code}
      data-purpose={purpose}
      data-use={use}
      data-back={props.back}
      data-words={JSON.stringify(wordsFor(locale))}
    >
      <Form
        id={id}
        class="form upload-form"
        action={depotFormHref(locale, props.actor, props.code)}
        multipart
        submission_id={props.submission_id}
        hidden={{ purpose, use, back: props.back }}
      >
        <div class={props.error ? 'field is-wrong' : 'field'}>
          <label for={field}>{props.label}</label>
          <Hint id={field}>{props.hint}</Hint>
          <input
            class="input"
            id={field}
            type="file"
            name="file"
            accept={props.accept ?? acceptedMedia}
            multiple={props.multiple}
            aria-describedby={described || undefined}
            aria-invalid={props.error ? 'true' : undefined}
          />
          <FieldError id={field} message={props.error} />
        </div>
        <p class="cluster" data-upload-send>
          <Button variant="line">{t('file.send')}</Button>
        </p>
      </Form>
    </div>
  )
}

/** What the page says on coming back from a file field: `<ReceivedNotice done={visit.query('fait')} />`. */
export function ReceivedNotice(props: { done: string }) {
  const t = useTexts(uploadTexts)
  if (props.done === 'received') return <Notice>{t('done.received')}</Notice>
  if (props.done === 'waiting') return <Notice tone="wait">{t('done.waiting')}</Notice>
  return null
}

/** The plain sentence of a refusal (core/media/receive/refusals.ts). */
export function refusalSentence(locale: Locale, key: string, most: number): string {
  const t = uploadTexts.in(locale)
  if (!isRefusal(key)) return t('refusal.unreadable')
  return t(`refusal.${key}`, { most: sizeWords(locale, most) })
}

const told = [
  'start',
  'sending',
  'quarter',
  'checking',
  'named',
  'paused',
  'offline',
  'again',
  'failed',
  'signIn',
  'pause',
  'go',
  'retry',
  'remove',
  'pauseNamed',
  'goNamed',
  'removeNamed',
  'removed',
  'progress',
  'list',
  'show',
  'keepPage',
] as const

/** The script's words, with their places left to fill: {name}, {done}, {total}, {percent}, {size}. */
function wordsFor(locale: Locale): Record<string, string> {
  const t = uploadTexts.in(locale)
  const places = Object.fromEntries(
    ['name', 'words', 'done', 'total', 'percent', 'size'].map((name) => [name, `{${name}}`]),
  )
  return Object.fromEntries([
    ...told.map((name) => [name, t(`file.${name}`, places)]),
    ...(['kB', 'MB', 'GB'] as const).map((unit) => [unit, t(`size.${unit}`, places)]),
  ]) as Record<string, string>
}
