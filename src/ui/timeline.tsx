// What happened, in order, hung on the thread. Not numbered: see journey.tsx for stages.

import type { ComponentChildren } from 'preact'

export type Happening = {
  key?: string
  when: ComponentChildren
  title?: ComponentChildren
  children?: ComponentChildren
}

export function Timeline(props: { items: Happening[]; heading?: 'h2' | 'h3' | 'h4' }) {
  const Heading = props.heading ?? 'h4'
  return (
    <ol class="timeline">
      {props.items.map((item, index) => (
        <li key={item.key ?? index}>
          <span class="when">{item.when}</span>
          {item.title && <Heading>{item.title}</Heading>}
          {item.children}
        </li>
      ))}
    </ol>
  )
}
