// What files are called, and what is taken from them.

import { expect, test } from 'vitest'
import { fileNameIn, takenName } from '#ui/file-name.ts'

test.each([
  ['La voix de Zohra', '482913 La voix de Zohra'],
  ['صوت زهرة', '482913 صوت زهرة'],
  ['devant-le-four.m4a', '482913 devant-le-four'],
  ['Le 12.06, au marché', '482913 Le 12.06, au marché'],
  ['🎙'.repeat(200), `482913 ${'🎙'.repeat(80)}`],
])('what is taken from “%s” begins with the number of its story', (title, expected) =>
  expect(takenName('482913', title)).toBe(expected),
)

test('a take is called by its day', () => {
  const take = 'prise-2026-11-22-00000000-0000-4000-8000-000000000000.webm'
  expect(fileNameIn('fr', take)).toBe('Voix enregistrée le 22 novembre 2026')
  expect(takenName('482913', fileNameIn('fr', take))).toBe('482913 Voix enregistrée le 22 novembre 2026')
})
