// How loud a voice comes in, in words.

import { expect, test } from 'vitest'
import { hearingOf, loudnessOf } from './recorder-level.ts'

const wave = (size: number) => Float32Array.from({ length: 2048 }, (_, at) => size * Math.sin(at / 8))

test('loudness goes from nothing to all, as an ear hears it', () => {
  expect(loudnessOf(wave(0))).toBe(0)
  expect(loudnessOf(new Float32Array())).toBe(0)
  expect(loudnessOf(wave(1))).toBeGreaterThan(0.9)
  expect(loudnessOf(wave(0.1))).toBeCloseTo(loudnessOf(wave(1)) - 1 / 3, 2)
  // Sixty decibels under a whisper in the room: nothing.
  expect(loudnessOf(wave(0.0005))).toBe(0)
})

test.each([
  [[], 'nothing'],
  [[0, 0.02, 0.05], 'nothing'],
  [[0, 0.3, 0.1], 'faint'],
  // People breathe between words: the loudest moment counts.
  [[0, 0, 0.6, 0], 'well'],
  [[0.5, 0.99, 0.5], 'loud'],
] as const)('%j is heard %s', (levels, hearing) => {
  expect(hearingOf(levels)).toBe(hearing)
})
