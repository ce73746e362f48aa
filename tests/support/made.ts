// What a worker does once something was hidden, without its tools: every copy that waits is made of a few bytes, under
// the recipe asked for, and its story is published again.

import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { change } from '#core/change.ts'
import type { Desk } from '#core/desk.ts'

/** Makes what waits. Gives how many files were made again. */
export async function makeWaiting(desk: Desk): Promise<number> {
  const waiting = await desk.db
    .selectFrom('desk.derivation')
    .innerJoin('desk.file', 'desk.file.id', 'desk.derivation.file_id')
    .select(['desk.derivation.id', 'recipe', 'contribution_id', 'space_id', 'nature'])
    .where('state', '=', 'waiting')
    .execute()
  for (const { id, recipe, contribution_id, space_id, nature } of waiting) {
    const file = path.join(desk.vault.work, randomUUID())
    await writeFile(file, `copy ${id} ${JSON.stringify(recipe)}`)
    const kept = await desk.vault.keep('derived', file)
    const isSeen = nature === 'picture'
    const media_type = isSeen ? 'image/jpeg' : 'audio/ogg'
    const result = { id: randomUUID(), name: isSeen ? 'jpeg-960' : 'opus', ...kept, media_type }
    await change(desk, { action: 'test.made', actor: { kind: 'machine', person_id: null, space_id } }, async (work) => {
      await work.tx
        .updateTable('desk.derivation')
        .set({ state: 'done', progress: 100, done_at: work.now, results: JSON.stringify([result]) })
        .where('id', '=', id)
        .execute()
      work.touch(contribution_id)
    })
  }
  return waiting.length
}
