// Crossings on a real shelf, through random arrivals and departures: every one is true, seen from both ends, and never
// outlives either story; the cost of one arrival does not follow the size of the shelf.

import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { crossShelved, shelveStory, shelveTheme } from '#tests/support/shelf.ts'
import { crossItems, uncrossItems } from './cross.ts'
import { listCrossings } from './crossings.ts'
import { listMarks } from './neighbours.ts'
import { bestReason, turn } from './reasons.ts'

const database = await testDatabase()
const db = database.desk

/** Always the same numbers: a failure comes back. */
function lots(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
const random = lots(7)
const pick = <Value>(values: readonly Value[]): Value => values[random(values.length)] as Value

const places = ['La gare', 'Valmorey, la gare', 'Oran', 'oran', 'La filature', 'Tripoli', 'Les Tilleuls']
const periods = ['', '1969', '1969-03', '1971', '1957/1986', '197X', '1974~', '2006/..']
let themes: string[]

const aRandomStory = async (visible_until: Date | null = null) =>
  await shelveStory(db, {
    period: pick(periods),
    themes: [...new Set([pick(themes), pick(themes)])].slice(0, random(3)),
    objects: random(3) === 0 ? [pick(['la valise', 'Ma valise', 'un carton'])] : [],
    stages: Array.from({ length: random(3) }, () => ({
      place: pick(places),
      country: pick(['', 'FR', 'LY', 'LB']),
      when: pick(periods),
      nature: pick(['', 'work', 'station']),
    })),
    visible_until,
    isUnsearched: true,
  })

async function leave(ids: readonly string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const left = await uncrossItems(tx, ids)
    await tx
      .deleteFrom('shelf.item')
      .where('id', 'in', [...ids])
      .execute()
    await crossItems(tx, new Map(), { ids, left, now: new Date() })
  })
}

/** Every pair on the shelf, checked against what its two stories share; then counts, against a naive count. */
async function faults(): Promise<string[]> {
  const pairs = await db.selectFrom('shelf.crossing').selectAll().execute()
  const items = await db.selectFrom('shelf.item').select(['id', 'visible_until']).execute()
  const marks = await db.transaction().execute(
    async (tx) =>
      await listMarks(
        tx,
        items.map(({ id }) => id),
      ),
  )
  const wrong = pairs.flatMap((pair) => {
    const [one, two] = [items.find(({ id }) => id === pair.one_id), items.find(({ id }) => id === pair.two_id)]
    const best = bestReason(marks.get(pair.one_id) ?? [], marks.get(pair.two_id) ?? [])
    const ends = [one?.visible_until, two?.visible_until].filter((end) => end !== null && end !== undefined)
    const end = ends.length ? Math.min(...ends.map((each) => each.getTime())) : null
    return [
      ...(one && two ? [] : ['names a story that left']),
      ...(best && best.rank === pair.rank ? [] : [`is not true: ${pair.kind} ${pair.key}`]),
      ...((pair.visible_until?.getTime() ?? null) === end ? [] : ['does not end with the first of its ends']),
    ].map((fault) => `${pair.one_id} ${pair.two_id} ${fault}`)
  })
  const { rows } = await sql<{ kind: string; key: string }>`
    select * from (
      select kind, key, country, count(distinct item_id)::int as items from shelf.mark group by kind, key, country
    ) as naive full join shelf.mark_count as kept using (kind, key, country)
    where naive.items is distinct from kept.items`.execute(db)
  return [...wrong, ...rows.map(({ kind, key }) => `${kind} ${key} is miscounted`)]
}

beforeAll(async () => {
  await db
    .insertInto('shelf.site')
    .values({ site: JSON.stringify({ name: 'Valmorey' }) })
    .execute()
  themes = [
    await shelveTheme(db, 'exil', { fr: 'L’exil' }),
    await shelveTheme(db, 'travail', { fr: 'Le travail' }),
    await shelveTheme(db, 'ecole', { fr: 'L’école' }),
  ]
})

describe('crossings', () => {
  test('are true, seen from both ends, and go with either story', async () => {
    const there = new Set<string>()
    const soon = new Date(Date.now() + 3_600_000)
    for (let step = 0; step < 40; step++) {
      const deed = random(10)
      if (deed < 7 || there.size < 4) {
        const arrived = [await aRandomStory(random(6) === 0 ? soon : null), await aRandomStory()]
        await crossShelved(
          db,
          arrived.map(({ id }) => id),
        )
        for (const { id } of arrived) there.add(id)
      } else if (deed < 9) {
        const gone = [...there].slice(random(there.size - 1)).slice(0, 2)
        await leave(gone)
        for (const id of gone) there.delete(id)
      } else await crossShelved(db, [pick([...there])])
      if (step % 6 === 0) expect(await faults(), `step ${step}`).toEqual([])
    }
    expect(await faults()).toEqual([])
    let seen = 0
    for (const id of there) {
      const mine = await listCrossings(database.reader, { id, locale: 'fr', limit: 60 })
      for (const { card, reason } of mine) {
        seen += 1
        const theirs = await listCrossings(database.reader, { id: card.id, locale: 'fr', limit: 60 })
        const back = theirs.find((each) => each.card.id === id)
        expect(back?.reason.kind).toBe(reason.kind)
        if ('way' in reason && back && 'way' in back.reason) expect(back.reason.way).toBe(turn(reason.way))
      }
    }
    expect(seen).toBeGreaterThan(100)
  }, 60_000)

  test('find everyone when there are few, and keep at least three when there are', async () => {
    const { rows } = await sql<{ id: string; held: number; possible: number }>`
      select item.id,
        (select count(*) from shelf.crossing where item.id in (one_id, two_id))::int as held,
        (select count(distinct other.item_id) from shelf.mark mine join shelf.mark other using (kind, key)
         where mine.item_id = item.id and other.item_id <> item.id
           and (mine.country = other.country or mine.country = '' or other.country = ''))::int as possible
      from shelf.item`.execute(db)
    for (const { id, held, possible } of rows)
      expect(held, `${id}: ${possible} possible`).toBeGreaterThanOrEqual(Math.min(possible, 3))
  })

  test('are looked for again by whoever is left alone', async () => {
    const at = async (year: number) =>
      await shelveStory(db, { stages: [{ place: 'Le phare', when: `${year}` }], isUnsearched: true })
    const others = []
    for (let year = 1900; year < 1920; year++) others.push(await at(year))
    await crossShelved(
      db,
      others.map(({ id }) => id),
    )
    const last = await at(1950)
    await crossShelved(db, [last.id])
    const seen = async () =>
      (await listCrossings(database.reader, { id: last.id, locale: 'fr', limit: 60 })).map(({ card }) => card.id)
    const first = await seen()
    expect(first.length).toBeGreaterThanOrEqual(3)
    await leave(first)
    const then = await seen()
    expect(then.length).toBeGreaterThanOrEqual(3)
    expect(then.filter((id) => first.includes(id))).toEqual([])
    expect(await faults()).toEqual([])
  })

  test('hide from readers at the very hour an agreement ends, at both ends', async () => {
    const stays = await shelveStory(db, {
      stages: [{ place: 'Un quai nommé nulle part', when: '1950' }],
      isUnsearched: true,
    })
    const ends = await shelveStory(db, {
      stages: [{ place: 'Un quai nommé nulle part', when: '1950' }],
      visible_until: new Date(Date.now() + 3_000),
      isUnsearched: true,
    })
    await crossShelved(db, [stays.id, ends.id])
    const seen = async (id: string) => await listCrossings(database.reader, { id, locale: 'fr' })
    expect((await seen(stays.id)).map(({ card }) => card.id)).toEqual([ends.id])
    expect((await seen(ends.id)).map(({ card }) => card.id)).toEqual([stays.id])
    await expect.poll(async () => [await seen(stays.id), await seen(ends.id)], { timeout: 10_000 }).toEqual([[], []])
    const { rows } = await sql`select 1 from shelf.mark where item_id = ${ends.id}`.execute(database.reader)
    expect(rows).toEqual([])
  })

  test('read as few rows for one arrival among thousands as among a few', async () => {
    await sql`
      insert into shelf.item (id, kind, code, language, slug, licence, period, credits, details, notes, revision_number, published_at, updated_at)
      select gen_random_uuid(), 'testimony', (500000 + n)::text, 'fr', 'x', 'CC0-1.0', '', '[]', '{}', '[]', 1, now(), now()
      from generate_series(1, 20000) as n`.execute(db)
    await sql`
      insert into shelf.mark (item_id, kind, position, key, label, nature, country, starts, ends, about, at)
      select id, 'theme', 0, ${themes[0]}, '', '', '', '1969-01-01', '1969-12-31', false, '1969-07-02' from shelf.item where code >= '500001'`.execute(
      db,
    )
    await sql`analyze shelf.mark`.execute(db)
    await sql`analyze shelf.item`.execute(db)
    const one = await shelveStory(db, { period: '1969', themes: [themes[0] ?? ''], isUnsearched: true })
    await db.transaction().execute(async (tx) => {
      // PostgreSQL may still count there what this connection did before.
      const readSoFar = async (): Promise<number> => {
        const { rows } = await sql<{ count: number }>`
          select coalesce(sum(pg_stat_get_xact_tuples_fetched(oid) + pg_stat_get_xact_tuples_returned(oid)), 0)::int as count
          from pg_class where relnamespace = 'shelf'::regnamespace`.execute(tx)
        return rows[0]?.count ?? Infinity
      }
      const before = await readSoFar()
      const left = await uncrossItems(tx, [one.id])
      await crossItems(tx, new Map(), { ids: [one.id], left, now: new Date() })
      const read = (await readSoFar()) - before
      expect(read).toBeGreaterThan(0)
      expect(read).toBeLessThan(2_000)
    })
    expect(await listCrossings(database.reader, { id: one.id, locale: 'fr', limit: 60 })).toHaveLength(12)
  }, 60_000)
})
