// What must be made of files, asked for by publish() and done by workers (derive/). A row is asked for once.

import { sql } from 'kysely'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import type { MediaNature } from '../contribution/media.content.ts'
import { recipeOf, type HidingFact, type PicturedFact } from './hidings.ts'
import type { Derived, Findings } from './media.tables.ts'

export type DerivationFact = { hidings: string; results: readonly Derived[]; findings: Findings }

/** All that the desk knows of one file and that bears on what may be shown of it. */
export type FileFact = {
  id: string
  nature: MediaNature
  media_type: string
  hidings: readonly HidingFact[]
  looked: boolean
  pictured: readonly PicturedFact[]
  /** Those that there are copies of, even while better ones are made. */
  derivations: readonly DerivationFact[]
}

/** Asks for the public copies of these files as they are to be at this hour. Asking twice asks once. */
export async function wantDerivations(tx: DeskTransaction, files: readonly FileFact[], now: Date): Promise<void> {
  const missing = files
    .map((file) => ({ file, ...recipeOf(file.nature, file.hidings, file.pictured, now) }))
    .filter(({ file, hidings }) => !file.derivations.some((each) => each.hidings === hidings))
  if (missing.length === 0) return
  await tx
    .insertInto('desk.derivation')
    .values(
      missing.map(({ file, hidings, recipe }) => ({
        file_id: file.id,
        hidings,
        recipe: JSON.stringify(recipe),
        claimed_until: null,
        trouble: null,
        results: '[]',
        findings: '{}',
        wanted_at: now,
        done_at: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Reads what the desk knows of the files of these contributions, by contribution. Set by set, never one by one. */
export async function readFiles(
  tx: DeskDatabase | DeskTransaction,
  contribution_ids: readonly string[],
): Promise<Map<string, FileFact[]>> {
  const files = await tx
    .selectFrom('desk.file')
    .select(['id', 'contribution_id', 'nature', 'media_type'])
    .where('contribution_id', 'in', contribution_ids)
    .where('purpose', '=', 'media')
    .where('removed_at', 'is', null)
    .execute()
  const ids = files.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const hidings = await tx.selectFrom('desk.hiding').selectAll().where('file_id', 'in', ids).execute()
  const looked = await tx.selectFrom('desk.picture').select('file_id').where('file_id', 'in', ids).execute()
  const pictured = await tx
    .selectFrom('desk.pictured')
    .selectAll()
    .where('file_id', 'in', ids)
    .where('removed_at', 'is', null)
    .execute()
  const derivations = await tx
    .selectFrom('desk.derivation')
    .select(['file_id', 'hidings', 'results', 'findings'])
    .where('file_id', 'in', ids)
    .where(sql<boolean>`results <> '[]'`)
    .execute()
  const byContribution = new Map<string, FileFact[]>()
  for (const { contribution_id, ...file } of files) {
    const mine = <Row extends { file_id: string | null }>(rows: Row[]) => rows.filter((row) => row.file_id === file.id)
    const fact = {
      ...file,
      hidings: mine(hidings),
      looked: mine(looked).length > 0,
      pictured: mine(pictured),
      derivations: mine(derivations),
    }
    byContribution.set(contribution_id, [...(byContribution.get(contribution_id) ?? []), fact])
  }
  return byContribution
}
