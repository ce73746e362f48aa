// publish(): the only way from the desk to the shelf. It runs inside the transaction of the change that caused it.
// It reads the facts, asks shelve() (pure), and replaces what the shelf held. Running it again gives the same rows.

import { sql } from 'kysely'
import type { DeskTransaction } from '../desk.ts'
import type { Kinds } from '../contribution/kind.ts'
import { wantDerivations } from '../media/derivations.ts'
import { readFacts } from './facts.ts'
import { shelve, type Outcome, type ShelvedItem } from './shelve.ts'
import { crossItems, uncrossItems } from './crossings/cross.ts'
import { holdShelf } from './crossings/hold.ts'
import { forgetWords, shelveWords } from './search/shelve-words.ts'

/** Raised each time the rows of the shelf change shape or meaning: those of an older format are published again. */
export const shelfFormat = 3

/**
 * Recomputes what the public may see of these contributions, at the hour `now`, and tells every process's cache.
 * Contributions of a kind this installation does not know leave the shelf.
 */
export async function publish(tx: DeskTransaction, kinds: Kinds, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  // Two changes on one contribution must not compute from the same past. A row added meanwhile by another change (a
  // sign-off, an event) holds its contribution by a key: asking for more than `no key update` here would be a deadlock.
  await tx.selectFrom('desk.contribution').select('id').where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute()
  const known = await readFacts(tx, kinds, ids)
  await wantDerivations(
    tx,
    known.flatMap(({ files }) => files),
    now,
  )
  const left = await uncrossItems(tx, ids)
  for (const facts of known) await place(tx, facts.id, facts.code, facts.kind.name, shelve(facts, now), now)
  const unknown = ids.filter((id) => !known.some((facts) => facts.id === id))
  for (const id of unknown) await unshelve(tx, id)
  await crossItems(tx, kinds, { ids, left, now })
  await announce(tx)
}

/**
 * Has all that stands under a theme shelved again by the next minute's job: people find it by the theme's name too.
 * Whatever is published meanwhile waits, and reads the new name.
 */
export async function shelveThemeAgain(tx: DeskTransaction, theme_id: string): Promise<void> {
  await holdShelf(tx)
  await tx
    .updateTable('shelf.item')
    .set({ format: 0 })
    .where('id', 'in', tx.selectFrom('shelf.item_theme').select('item_id').where('theme_id', '=', theme_id))
    .execute()
}

/** Tells every process that the shelf moved; delivered when the transaction commits. */
export const announce = (tx: DeskTransaction): Promise<unknown> => sql`select pg_notify('shelf', '')`.execute(tx)

async function place(
  tx: DeskTransaction,
  id: string,
  code: string,
  kind: string,
  outcome: Outcome,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('desk.contribution')
    .set((eb) => ({
      stage: outcome.stage,
      stage_since: sql<Date>`case when stage = ${outcome.stage} and work_stage is not distinct from ${outcome.work_stage} then stage_since else ${now} end`,
      work_stage: outcome.work_stage,
      due: outcome.due,
      next_change_at: outcome.next_change_at,
      first_published_at: eb.fn.coalesce('first_published_at', eb.val(outcome.item?.published_at ?? null)),
    }))
    .where('id', '=', id)
    .execute()
  await unshelve(tx, id)
  if (outcome.gone)
    await tx
      .insertInto('shelf.gone')
      .values({ code, kind })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else await tx.deleteFrom('shelf.gone').where('code', '=', code).execute()
  if (outcome.item) await shelveItem(tx, outcome.item)
}

async function unshelve(tx: DeskTransaction, id: string): Promise<void> {
  await forgetWords(tx, id)
  await tx.deleteFrom('shelf.item').where('id', '=', id).execute()
}

async function shelveItem(tx: DeskTransaction, item: ShelvedItem): Promise<void> {
  const { texts, themes, places, visible_until, ...row } = item
  const { ordinal } = await tx
    .insertInto('shelf.item')
    .values({
      ...row,
      accent: null,
      visible_until,
      format: shelfFormat,
      credits: JSON.stringify(row.credits),
      details: JSON.stringify(row.details),
      notes: JSON.stringify(row.notes),
      media: JSON.stringify(row.media),
    })
    .returning('ordinal')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('shelf.text')
    .values(
      texts.map(({ body, ...text }) => ({
        ...text,
        item_id: item.id,
        body: JSON.stringify(body),
        visible_until,
      })),
    )
    .execute()
  if (themes.length)
    await tx
      .insertInto('shelf.item_theme')
      .values(themes.map((theme_id) => ({ item_id: item.id, theme_id, visible_until })))
      .execute()
  if (places.length)
    await tx
      .insertInto('shelf.place')
      .values(places.map((each, position) => ({ item_id: item.id, position, ...each, visible_until })))
      .execute()
  const files = item.media.flatMap(({ files: made }) => made)
  if (files.length)
    await tx
      .insertInto('shelf.file')
      .values(
        files.map(({ id, sha256, size, media_type }) => ({
          id,
          item_id: item.id,
          sha256,
          size,
          media_type,
          visible_until,
        })),
      )
      .execute()
  await shelveWords(tx, item, ordinal)
}
