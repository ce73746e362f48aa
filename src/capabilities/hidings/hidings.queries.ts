// What the screens of hiding read from the desk.

import { mediaOf, type Content } from '#core/contribution/content.ts'
import type { Media, MediaNature } from '#core/contribution/media.content.ts'
import { listRevisions, type Contribution } from '#core/contribution/contributions.ts'
import type { DeskDatabase } from '#core/desk.ts'
import { findDerivation, readCopiesNow } from '#core/media/derive/read.ts'
import type { Derived } from '#core/media/media.tables.ts'
import type { KeptFile } from '#core/media/files.ts'

/** The draft, then the newest revision: what is being written and what may be shown, whichever came last. */
export async function contentsOf(db: DeskDatabase, contribution: Contribution): Promise<Content[]> {
  const newest = (await listRevisions(db, contribution.id)).at(-1)
  return [contribution.draft, ...(newest ? [newest.content] : [])]
}

/** A file's words, as the draft or else the newest revision says them. */
export const findMedia = (contents: readonly Content[], file_id: string): Media | undefined =>
  contents.flatMap(mediaOf).find((each) => each.file_id === file_id)

/** Where the public copies of a file stand, as it is hidden at this hour; and what the desk shows of it. */
export async function readCopies(db: DeskDatabase, file: KeptFile, now: Date) {
  const { recipe, copies, isWhole } = await readCopiesNow(db, file, now)
  const plain = await findDerivation(db, file.id)
  const still = plain?.results.find(({ media_type }) => media_type === 'image/jpeg' || media_type === 'image/webp')
  return {
    state: copies?.state ?? ('waiting' as const),
    progress: copies?.progress ?? 0,
    isPlain: recipe.spans.length === 0 && recipe.regions.length === 0,
    isWhole,
    /** The last words of the addresses of what the public has or will have, to hear or see it first. */
    previews: copies?.state === 'done' ? previewsOf(file.nature, copies.results) : [],
    spans: recipe.spans,
    regions: recipe.regions,
    duration_ms: plain?.findings.duration_ms ?? file.facts.duration_ms ?? null,
    waveform: plain?.findings.waveform ?? [],
    /** What can be shown of it on a page, to draw upon: undefined when there is nothing yet. */
    picture: file.nature === 'picture' ? 'mieux' : still?.name,
  }
}
/** Every page of a paper; of anything else the best that plays. */
function previewsOf(nature: MediaNature, copies: readonly Derived[]): string[] {
  if (nature !== 'document') return copies.length === 0 ? [] : ['public']
  return copies.filter(({ name }) => /^jpeg-960(?:-p\d+)?$/.test(name)).map(({ name }) => `public-${name}`)
}
export type Copies = Awaited<ReturnType<typeof readCopies>>

/** Names of people, for “hidden by”. */
export async function listNames(db: DeskDatabase, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (known.length === 0) return new Map()
  const rows = await db.selectFrom('desk.person').select(['id', 'name']).where('id', 'in', known).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** How agreements were kept in a contribution, the last first: one of them may be that of someone in a picture. */
export const listEvidences = async (db: DeskDatabase, contribution_id: string) =>
  await db
    .selectFrom('desk.evidence')
    .innerJoin('desk.person', 'desk.person.id', 'desk.evidence.person_id')
    .select(['desk.evidence.id', 'desk.person.name', 'desk.evidence.recorded_at as on'])
    .where('desk.evidence.contribution_id', '=', contribution_id)
    .orderBy('recorded_at', 'desc')
    .limit(50)
    .execute()
