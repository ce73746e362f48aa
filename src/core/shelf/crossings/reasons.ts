// Why two stories meet: from the marks they share, the one reason that says the most. Pure; the same from both ends.

import type { MarkKind, Way } from './crossings.tables.ts'
import type { Mark } from './marks.ts'

export type Reason = {
  kind: MarkKind
  key: string
  label: string
  nature: string
  way: Way
  years: number
  /** The closest first: see `rankOf`. */
  rank: number
}

/** Ranks of what editors say: before all that is computed. */
export const writtenRank = 0
export const confirmedRank = 1

// Periods so long that they would touch everything say nothing of a time in common; in a place, they do.
const longYears = 15
const closeYears = 2

type Time = Pick<Mark, 'starts' | 'ends' | 'about'>
const yearOf = (day: string): number => Number(day.slice(0, 4))

/** How the time of `other` stands to `mine`, and by how many years when they do not touch. */
export function wayBetween(mine: Time, other: Time): { way: Way; years: number } {
  if (mine.starts === null || mine.ends === null || other.starts === null || other.ends === null)
    return { way: 'unknown', years: 0 }
  const [from, to] = [yearOf(mine.starts), yearOf(mine.ends)]
  const [otherFrom, otherTo] = [yearOf(other.starts), yearOf(other.ends)]
  const isSure = !mine.about && !other.about
  if (otherFrom > to) return { way: isSure ? 'after' : 'later', years: otherFrom - to }
  if (from > otherTo) return { way: isSure ? 'before' : 'earlier', years: from - otherTo }
  const isOneYear = isSure && from === to && otherFrom === otherTo
  return { way: isOneYear ? 'same_year' : 'same_years', years: 0 }
}

const turned: Partial<Record<Way, Way>> = { after: 'before', before: 'after', later: 'earlier', earlier: 'later' }
/** The same, said from the other end. */
export const turn = (way: Way): Way => turned[way] ?? way

/** A place told without its country may be in any; two different ones are two places of the same name. */
const isOneCountry = (one: string, other: string): boolean => one === other || one === '' || other === ''

/** Two marks of different stories, when they name the same thing; `way` said from `mine`. */
export function reasonBetween(mine: Mark, other: Mark): Reason | undefined {
  if (mine.kind !== other.kind || mine.key !== other.key || !isOneCountry(mine.country, other.country)) return undefined
  const { way, years } = wayBetween(mine, other)
  const { kind, key } = mine
  // The shorter name: “La gare” rather than “Valmorey, la gare”; the same from both ends.
  const label = [mine.label, other.label].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] ?? ''
  if (kind === 'theme') {
    const isClose = (way === 'same_year' || way === 'same_years' || years <= closeYears) && way !== 'unknown'
    const isTimely = isClose && !isLong(mine) && !isLong(other)
    return {
      kind,
      key,
      label: '',
      nature: '',
      way: isTimely ? 'same_years' : 'unknown',
      years: 0,
      rank: isTimely ? 20 : 30,
    }
  }
  const nature = kind === 'place' ? natureOf(mine.nature, other.nature) : ''
  return { kind, key, label, nature, way, years, rank: kind === 'object' ? 13 : rankOf(way, years) }
}

const isLong = ({ starts, ends }: Time): boolean =>
  starts !== null && ends !== null && yearOf(ends) - yearOf(starts) > longYears

function rankOf(way: Way, years: number): number {
  if (way === 'same_year') return 10
  if (way === 'same_years') return 11
  if (way === 'unknown') return 18
  return years <= closeYears ? 12 : years <= 10 ? 14 : 18
}

/** A station stays one for whoever works there; but a workplace is shared only by those who both worked there. */
function natureOf(one: string, other: string): string {
  if (one === other) return one
  const things = [one, other].filter((nature) => nature !== '' && nature !== 'work')
  return things.length === 1 ? (things[0] ?? '') : ''
}

/** The best reason among all that two stories share; `itemsOf` tells how many stories bear a mark: rare ones say more. */
export function bestReason(
  mine: readonly Mark[],
  others: readonly Mark[],
  itemsOf: (kind: MarkKind, key: string) => number = () => 0,
): (Reason & { weight: number }) | undefined {
  const reasons = mine.flatMap((mark) => others.flatMap((other) => reasonBetween(mark, other) ?? []))
  const weighed = reasons.map((reason) => ({
    ...reason,
    weight: Math.min(itemsOf(reason.kind, reason.key), 1_000_000) * 100 + Math.min(reason.years, 99),
  }))
  return weighed.toSorted(
    (a, b) => a.rank - b.rank || a.weight - b.weight || (`${a.kind} ${a.key}` < `${b.kind} ${b.key}` ? -1 : 1),
  )[0]
}
