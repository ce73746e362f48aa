// The empty chair: a place kept. For empty lists, lost pages and thanks, always with a way forward.

import type { ComponentChildren } from 'preact'

const Chair = () => (
  <svg class="chair" viewBox="0 0 160 150" aria-hidden="true" focusable="false">
    <circle cx="80" cy="70" r="66" fill="#F4B24A" fill-opacity=".25" />
    <circle cx="80" cy="70" r="46" fill="#F4B24A" fill-opacity=".45" />
    <path d="M50 146l8-80h-9l-12 80ZM110 146l-8-80h9l12 80Z" fill="#7A3F1E" />
    <path
      d="M36 54c26-14 62-14 88 0 6 3 4 18-1 17-28-9-58-9-86 0-5 1-7-14-1-17ZM46 92c22-6 46-6 68 0l2 15c-24-6-48-6-72 0Z"
      fill="#A55A2A"
    />
  </svg>
)

/** `<Empty title="Personne n’est encore assis ici."><p>…</p></Empty>` */
export function Empty(props: {
  title: string
  sheet?: boolean
  heading?: 'h1' | 'h2' | 'h3'
  id?: string
  children?: ComponentChildren
}) {
  const Heading = props.heading ?? 'h2'
  return (
    <div class={props.sheet ? 'empty sheet' : 'empty'} id={props.id}>
      <Chair />
      <Heading class="as-xl">{props.title}</Heading>
      {props.children}
    </div>
  )
}

/** An invitation with the chair beside it: “Rencontrer Zohra”. */
export function Invitation(props: { title: string; id?: string; children?: ComponentChildren }) {
  return (
    <div class="meet media sheet">
      <Chair />
      <div class="stack">
        <h2 id={props.id}>{props.title}</h2>
        {props.children}
      </div>
    </div>
  )
}
