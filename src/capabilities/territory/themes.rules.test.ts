// The tree of themes: what hangs from what, one step up or down.

import { expect, test } from 'vitest'
import { withDescendants } from '#core/shelf/browse.ts'
import { mayHangFrom, stepped, treeOf, type Leaf } from './themes.rules.ts'

const leaf = (id: string, parent_id: string | null, position = 0): Leaf => ({ id, parent_id, position, slug: id })
const themes = [
  leaf('b', null, 2),
  leaf('a', null, 1),
  leaf('a2', 'a', 5),
  leaf('a1', 'a', 4),
  leaf('a11', 'a1'),
  leaf('lost', 'gone', 9),
]

test('the tree is in order, and a theme whose parent is gone hangs at the top', () => {
  expect(treeOf(themes).map((branch) => branch.theme.id)).toEqual(['a', 'b', 'lost'])
  expect(treeOf(themes)[0]?.children.map((branch) => branch.theme.id)).toEqual(['a1', 'a2'])
})

test('nothing hangs from itself or from what it holds', () => {
  expect([...withDescendants(themes, 'a')].toSorted()).toEqual(['a', 'a1', 'a11', 'a2'])
  expect(mayHangFrom(themes, 'a', 'a11')).toBe(false)
  expect(mayHangFrom(themes, 'a', 'a')).toBe(false)
  expect(mayHangFrom(themes, 'a', 'unknown')).toBe(false)
  expect(mayHangFrom(themes, 'a11', 'b')).toBe(true)
  expect(mayHangFrom(themes, 'a11', null)).toBe(true)
})

test('a theme steps once, and stays at the ends', () => {
  expect(stepped(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c'])
  expect(stepped(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b'])
  expect(stepped(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c'])
  expect(stepped(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c'])
})
