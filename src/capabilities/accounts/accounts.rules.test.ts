// Where one may be sent after coming in, and passwords too easy to guess.

import { describe, expect, test } from 'vitest'
import { safeNext } from '#core/platform/http/next.ts'
import { isGuessable } from './accounts.rules.ts'

describe('the page asked for before signing in', () => {
  test.each([
    ['/recits/482913', '/recits/482913'],
    ['/en/stories?theme=1&page=2#top', '/en/stories?theme=1&page=2#top'],
    ['/', '/'],
    ['/%D8%AD', '/%D8%AD'],
  ])('%s is kept', (next, kept) => expect(safeNext(next)).toBe(kept))

  test.each([
    '',
    'recits',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
    '/a/..//evil.example',
    '/\tevil',
    '/\n/evil.example',
    ' /evil',
    '@evil.example',
    'http:evil',
    '/%2e//evil.example',
    'data:text/html,hi',
  ])('%j is refused', (next) => expect(safeNext(next)).toBeUndefined())
})

describe('passwords', () => {
  test.each(['aaaaaaaaaaaa', '123456789012', 'motdepasse2026', 'valmorey2026!', 'Inès Bernard', 'azertyazerty'])(
    '%s is too easy',
    (password) => expect(isGuessable(password, ['Inès Bernard', 'Valmorey'])).toBe(true),
  )
  test.each(['tramway olive bocal neige', 'kR7#mv!Zp2qLx', 'حصان بطارية صحيح دبوس'])('%s is kept', (password) =>
    expect(isGuessable(password, ['Inès Bernard', 'Valmorey'])).toBe(false),
  )
})
