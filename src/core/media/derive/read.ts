// What desk pages may know of the copies made of a file: how far they are, what came of it, what went wrong. Those of
// the plain recipe, with nothing hidden, and those of this hour, as the public has or will have them. The public itself
// reads the shelf.

import type { DeskDatabase, DeskTransaction } from '../../desk.ts'
import type { MediaNature } from '../../contribution/media.content.ts'
import { listHidings } from '../hide.ts'
import { isWhollyHidden, recipeOf, recipeVersion } from '../hidings.ts'
import { listPictured } from '../register.ts'

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

/** What is hidden in a file at this hour, and where the copies without it stand; `copies` is undefined before any. */
export async function readCopiesNow(
  db: DeskDatabase | DeskTransaction,
  file: { id: string; contribution_id: string; nature: MediaNature },
  now: Date,
) {
  const hidings = (await listHidings(db, file.contribution_id)).filter((each) => each.file_id === file.id)
  const wanted = recipeOf(file.nature, hidings, await listPictured(db, file.id), now)
  const copies = await db
    .selectFrom('desk.derivation')
    .select(['state', 'progress', 'results'])
    .where('file_id', '=', file.id)
    .where('hidings', '=', wanted.hidings)
    .executeTakeFirst()
  return { ...wanted, isWhole: isWhollyHidden(hidings, now), copies }
}
