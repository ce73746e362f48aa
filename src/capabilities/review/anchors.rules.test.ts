// A remark is found again on its passage, whatever moved, in every script.

import { expect, test } from 'vitest'
import { passagesOf, placeRemarks } from './anchors.rules.ts'

const found = (plain: string, quote: string, start = 0) => {
  const passage = passagesOf(plain)({ quote, start })
  return passage && plain.slice(passage.start, passage.end)
}
const at = (plain: string, quote: string, start = 0) => passagesOf(plain)({ quote, start })?.start

test.each([
  ['where it was', 'Au foyer, les autres dormaient.', 'les autres', 10, 10],
  ['after words were added before it', 'Ce matin-là, au foyer, les autres dormaient.', 'les autres', 10, 23],
  ['the nearest of several, before', 'le pain, le vin, le pain', 'le pain', 2, 0],
  ['the nearest of several, after', 'le pain, le vin, le pain', 'le pain', 14, 17],
  ['between both, the first', 'aa bb aa', 'aa', 3, 0],
  ['when the text became shorter', 'le pain', 'le pain', 5_000, 0],
])('a passage is found %s', (_, plain, quote, start, expected) => {
  expect(at(plain, quote, start)).toBe(expected)
})

test('a passage that was rewritten is found nowhere', () => {
  expect(at('La maison des jeunes', 'le foyer')).toBeUndefined()
  expect(at('La maison', '   ')).toBeUndefined()
  expect(at('', 'le foyer')).toBeUndefined()
  expect(at('La maison', '\u202e')).toBeUndefined()
})

test('Arabic is found with its vowel marks whole', () => {
  const plain = 'كَتَبَتْ لي أمّي رسالة'
  expect(found(plain, 'أمّي', 12)).toBe('أمّي')
  // The quote stops before a mark: the passage takes it along.
  expect(found(plain, 'كَتَبَت')).toBe('كَتَبَتْ')
  // Marks of direction that come with a copy are nobody's words.
  expect(found(plain, '\u200fأمّي\u200f رسالة')).toBe('أمّي رسالة')
})

test('a joined emoji is never cut in two', () => {
  const plain = 'Nous voilà 👩‍👩‍👧 ensemble 🎉'
  expect(found(plain, '👩', 11)).toBe('👩‍👩‍👧')
  expect(found(plain, 'ensemble 🎉')).toBe('ensemble 🎉')
  // The browser cut the selection inside an emoji: half a pair came as a replacement sign.
  expect(found(plain, 'ensemble \ufffd')).toBe('ensemble')
})

test('a passage copied by hand is found without its line ends and with accents typed otherwise', () => {
  const plain = 'C’était en 2019,\nnon, en 2020.\n\nL\u2019e\u0301te\u0301 suivant.'
  expect(found(plain, 'en 2019, non,')).toBe('en 2019,\nnon,')
  expect(found(plain, '2020. L’été')).toBe('2020.\n\nL’e\u0301te\u0301')
})

test('remarks are numbered in the order of the text, those without passage last', () => {
  const plain = 'un deux trois'
  const placed = placeRemarks(plain, [
    { quote: 'perdu', start: 0, name: 'lost' },
    { quote: 'trois', start: 8, name: 'three' },
    { quote: 'perdu aussi', start: 0, name: 'lost too' },
    { quote: 'un', start: 0, name: 'one' },
  ])
  expect(placed.map(({ number, thing, passage }) => [number, thing.name, passage?.start])).toEqual([
    [1, 'one', 0],
    [2, 'three', 8],
    [3, 'lost', undefined],
    [4, 'lost too', undefined],
  ])
})
