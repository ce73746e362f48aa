// The three ways in: listen, tell, meet. Only those three, always the same size. The thread runs through them and
// draws what is behind each door. `Gate` is the tall version that opens on a form.

import type { ComponentChildren } from 'preact'
import type { Accent } from '#ui/accents.ts'

export type DoorKind = 'listen' | 'tell' | 'meet' | 'phone'

const accentOf: Record<DoorKind, Accent> = { listen: 'canard', tell: 'terre', meet: 'prune', phone: 'terre' }

const handset = (x: number) =>
  `M${x - 36} 40C${x - 42} 24 ${x - 26} 12 ${x} 12s42 12 36 28c-2 6-18 6-20-1-1-6-6-7-16-7s-15 1-16 7c-2 7-18 7-20 1Z`
const twoHeads =
  '-24 34-27 8-2 6-8 1-12-18-16-8-39 9-39s27 23 9 39c-5 4-7 10 1 12 10 2 18 6 22 13 4-7 12-11 22-13 8-2 6-8 1-12-18-16-8-39 9-39s27 23 9 39c-5 4-7 10 1 12 16 3 30 9 34 27h'

const drawings: Record<DoorKind, ComponentChildren> = {
  listen: (
    <>
      <path d="M-300 84H10c6 0 5-9 9-9s4 18 9 18 5-26 9-26 5 34 9 34 5-26 9-26 4 9 10 9h25c16 0 18-10 12-22-7-13-12-19-12-31 0-17 13-29 31-29s31 13 31 31c0 18-13 22-17 34-3 9-4 17 11 17h400" />
      <path d="M105 34c0-10 7-17 16-17s16 7 16 16c0 11-12 12-13 22-1 8-9 8-11 3" />
    </>
  ),
  tell: (
    <path d="M-300 84H40c10 0 8-20 14-20s6 28 12 28 6-50 12-50 6 48 12 48 7-76 14-76 7 82 14 82 7-92 14-92 7 84 14 84 6-60 12-60 6 46 12 46 6-28 12-28 4 38 14 38h380" />
  ),
  meet: <path d={`M-300 84H44c4-18 18${twoHeads}380`} />,
  phone: (
    <>
      <path d="M-300 84H82l7-27c2-6 6-9 12-9h38c6 0 10 3 12 9l7 27h400" />
      <circle cx="120" cy="68" r="9" />
      <path d={handset(120)} />
    </>
  ),
}

/** `<Doors items={[{ kind: 'listen', href, label: 'Écouter', words: '214 récits…' }]} />` */
export function Doors(props: {
  items: { kind: DoorKind; href: string; label: string; words?: string; accent?: Accent }[]
  class?: string
}) {
  return (
    <ul class={props.class ? `doors ${props.class}` : 'doors'}>
      {props.items.map((door) => (
        <li key={door.href} data-accent={door.accent ?? accentOf[door.kind]}>
          <a href={door.href}>
            <svg viewBox="0 0 240 96" aria-hidden="true" focusable="false">
              {drawings[door.kind]}
            </svg>
            <b>{door.label}</b>
            {door.words && <span>{door.words}</span>}
          </a>
        </li>
      ))}
    </ul>
  )
}

const gateDrawings: Record<DoorKind, ComponentChildren> = {
  listen: drawings.listen,
  tell: (
    <path d="M-600 84H6c8 0 6-18 11-18s5 26 10 26 5-46 10-46 5 44 10 44 6-74 12-74 6 76 12 76 6-56 11-56 5 40 10 40 6-34 10-34 4 42 12 42h600" />
  ),
  meet: (
    <path d="M-600 84H-8c4-18 18-24 30-27 8-2 6-8 1-12-16-16-8-37 8-37s24 21 8 37c-5 4-7 10 1 12 9 2 16 6 20 13 4-7 11-11 20-13 8-2 6-8 1-12-16-16-8-37 8-37s24 21 8 37c-5 4-7 10 1 12 14 3 26 9 30 27h600" />
  ),
  phone: (
    <>
      <path d="M-600 84H22l7-27c2-6 6-9 12-9h38c6 0 10 3 12 9l7 27h600" />
      <circle cx="60" cy="68" r="9" />
      <path d={handset(60)} />
    </>
  ),
}

const gateAccent: Record<DoorKind, Accent> = { listen: 'canard', phone: 'terre', tell: 'canard', meet: 'prune' }

/** Gates side by side. */
export const Gates = (props: { children: ComponentChildren }) => <div class="ways">{props.children}</div>

/** One gate: a drawn arch, a title, what to do there, a last word. The first child with class `form` or `now` fills it. */
export function Gate(props: {
  id: string
  kind: DoorKind
  title: string
  words: string
  foot?: ComponentChildren
  accent?: Accent
  children: ComponentChildren
}) {
  return (
    <section class="gate" data-accent={props.accent ?? gateAccent[props.kind]} aria-labelledby={props.id}>
      <div class="gate-top">
        <svg viewBox="0 0 120 96" aria-hidden="true" focusable="false">
          {gateDrawings[props.kind]}
        </svg>
        <h2 id={props.id}>{props.title}</h2>
        <p>{props.words}</p>
      </div>
      {props.children}
      {props.foot && <p class="gate-foot row">{props.foot}</p>}
    </section>
  )
}
