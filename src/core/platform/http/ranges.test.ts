// Parts of files: the right bytes, or a refusal, whatever is asked (SEC-38).

import { expect, test } from 'vitest'
import { rangeOf } from './ranges.ts'

test.each<[string | undefined, ReturnType<typeof rangeOf>]>([
  [undefined, 'whole'],
  ['', 'whole'],
  ['lines=1-2', 'whole'],
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=0-', { start: 0, end: 99 }],
  ['bytes=10-19', { start: 10, end: 19 }],
  ['Bytes= 10-19 ', { start: 10, end: 19 }],
  ['bytes=90-5000', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-5000', { start: 0, end: 99 }],
  ['bytes=-0', 'refused'],
  ['bytes=100-', 'refused'],
  ['bytes=20-10', 'refused'],
  ['bytes=-', 'refused'],
  ['bytes=', 'refused'],
  ['bytes=--5', 'refused'],
  ['bytes=-5-10', 'refused'],
  ['bytes=a-b', 'refused'],
  ['bytes=0x1-5', 'refused'],
  ['bytes=99999999999999999999-', 'refused'],
  ['bytes=0-1,5-6', 'refused'],
  [`bytes=${'0-,'.repeat(1_000)}0-`, 'refused'],
])('%j of a hundred bytes', (asked, expected) => {
  expect(rangeOf(asked, 100)).toEqual(expected)
})

test('nothing can be cut from an empty file', () => {
  expect([rangeOf('bytes=0-', 0), rangeOf('bytes=-1', 0), rangeOf(undefined, 0)]).toEqual([
    'refused',
    'refused',
    'whole',
  ])
})
