// The invariant of the house, looked at from outside: what the shelf holds is exactly what shelve() says of the facts,
// the ledger's chains are whole, and no submission is half done. Used after races, random histories and kills.

import { sql } from 'kysely'
import { isChainIntact } from '#core/consent/consents.ts'
import type { Desk, DeskTransaction } from '#core/desk.ts'
import { canonicalJson } from '#core/platform/identifiers.ts'
import { readFacts } from '#core/shelf/facts.ts'
import { vectorsFor } from '#core/shelf/search/shelve-words.ts'
import { isSaid } from '#core/shelf/search/vectors.ts'
import { shelve, type Outcome } from '#core/shelf/shelve.ts'

/** Every disagreement found, in words; nothing when all is well. `ids`: only these contributions. */
export async function incoherences(desk: Desk, ids?: readonly string[]): Promise<string[]> {
  // One snapshot for everything, so that a change made meanwhile is seen whole or not at all.
  return await desk.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const now = desk.now()
      const rows = await tx
        .selectFrom('desk.contribution')
        .select(['id', 'code', 'kind', 'stage', 'work_stage', 'due', 'first_published_at', 'next_change_at'])
        .$if(ids !== undefined, (query) =>
          query.where('id', 'in', [...(ids ?? []), '00000000-0000-4000-8000-000000000000']),
        )
        .execute()
      const facts = rows.length
        ? await readFacts(
            tx,
            desk.kinds,
            rows.map((row) => row.id),
          )
        : []
      const wrong: string[] = []
      for (const row of rows) {
        const mine = facts.find((each) => each.id === row.id)
        if (!mine) continue
        // What time alone changed waits for the job of every minute.
        if (row.next_change_at !== null && row.next_change_at <= now) continue
        wrong.push(...(await disagreements(tx, row, shelve(mine, now))))
        if (!(await isChainIntact(tx, row.id))) wrong.push(`${row.code}: the ledger's chain is broken`)
      }
      const orphans = await sql<{
        id: string
      }>`select id from shelf.item where id not in (select id from desk.contribution)`.execute(tx)
      return [
        ...wrong,
        ...orphans.rows.map(({ id }) => `${id}: on the shelf and not on the desk`),
        ...(await miscounted(tx)),
      ]
    })
}

type Row = {
  id: string
  code: string
  stage: string
  work_stage: string | null
  due: string[]
  first_published_at: Date | null
  next_change_at: Date | null
}

async function disagreements(tx: DeskTransaction, row: Row, outcome: Outcome): Promise<string[]> {
  const { item } = outcome
  const wrong: string[] = []
  const same = (what: string, held: unknown, right: unknown) => {
    const [is, should] = [canonicalJson(held ?? null), canonicalJson(right ?? null)]
    if (is !== should) wrong.push(`${row.code}: ${what} is ${is.slice(0, 200)}, should be ${should.slice(0, 200)}`)
  }
  const iso = (date: Date | null) => date?.toISOString() ?? null
  // A draft that was never touched was never published: its stage is the one it was born with.
  same(
    'stage',
    [row.stage, row.work_stage, row.due.toSorted()],
    [outcome.stage, outcome.work_stage, row.stage === 'draft' ? row.due.toSorted() : outcome.due.toSorted()],
  )
  if (row.stage !== 'draft') same('next change', iso(row.next_change_at), iso(outcome.next_change_at))

  const held = await tx.selectFrom('shelf.item').selectAll().where('id', '=', row.id).executeTakeFirst()
  const gone = await tx.selectFrom('shelf.gone').select('code').where('code', '=', row.code).executeTakeFirst()
  same('gone', gone !== undefined, outcome.gone)
  same('item', held !== undefined, item !== null)
  if (!held || !item) return wrong
  const { accent: _, format: _format, ordinal, ...shown } = held
  const { texts, themes, places, ...right } = item
  same('item', dated(shown), dated(right))
  same(
    'themes',
    (await tx.selectFrom('shelf.item_theme').select('theme_id').where('item_id', '=', row.id).execute())
      .map((each) => each.theme_id)
      .toSorted(),
    themes.toSorted(),
  )
  const heldPlaces = await tx
    .selectFrom('shelf.place')
    .selectAll()
    .where('item_id', '=', row.id)
    .orderBy('position')
    .execute()
  same(
    'places',
    heldPlaces.map((each) => dated(each)),
    places.map((each, position) => dated({ item_id: row.id, position, ...each, visible_until: item.visible_until })),
  )
  const heldTexts = await tx.selectFrom('shelf.text').selectAll().where('item_id', '=', row.id).execute()
  same('number of texts', heldTexts.length, texts.length)
  for (const text of texts) {
    const found = heldTexts.find((each) => each.language === text.language && each.form === text.form)
    if (!found) continue
    const { item_id: __, ...kept } = found
    same(`text ${text.language} ${text.form}`, dated(kept), dated({ ...text, visible_until: item.visible_until }))
  }
  const [vectors] = await vectorsFor(tx, [item])
  const search = await sql<{ same: boolean }>`
    select ordinal = ${ordinal} and strong = ${vectors?.strong ?? ''}::tsvector and words = ${vectors?.words ?? ''}::tsvector
      and visible_until is not distinct from ${item.visible_until}::timestamptz as same
    from shelf.search where item_id = ${row.id}`.execute(tx)
  same('search words', search.rows[0]?.same, true)
  return wrong
}

/** Words of the shelf's dictionary that as many contributions do not say, or that are missing from it. */
export async function miscounted(tx: DeskTransaction): Promise<string[]> {
  const { rows: lexemes } = await sql<{ lexeme: string; items: number }>`
    select lexeme, count(*) as items from shelf.search, unnest(words) group by lexeme`.execute(tx)
  const right = new Map(lexemes.filter(({ lexeme }) => isSaid(lexeme)).map(({ lexeme, items }) => [lexeme, items]))
  const held = new Map(
    (await tx.selectFrom('shelf.word').selectAll().execute()).map(({ word, items }) => [word, items]),
  )
  const spelled = new Set((await tx.selectFrom('shelf.spelling').select('word').execute()).map(({ word }) => word))
  return [...new Set([...right.keys(), ...held.keys(), ...spelled])].flatMap((word) =>
    right.get(word) === held.get(word) && spelled.has(word) === held.has(word)
      ? []
      : [`the word ${word} is said by ${right.get(word) ?? 0}, counted ${held.get(word) ?? 0}`],
  )
}

/** Dates as text, so that rows and values compare. */
const dated = (row: object): unknown => JSON.parse(JSON.stringify(row))
