// The catalog follows the shelf: what comes, changes or leaves is seen by the very next question, in every process.

import { describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { shelveStory, shelveTheme, type ShelvedStoryOptions } from '#tests/support/shelf.ts'
import { keepCatalog } from './catalog.ts'

const { desk, reader } = await testDatabase()
const kinds = ['testimony']
const theme = await shelveTheme(desk, 'voisins', { fr: 'Voisins' })
const catalogs = [keepCatalog(reader), keepCatalog(reader)]

/** As publish() does: whole, or not at all. */
const shelve = async (options: ShelvedStoryOptions) =>
  await desk.transaction().execute(async (tx) => await shelveStory(tx as unknown as typeof desk, options))
/** What each process counts. */
const counts = async () =>
  await Promise.all(catalogs.map(async (catalog) => (await catalog()).select({ kinds, theme: [theme] }).count))
const withdraw = async (id: string) => await desk.deleteFrom('shelf.item').where('id', '=', id).execute()

describe('the catalog', () => {
  test('knows at once who came and who left', async () => {
    expect(await counts()).toEqual([0, 0])
    const story = await shelve({ title: 'La neige', themes: [theme] })
    expect(await counts()).toEqual([1, 1])
    await withdraw(story.id)
    expect(await counts()).toEqual([0, 0])
  })

  test('never misses a change that began before another and ended after it', async () => {
    await counts()
    const slow = await desk.startTransaction().execute()
    const late = await shelveStory(slow as unknown as typeof desk, { themes: [theme], isUnsearched: true })
    const quick = await shelve({ themes: [theme] })
    expect(await counts()).toEqual([1, 1])
    await slow.commit().execute()
    expect(await counts()).toEqual([2, 2])
    for (const { id } of [late, quick]) await withdraw(id)
    expect(await counts()).toEqual([0, 0])
  })

  test('asked many times at once while the shelf moves, no answer is older than its question', async () => {
    for (let round = 0; round < 20; round++) {
      const asked = Array.from({ length: 5 }, counts)
      const story = await shelve({ themes: [theme] })
      const [one, other] = await Promise.all([counts(), counts()])
      expect([one, other]).toEqual([
        [1, 1],
        [1, 1],
      ])
      await withdraw(story.id)
      expect(await counts()).toEqual([0, 0])
      await Promise.all(asked)
    }
  })

  test('an agreement that ends hides its story from every count, without any job', async () => {
    const soon = new Date(Date.now() + 2_000)
    await shelve({ themes: [theme], visible_until: soon })
    expect(await counts()).toEqual([1, 1])
    await expect.poll(counts, { timeout: 10_000 }).toEqual([0, 0])
    expect((await keepCatalog(reader)()).select({ kinds, theme: [theme] }).count).toBe(0)
  })

  test('the voice drawn for a week stays the same when another story comes, unless that one wins', async () => {
    const first = await shelve({ quote: 'Il neigeait.' })
    const [catalog] = catalogs
    const seeds = Array.from({ length: 30 }, (_, week) => `2026-W${week}`)
    const draw = async () => {
      const now = await catalog!()
      return seeds.map((seed) => now.draw(seed, kinds))
    }
    expect(new Set(await draw())).toEqual(new Set([first.id]))
    const second = await shelve({ quote: 'La gare.' })
    const before = await draw()
    expect(new Set(before)).toEqual(new Set([first.id, second.id]))
    const third = await shelve({ quote: 'Le bus.' })
    for (const [week, drawn] of (await draw()).entries()) expect([before[week], third.id]).toContain(drawn)
  })

  test('what is computed once is computed again as soon as the shelf moves', async () => {
    const [catalog] = catalogs
    const ask = async () => {
      const now = await catalog!()
      const compute = () => ({ count: now.select({ kinds, theme: [theme] }).count })
      const computed = now.once('test', compute)
      expect(now.once('test', compute)).toBe(computed)
      return computed
    }
    const before = await ask()
    const story = await shelve({ themes: [theme], visible_until: new Date(Date.now() + 2_000) })
    expect((await ask()).count).toBe(before.count + 1)
    await expect.poll(async () => (await ask()).count, { timeout: 10_000 }).toBe(before.count)
    await withdraw(story.id)
  })
})
