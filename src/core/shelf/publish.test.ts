// From the desk to the shelf, in the real database: the same rows when run again, nothing left behind, and an end of
// agreement that holds even if no job ever runs (P-12).

import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { deedsOf } from '#tests/safety/deeds.ts'
import { incoherences } from '#tests/support/coherence.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
import { publishDue, publishOlderFormats } from '../jobs.ts'
import { addDays, dayOf } from '../platform/clock.ts'
import { publish, shelveThemeAgain } from './publish.ts'

const database = await testDatabase()
const { desk: owner, reader } = database
const town = await aTown(database)
const { desk } = town
const deeds = deedsOf(desk, town.space_id)
const tables = ['item', 'text', 'item_theme', 'place', 'search'] as const

const theme = await owner
  .insertInto('desk.theme')
  .values({
    parent_id: null,
    slug: 'travail',
    names: '{}',
    presentation: '{}',
    accent: 'terre',
    position: 0,
    retired_at: null,
  })
  .returning('id')
  .executeTakeFirstOrThrow()
const rich = {
  themes: [theme.id],
  translation: { language: 'ar', title: 'رسمت', body: 'جئت في يناير' },
  easy: 'Elle vient. Il neige.',
  stages: [
    { place: 'Oran', when: '1969' },
    { place: 'Valmorey', when: '1970' },
  ],
}

type Counts = Record<(typeof tables)[number], number>
const count = async (db: typeof owner | typeof reader, id: string): Promise<Counts> => {
  const counted = await Promise.all(
    tables.map(async (table) => {
      const key = sql.ref(table === 'item' ? 'id' : 'item_id')
      const { rows } = await sql<{
        count: number
      }>`select count(*) as count from ${sql.table(`shelf.${table}`)} where ${key} = ${id}`.execute(db as typeof owner)
      return [table, rows[0]?.count ?? 0] as const
    }),
  )
  return Object.fromEntries(counted) as Counts
}
const whole: Counts = { item: 1, text: 3, item_theme: 1, place: 2, search: 1 }
const none: Counts = { item: 0, text: 0, item_theme: 0, place: 0, search: 0 }
const isShown = async (id: string) => (await count(owner, id)).item === 1

beforeEach(() => town.setNow(new Date()))

describe('publishing', () => {
  test('puts the whole story, and run again gives the same rows', async () => {
    const { id } = await aStory(town, rich)
    expect(await count(owner, id)).toEqual(whole)
    expect(await count(reader, id)).toEqual(whole)
    const rows = async () =>
      await Promise.all(
        tables.map(async (table) => {
          const { rows: found } = await sql<object>`
            select * from ${sql.table(`shelf.${table}`)} order by 1, 2, 3`.execute(owner)
          // The short name of a row is new each time.
          return found.map((row) => ({ ...row, ordinal: null }))
        }),
      )
    const before = await rows()
    await owner.transaction().execute(async (tx) => await publish(tx, desk.kinds, [id], desk.now()))
    expect(await rows()).toEqual(before)
    expect(await incoherences(desk, [id])).toEqual([])
  })

  test('takes everything away, and leaves word that it was there', async () => {
    const { id, code } = await aStory(town, rich)
    await deeds.seal(id)
    expect(await count(owner, id)).toEqual(none)
    expect(await reader.selectFrom('shelf.gone').select('code').where('code', '=', code).execute()).toHaveLength(1)
    await deeds.liftAll(id)
    expect(await count(owner, id)).toEqual(whole)
    expect(await reader.selectFrom('shelf.gone').select('code').where('code', '=', code).execute()).toEqual([])
  })

  test('takes its rare words out of the dictionary in the same change', async () => {
    const { id } = await aStory(town, { ...rich, body: 'Elle était tarvelinque.' })
    const words = async () => [
      ...(await owner.selectFrom('shelf.word').select('word').where('word', '=', 'tarvelinque').execute()),
      ...(await owner.selectFrom('shelf.spelling').select('word').where('word', '=', 'tarvelinque').execute()),
    ]
    expect(await words()).toHaveLength(2)
    await deeds.seal(id)
    expect(await words()).toEqual([])
  })

  test('says nothing of a story that never was public', async () => {
    const { id, code } = await aStory(town, { ...rich, until: 'submitted' })
    await deeds.seal(id)
    expect(await count(owner, id)).toEqual(none)
    expect(await owner.selectFrom('shelf.gone').select('code').where('code', '=', code).execute()).toEqual([])
  })

  test('takes away what this installation no longer knows how to show', async () => {
    const { id } = await aStory(town, rich)
    await owner.transaction().execute(async (tx) => await publish(tx, new Map(), [id], desk.now()))
    expect(await count(owner, id)).toEqual(none)
  })

  test('does again, once, what was shelved under a theme’s former name or by an older version', async () => {
    const { id } = await aStory(town, rich)
    const search = async () =>
      (await owner
        .selectFrom('shelf.search')
        .select(['ordinal', 'strong'])
        .where('item_id', '=', id)
        .executeTakeFirst())!
    const before = await search()
    await owner.transaction().execute(async (tx) => await shelveThemeAgain(tx, theme.id))
    await sql`insert into shelf.theme (id, slug, names, presentation, accent, position)
      values (${theme.id}, 'travail', '{"fr":"Le labeur"}', '{}', 'terre', 0)`.execute(owner)
    expect(await publishOlderFormats(desk)).toBeGreaterThan(0)
    expect(await publishOlderFormats(desk)).toBe(0)
    const after = await search()
    expect(after.ordinal).not.toBe(before.ordinal)
    expect([before.strong, after.strong].map((words) => words.includes("'labeur'"))).toEqual([false, true])
  })

  test('touches no other story', async () => {
    const [one, other] = [await aStory(town, rich), await aStory(town, rich)]
    await deeds.seal(one.id)
    expect([await isShown(one.id), await count(reader, other.id)]).toEqual([false, whole])
  })
})

describe('the end of an agreement', () => {
  test('hides every row from readers at its instant, though no job ran and the rows are still there', async () => {
    // Given the day before yesterday, until yesterday: the database's own clock is already past it.
    town.setNow(new Date(Date.now() - 2 * 86_400_000))
    const { id, code, witness_id } = await aStory(town, rich)
    expect(await count(reader, id)).toEqual(whole)
    await deeds.answer(id, {
      person_id: witness_id,
      form: 'text',
      answer: 'yes',
      ends_on: addDays(dayOf(new Date()), -1),
    })
    expect(await count(owner, id)).toEqual(whole)
    expect(await count(reader, id)).toEqual(none)
    const visitor = town.as({ kind: 'visitor' })
    for (const path of [`/recits/${code}`, `/ar/stories/${code}`, `/${code}`])
      expect((await visitor.get(path)).status).toBe(404)
    expect(await (await visitor.get('/recits')).text()).not.toContain(code)
    // Once the job runs, the rows are gone too, and the page says that it was there.
    town.setNow(new Date())
    await publishDue(desk)
    expect(await count(owner, id)).toEqual(none)
    expect((await visitor.get(`/recits/${code}`)).status).toBe(410)
  })

  test('of the name alone hides the row, then shows it again without the name', async () => {
    town.setNow(new Date(Date.now() - 2 * 86_400_000))
    const { id, witness_id } = await aStory(town, { ...rich, name: 'Philomène Castagnou' })
    await deeds.answer(id, {
      person_id: witness_id,
      form: 'name',
      answer: 'yes',
      ends_on: addDays(dayOf(new Date()), -1),
    })
    expect(await count(reader, id)).toEqual(none)
    town.setNow(new Date())
    await publishDue(desk)
    expect(await count(reader, id)).toEqual(whole)
    expect(
      JSON.stringify(await reader.selectFrom('shelf.item').selectAll().where('id', '=', id).execute()),
    ).not.toContain('Philomène')
  })

  test.each([
    ['the day of 23 hours', '2027-03-28', '2027-03-28T21:59:59.999Z', '2027-03-28T22:00:00Z'],
    ['the day of 25 hours', '2027-10-31', '2027-10-31T22:59:59.999Z', '2027-10-31T23:00:00Z'],
  ])('comes with the end of its day in town: %s', async (_, ends_on, last, first) => {
    const { id, witness_id } = await aStory(town)
    await deeds.answer(id, { person_id: witness_id, form: 'text', answer: 'yes', ends_on })
    town.setNow(new Date(last))
    await publishDue(desk)
    expect(await isShown(id)).toBe(true)
    const held = await owner.selectFrom('shelf.item').select('visible_until').where('id', '=', id).executeTakeFirst()
    expect(held?.visible_until?.toISOString()).toBe(new Date(first).toISOString())
    town.setNow(new Date(first))
    expect(await publishDue(desk)).toBeGreaterThan(0)
    expect(await isShown(id)).toBe(false)
    expect(await publishDue(desk)).toBe(0)
  })

  test.each([
    ['the day of 23 hours', '2027-03-28', '2027-03-27T22:59:59.999Z', '2027-03-27T23:00:00Z'],
    ['the day of 25 hours', '2027-10-31', '2027-10-30T21:59:59.999Z', '2027-10-30T22:00:00Z'],
  ])('of an embargo comes with the beginning of its day in town: %s', async (_, until, still, fallen) => {
    const { id } = await aStory(town)
    await deeds.seal(id, { until, reason: 'embargo' })
    town.setNow(new Date(still))
    await publishDue(desk)
    expect(await isShown(id)).toBe(false)
    town.setNow(new Date(fallen))
    await publishDue(desk)
    expect(await isShown(id)).toBe(true)
  })
})
