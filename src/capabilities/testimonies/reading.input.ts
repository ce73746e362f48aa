// What a reader may choose in the address of the list and of a story. Nothing here can be wrong: what is not
// understood chooses nothing, or finds nothing.

import type { Asked } from '#core/doors.ts'
import { line } from '#core/platform/fields.ts'
import { here, type Choice } from '#core/shelf/choice.ts'
import type { Shown } from '#ui/side-by-side.tsx'

/** What narrows the list, by its name in the address, the same in every language. */
export const facetNames = ['q', 'theme', 'origine', 'quartier', 'annees', 'langue', 'forme', 'version', 'lieu'] as const
export type FacetName = (typeof facetNames)[number]

/** The same stories seen in four ways. Cards are what one sees first. */
export const views = ['cartes', 'liste', 'carte', 'temps'] as const
export type View = (typeof views)[number]

/** `mots=exacts`: the words as typed, without correction. `apres`, `avant`: where a page begins or ends. */
export type Chosen = Record<FacetName | 'mots' | 'apres' | 'avant', string> & { vue: View }

const word = line(200, 'optional').catch('')

export function chosenIn({ query }: Pick<Asked, 'query'>): Chosen {
  const read = (name: string) => word.parse(query(name))
  return {
    q: read('q'),
    theme: read('theme'),
    origine: read('origine'),
    quartier: read('quartier'),
    // A form without script sends the two years apart.
    annees: yearsText(yearsIn(read('annees')) ?? yearsBetween(read('de'), read('a'))),
    langue: read('langue'),
    forme: read('forme'),
    version: read('version') === 'facile' ? 'facile' : '',
    lieu: read('lieu'),
    mots: read('mots') === 'exacts' ? 'exacts' : '',
    vue: views.find((view) => view === read('vue')) ?? 'cartes',
    apres: read('apres'),
    avant: read('avant'),
  }
}

export type Years = { from: number; to: number }

const yearIn = (text: string): number | undefined => (/^\d{4}$/.test(text) ? Number(text) : undefined)

/** '1960-1969' or '1962'; undefined for anything else. */
export function yearsIn(text: string): Years | undefined {
  const [, from, to] = /^(\d{4})(?:-(\d{4}))?$/.exec(text) ?? []
  return from ? yearsBetween(from, to ?? from) : undefined
}

/** Two years typed in either order, or only one of them. */
function yearsBetween(one: string, other: string): Years | undefined {
  const [from, to] = [yearIn(one) ?? yearIn(other), yearIn(other) ?? yearIn(one)]
  return from === undefined || to === undefined ? undefined : { from: Math.min(from, to), to: Math.max(from, to) }
}

export const yearsText = (years: Years | undefined): string =>
  years === undefined ? '' : years.from === years.to ? padded(years.from) : `${padded(years.from)}-${padded(years.to)}`
const padded = (year: number) => String(year).padStart(4, '0')

/** The ten years of a decade, as the address says them: '1960' is '1960-1969'. */
export const decadeText = (decade: string): string => yearsText({ from: Number(decade), to: Number(decade) + 9 })

/** In the address, a journey that begins in the town is `origine=ici`. */
export const originInAddress = (origin: string): string => (origin === here ? 'ici' : origin)

/** What the catalog is asked. `themes`: the theme chosen and those under it; a theme nobody knows holds nothing. */
export function choiceOf(chosen: Chosen, kinds: readonly string[], themes: readonly string[] | undefined): Choice {
  return {
    kinds,
    ...(chosen.theme && { theme: themes ?? [] }),
    ...(chosen.origine && { origin: chosen.origine === 'ici' ? here : chosen.origine }),
    ...(chosen.quartier && { district: chosen.quartier }),
    ...(chosen.annees && { years: yearsIn(chosen.annees) }),
    ...(chosen.langue && { language: chosen.langue }),
    ...(chosen.forme && { medium: chosen.forme }),
    ...(chosen.version && { easy: true }),
    ...(chosen.lieu && { place: chosen.lieu }),
  }
}

/** The name in the address of a part of the choice: what an empty selection suggests to take away. */
export const nameOfPart = {
  words: 'q',
  theme: 'theme',
  origin: 'origine',
  district: 'quartier',
  years: 'annees',
  language: 'langue',
  medium: 'forme',
  easy: 'version',
  place: 'lieu',
} as const satisfies Record<Exclude<keyof Choice, 'kinds'> | 'words', FacetName>

/** `/recits?theme=voisins` from the list's address and what is chosen; what is empty or usual stays out. */
export function withChosen(path: string, choices: Partial<Record<string, string>>): string {
  const kept = new URLSearchParams(
    Object.entries(choices).filter(
      (entry): entry is [string, string] => Boolean(entry[1]) && !(entry[0] === 'vue' && entry[1] === 'cartes'),
    ),
  )
  const search = kept.toString()
  return search ? `${path}?${search}` : path
}

export const isNarrowed = (chosen: Chosen): boolean => facetNames.some((name) => chosen[name] !== '')

export const shownOf = (text: string): Shown | undefined =>
  text === 'a' || text === 'b' || text === 'ab' ? text : undefined
