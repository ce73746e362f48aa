// The catalog: every public contribution's facets, kept in the process's memory in compact columns. It answers what a
// database counts slowly (how many with this theme, this origin, these years, at once) in about a millisecond, whatever
// the size of the shelf. Before each answer it reads what moved since the last: nothing withdrawn is ever counted.

import type { Kysely } from 'kysely'
import { has } from './bitmap.ts'
import { readAllItems, readItems, readMoves, type TownSeen } from './catalog.rows.ts'
import type { Choice, FoundOrdinals } from './choice.ts'
import {
  addItems,
  codeOf,
  dropItem,
  dropVanished,
  emptyColumns,
  ordinalOf,
  sortColumns,
  type Columns,
} from './columns.ts'
import { select, type Selection } from './selection.ts'
import type { ShelfTables } from './shelf.tables.ts'

export type Catalog = {
  /** Contributions on the shelf. */
  size: number
  town: TownSeen
  select(choice: Choice, found?: FoundOrdinals): Selection
  /**
   * One contribution with a sentence to quote, drawn by lot: the draw depends on the seed and on each story only, so one
   * more story does not change the choice among the others, unless it wins.
   */
  draw(seed: string, kinds: readonly string[]): string | undefined
  /** Computes once what depends on the shelf and on the key only: the same answer is given until the shelf moves. */
  once<Result>(key: string, compute: () => Result): Result
}

// Lines of the log of moves are kept for a week (jobs.ts): a catalog that slept longer than a day is made anew.
const maxSleep = 86_400_000

/** Gives the catalog as the shelf is now. Callers at the same time share one look at the database. */
export function keepCatalog(reader: Kysely<ShelfTables>): () => Promise<Catalog> {
  let kept: { columns: Columns; horizon: string; at: number } | undefined
  let looking: Promise<Catalog> | undefined
  let next: Promise<Catalog> | undefined

  const look = async (): Promise<Catalog> => {
    const now = Date.now()
    const isFresh = kept !== undefined && now - kept.at < maxSleep
    const moves = await readMoves(reader, isFresh ? kept?.horizon : undefined)
    const known = kept
    if (known && moves.ids && isSame(moves.town, known.columns.town) && !isSparse(known.columns)) {
      if (moves.ids.length > 0) {
        const items = new Map((await readItems(reader, moves.ids)).map((item) => [item.id, item]))
        // A move may be read more than once: only what is not here as it stands there changes anything.
        const changed = moves.ids.filter((id) => ordinalOf(known.columns, id) !== items.get(id)?.ordinal)
        if (changed.length > 0) {
          for (const id of changed) dropItem(known.columns, id)
          addItems(
            known.columns,
            changed.flatMap((id) => items.get(id) ?? []),
          )
          sortColumns(known.columns)
        }
      }
      kept = { columns: known.columns, horizon: moves.horizon, at: now }
    } else {
      const columns = emptyColumns(moves.town)
      for await (const items of readAllItems(reader)) addItems(columns, items)
      sortColumns(columns)
      kept = { columns, horizon: moves.horizon, at: now }
    }
    return catalogOf(kept.columns)
  }

  // A look already under way may have read before the change its caller knows of: the caller waits for the next one.
  return async () => {
    if (!looking) {
      looking = look().finally(() => (looking = undefined))
      return await looking
    }
    next ??= looking
      .catch(() => undefined)
      .then(() => {
        next = undefined
        looking ??= look().finally(() => (looking = undefined))
        return looking
      })
    return await next
  }
}

const isSame = (one: TownSeen, other: TownSeen): boolean => JSON.stringify(one) === JSON.stringify(other)

/** More slots of what has gone than of what is there. */
const isSparse = ({ id, slotOf }: Columns): boolean => id.length > 1_000 && slotOf.size * 2 < id.length

// Keys come from what the town has, such as its themes; this many are never needed.
const maxComputed = 2_000

function catalogOf(columns: Columns): Catalog {
  dropVanished(columns, Date.now())
  const { computed } = columns
  return {
    size: columns.slotOf.size,
    town: columns.town,
    select: (choice, found) => select(columns, choice, found),
    draw: (seed, kinds) => drawn(columns, seed, kinds),
    once: <Result>(key: string, compute: () => Result): Result => {
      if (computed.has(key)) return computed.get(key) as Result
      const result = compute()
      if (computed.size >= maxComputed) computed.clear()
      computed.set(key, result)
      return result
    },
  }
}

function drawn(columns: Columns, seed: string, kinds: readonly string[]): string | undefined {
  const quoted = columns.facets.quoted.get('quoted')?.slots
  if (!quoted) return undefined
  const wanted = new Set(kinds)
  const start = hash(2_166_136_261, seed)
  let best: { id: string; lot: number } | undefined
  for (const slot of columns.order) {
    if (!has(quoted, slot) || !wanted.has(columns.kind[slot]!)) continue
    const lot = hash(start, codeOf(columns, slot))
    if (!best || lot < best.lot) best = { id: columns.id[slot]!, lot }
  }
  return best?.id
}

/** FNV-1a, with a last stir so that neighbouring codes draw far apart. */
function hash(seed: number, text: string): number {
  let value = seed
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16_777_619)
  value = Math.imul(value ^ (value >>> 15), 2_246_822_507)
  return (value ^ (value >>> 13)) >>> 0
}
