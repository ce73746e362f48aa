// Changing the media of a draft: one reading and one writing under a lock, so that a sound that arrives while someone
// types a title overwrites nothing.

import { sql } from 'kysely'
import type { Work } from '../change.ts'
import type { Allowed } from '../people/can.ts'
import { mediaOf } from './content.ts'
import type { Contribution } from './contributions.ts'
import { Media } from './media.content.ts'

/** Applies `edit` to the media of the draft as they are now. Throws a ZodError when the result does not hold. */
export async function changeMedia(
  work: Work,
  contribution: Allowed<Contribution, 'edit'>,
  edit: (media: Media[]) => Media[],
  saved_by: string | null,
): Promise<Media[]> {
  const { draft } = await work.tx
    .selectFrom('desk.contribution')
    .select('draft')
    .where('id', '=', contribution.id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  const media = Media.array()
    .max(60)
    .parse(edit(mediaOf(draft)))
  await work.tx
    .updateTable('desk.contribution')
    .set({
      draft: sql`jsonb_set(draft, '{media}', ${JSON.stringify(media)}::jsonb)`,
      draft_version: sql`draft_version + 1`,
      draft_saved_at: work.now,
      draft_saved_by: saved_by,
    })
    .where('id', '=', contribution.id)
    .execute()
  return media
}
