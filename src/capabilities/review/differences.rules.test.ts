// Put together, the runs of each side give its text back to the letter, whatever the script.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentOf, plainOf, plainTextOf } from '#core/contribution/document.ts'
import { placeRemarks } from './anchors.rules.ts'
import { afterSide, beforeSide, differencesBetween } from '#core/contribution/differences.ts'
import { layOut, wordsOfDetails } from './differences.rules.ts'

const joined = (pieces: readonly { text: string }[]) => pieces.map((each) => each.text).join('')

test('words changed are taken out and put in, the others stay', () => {
  expect(
    differencesBetween('Au foyer, rue Courbe, ils dormaient.', 'À notre maison des jeunes, ils dormaient.', 'fr'),
  ).toEqual([
    { kind: 'removed', text: 'Au foyer, rue Courbe' },
    { kind: 'added', text: 'À notre maison des jeunes' },
    { kind: 'same', text: ', ils dormaient.' },
  ])
})

test('a script without spaces is compared word by word too', () => {
  expect(differencesBetween('我住在法国', '我住在中国', 'zh')).toEqual([
    { kind: 'same', text: '我住在' },
    { kind: 'removed', text: '法国' },
    { kind: 'added', text: '中国' },
  ])
})

test('both sides are whole', () => {
  const words = fc
    .array(fc.constantFrom('le', 'pain', ' ', ' ', '\n\n', 'été', 'كَتَبَ', '👩‍👩‍👧', 'i\u0307', '…'), { maxLength: 40 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(words, words, (before, after) => {
      const pieces = differencesBetween(before, after, 'fr')
      expect(joined(beforeSide(pieces))).toBe(before)
      expect(joined(afterSide(pieces))).toBe(after)
    }),
    { numRuns: 500 },
  )
})

test('laid out, each paragraph has its words and its place', () => {
  const words = fc
    .array(fc.constantFrom('le', 'pain', ' ', '\n', '\n\n', '> ', 'été', '👩‍👩‍👧', 'عام'), { maxLength: 40 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(words, words, fc.nat(40), (before, after, start) => {
      const document = documentOf(after)
      const plain = plainTextOf(document)
      const remarks = placeRemarks(plain, [
        { quote: 'pain', start },
        { quote: 'le', start },
        { quote: 'عام', start },
      ])
      const { paragraphs, offsets } = layOut(document, afterSide(differencesBetween(before, plain, 'fr')), remarks)
      expect(paragraphs.map(joined)).toEqual(document.content.map(plainOf))
      document.content.forEach((block, index) =>
        expect(plain.slice(offsets[index], (offsets[index] ?? 0) + plainOf(block).length)).toBe(plainOf(block)),
      )
      const shown = paragraphs.flat().flatMap((run) => run.remarks ?? [])
      expect(shown.toSorted()).toEqual(
        remarks
          .filter((each) => each.passage)
          .map((each) => each.number)
          .toSorted(),
      )
    }),
    { numRuns: 500 },
  )
})

test('a passage is marked with its number at its end, across a change', () => {
  const document = documentOf('Il a dit non ce jour-là.')
  const plain = plainTextOf(document)
  const pieces = afterSide(differencesBetween('Il a dit oui ce jour-là.', plain, 'fr'))
  const { paragraphs } = layOut(document, pieces, placeRemarks(plain, [{ quote: 'dit non ce', start: 5 }]))
  expect(paragraphs[0]).toEqual([
    { kind: 'same', text: 'Il a ' },
    { kind: 'same', text: 'dit ', marked: true },
    { kind: 'added', text: 'non', marked: true },
    { kind: 'same', text: ' ce', marked: true, remarks: [1] },
    { kind: 'same', text: ' jour-là.' },
  ])
})

test('two long texts that share nothing are shown whole rather than waited for', () => {
  const before = Array.from({ length: 20_000 }, (_, index) => `a${index}`).join(' ')
  const after = Array.from({ length: 20_000 }, (_, index) => `b${index}`).join(' ')
  const start = performance.now()
  const pieces = differencesBetween(before, after, 'fr')
  expect(performance.now() - start).toBeLessThan(10_000)
  expect(joined(afterSide(pieces))).toBe(after)
})

test('the words of details are shown whatever their shape, without dates and codes', () => {
  const details = {
    medium: 'sound',
    stages: [{ place: 'Oran', country: 'DZ', when: '1969-01/..', lat: 35.7, words: { fr: 'La mer.', zh: '海' } }],
    note: null,
  }
  expect(wordsOfDetails(details)).toEqual(['Oran', 'La mer.', '海'])
})
