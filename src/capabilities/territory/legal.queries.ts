// Pages and figures as the shelf keeps them.

import type { Kysely } from 'kysely'
import type { Document } from '#core/contribution/document.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'

type Reader = Kysely<ShelfTables>

export type PageText = { language: string; body: Document; updated_at: Date }

export const listPageTexts = async (reader: Reader, slug: string): Promise<PageText[]> =>
  await reader
    .selectFrom('shelf.page')
    .select(['language', 'body', 'updated_at'])
    .where('slug', '=', slug)
    .limit(12)
    .execute()

export type Quarter = { period: string; proposed: number; published: number; returned: number; refused: number }

/** What the boards did, quarter by quarter, the newest first. Ten years at most. */
export async function listQuarters(reader: Reader): Promise<Quarter[]> {
  const rows = await reader
    .selectFrom('shelf.figure')
    .selectAll()
    .where('period', 'like', '____-Q_')
    .orderBy('period', 'desc')
    .limit(160)
    .execute()
  const quarters = new Map<string, Quarter>()
  for (const { period, name, count } of rows) {
    const quarter = quarters.get(period) ?? { period, proposed: 0, published: 0, returned: 0, refused: 0 }
    if (name === 'proposed' || name === 'published' || name === 'returned' || name === 'refused') quarter[name] = count
    quarters.set(period, quarter)
  }
  return [...quarters.values()].slice(0, 40)
}
