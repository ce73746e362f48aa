// Copies made of originals that are not in the vault any more, or not whole: they are asked for again.

import { change } from '../change.ts'
import type { Desk } from '../desk.ts'
import { seenIn } from './fixity.reading.ts'
import { machineOf } from './machine.ts'
import type { Derived } from './media.tables.ts'

const batch = 200

/** Gives how many derivations were asked for again. 'sizes' looks at the list of what there is; else all is read. */
export async function remakeDamagedCopies(desk: Desk, depth: 'sizes' | 'every byte'): Promise<number> {
  const sizes = new Map<string, number>()
  for await (const { sha256, size } of desk.vault.list('derived')) sizes.set(sha256, size)
  const isWhole = async (made: Derived) => {
    if (depth === 'sizes' && sizes.get(made.sha256) === made.size) return true
    // Made since the list, perhaps: the vault has the last word.
    if (depth === 'sizes') return (await desk.vault.find('derived', made.sha256))?.size === made.size
    return (await seenIn(desk.vault, 'derived', made, { share: 1 })) === 'kept'
  }
  let remade = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const some = await desk.db
      .selectFrom('desk.derivation as made')
      .innerJoin('desk.file as file', 'file.id', 'made.file_id')
      .select(['made.id', 'made.results', 'file.contribution_id'])
      .where('made.state', '=', 'done')
      .where('file.removed_at', 'is', null)
      .where('made.id', '>', after)
      .orderBy('made.id')
      .limit(batch)
      .execute()
    for (const { id, results, contribution_id } of some) {
      after = id
      const whole = await Promise.all(results.map(isWhole))
      if (whole.every(Boolean)) continue
      await askAgain(desk, id, contribution_id)
      remade += 1
    }
    if (some.length < batch) break
  }
  if (remade > 0) desk.wake?.('derive')
  return remade
}

/** Its copies leave the shelf with it, and come back with the new ones. */
async function askAgain(desk: Desk, id: string, contribution_id: string): Promise<void> {
  await change(desk, { action: 'derive.again', actor: await machineOf(desk.db) }, async (work) => {
    await work.tx
      .updateTable('desk.derivation')
      .set({ state: 'waiting', results: '[]', progress: 0, attempts: 0, claimed_until: null, done_at: null })
      .where('id', '=', id)
      .where('state', '=', 'done')
      .execute()
    work.touch(contribution_id)
  })
}
