// Someone standing on an ink line: a facilitator with a phone number, a witness on top of a desk page.

import type { ComponentChildren } from 'preact'
import { Phone } from '#ui/foot.tsx'
import { Portrait, type PortraitName } from '#ui/portraits.tsx'

/** `<Person name="Inès" portrait="ines" phone={{ shown, dial }}>Bibliothèque des Tilleuls…</Person>` */
export function Person(props: {
  name: string
  portrait: PortraitName
  phone?: { shown: string; dial: string } | undefined
  heading?: 'h2' | 'h3'
  children?: ComponentChildren
}) {
  const Heading = props.heading ?? 'h3'
  return (
    <article class="person">
      <Portrait name={props.portrait} />
      <div class="small">
        <Heading>{props.name}</Heading>
        {props.children && <p>{props.children}</p>}
        {props.phone && (
          <p class="row tap">
            <Phone {...props.phone} />
          </p>
        )}
      </div>
    </article>
  )
}

/** The head of a desk page about one person or one story: portrait, name, facts, then actions. */
export function PersonHead(props: {
  portrait: PortraitName
  title: ComponentChildren
  above?: ComponentChildren
  size?: 's' | 'm'
  sheet?: boolean
  heading?: 'h1' | 'h2'
  id?: string
  actions?: ComponentChildren
  children?: ComponentChildren
}) {
  const Heading = props.heading ?? 'h1'
  return (
    <header class={props.sheet ? 'person sheet' : 'person'}>
      <Portrait name={props.portrait} size={props.size ?? 's'} />
      <div>
        {props.above && <p>{props.above}</p>}
        <Heading class="as-2xl" id={props.id}>
          {props.title}
        </Heading>
        {props.children}
      </div>
      {props.actions}
    </header>
  )
}
