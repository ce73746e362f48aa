// One public file, as the row that lets it be had says it. The row leaves with what it belongs to, in the same change.

import type { Kysely } from 'kysely'
import { notFound } from '../platform/errors.ts'
import { uuid } from '../platform/fields.ts'
import { extensionOf } from './shelve-media.ts'
import type { ShelfTables } from './shelf.tables.ts'

export type ShelfFile = { sha256: string; size: number; media_type: string; name: string; visible_until: Date | null }

/** The file anyone may have now under this id, or `not_found`. Remembered by nobody but the door, while the shelf stands. */
export async function getShelfFile(reader: Kysely<ShelfTables>, id: string): Promise<ShelfFile> {
  const found = uuid.safeParse(id).success
    ? await reader
        .selectFrom('shelf.file as file')
        .innerJoin('shelf.item as item', 'item.id', 'file.item_id')
        .select(['sha256', 'size', 'media_type', 'slug', 'file.visible_until', 'item.visible_until as item_until'])
        .where('file.id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!found) throw notFound()
  const { slug, size, visible_until, item_until, ...file } = found
  // The database writes large numbers as text.
  const ends = [visible_until, item_until].filter((end) => end !== null)
  return {
    ...file,
    size: Number(size),
    name: `${slug || 'recit'}.${extensionOf(file.media_type)}`,
    visible_until: ends.length > 0 ? new Date(Math.min(...ends.map((end) => end.getTime()))) : null,
  }
}
