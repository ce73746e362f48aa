// Which addresses are asked. Words to search are taken from what the shelf says: rare ones are said by as many
// contributions at every size, common ones by as large a share.

import { sql } from 'kysely'
import { pathOf } from '#core/contribution/kind.ts'
import { openDatabase } from '#core/platform/database.ts'
import type { DeskTables } from '#core/desk.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import { testimonyKind } from '#capabilities/testimonies/testimonies.kind.ts'
import { markers, themes } from '../shelf-maker/index.ts'

export const pageNames = ['home', 'browse', 'story', 'heard', 'theme', 'rare', 'common', 'misspelt'] as const
export type PageName = (typeof pageNames)[number]
export type Pages = Record<PageName, string[]>

export type Town = {
  pages: Pages
  /** Moves the shelf, as a publication does: every page kept is forgotten, and the catalog reads on. */
  move: () => Promise<void>
  close: () => Promise<void>
}

const some = 60
// More than any memory of what was drawn holds: a story that nobody has read lately is what most visits cost.
const many = 600

/** The made town in a data folder. */
export async function openTown(data: string): Promise<Town> {
  const database = await openDatabase<DeskTables, ShelfTables>({ data_dir: data })
  const { desk } = database
  const storiesWhere = async (length: 'is' | 'is not') => {
    const found = await desk
      .selectFrom('shelf.item')
      .select(['code', 'slug'])
      .where('duration_ms', length, null)
      .orderBy(sql`md5(code)`)
      .limit(many)
      .execute()
    return found.map(({ code, slug }) => pathOf(testimonyKind, 'fr', code, slug))
  }
  const { count } = await desk
    .selectFrom('shelf.item')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const said = async (least: number, most: number): Promise<string[]> => {
    const { rows } = await sql<{ word: string }>`
      select word from shelf.word where items between ${Math.floor(least)} and ${Math.ceil(most)} and length(word) between 5 and 12
      order by md5(word) limit ${sql.lit(some / 3)}`.execute(desk)
    return rows.map(({ word }) => word)
  }
  const rare = [markers.rare.word, ...(await said(4, 6))]
  const common = [markers.common.word, ...(await said(count * 0.2, count * 0.7))]
  const known = new Set(
    (await desk.selectFrom('shelf.word').select('word').where('word', 'in', rare.map(misspelt)).execute()).map(
      ({ word }) => word,
    ),
  )
  const search = (words: readonly string[]) => words.map((word) => `/recits?q=${encodeURIComponent(word)}`)
  return {
    pages: {
      home: ['/'],
      browse: ['/recits'],
      story: await storiesWhere('is'),
      heard: await storiesWhere('is not'),
      theme: themes.map(({ slug }) => `/themes/${slug}`),
      rare: search(rare),
      common: search(common),
      misspelt: search([markers.rare.mistyped, ...rare.map(misspelt).filter((word) => !known.has(word))]),
    },
    move: async () => {
      await sql`with moved as (insert into shelf.move (item_id) select id from shelf.item limit 1) select pg_notify('shelf', '')`.execute(
        desk,
      )
    },
    close: database.close,
  }
}

/** Without the letter in its middle. */
const misspelt = (word: string): string => {
  const letters = [...word]
  return letters.filter((_, at) => at !== letters.length >> 1).join('')
}
