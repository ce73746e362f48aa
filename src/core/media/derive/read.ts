// What desk pages may know of the copies made of a file: how far they are, what came of it, what went wrong. They are
// those of the plain recipe, with nothing hidden: never for the public, which reads the shelf.

import type { DeskDatabase, DeskTransaction } from '../../desk.ts'
import { recipeVersion } from '../hidings.ts'

/** The name of the recipe in which nothing is hidden (hidings.ts). */
export const plainRecipe = `${recipeVersion}`

/** The copies of each of these files with nothing hidden, by file. A file just received may have none yet. */
export async function listDerivations(db: DeskDatabase | DeskTransaction, file_ids: readonly string[]) {
  if (file_ids.length === 0) return new Map<string, never>()
  const rows = await db
    .selectFrom('desk.derivation')
    .select(['id', 'file_id', 'state', 'progress', 'trouble', 'results', 'findings', 'done_at'])
    .where('file_id', 'in', file_ids)
    .where('hidings', '=', plainRecipe)
    .execute()
  return new Map(rows.map((row) => [row.file_id, row]))
}

export type PlainDerivation = Awaited<ReturnType<typeof listDerivations>> extends Map<string, infer Row> ? Row : never

/** The copies of one file with nothing hidden. */
export const findDerivation = async (
  db: DeskDatabase | DeskTransaction,
  file_id: string,
): Promise<PlainDerivation | undefined> => (await listDerivations(db, [file_id])).get(file_id)
