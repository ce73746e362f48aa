// Pages kept: never older than the shelf, never past an agreement, never too heavy, computed once under a rush.

import { describe, expect, test } from 'vitest'
import { createPageCache, type Computed, type PageCache } from './page-cache.ts'
import { formOf, sendable } from './sendable.ts'

const page = (body = 'page', status = 200) =>
  sendable(status, [['content-type', 'text/html']], new TextEncoder().encode(body))
const computed = (cache: PageCache, more: Partial<Computed> = {}): Computed => ({
  page: page(),
  until: null,
  version: cache.version(),
  isShared: true,
  ...more,
})
const at = (minutes: number) => new Date(Date.UTC(2026, 5, 1, 12, minutes))
/** A computation that ends when told. */
function aSlowOne(cache: PageCache, more: Partial<Computed> = {}) {
  let end: (value: Computed) => void = () => {}
  let fail: (error: Error) => void = () => {}
  let times = 0
  const mine = computed(cache, more)
  const compute = async () => {
    times += 1
    return await new Promise<Computed>((resolve, reject) => ([end, fail] = [resolve, reject]))
  }
  return { compute, end: () => end(mine), fail: (error: Error) => fail(error), times: () => times, page: mine.page }
}

describe('the pages kept', () => {
  test('are found again as they were, until the shelf moves', () => {
    const cache = createPageCache()
    const mine = computed(cache)
    cache.keep('/recits', mine)
    expect(cache.find('/recits')).toBe(mine.page)
    expect(cache.find('/recits?q=a')).toBeUndefined()
    cache.clear()
    expect([cache.find('/recits'), cache.weight()]).toEqual([undefined, 0])
  })

  test('do not include one computed before the shelf moved and brought after', () => {
    const cache = createPageCache()
    const before = computed(cache)
    cache.clear()
    cache.keep('/recits', before)
    expect(cache.find('/recits')).toBeUndefined()
    cache.keep('/recits', computed(cache))
    expect(cache.find('/recits')).toBeDefined()
  })

  test('do not include refusals, nor what is not the same for everyone', () => {
    const cache = createPageCache()
    cache.keep('/a', computed(cache, { page: page('gone', 410) }))
    cache.keep('/b', computed(cache, { isShared: false }))
    expect([cache.find('/a'), cache.find('/b')]).toEqual([undefined, undefined])
  })

  test('are forgotten at the very instant an agreement ends', () => {
    let now = at(0)
    const cache = createPageCache({ now: () => now })
    cache.keep('/a', computed(cache, { until: at(10) }))
    now = new Date(at(10).getTime() - 1)
    expect(cache.find('/a')).toBeDefined()
    now = at(10)
    expect(cache.find('/a')).toBeUndefined()
    // Brought when it is already past: never given.
    cache.keep('/b', computed(cache, { until: at(5) }))
    expect(cache.find('/b')).toBeUndefined()
  })

  test('weigh at most 64 MB with every form of each, and none is huge', async () => {
    const cache = createPageCache()
    // Bytes that do not shrink, so that compressed forms weigh as much.
    const noise = () => Buffer.from(crypto.getRandomValues(new Uint8Array(40_000))).toString('base64')
    for (let number = 0; number < 500; number++) {
      const mine = computed(cache, { page: page(noise()) })
      const key = `/${number}`
      cache.keep(key, mine)
      for (const encoding of ['br', 'gzip'])
        await formOf(mine.page, encoding, (bytes) => cache.grow(key, mine.page, bytes))
    }
    const kept = Array.from({ length: 500 }, (_, number) => cache.find(`/${number}`)).filter(
      (each) => each !== undefined,
    )
    const held = kept.reduce((sum, each) => sum + each.weight, 0)
    expect(cache.weight()).toBeLessThanOrEqual(64_000_000)
    expect(cache.weight() - held).toBeLessThan(500 * 2_100)
    expect(held).toBeGreaterThan(60_000_000)
    expect([cache.find('/0'), cache.find('/499')]).toEqual([undefined, expect.anything()])
    cache.keep('/huge', computed(cache, { page: page('x'.repeat(1_000_001)) }))
    cache.keep(`/${'x'.repeat(500)}`, computed(cache))
    expect([cache.find('/huge'), cache.find(`/${'x'.repeat(500)}`)]).toEqual([undefined, undefined])
  })

  test('that are read stay when thousands that nobody reads twice pass by', () => {
    const cache = createPageCache()
    cache.keep('/', computed(cache))
    for (let number = 0; number < 300; number++) {
      cache.keep(`/${number}`, computed(cache, { page: page('x'.repeat(900_000)) }))
      expect(cache.find('/')).toBeDefined()
    }
    expect(cache.weight()).toBeLessThanOrEqual(64_000_000)
  })

  test('stay known while blind: whoever asks decides', () => {
    const cache = createPageCache()
    cache.keep('/a', computed(cache))
    cache.setBlind(true)
    expect([cache.isBlind(), cache.find('/a')]).toEqual([true, expect.anything()])
  })

  test('are trusted until the moment said, without any timer', () => {
    const cache = createPageCache()
    cache.trustUntil(performance.now() + 40)
    expect(cache.isBlind()).toBe(false)
    for (const end = performance.now() + 45; performance.now() < end;);
    expect(cache.isBlind()).toBe(true)
  })
})

describe('under a rush', () => {
  test('a page is computed once, and given to all', async () => {
    const cache = createPageCache()
    const one = aSlowOne(cache)
    const asked = Array.from({ length: 50 }, async () => await cache.read('/', one.compute))
    one.end()
    expect(new Set(await Promise.all(asked))).toEqual(new Set([one.page]))
    expect(one.times()).toBe(1)
    await cache.read('/', one.compute)
    expect(one.times()).toBe(1)
  })

  test('an error goes to all who wait, and is not kept', async () => {
    const cache = createPageCache()
    const one = aSlowOne(cache)
    const asked = Promise.allSettled(Array.from({ length: 5 }, async () => await cache.read('/', one.compute)))
    one.fail(new Error('bug'))
    expect((await asked).map((each) => each.status)).toEqual(Array(5).fill('rejected'))
    expect(one.times()).toBe(1)
    const again = cache.read('/', one.compute)
    one.end()
    expect(await again).toBe(one.page)
    expect(one.times()).toBe(2)
  })

  test('what was begun before the shelf moved is not given to who comes after', async () => {
    const cache = createPageCache()
    const before = aSlowOne(cache)
    const early = cache.read('/', before.compute)
    cache.clear()
    const after = aSlowOne(cache)
    const late = cache.read('/', after.compute)
    const later = cache.read('/', after.compute)
    before.end()
    expect(await early).toBe(before.page)
    after.end()
    expect([await late, await later]).toEqual([after.page, after.page])
    expect([after.times(), cache.find('/')]).toEqual([1, after.page])
  })

  test('what was begun before an agreement ended is not given to who comes after', async () => {
    let now = at(0)
    const cache = createPageCache({ now: () => now })
    const before = aSlowOne(cache, { until: at(10) })
    const early = cache.read('/', before.compute)
    now = at(10)
    const fresh = computed(cache)
    const late = cache.read('/', async () => fresh)
    before.end()
    expect([await early, await late]).toEqual([before.page, fresh.page])
  })

  test('what is not the same for everyone, and everything while blind, is computed for each', async () => {
    const cache = createPageCache()
    const mine = aSlowOne(cache, { isShared: false })
    const first = cache.read('/', mine.compute)
    const other = computed(cache, { isShared: false })
    const second = cache.read('/', async () => other)
    mine.end()
    expect([await first, await second]).toEqual([mine.page, other.page])
    cache.setBlind(true)
    const [one, two] = [computed(cache), computed(cache)]
    expect(await Promise.all([cache.read('/b', async () => one), cache.read('/b', async () => two)])).toEqual([
      one.page,
      two.page,
    ])
  })

  test('nothing is kept nor shared when that is asked, to measure', async () => {
    const cache = createPageCache({ keeps: false })
    let times = 0
    const compute = async () => {
      times += 1
      return computed(cache)
    }
    await Promise.all([cache.read('/', compute), cache.read('/', compute)])
    await cache.read('/', compute)
    expect([times, cache.find('/'), cache.weight()]).toEqual([3, undefined, 0])
  })
})
