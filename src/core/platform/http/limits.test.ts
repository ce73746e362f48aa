// So many tries in a window that slides.

import { describe, expect, test } from 'vitest'
import { createLimits, networkOf, type Limit } from './limits.ts'

const three: Limit = { name: 'code', tries: 3, minutes: 10 }

function atMinutes() {
  let now = 0
  const limits = createLimits(() => now)
  return {
    limits,
    at: (minutes: number) => (now = minutes * 60_000),
    passes: (key = 'a', limit = three): boolean => {
      try {
        limits.take(limit, key)
        return true
      } catch (error) {
        expect(error).toMatchObject({ code: 'too_many' })
        return false
      }
    },
  }
}

describe('a limit', () => {
  test('lets three tries in ten minutes, and the fourth once the first is old', () => {
    const { at, passes } = atMinutes()
    expect([0, 4, 8].map((minute) => (at(minute), passes()))).toEqual([true, true, true])
    expect([8, 9.99].map((minute) => (at(minute), passes()))).toEqual([false, false])
    // The first try is now ten minutes old; the other two are not: one place is free, not three.
    expect([10.01, 10.02].map((minute) => (at(minute), passes()))).toEqual([true, false])
    expect([14.01, 14.02].map((minute) => (at(minute), passes()))).toEqual([true, false])
  })

  test('a refused try does not make one wait longer', () => {
    const { at, passes } = atMinutes()
    for (let tries = 0; tries < 3; tries++) passes()
    for (const minute of [1, 5, 9]) expect((at(minute), passes())).toBe(false)
    at(10.01)
    expect(passes()).toBe(true)
  })

  test('counts each key and each limit apart, and forgets after a success', () => {
    const { limits, passes } = atMinutes()
    for (let tries = 0; tries < 3; tries++) passes()
    expect([passes(), passes('b'), passes('a', { ...three, name: 'other' })]).toEqual([false, true, true])
    limits.giveBack(three, 'a')
    expect(passes()).toBe(true)
  })

  test('keeps a bounded memory under a flood, and still holds the flood itself', () => {
    const { passes } = atMinutes()
    for (let key = 0; key < 60_000; key++) passes(`flood ${key}`)
    for (let tries = 0; tries < 3; tries++) passes('flood 59999')
    expect(passes('flood 59999')).toBe(false)
    // The oldest were forgotten: proof that they are not kept for ever.
    for (let tries = 0; tries < 2; tries++) passes('flood 0')
    expect(passes('flood 0')).toBe(true)
  })
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8:0:0:1::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', ''],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
