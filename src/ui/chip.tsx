// A theme: a small word with a dot of its colour. A link when it leads to the theme.

import type { ComponentChildren } from 'preact'
import type { Accent } from '#ui/accents.ts'
import { useLanguageAttributes } from '#ui/locale.tsx'

export function Chip(props: {
  href?: string
  accent?: Accent | undefined
  lang?: string
  current?: boolean
  children: ComponentChildren
}) {
  const language = useLanguageAttributes(props.lang)
  if (!props.href)
    return (
      <span class="chip" data-accent={props.accent} {...language}>
        {props.children}
      </span>
    )
  return (
    <a
      class="chip"
      href={props.href}
      data-accent={props.accent}
      aria-current={props.current ? 'true' : undefined}
      {...language}
    >
      {props.children}
    </a>
  )
}

/** A row of chips, as a list: `<Chips items={[{ href, label, accent }]} />`. */
export function Chips(props: {
  items: { href?: string; label: string; accent?: Accent | undefined; lang?: string; current?: boolean }[]
}) {
  return (
    <ul class="cluster gap-2">
      {props.items.map(({ label, ...chip }) => (
        <li key={label}>
          <Chip {...chip}>{label}</Chip>
        </li>
      ))}
    </ul>
  )
}
