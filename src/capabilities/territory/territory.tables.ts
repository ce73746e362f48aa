// Tables of the capability: the stories chosen to open a theme, and the home as its editors composed it.

import type { ColumnType, Generated } from 'kysely'

export type ThemePickTable = { theme_id: string; contribution_id: string; position: number }

/** What the public's reader sees of them. */
export type ComposedTables = {
  'shelf.theme_pick': { theme_id: string; items: string[] }
  'shelf.home': { id: Generated<number>; home: ColumnType<unknown, string, string> }
}

declare module '#core/desk.ts' {
  interface CapabilityTables extends ComposedTables {
    'desk.theme_pick': ThemePickTable
  }
}
