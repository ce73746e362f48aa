// Pages of a selection: the newest first, and in a search those that bear the words before the others. A cursor says
// where a page begins or ends by what stood there, so that nothing is missed or seen twice when the shelf moves.

import { both, but, has, type Bitmap } from './bitmap.ts'
import { codeOf, inOrder, type Columns } from './columns.ts'

export type Page = { ids: string[]; next?: string; previous?: string }
/** The page goes on after a cursor, or ends before it. */
export type PageOptions = { after?: string; before?: string; limit: number }

type Cursor = { tier: 0 | 1; microseconds: number; code: number }

/** `strong`: in a search, those that bear the words. A cursor that cannot be read is ignored. */
export function pageOf(
  columns: Columns,
  all: Bitmap,
  strong: Bitmap | undefined,
  { after, before, limit }: PageOptions,
): Page {
  const start = cursorOf(after)
  const end = start ? undefined : cursorOf(before)
  const tierOf = (slot: number): 0 | 1 => (strong && !has(strong, slot) ? 1 : 0)
  const isBeyond = (slot: number, { tier, microseconds, code }: Cursor, sign: 1 | -1): boolean => {
    const mine = tierOf(slot)
    if (mine !== tier) return (mine - tier) * sign > 0
    const at = columns.microseconds[slot]!
    if (at !== microseconds) return (microseconds - at) * sign > 0
    return (code - columns.code[slot]!) * sign > 0
  }
  const tiers = strong ? [both(all, strong), but(all, strong)] : [all]
  const slots: number[] = []
  for (const among of end ? tiers.toReversed() : tiers) {
    if (slots.length > limit) break
    const order = inOrder(columns, among)
    for (const slot of end ? order.toReversed() : order) {
      if (slots.length > limit) break
      if (!has(among, slot)) continue
      if (start && !isBeyond(slot, start, 1)) continue
      if (end && !isBeyond(slot, end, -1)) continue
      slots.push(slot)
    }
  }
  const isMore = slots.length > limit
  const shown = slots.slice(0, limit)
  if (end) shown.reverse()
  const cursor = (slot: number) => `${tierOf(slot)}-${columns.microseconds[slot]}-${codeOf(columns, slot)}`
  const [first, last] = [shown[0], shown.at(-1)]
  return {
    ids: shown.map((slot) => columns.id[slot]!),
    ...(last !== undefined && (end || isMore) ? { next: cursor(last) } : {}),
    ...(first !== undefined && (end ? isMore : start !== undefined) ? { previous: cursor(first) } : {}),
  }
}

function cursorOf(text: string | undefined): Cursor | undefined {
  const [, tier, microseconds, code] = /^([01])-(\d{1,16})-(\d{6})$/.exec(text ?? '') ?? []
  return code ? { tier: tier === '1' ? 1 : 0, microseconds: Number(microseconds), code: Number(code) } : undefined
}
