// Rules of the tree of themes: pure.

import { withDescendants } from '#core/shelf/browse.ts'

/** One theme as the tree needs it. */
export type Leaf = { id: string; parent_id: string | null; position: number; slug: string }
export type Branch<Theme> = { theme: Theme; children: Branch<Theme>[] }

/** The tree, each level in its order. A theme whose parent is not there hangs at the top. */
export function treeOf<Theme extends Leaf>(themes: readonly Theme[]): Branch<Theme>[] {
  const known = new Set(themes.map((theme) => theme.id))
  const under = (parent: string | null, trail: readonly string[]): Branch<Theme>[] =>
    themes
      .filter(
        (theme) =>
          (theme.parent_id !== null && known.has(theme.parent_id) ? theme.parent_id : null) === parent &&
          !trail.includes(theme.id),
      )
      .toSorted((one, other) => one.position - other.position || one.slug.localeCompare(other.slug))
      .map((theme) => ({ theme, children: under(theme.id, [...trail, theme.id]) }))
  return under(null, [])
}

/** Nothing hangs from itself: a theme may go under any other but those under it. */
export const mayHangFrom = (themes: readonly Leaf[], id: string, parent_id: string | null): boolean =>
  parent_id === null || (themes.some((theme) => theme.id === parent_id) && !withDescendants(themes, id).has(parent_id))

/** The new order of a theme's sisters once it took one step up or down; the same order when it cannot. */
export function stepped(sisters: readonly string[], id: string, step: -1 | 1): string[] {
  const order = [...sisters]
  const at = order.indexOf(id)
  const to = at + step
  const other = order[to]
  if (at < 0 || other === undefined) return order
  order[to] = id
  order[at] = other
  return order
}
