// Buttons and links that look like buttons. One solid button a view; `line` for the second choice; `quiet` to leave.

import type { ComponentChildren } from 'preact'
import type { Accent } from '#ui/accents.ts'
import { Icon, type IconName } from '#ui/icons.tsx'

type Look = {
  variant?: 'solid' | 'line' | 'quiet'
  size?: 's' | 'l'
  accent?: Accent | undefined
  icon?: IconName
  /** An icon after the words, such as the arrow of “Toutes les rencontres”. */
  after?: IconName
  class?: string
  children: ComponentChildren
}

const classOf = (look: Look) =>
  [
    'btn',
    look.variant && look.variant !== 'solid' && `btn-${look.variant}`,
    look.size && `btn-${look.size}`,
    look.class,
  ]
    .filter(Boolean)
    .join(' ')

function Inside(look: Look) {
  return (
    <>
      {look.icon && <Icon name={look.icon} />}
      {look.children}
      {look.after && <Icon name={look.after} />}
    </>
  )
}

/** `<Button name="decision" value="sign">Je signe</Button>`. Submits its form unless `type="button"`. */
export function Button(
  props: Look & {
    type?: 'submit' | 'button'
    name?: string
    value?: string
    form?: string
    formaction?: string
    disabled?: boolean
    label?: string
    pressed?: boolean
    id?: string
    /** `data-*` hooks of the enhancement script. */
    data?: Record<`data-${string}`, string | boolean | undefined>
  },
) {
  return (
    <button
      class={classOf(props)}
      type={props.type ?? 'submit'}
      id={props.id}
      name={props.name}
      value={props.value}
      form={props.form}
      formaction={props.formaction}
      disabled={props.disabled}
      aria-label={props.label}
      aria-pressed={props.pressed}
      data-accent={props.accent}
      {...props.data}
    >
      <Inside {...props} />
    </button>
  )
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function LinkButton(props: Look & { href: string; lang?: string; download?: boolean; label?: string }) {
  return (
    <a
      class={classOf(props)}
      href={props.href}
      hreflang={props.lang}
      download={props.download}
      aria-label={props.label}
      data-accent={props.accent}
    >
      <Inside {...props} />
    </a>
  )
}
