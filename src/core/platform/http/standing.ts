// What the shelf said, remembered until it moves: the same rule as pages kept (page-cache.ts), for facts that are asked
// again at each part of a file. Nothing is believed across a movement of the shelf, past the instant it vanishes by
// itself, or while the database's word may not reach this process.

import type { PageCache } from './page-cache.ts'

/** What the shelf says of something, until it vanishes by itself. */
export type Vanishing = { visible_until: Date | null }

const most = 10_000

export function createStanding(cache: Pick<PageCache, 'version' | 'isBlind' | 'keeps'>) {
  const facts = new Map<string, Vanishing>()
  let version = -1
  const isPast = ({ visible_until }: Vanishing) => visible_until !== null && visible_until <= new Date()
  const isTrusted = (at: number) => cache.keeps && !cache.isBlind() && at === cache.version()
  return {
    /** The fact under this key, asked again unless it was since the shelf last moved. A refusal is never remembered. */
    async whileItStands<Fact extends Vanishing>(key: string, ask: () => Promise<Fact>): Promise<Fact> {
      const asked = cache.version()
      if (version !== asked) {
        facts.clear()
        version = asked
      }
      const known = facts.get(key)
      if (known && isTrusted(asked) && !isPast(known)) return known as Fact
      const fact = await ask()
      // The shelf may have moved meanwhile: what was read before is not kept.
      if (isTrusted(asked) && key.length <= 200) {
        facts.delete(key)
        facts.set(key, fact)
        for (const oldest of facts.keys()) {
          if (facts.size <= most) break
          facts.delete(oldest)
        }
      }
      return fact
    },
  }
}
export type Standing = ReturnType<typeof createStanding>
