// The home as editors compose it: whose voice, which threads, which bands in which order. Pure: what is given is never
// changed, a new composition comes back. Without any choice, it is the home every town begins with.

import { addDays } from '#core/platform/clock.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { canonicalJson, sha256 } from '#core/platform/identifiers.ts'
import { stepped } from './themes.rules.ts'

export const bandNames = ['voice', 'themes', 'threads', 'map', 'latest', 'others', 'relays'] as const
export type BandName = (typeof bandNames)[number]
export type Band = { name: BandName; shown: boolean }

/** The door "meet" leads to the relays: they are always on the page. */
export const isAlwaysShown = (name: BandName): boolean => name === 'relays'

export type Words = Record<Locale, string>
export type ThreadSource =
  /** Contributions by id, in the order chosen. */
  | { from: 'stories'; picks: readonly string[] }
  | { from: 'theme'; theme_id: string }
  /** Everything told in a language, or that happened in a decade (1960), or both. */
  | { from: 'choice'; language: string | null; decade: number | null }
export type Thread = { id: string; title: Words; words: Words; source: ThreadSource }

export type Composition = {
  /** The contribution whose voice opens the home, until that day included, or until another is chosen. */
  voice: { pick: string; until: string | null } | null
  threads: readonly Thread[]
  bands: readonly Band[]
}

export const emptyComposition: Composition = {
  voice: null,
  threads: [],
  bands: bandNames.map((name) => ({ name, shown: true })),
}

export const maxThreads = 6
/** Stories chosen for a theme, or for a thread. */
export const maxPicks = 6
/** One story alone is no thread. */
export const minPicks = 2

/** A composition as it was kept. A band that did not exist yet takes its usual place, one that is gone is left out. */
export function compositionOf(kept: unknown): Composition {
  const { voice = null, threads = [], bands = [] } = (kept ?? {}) as Partial<Composition>
  const known = bands.filter((band) => bandNames.includes(band.name))
  for (const [index, name] of bandNames.entries())
    if (!known.some((band) => band.name === name)) known.splice(index, 0, { name, shown: true })
  return { voice, threads, bands: known }
}

/** The contribution chosen as voice on that day; undefined: the draw of the week decides. */
export const chosenVoice = ({ voice }: Composition, today: string): string | undefined =>
  voice && (voice.until === null || today <= voice.until) ? voice.pick : undefined

/** Whether another voice opens the home that day than the day before: a Monday, or the day after the last one chosen. */
export const changesOn = ({ voice }: Composition, today: string): boolean =>
  new Date(`${today}T00:00:00Z`).getUTCDay() === 1 || voice?.until === addDays(today, -1)

export type BandStep = 'up' | 'down' | 'show' | 'hide'

export function changeBand(home: Composition, name: BandName, step: BandStep): Composition {
  if (step === 'show' || step === 'hide') {
    const shown = step === 'show' || isAlwaysShown(name)
    return { ...home, bands: home.bands.map((band) => (band.name === name ? { ...band, shown } : band)) }
  }
  const order = stepped(
    home.bands.map((band) => band.name),
    name,
    step === 'up' ? -1 : 1,
  )
  return { ...home, bands: order.flatMap((each) => home.bands.find((band) => band.name === each) ?? []) }
}

/** Puts a thread in the place of the one with its id, or last. */
export const withThread = (home: Composition, thread: Thread): Composition => ({
  ...home,
  threads: home.threads.some((each) => each.id === thread.id)
    ? home.threads.map((each) => (each.id === thread.id ? thread : each))
    : [...home.threads, thread],
})

export type Step = 'up' | 'down' | 'out'

/** A list of ids after one of them took a step up or down, or left. */
export const afterStep = (ids: readonly string[], id: string, step: Step): string[] =>
  step === 'out' ? ids.filter((each) => each !== id) : stepped(ids, id, step === 'up' ? -1 : 1)

export function changeThread(home: Composition, id: string, step: Step): Composition {
  const order = afterStep(
    home.threads.map((thread) => thread.id),
    id,
    step,
  )
  return { ...home, threads: order.flatMap((each) => home.threads.find((thread) => thread.id === each) ?? []) }
}

/** The list with one more, last; undefined when it is full. Already there, it stays where it is. */
export const withPick = (picks: readonly string[], id: string): string[] | undefined =>
  picks.includes(id) ? [...picks] : picks.length < maxPicks ? [...picks, id] : undefined

/** Every contribution a composition names. */
export const picksOf = ({ voice, threads }: Composition): string[] => [
  ...(voice ? [voice.pick] : []),
  ...threads.flatMap(({ source }) => (source.from === 'stories' ? source.picks : [])),
]

/** A print of what a thread's form shows: the same as long as nobody changed it. Its stories are chosen elsewhere. */
export const printOf = ({ title, words, source }: Thread): string =>
  sha256(canonicalJson({ title, words, source: source.from === 'stories' ? { from: source.from } : source }))

/** A thread's words for a reader: hers, else French. */
export function threadWordsIn(words: Words, locale: Locale): { text: string; language: Locale } {
  const language = words[locale] ? locale : 'fr'
  return { text: words[language], language }
}
