// The years of which a contribution tells, from what it says of time: surely, or about it. Pure.

import { isAbout } from '../platform/edtf.ts'

export type Run = { from: number; to: number; sure: boolean }

type Dated = { text: string; start: string | null; end: string | null }

// A span longer than a life says nothing of each of its years.
const longest = 100

/**
 * The years told, without repetition: one `sure` year for each date known to the year; the other years that a doubtful
 * date, a decade or a span may touch come as runs that are not. "Since 1969" tells of 1969 only.
 */
export function yearsOf(dates: readonly Dated[]): Run[] {
  const sure = new Set<number>()
  const about = new Set<number>()
  for (const { text, start, end } of dates) {
    if (start === null || end === null) continue
    const from = Number(start.slice(0, 4))
    const to = end.startsWith('9999') ? from : Number(end.slice(0, 4))
    if (from === to && !isAbout(text)) sure.add(from)
    else for (let year = from; year <= Math.min(to, from + longest); year++) about.add(year)
  }
  const runs: Run[] = [...sure].map((year) => ({ from: year, to: year, sure: true }))
  for (const year of [...about].filter((each) => !sure.has(each)).toSorted((one, other) => one - other)) {
    const last = runs.at(-1)
    if (last && !last.sure && last.to === year - 1) last.to = year
    else runs.push({ from: year, to: year, sure: false })
  }
  return runs
}

/** `decadeOf(1962)` is '1960'. */
export const decadeOf = (year: number): string => String(Math.floor(year / 10) * 10)

// Two years of four digits and a yes or no in one small number: a shelf has many.
const wide = 16_384

/** A run in one number; `unpackedRun` reads it. */
export const packedRun = ({ from, to, sure }: Run): number => (from * wide + to) * 2 + (sure ? 1 : 0)

export function unpackedRun(packed: number): Run {
  const years = Math.floor(packed / 2)
  return { from: Math.floor(years / wide), to: years % wide, sure: packed % 2 === 1 }
}
