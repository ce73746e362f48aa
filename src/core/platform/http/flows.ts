// How much one address may ask of what anyone may read, in the memory of the process: so many at once, then so many a
// second. Wide enough for a school behind one address; what is counted is a flood, not readers.

export type Flow = { name: string; atOnce: number; perSecond: number }

/**
 * Bytes of files. A page shows sixty pictures at most, and a player that is moved about asks for a part each time: a
 * hundred pupils opening such a page in the same second do not meet it.
 */
export const fileFlow: Flow = { name: 'files', atOnce: 6_000, perSecond: 100 }
/** Pages that have to be made: those kept in memory cost nothing and are not counted. */
export const pageFlow: Flow = { name: 'pages', atOnce: 2_400, perSecond: 40 }

const maxKeys = 50_000

/** `take(flow, network)` counts one request; false past what this network may ask. */
export function createFlows(now: () => number = () => performance.now()) {
  const seen = new Map<string, { left: number; at: number }>()
  return {
    take({ name, atOnce, perSecond }: Flow, network: string): boolean {
      // A proxy of this machine that does not say who asks: to hold it back would be to shut the site.
      if (network === '' || isThisMachine(network)) return true
      const id = `${name} ${network}`
      const at = now()
      const before = seen.get(id)
      const left = before ? Math.min(atOnce, before.left + ((at - before.at) / 1_000) * perSecond) : atOnce
      const may = left >= 1
      seen.delete(id)
      seen.set(id, { left: may ? left - 1 : left, at })
      // Oldest go first: memory stays bounded under a flood of addresses.
      for (const oldest of seen.keys()) {
        if (seen.size <= maxKeys) break
        seen.delete(oldest)
      }
      return may
    },
  }
}
export type Flows = ReturnType<typeof createFlows>

const isThisMachine = (network: string): boolean => network.startsWith('127.') || network === '0:0:0:0'
