// Public pages kept in memory as they were sent. Emptied whenever the shelf moves; when the database is away, pages
// already here still read. No page outlives an agreement that ends: each knows the instant it must be forgotten.

export type CachedPage = { status: number; body: string; headers: [string, string][] }
type Kept = CachedPage & { until: Date | null }

const maxPages = 1_000
// A page is a few dozen kB: larger ones are not worth the room. Letters of all pages kept together: about 100 MB at most.
const maxLength = 500_000
const maxTotal = 50_000_000

export function createPageCache(now: () => Date = () => new Date()) {
  const pages = new Map<string, Kept>()
  let total = 0
  let version = 0
  let blind = false
  const forget = (key: string): void => {
    total -= pages.get(key)?.body.length ?? 0
    pages.delete(key)
  }
  return {
    /** True while the database's word that the shelf moved cannot reach us: pages kept are only a last resort. */
    isBlind: () => blind,
    setBlind(value: boolean): void {
      blind = value
    },
    /** Number that moves each time the shelf does: what was computed under another one is not kept. */
    version: () => version,
    find(key: string): CachedPage | undefined {
      const page = pages.get(key)
      if (page?.until && page.until <= now()) {
        forget(key)
        return undefined
      }
      return page
    },
    /** Keeps a page computed under `computedUnder`, at most until `until`. */
    keep(key: string, page: CachedPage, computedUnder: number, until: Date | null): void {
      if (computedUnder !== version || page.body.length > maxLength || key.length > 500) return
      forget(key)
      pages.set(key, { ...page, until })
      total += page.body.length
      for (const oldest of pages.keys()) {
        if (pages.size <= maxPages && total <= maxTotal) break
        forget(oldest)
      }
    },
    clear(): void {
      version += 1
      total = 0
      pages.clear()
    },
  }
}
export type PageCache = ReturnType<typeof createPageCache>
