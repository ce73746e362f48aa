// So many at once, then so many a second, for one address.

import { describe, expect, test } from 'vitest'
import { createFlows, fileFlow, type Flow } from './flows.ts'

const flow: Flow = { name: 'test', atOnce: 10, perSecond: 2 }

function atSeconds() {
  let now = 0
  const flows = createFlows(() => now * 1_000)
  return {
    at: (seconds: number) => (now = seconds),
    /** How many of so many requests pass. */
    passes: (count: number, network = '203.0.113.7', asked = flow) =>
      Array.from({ length: count }, () => flows.take(asked, network)).filter(Boolean).length,
  }
}

describe('a flow', () => {
  test('lets so many at once, then so many a second, never more at once', () => {
    const { at, passes } = atSeconds()
    expect(passes(15)).toBe(10)
    at(1)
    expect(passes(15)).toBe(2)
    at(1_000)
    expect(passes(15)).toBe(10)
  })

  test('counts each network and each flow apart', () => {
    const { passes } = atSeconds()
    expect(passes(15)).toBe(10)
    expect(passes(15, '203.0.113.8')).toBe(10)
    expect(passes(15, '203.0.113.7', { ...flow, name: 'other' })).toBe(10)
  })

  test('never holds back a proxy of this machine, nor who has no address', () => {
    const { passes } = atSeconds()
    for (const network of ['', '127.0.0.1', '0:0:0:0']) expect(passes(100, network)).toBe(100)
  })

  test('forgets the oldest networks under a flood of addresses', () => {
    const { passes } = atSeconds()
    expect(passes(10, 'first')).toBe(10)
    for (let count = 0; count < 50_001; count++) passes(1, `n${count}`)
    expect(passes(1, 'first')).toBe(1)
  })

  test('of files lets a hundred pupils open sixty pictures each in one second', () => {
    const { passes } = atSeconds()
    expect(passes(6_000, '203.0.113.7', fileFlow)).toBe(6_000)
  })
})
