import { describe, expect, test } from 'vitest'
import { capabilities } from '#capabilities/index.ts'
import type { Kinds } from '#core/contribution/kind.ts'
import type { Desk } from '#core/desk.ts'
import { remakeDamagedCopies } from '#core/media/remake.ts'
import { publish } from '#core/shelf/publish.ts'
import { findWords } from '#core/shelf/search/find-words.ts'
import { incoherences } from '#tests/support/coherence.ts'
import { testDatabase } from '#tests/support/database.ts'
import { makeShelf, markers } from './index.ts'
import { randomOf, zipfOf } from './random.ts'
import { storyOf } from './story.ts'
import { testVault } from '#tests/support/vault.ts'

const database = await testDatabase()
const kinds: Kinds = new Map(capabilities.flatMap((each) => each.kinds ?? []).map((kind) => [kind.name, kind]))
const desk: Desk = { db: database.desk, kinds, now: () => new Date(), vault: await testVault() }

const tables = ['item', 'text', 'item_theme', 'place', 'search', 'file'] as const

/** Everything a reader may read of the stories, as text; what names a row or an hour of shelving stays out. */
async function shelfRows(): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {}
  for (const table of tables) {
    const all: Record<string, unknown>[] = await desk.db.selectFrom(`shelf.${table}`).selectAll().execute()
    rows[table] = all.map(({ ordinal: _, ...row }) => JSON.stringify(row)).toSorted()
  }
  rows['word'] = (await desk.db.selectFrom('shelf.word').selectAll().execute())
    .map((row) => JSON.stringify(row))
    .toSorted()
  return rows
}

describe('a made shelf', () => {
  test('is what publish() makes of the same desk, row for row', async () => {
    await makeShelf(desk, { stories: 12 })
    await makeShelf(desk, { stories: 20 })
    expect(await incoherences(desk)).toEqual([])
    const made = await shelfRows()
    expect(made['item']).toHaveLength(20)
    // Six are heard, each with two copies.
    expect(made['file']).toHaveLength(12)
    const ids = (await desk.db.selectFrom('desk.contribution').select('id').orderBy('id').execute()).map(({ id }) => id)
    await desk.db.transaction().execute((tx) => publish(tx, kinds, ids, new Date()))
    expect(await shelfRows()).toEqual(made)
    const { asked } = await desk.db
      .selectFrom('desk.derivation')
      .select((eb) => eb.fn.count<number>('id').filterWhere('state', '!=', 'done').as('asked'))
      .executeTakeFirstOrThrow()
    expect(asked).toBe(0)
    expect(await remakeDamagedCopies(desk, 'every byte')).toBe(0)
  })

  test('is found by its marked words', async () => {
    const common = await findWords(database.reader, markers.common.word)
    const rare = await findWords(database.reader, markers.rare.word)
    expect(rare?.ordinals).toHaveLength(1)
    expect(common?.ordinals.length).toBeGreaterThan(5)
    expect((await findWords(database.reader, markers.rare.mistyped))?.corrected).toBe(markers.rare.word)
  })
})

describe('chance', () => {
  test('a story depends on the seed and its number only', () => {
    expect(storyOf(1, 41)).toEqual(storyOf(1, 41))
    expect(storyOf(1, 41).id).not.toBe(storyOf(1, 42).id)
    expect(storyOf(1, 41).id).not.toBe(storyOf(2, 41).id)
  })

  test('six digits name each story, however many there are', () => {
    const codes = new Set(
      Array.from({ length: 2_000 }, (_, number) => 100_000 + ((number * 450 * 7_919 + 82_913) % 900_000)),
    )
    expect(codes.size).toBe(2_000)
    expect(storyOf(1, 99_999).code).toMatch(/^\d{6}$/)
  })

  test('common words are common, rare ones rare', () => {
    const rank = zipfOf(1_000, 1.05)
    const random = randomOf(3, 4)
    const counts = new Uint32Array(1_000)
    for (let draw = 0; draw < 20_000; draw++) counts[rank(random)]! += 1
    expect(counts[0]).toBeGreaterThan(counts[20]! * 3)
    expect(counts[20]).toBeGreaterThan(counts[900]!)
  })
})
