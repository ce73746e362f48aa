// Window portraits: one person, one lit window, cut in paper. The fourteen busts belong to invented people of the
// demonstration town. A real person without a portrait gets an object on a lit sill, never a face chosen for them.

import { markup, written } from '#ui/written.ts'

const bustNames = [
  'zohra',
  'martine',
  'nadia',
  'maria',
  'amadou',
  'olena',
  'bintou',
  'jeanmarc',
  'ines',
  'karim',
  'bernadette',
  'thuy',
  'derya',
  'aldo',
] as const
export const neutralNames = ['teapot', 'plant', 'books', 'lamp', 'cup'] as const
export const portraitNames = [...bustNames, ...neutralNames, 'anonyme'] as const
export type PortraitName = (typeof portraitNames)[number]

const known = new Set<string>(portraitNames)

/** A neutral window, always the same for the same seed (an id). */
export function portraitFor(seed: string): PortraitName {
  let sum = 0
  for (const letter of seed) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return neutralNames[sum % neutralNames.length] ?? 'lamp'
}

/** What a row says, if it is a portrait we have; else the neutral window of the seed. */
export const portraitOr = (name: string | null | undefined, seed: string): PortraitName =>
  name && known.has(name) ? (name as PortraitName) : portraitFor(seed)

/** `<Portrait name="zohra" />`; 'anonyme' is a drawn curtain: someone who prefers not to be seen. */
export function Portrait(props: { name: PortraitName; size?: 'xs' | 's' | 'm' | 'l' }) {
  const names = `win${props.size ? ` w-${props.size}` : ''}`
  return written(
    markup`<svg class="${names}" viewBox="0 0 160 200" aria-hidden="true" focusable="false"><use href="/portraits.svg#p-${props.name}"></use></svg>`,
  )
}
