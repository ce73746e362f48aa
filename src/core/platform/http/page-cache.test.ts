// Pages kept: never older than the shelf, never past an agreement, never too many.

import { describe, expect, test } from 'vitest'
import { createPageCache, type CachedPage } from './page-cache.ts'

const page = (body = 'page'): CachedPage => ({ status: 200, body, headers: [['content-type', 'text/html']] })
const at = (minutes: number) => new Date(Date.UTC(2026, 5, 1, 12, minutes))

describe('the pages kept', () => {
  test('are found again as they were, until the shelf moves', () => {
    const cache = createPageCache()
    cache.keep('/recits', page(), cache.version(), null)
    expect(cache.find('/recits')).toMatchObject(page())
    expect(cache.find('/recits?q=a')).toBeUndefined()
    cache.clear()
    expect(cache.find('/recits')).toBeUndefined()
  })

  test('do not include one computed before the shelf moved and brought after', () => {
    const cache = createPageCache()
    const before = cache.version()
    cache.clear()
    cache.keep('/recits', page(), before, null)
    expect(cache.find('/recits')).toBeUndefined()
    cache.keep('/recits', page(), cache.version(), null)
    expect(cache.find('/recits')).toBeDefined()
  })

  test('are forgotten at the very instant an agreement ends', () => {
    let now = at(0)
    const cache = createPageCache(() => now)
    cache.keep('/a', page(), cache.version(), at(10))
    now = new Date(at(10).getTime() - 1)
    expect(cache.find('/a')).toBeDefined()
    now = at(10)
    expect(cache.find('/a')).toBeUndefined()
    // Brought when it is already past: never given.
    cache.keep('/b', page(), cache.version(), at(5))
    expect(cache.find('/b')).toBeUndefined()
  })

  test('are at most a thousand, the oldest going first, and none is huge', () => {
    const cache = createPageCache()
    for (let number = 0; number <= 1_000; number++) cache.keep(`/${number}`, page(), cache.version(), null)
    const kept = Array.from({ length: 1_001 }, (_, number) => cache.find(`/${number}`)).filter(Boolean)
    expect(kept).toHaveLength(1_000)
    expect([cache.find('/0'), cache.find('/1000')]).toEqual([undefined, expect.anything()])
    cache.keep('/huge', page('x'.repeat(500_001)), cache.version(), null)
    cache.keep(`/${'x'.repeat(500)}`, page(), cache.version(), null)
    expect([cache.find('/huge'), cache.find(`/${'x'.repeat(500)}`)]).toEqual([undefined, undefined])
  })

  test('weigh at most a hundred megabytes, whatever their sizes', () => {
    const cache = createPageCache()
    for (let number = 0; number < 300; number++)
      cache.keep(`/${number}`, page('x'.repeat(400_000)), cache.version(), null)
    const weight = Array.from({ length: 300 }, (_, number) => cache.find(`/${number}`)?.body.length ?? 0).reduce(
      (sum, each) => sum + each,
      0,
    )
    expect(weight).toBeLessThanOrEqual(50_000_000)
    expect(weight).toBeGreaterThan(40_000_000)
    expect(cache.find('/299')).toBeDefined()
  })

  test('stay known while blind: whoever asks decides', () => {
    const cache = createPageCache()
    cache.keep('/a', page(), cache.version(), null)
    cache.setBlind(true)
    expect([cache.isBlind(), cache.find('/a')]).toEqual([true, expect.anything()])
  })
})
