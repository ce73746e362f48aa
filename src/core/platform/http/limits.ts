// Rate limits, in the memory of the process: so many tries by key in a sliding window (SEC-33).

import { AppError } from '../errors.ts'

export type Limit = { name: string; tries: number; minutes: number }

const maxKeys = 50_000

/** `take(limit, key)` counts one try and throws `too_many` past the limit; `giveBack` forgets a key after a success. */
export function createLimits(now: () => number = Date.now) {
  const seen = new Map<string, number[]>()
  return {
    take({ name, tries, minutes }: Limit, key: string): void {
      const id = `${name} ${key}`
      const since = now() - minutes * 60_000
      const recent = (seen.get(id) ?? []).filter((at) => at > since)
      if (recent.length >= tries) throw new AppError('too_many')
      recent.push(now())
      seen.delete(id)
      seen.set(id, recent)
      // Oldest keys go first: memory stays bounded under a flood of addresses.
      for (const oldest of seen.keys()) {
        if (seen.size <= maxKeys) break
        seen.delete(oldest)
      }
    },
    giveBack({ name }: Limit, key: string): void {
      seen.delete(`${name} ${key}`)
    },
  }
}
export type Limits = ReturnType<typeof createLimits>

/** The network a request comes from: one IPv4 address, or the /64 of an IPv6 one. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  if (!plain.includes(':')) return plain
  // `::` stands for as many zeros as are missing: 2001:db8::1 and 2001:db8::2 are one network.
  const [left = '', right] = plain.split('::')
  const groups = (text: string) => text.split(':').filter((group) => group !== '')
  const missing = right === undefined ? 0 : Math.max(0, 8 - groups(left).length - groups(right).length)
  return [...groups(left), ...Array.from({ length: missing }, () => '0'), ...groups(right ?? '')].slice(0, 4).join(':')
}
