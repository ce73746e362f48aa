// What editors do to the home, step by step.

import { describe, expect, test } from 'vitest'
import {
  afterStep,
  bandNames,
  changeBand,
  changesOn,
  changeThread,
  chosenVoice,
  compositionOf,
  emptyComposition,
  maxPicks,
  picksOf,
  withPick,
  withThread,
  threadWordsIn,
  type BandName,
  type Composition,
  type Thread,
} from './composition.rules.ts'

const words = (fr: string, en = '') => ({ fr, en, ar: '' })
const thread = (id: string, title = id): Thread => ({
  id,
  title: words(title),
  words: words(''),
  source: { from: 'stories', picks: [`${id}1`, `${id}2`] },
})
const names = (home: Composition) => home.bands.map((band) => band.name)
const threads = (home: Composition) => home.threads.map((each) => each.id)

describe('what was kept', () => {
  test.each([undefined, null, {}, { bands: [] }])('%j is the home every town begins with', (kept) => {
    expect(compositionOf(kept)).toEqual(emptyComposition)
  })
  test('gives its usual place to a band that did not exist, and forgets one that is gone', () => {
    const kept = {
      bands: [
        { name: 'relays', shown: true },
        { name: 'gone', shown: true },
        { name: 'voice', shown: false },
      ],
    }
    const home = compositionOf(kept)
    expect(names(home).toSorted()).toEqual([...bandNames].toSorted())
    expect(names(home).indexOf('relays')).toBeLessThan(names(home).indexOf('voice'))
    expect(home.bands.find((band) => band.name === 'voice')?.shown).toBe(false)
  })
})

describe('the voice', () => {
  const until = (day: string | null) =>
    chosenVoice({ ...emptyComposition, voice: { pick: 'a', until: day } }, '2026-11-22')
  test.each([
    [null, 'a'],
    ['2026-11-23', 'a'],
    ['2026-11-22', 'a'],
    ['2026-11-21', undefined],
  ])('until %s', (day, voice) => expect(until(day)).toBe(voice))
  test('is drawn when nobody chose', () => expect(chosenVoice(emptyComposition, '2026-11-22')).toBeUndefined())
})

test.each([
  // Monday, the day after the last one, and two ordinary days.
  ['2026-11-23', '2026-11-29', true],
  ['2026-11-25', '2026-11-24', true],
  ['2026-11-25', '2026-11-25', false],
  ['2026-11-25', null, false],
])('on %s, a voice until %s gives way: %s', (today, until, changes) => {
  expect(changesOn({ ...emptyComposition, voice: { pick: 'a', until } }, today)).toBe(changes)
})

describe('bands', () => {
  test('go up and down, and stay at the ends', () => {
    expect(names(changeBand(emptyComposition, 'themes', 'up'))[0]).toBe('themes')
    expect(names(changeBand(emptyComposition, 'voice', 'up'))).toEqual([...bandNames])
    expect(names(changeBand(emptyComposition, 'relays', 'down'))).toEqual([...bandNames])
  })
  test.each<[BandName, boolean]>([
    ['map', false],
    ['relays', true],
  ])('%s hidden is shown: %s', (name, shown) => {
    const home = changeBand(emptyComposition, name, 'hide')
    expect(home.bands.find((band) => band.name === name)?.shown).toBe(shown)
    expect(changeBand(home, name, 'show')).toEqual(emptyComposition)
  })
})

describe('threads and stories', () => {
  const home = withThread(withThread(emptyComposition, thread('a')), thread('b'))
  test('are added last, changed in place, moved, taken out', () => {
    expect(threads(home)).toEqual(['a', 'b'])
    expect(withThread(home, thread('a', 'Gares')).threads[0]?.title.fr).toBe('Gares')
    expect(threads(changeThread(home, 'b', 'up'))).toEqual(['b', 'a'])
    expect(threads(changeThread(home, 'a', 'out'))).toEqual(['b'])
    expect(threads(changeThread(home, 'unknown', 'down'))).toEqual(['a', 'b'])
    expect(picksOf({ ...home, voice: { pick: 'v', until: null } })).toEqual(['v', 'a1', 'a2', 'b1', 'b2'])
  })
  test('a list takes each story once, and so many', () => {
    expect(withPick(['a'], 'b')).toEqual(['a', 'b'])
    expect(withPick(['a', 'b'], 'a')).toEqual(['a', 'b'])
    expect(
      withPick(
        Array.from({ length: maxPicks }, (_, index) => String(index)),
        'one more',
      ),
    ).toBeUndefined()
    expect(afterStep(['a', 'b', 'c'], 'c', 'up')).toEqual(['a', 'c', 'b'])
    expect(afterStep(['a', 'b', 'c'], 'b', 'out')).toEqual(['a', 'c'])
  })
})

test('words are French for whom they were not written in her language', () => {
  expect(threadWordsIn(words('Gares', 'Stations'), 'en')).toEqual({ text: 'Stations', language: 'en' })
  expect(threadWordsIn(words('Gares', 'Stations'), 'ar')).toEqual({ text: 'Gares', language: 'fr' })
})
