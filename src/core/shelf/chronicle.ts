// A selection in the order of what it tells: by the first year each contribution tells of, in a span of years.

import { has, type Bitmap } from './bitmap.ts'
import type { Columns } from './columns.ts'
import { unpackedRun } from './years.ts'

/** The first year a contribution tells of. `sure`: that year is known; otherwise the telling is about it. */
export type ToldYear = { id: string; year: number; sure: boolean }
export type ChroniclePage = { told: ToldYear[]; next?: string; previous?: string }
export type ChronicleOptions = { from: number; to: number; after?: string; before?: string; limit: number }

/**
 * The contributions of `all` that tell of a year between `from` and `to`, the earliest first; in one year, those that are
 * sure of it first. Goes on after a cursor, or ends before it. What tells of no such year is not there.
 */
export function chronicleOf(columns: Columns, all: Bitmap, options: ChronicleOptions): ChroniclePage {
  const { from, to, limit } = options
  const keys = new Map<number, number>()
  for (const [at, packed] of columns.runs.entries()) {
    const slot = columns.runSlots[at]
    if (slot === undefined || !has(all, slot)) continue
    const run = unpackedRun(packed)
    if (run.from > to || run.to < from) continue
    const key = Math.max(run.from, from) * 2 + (run.sure ? 0 : 1)
    if (key < (keys.get(slot) ?? Infinity)) keys.set(slot, key)
  }
  // Codes have six digits: one number keeps year, sureness and code in order.
  const order = [...keys].map(([slot, key]) => ({ slot, at: key * 1_000_000 + (columns.code[slot] ?? 0) }))
  order.sort((one, other) => one.at - other.at)
  const after = cursorOf(options.after)
  const before = after === undefined ? cursorOf(options.before) : undefined
  const end = before === undefined ? order.length : countUntil(order, before)
  const start =
    before === undefined ? (after === undefined ? 0 : countUntil(order, after + 1)) : Math.max(0, end - limit)
  const shown = order.slice(start, before === undefined ? start + limit : end)
  const [first, last] = [shown[0], shown.at(-1)]
  return {
    told: shown.map(({ slot, at }) => {
      const key = Math.floor(at / 1_000_000)
      return { id: columns.id[slot] ?? '', year: Math.floor(key / 2), sure: key % 2 === 0 }
    }),
    ...(last && start + shown.length < order.length ? { next: String(last.at) } : {}),
    ...(first && start > 0 ? { previous: String(first.at) } : {}),
  }
}

const cursorOf = (text: string | undefined): number | undefined =>
  text && /^\d{1,13}$/.test(text) ? Number(text) : undefined

/** How many come before `at`. */
function countUntil(order: readonly { at: number }[], at: number): number {
  const found = order.findIndex((each) => each.at >= at)
  return found < 0 ? order.length : found
}
