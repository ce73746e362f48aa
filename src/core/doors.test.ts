// Addresses keep their language's prefix, anchors and questions included.

import { expect, test } from 'vitest'
import { everywhere, hrefOf, localPath } from './doors.ts'

test.each([
  ['fr', '/', '/'],
  ['en', '/', '/en'],
  ['fr', '/#relais', '/#relais'],
  ['en', '/#relais', '/en#relais'],
  ['ar', '/?facile=1', '/ar?facile=1'],
  ['ar', '/themes', '/ar/themes'],
] as const)('in %s, %s is %s', (locale, path, expected) => {
  expect(localPath(locale, path)).toBe(expected)
})

test('values of an address are escaped', () => {
  expect(hrefOf('en', everywhere('/themes/:slug'), { slug: 'a/b' })).toBe('/en/themes/a%2Fb')
})
