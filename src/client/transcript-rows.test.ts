// Correcting passages: words move, times stay unless asked, and everything is undone.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowsOf, tidyRows, type Rows } from './transcript-rows.ts'

const row = (start: number, end: number, text: string, speaker = '') => ({ start, end, text, speaker })
const two = () => rowsOf([row(0, 4000, 'On est arrivés en mars', 'Zohra'), row(5000, 6000, 'Ah bon', 'Inès')])

describe('passages', () => {
  test('typing never changes times', () => {
    const rows = two()
    rows.write(0, 'On est')
    rows.write(0, 'On est partis')
    expect(rows.at(0)).toEqual(row(0, 4000, 'On est partis', 'Zohra'))
  })
  test('are cut at the letter, at the instant heard when it is inside, else by length', () => {
    const rows = two()
    expect(rows.split(0, 11, 60_000)).toEqual({ row: 1, letter: 0 })
    expect(rows.all().slice(0, 2)).toEqual([
      row(0, 2000, 'On est arri', 'Zohra'),
      row(2000, 4000, 'vés en mars', 'Zohra'),
    ])
    rows.undo()
    rows.split(0, 15, 3100)
    expect(rows.all().slice(0, 2)).toEqual([
      row(0, 3100, 'On est arrivés', 'Zohra'),
      row(3100, 4000, 'en mars', 'Zohra'),
    ])
  })
  test('are joined to the one before; the first to nothing', () => {
    const rows = two()
    expect(rows.join(0)).toBeUndefined()
    expect(rows.join(1)).toEqual({ row: 0, letter: 23 })
    expect(rows.all()).toEqual([row(0, 6000, 'On est arrivés en mars Ah bon', 'Zohra')])
  })
  test('begin and end where one hears, and stay in the order of time', () => {
    const rows = two()
    expect(rows.begins(0, 5500)).toEqual({ row: 1, letter: null })
    expect(rows.all().map(({ start }) => start)).toEqual([5000, 5500])
    rows.undo()
    rows.ends(0, 4500)
    expect(rows.at(0)?.end).toBe(4500)
    rows.ends(1, 100)
    expect(rows.at(1)?.end).toBe(6000)
  })
  test('a new one stands where one hears, with the voice before', () => {
    const rows = two()
    expect(rows.add(4200, 60_000)).toEqual({ row: 1, letter: 0 })
    expect(rows.at(1)).toEqual(row(4200, 5000, '', 'Zohra'))
    expect(rowsOf([]).add(0, 60_000)).toEqual({ row: 0, letter: 0 })
  })
  test('the one heard, none in a silence', () => {
    expect([100, 4500, 5000, 6000].map(two().heardAt)).toEqual([0, undefined, 1, undefined])
  })
  test('what is typed without stopping is one step', () => {
    const rows = two()
    rows.write(0, 'O')
    rows.write(0, 'On')
    rows.name(0, 'Inès')
    rows.undo()
    expect(rows.at(0)).toMatchObject({ text: 'On', speaker: 'Zohra' })
    rows.undo()
    expect(rows.at(0)?.text).toBe('On est arrivés en mars')
    rows.redo()
    expect(rows.at(0)?.text).toBe('On')
    expect(two().undo()).toBeUndefined()
  })
})

const act = fc.oneof(
  fc.record({ what: fc.constant('write' as const), at: fc.nat(6), text: fc.string({ maxLength: 12 }) }),
  fc.record({ what: fc.constant('split' as const), at: fc.nat(6), letter: fc.nat(12), heard: fc.nat(9000) }),
  fc.record({ what: fc.constant('join' as const), at: fc.nat(6) }),
  fc.record({ what: fc.constant('begins' as const), at: fc.nat(6), heard: fc.nat(9000) }),
  fc.record({ what: fc.constant('ends' as const), at: fc.nat(6), heard: fc.nat(9000) }),
  fc.record({ what: fc.constant('add' as const), heard: fc.nat(9000) }),
)
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

function play(rows: Rows, each: Act): void {
  if (each.what === 'write') rows.write(each.at, each.text)
  else if (each.what === 'split')
    rows.split(each.at, Math.min(each.letter, rows.at(each.at)?.text.length ?? 0), each.heard)
  else if (each.what === 'join') rows.join(each.at)
  else if (each.what === 'begins') rows.begins(each.at, each.heard)
  else if (each.what === 'ends') rows.ends(each.at, each.heard)
  else rows.add(each.heard, 10_000)
}

test('whatever is done, passages stand in order, none ends before it begins, and undoing gives back the beginning', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const rows = two()
      const first = rows.all()
      for (const each of acts) {
        play(rows, each)
        for (const [at, { start, end }] of rows.all().entries()) {
          expect(end).toBeGreaterThanOrEqual(start)
          expect(start).toBeGreaterThanOrEqual(rows.at(at - 1)?.start ?? 0)
        }
        expect(tidyRows(rows.all())).toHaveLength(rows.all().length)
      }
      const last = rows.all()
      let steps = 0
      while (rows.undo()) steps += 1
      expect(rows.all()).toEqual(first)
      while (steps-- > 0) rows.redo()
      expect(rows.all()).toEqual(last)
    }),
    { numRuns: 300 },
  )
})
