// Sections hung on the thread that runs down the page.

import { Fragment, type ComponentChildren } from 'preact'
import type { Accent } from '#ui/accents.ts'

/** `<Band id="chemin" title="Son chemin" lead="…">…</Band>`; `side` puts the title beside on wide screens. */
export function Band(props: {
  id: string
  title: ComponentChildren
  lead?: ComponentChildren
  side?: boolean
  class?: string
  accent?: Accent | undefined
  children: ComponentChildren
}) {
  return (
    <section
      class={['band', props.side && 'band-side', props.class].filter(Boolean).join(' ')}
      id={props.id}
      aria-labelledby={`${props.id}-t`}
      data-accent={props.accent}
    >
      <div class="band-head">
        <h2 id={`${props.id}-t`}>{props.title}</h2>
        {props.lead && <p>{props.lead}</p>}
      </div>
      {props.side ? <div>{props.children}</div> : props.children}
    </section>
  )
}

/** Themes pegged on the line: `<ThemeLine items={[{ href, label, small: '47 récits', accent }]} />`. */
export function ThemeLine(props: {
  items: { href: string; label: string; small?: string; accent?: Accent | undefined }[]
}) {
  return (
    <ul class="line">
      {props.items.map((theme) => (
        <li key={theme.href} data-accent={theme.accent}>
          <a href={theme.href}>
            {theme.label}
            {theme.small && <small>{theme.small}</small>}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** A few figures with their words. */
export function Figures(props: { items: { value: string; words: string }[] }) {
  return (
    <dl class="facts grid col-sm">
      {props.items.map((figure) => (
        <div key={figure.words}>
          <dt>{figure.value}</dt>
          <dd>{figure.words}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What is known, as a ruled list: “Raconté par · Zohra”. */
export function Credits(props: { items: { label: string; value: ComponentChildren }[] }) {
  return (
    <dl class="rows">
      {props.items.map((item, index) => (
        <div key={index}>
          <dt class="small soft">{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Small facts in two columns, for desk pages. */
export function Facts(props: { items: { label: string; value: ComponentChildren }[] }) {
  return (
    <dl class="facts-s">
      {props.items.map((item, index) => (
        <Fragment key={index}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
