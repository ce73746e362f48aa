// The waiting copies, as rows: one worker takes one, holds it while it works, and ends it. A worker that dies lets its
// hold run out, and another takes the row again.

import { sql } from 'kysely'
import { change } from '../../change.ts'
import type { Desk, DeskTransaction } from '../../desk.ts'
import { readFiles } from '../derivations.ts'
import { recipeOf } from '../hidings.ts'
import { claimBytes } from '../holding.ts'
import type { DerivationRecipe, Derived, Findings } from '../media.tables.ts'
import type { Trouble } from './making.ts'
import { plainRecipe } from './read.ts'

export const mostAttempts = 3
export const hold_ms = 60_000

export type Claimed = {
  id: string
  file_id: string
  contribution_id: string
  space_id: string
  sha256: string
  media_type: string
  recipe: DerivationRecipe
  /** Which attempt this is: another worker's is another number, and its end is not ours. */
  attempts: number
}

/** Takes the row that waits the longest; undefined when none does. */
export async function claim(desk: Desk): Promise<Claimed | undefined> {
  for (;;) {
    const now = desk.now()
    const row = await desk.db
      .with('next', (db) =>
        db
          .selectFrom('desk.derivation')
          .select('id')
          .where((eb) =>
            eb.or([eb('state', '=', 'waiting'), eb.and([eb('state', '=', 'working'), eb('claimed_until', '<', now)])]),
          )
          .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now)]))
          .orderBy('wanted_at')
          .orderBy('id')
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .updateTable('desk.derivation as made')
      .from('next')
      .innerJoin('desk.file as file', (join) => join.onTrue())
      .whereRef('made.id', '=', 'next.id')
      .whereRef('file.id', '=', 'made.file_id')
      .set({
        state: 'working',
        progress: 0,
        trouble: null,
        attempts: sql`made.attempts + 1`,
        claimed_until: new Date(now.getTime() + hold_ms),
      })
      .returning([
        'made.id',
        'made.file_id',
        'made.hidings',
        'made.recipe',
        'made.attempts',
        'file.contribution_id',
        'file.space_id',
        'file.sha256',
        'file.media_type',
        'file.removed_at',
      ])
      .executeTakeFirst()
    if (!row) return undefined
    const { hidings, removed_at, ...claimed } = row
    if (removed_at !== null) await fail(desk, claimed, 'gone')
    // Its worker died with it each time.
    else if (claimed.attempts > mostAttempts) await fail(desk, claimed, 'broken')
    else if (hidings !== plainRecipe && !(await isWanted(desk, claimed, hidings))) await forget(desk, claimed)
    else return claimed
  }
}

/** Whether these hidings are still those of this hour: seconds sealed one after the other ask for the last copy only. */
async function isWanted(desk: Desk, { contribution_id, file_id }: Claimed, hidings: string): Promise<boolean> {
  const files = await desk.db
    .transaction()
    .execute(async (tx) => (await readFiles(tx, [contribution_id])).get(contribution_id) ?? [])
  const file = files.find(({ id }) => id === file_id)
  return file !== undefined && recipeOf(file.nature, file.hidings, file.pictured, desk.now()).hidings === hidings
}

/** Nobody waits for it any more. The contribution is read again, in case they do since. */
async function forget(desk: Desk, { id, contribution_id, space_id }: Claimed): Promise<void> {
  await change(desk, { action: 'derive.forget', actor: machineOf(space_id) }, async (work) => {
    await work.tx.deleteFrom('desk.derivation').where('id', '=', id).execute()
    work.touch(contribution_id)
  })
}

const machineOf = (space_id: string) => ({ kind: 'machine', person_id: null, space_id }) as const

/** Holds the row for longer. False when it is no longer ours. */
export async function hold(desk: Desk, { id, attempts }: Claimed, progress: number): Promise<boolean> {
  const held = await desk.db
    .updateTable('desk.derivation')
    .set({ claimed_until: new Date(desk.now().getTime() + hold_ms), progress: Math.floor(progress) })
    .where('id', '=', id)
    .where('state', '=', 'working')
    .where('attempts', '=', attempts)
    .returning('id')
    .executeTakeFirst()
  return held !== undefined
}

/** The copies are in the vault: the row says which, and what they are of is published again. */
export async function finish(
  desk: Desk,
  claimed: Claimed,
  results: Derived[],
  findings: Findings,
  lacks: Trouble | null = null,
): Promise<void> {
  await change(desk, { action: 'derive.done', actor: machineOf(claimed.space_id) }, async (work) => {
    await claimBytes(
      work.tx,
      work.vault,
      'derived',
      results.map(({ sha256 }) => sha256),
    )
    const done = await work.tx
      .updateTable('desk.derivation')
      .set({
        state: 'done',
        progress: 100,
        // Made as well as this machine can: the program that would do better is named, and waited for.
        trouble: lacks,
        claimed_until: null,
        done_at: work.now,
        results: JSON.stringify(results),
        findings: JSON.stringify(findings),
      })
      .where('id', '=', claimed.id)
      .where('state', '=', 'working')
      .where('attempts', '=', claimed.attempts)
      .returning('id')
      .executeTakeFirst()
    if (done) work.touch(claimed.contribution_id)
  })
}

/** It cannot be made: said in a plain sentence, and not tried again by itself. Former copies, if any, stay. */
export async function fail(
  desk: Desk,
  { id, attempts }: Pick<Claimed, 'id' | 'attempts'>,
  trouble: Trouble,
): Promise<void> {
  await desk.db
    .updateTable('desk.derivation')
    .set({
      state: sql`case when results = '[]' then 'failed' else 'done' end`,
      trouble,
      claimed_until: null,
      done_at: desk.now(),
    })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .execute()
}

/** Gives the row back, for another time. `counts`: the attempt was a real one. */
export async function giveBack(desk: Desk, { id, attempts }: Claimed, counts: boolean): Promise<void> {
  // What failed for no known reason is tried again a little later.
  const later = counts ? new Date(desk.now().getTime() + attempts * 10_000) : null
  await desk.db
    .updateTable('desk.derivation')
    .set({ state: 'waiting', claimed_until: later, attempts: counts ? attempts : attempts - 1 })
    .where('id', '=', id)
    .where('state', '=', 'working')
    .where('attempts', '=', attempts)
    .execute()
}

/** What failed, or was made less well, for want of a program waits again once this machine has it; copies stay till then. */
export async function retry(desk: Desk, trouble: Trouble): Promise<void> {
  await desk.db
    .updateTable('desk.derivation')
    .set({ state: 'waiting', trouble: null, attempts: 0, done_at: null })
    .where('state', 'in', ['failed', 'done'])
    .where('trouble', '=', trouble)
    .execute()
}

/** What could not be made is tried again, because someone asks: the file may have been healed, a program put there. */
export async function retryFailed(tx: DeskTransaction): Promise<number> {
  const again = await tx
    .updateTable('desk.derivation as made')
    .from('desk.file as file')
    .whereRef('file.id', '=', 'made.file_id')
    .where('file.removed_at', 'is', null)
    .where('made.state', '=', 'failed')
    .set({ state: 'waiting', trouble: null, attempts: 0, progress: 0, claimed_until: null, done_at: null })
    .returning('made.id')
    .execute()
  return again.length
}
