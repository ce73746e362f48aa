// Public pages kept in memory as they are sent. Emptied whenever the shelf moves; when the database is away, pages
// already here still read. No page outlives an agreement that ends: each knows the instant it must be forgotten.

import type { Sendable } from './sendable.ts'

/** A page computed: until when it may be kept, and whether it is the same for everyone (no cookie, no `no-store`). */
export type Computed = { page: Sendable; until: Date | null; version: number; isShared: boolean }
type Kept = { page: Sendable; until: Date | null; weight: number; wasRead: boolean }

// Every form of every page kept, and what each costs beside its bytes.
const maxTotal = 64_000_000
const overhead = 2_000
// A larger page (a whole sitemap) is not worth the room of hundreds of stories.
const maxWeight = 1_000_000

/** `keeps: false` computes every page anew and shares nothing: for measuring what pages cost. */
export function createPageCache({ now = () => new Date(), keeps = true }: { now?: () => Date; keeps?: boolean } = {}) {
  const pages = new Map<string, Kept>()
  const computing = new Map<string, Promise<Computed>>()
  let total = 0
  let version = 0
  let trustedUntil = Infinity
  const isBlind = () => trustedUntil !== Infinity && performance.now() >= trustedUntil
  const isPast = (until: Date | null) => until !== null && until <= now()
  const forget = (key: string): void => {
    total -= pages.get(key)?.weight ?? 0
    pages.delete(key)
  }
  const makeRoom = (): void => {
    for (const [key, kept] of pages) {
      if (total <= maxTotal) break
      forget(key)
      // A page read since the last time round stays: thousands that nobody reads twice do not chase the home away.
      if (kept.wasRead) {
        pages.set(key, { ...kept, wasRead: false })
        total += kept.weight
      }
    }
  }
  const find = (key: string): Sendable | undefined => {
    const kept = pages.get(key)
    if (!kept) return undefined
    if (isPast(kept.until)) {
      forget(key)
      return undefined
    }
    kept.wasRead = true
    return kept.page
  }
  const keep = (key: string, computed: Computed): void => {
    const { page, until, isShared } = computed
    const weight = page.weight + key.length + overhead
    if (!keeps || !isShared || page.status !== 200 || computed.version !== version) return
    if (weight > maxWeight || key.length > 500 || isPast(until)) return
    forget(key)
    pages.set(key, { page, until, weight, wasRead: false })
    total += weight
    makeRoom()
  }

  return {
    find,
    keep,
    keeps,
    /** True while the database's word that the shelf moved may not reach us: pages kept are only a last resort. */
    isBlind,
    setBlind(value: boolean): void {
      trustedUntil = value ? -Infinity : Infinity
    },
    /** What is kept may be given until then (performance.now()), unless said again: a clock needs no timer to be true. */
    trustUntil(moment: number): void {
      trustedUntil = moment
    },
    /** Number that moves each time the shelf does: what was computed under another one is not kept. */
    version: () => version,
    /** Bytes held. */
    weight: () => total,
    /** A form of a page kept was made: it weighs too. */
    grow(key: string, page: Sendable, bytes: number): void {
      const kept = pages.get(key)
      if (kept?.page !== page) return
      kept.weight += bytes
      total += bytes
      makeRoom()
    },
    /**
     * The page at this address: kept, or being computed for someone else, or computed. A computation begun before the
     * shelf moved, or before an agreement ended, is never given to whoever asks after. An error goes to all who wait.
     */
    async read(key: string, compute: () => Promise<Computed>): Promise<Sendable> {
      const blind = isBlind()
      const kept = blind ? undefined : find(key)
      if (kept) return kept
      const others = blind ? undefined : computing.get(key)
      if (others) {
        const { page, until, isShared } = await others
        if (isShared && !isPast(until)) return page
      }
      const mine = compute()
      const isOffered = keeps && !blind && !others
      if (isOffered) computing.set(key, mine)
      try {
        const computed = await mine
        keep(key, computed)
        return computed.page
      } finally {
        if (isOffered && computing.get(key) === mine) computing.delete(key)
      }
    },
    clear(): void {
      version += 1
      total = 0
      pages.clear()
      computing.clear()
    },
  }
}
export type PageCache = ReturnType<typeof createPageCache>
