// Messages on top of a page or a form: what went wrong and how to go on, what was done, what to know.

import type { ComponentChildren } from 'preact'
import type { Accent } from '#ui/accents.ts'
import { fieldId, type FormErrors } from '#ui/form-state.ts'
import { Icon, type IconName } from '#ui/icons.tsx'
import { useTexts } from '#ui/locale.tsx'
import { texts } from '#ui/texts.ts'

/** What is missing, with a link to each field; focused by the script when the page opens. Nothing when all is well. */
export function ErrorSummary(props: { formId?: string; errors: FormErrors; heading?: 'h2' | 'h3' }) {
  const t = useTexts(texts)
  const wrong = Object.entries(props.errors).filter((entry): entry is [string, string] => Boolean(entry[1]))
  if (wrong.length === 0) return null
  const Heading = props.heading ?? 'h2'
  return (
    <div
      class="banner"
      id={`${props.formId ?? 'f'}-errors`}
      data-accent="garance"
      role="alert"
      tabindex={-1}
      data-error-summary
    >
      <Icon name="alert" />
      <Heading class="as-l">{t('form.errors')}</Heading>
      <ul class="plain">
        {wrong.map(([name, message]) => (
          <li key={name}>
            {name === '_form' ? message : <a href={`#${fieldId(props.formId ?? 'f', name)}`}>{message}</a>}
          </li>
        ))}
      </ul>
    </div>
  )
}

const tones = {
  info: { accent: 'canard', icon: 'info' },
  done: { accent: 'mousse', icon: 'check' },
  wait: { accent: 'ambre', icon: 'clock' },
  offline: { accent: 'ambre', icon: 'offline' },
  problem: { accent: 'garance', icon: 'alert' },
} as const satisfies Record<string, { accent: Accent; icon: IconName }>
export type Tone = keyof typeof tones

/** Something to know, in place: `<Banner tone="info" title="Bon à savoir.">…</Banner>`. */
export function Banner(props: {
  tone?: Tone
  icon?: IconName
  title?: ComponentChildren
  role?: 'status' | 'alert' | 'note'
  id?: string
  children?: ComponentChildren
}) {
  const tone = tones[props.tone ?? 'info']
  return (
    <div class="banner" data-accent={tone.accent} role={props.role} id={props.id}>
      <Icon name={props.icon ?? tone.icon} />
      <div>
        {props.title && <strong>{props.title}</strong>} {props.children}
      </div>
    </div>
  )
}

/** What was just done, after a form: read out by screen readers. Nothing when `children` is empty. */
export function Notice(props: { tone?: Tone; children?: ComponentChildren }) {
  if (!props.children) return null
  return (
    <Banner tone={props.tone ?? 'done'} role="status">
      {props.children}
    </Banner>
  )
}
