// publish(): the only way from the desk to the shelf. It runs inside the transaction of the change that caused it.
// It reads the facts, asks shelve() (pure), and replaces what the shelf held. Running it again gives the same rows.

import { sql } from 'kysely'
import type { DeskTransaction } from '../desk.ts'
import type { Kinds } from '../contribution/kind.ts'
import { readFacts } from './facts.ts'
import { shelve, type Outcome, type ShelvedItem } from './shelve.ts'
import { searchable } from './searchable.ts'

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
  for (const facts of known) await place(tx, facts.id, facts.code, facts.kind.name, shelve(facts, now), now)
  const unknown = ids.filter((id) => !known.some((facts) => facts.id === id))
  if (unknown.length) await tx.deleteFrom('shelf.item').where('id', 'in', unknown).execute()
  await announce(tx)
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
  await tx.deleteFrom('shelf.item').where('id', '=', id).execute()
  if (outcome.gone)
    await tx
      .insertInto('shelf.gone')
      .values({ code, kind })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else await tx.deleteFrom('shelf.gone').where('code', '=', code).execute()
  if (outcome.item) await shelveItem(tx, outcome.item)
}

async function shelveItem(tx: DeskTransaction, item: ShelvedItem): Promise<void> {
  const { texts, themes, places, visible_until, ...row } = item
  await tx
    .insertInto('shelf.item')
    .values({
      ...row,
      accent: null,
      visible_until,
      credits: JSON.stringify(row.credits),
      details: JSON.stringify(row.details),
      notes: JSON.stringify(row.notes),
    })
    .execute()
  for (const { words, ...text } of texts) {
    await sql`
      insert into shelf.text (item_id, language, form, title, lead, quote, body, machine, minutes, search, visible_until)
      values (${item.id}, ${text.language}, ${text.form}, ${text.title}, ${text.lead}, ${text.quote},
              ${JSON.stringify(text.body)}::jsonb, ${text.machine}, ${text.minutes},
              to_tsvector('simple', ${searchable(words, text.language)}), ${visible_until})`.execute(tx)
  }
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
}
