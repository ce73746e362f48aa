// Two servers on one database, each with pages in its memory. What is taken back through one has left the other when
// the taking back answers: not a moment later, even if the other's ear was cut just before.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { sql } from 'kysely'
import { readConfig } from '#core/platform/config.ts'
import { createPageCache, type PageCache } from '#core/platform/http/page-cache.ts'
import { silentLog } from '#core/platform/log.ts'
import { untilOthersHeard } from '#core/platform/peers.ts'
import { freePort } from '#core/platform/postgres-cluster.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aWire } from '#tests/support/proxy.ts'
import { onServer } from '#tests/support/postgres.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
import { openInstallation } from '../../src/installation.ts'
import { startServer } from '../../src/server.ts'
import { deedsOf } from './deeds.ts'

const database = await testDatabase()
const town = await aTown(database)
const folder = await mkdtemp(path.join(tmpdir(), 'veillee-two-'))

/** A server; its ear and its jobs listen through `url`, its readers ask the database itself. */
async function aServer(url = database.url) {
  const config = readConfig({
    PORT: String(await freePort()),
    DATA_DIR: folder,
    DATABASE_URL: url,
    READER_DATABASE_URL: database.readerUrl,
    DEMO: 'none',
  })
  const installation = await openInstallation(() => {}, config)
  const cache = createPageCache()
  const server = await startServer({ ...installation, log: silentLog }, cache)
  const get = async (href: string) => {
    const response = await fetch(config.origin + href)
    return { status: response.status, text: await response.text() }
  }
  return { cache, get, desk: installation.desk, stop: async () => (await server.stop(), await installation.close()) }
}
const [here, there] = [await aServer(), await aServer()]
const running = new Set([here, there])
afterAll(async () => {
  for (const server of running) await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const until = async (condition: () => boolean | Promise<boolean>, milliseconds = 5_000): Promise<void> => {
  for (const end = Date.now() + milliseconds; !(await condition()); await new Promise((done) => setTimeout(done, 5)))
    if (Date.now() > end) throw new Error('waited too long')
}
const hearing = async (...caches: PageCache[]) => await until(() => caches.every((cache) => !cache.isBlind()))
// As a command would: through the installation's desk, which belongs to no server.
const deeds = deedsOf(here.desk, town.space_id)
const slug = 'elle-m-a-dessine-la-ville'
const pagesOf = (code: string) => [`/recits/${code}/${slug}`, `/en/stories/${code}/${slug}`]
const lists = ['/recits', '/']

/** A story that both servers keep: read twice in each, so that it comes from memory. */
async function aStoryKeptByBoth() {
  const story = await aStory(town)
  await hearing(here.cache, there.cache)
  await untilOthersHeard(database.desk)
  for (const server of [here, there])
    for (const href of [...pagesOf(story.code), ...lists]) {
      expect((await server.get(href)).status).toBe(200)
      await server.get(href)
    }
  expect((await there.get('/recits')).text).toContain(story.code)
  expect(there.cache.find(pagesOf(story.code)[0] ?? '')).toBeDefined()
  return story
}
/** What the other still tells of it, asked again and again from the very first moment. */
const told = async (code: string): Promise<string[]> => {
  const still: string[] = []
  for (let times = 0; times < 3; times++)
    for (const href of pagesOf(code)) if ((await there.get(href)).status !== 410) still.push(href)
  for (const href of lists) if ((await there.get(href)).text.includes(code)) still.push(href)
  return still
}
/** Cuts every ear of this town from the database's side, as a network does. */
const cutEars = async (): Promise<void> => {
  const postgres = inject('postgres')
  if ('failure' in postgres) throw new Error(postgres.failure)
  await onServer(postgres.adminUrl, (admin) =>
    admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'veillee ear' and datname = $1`,
      [new URL(database.url).pathname.slice(1)],
    ),
  )
}

describe('once a taking back has answered in one', () => {
  test('the other gives the story no more, from the first answer, thirty times', async () => {
    const took: number[] = []
    for (let round = 0; round < 30; round++) {
      const { id, code } = await aStoryKeptByBoth()
      const begun = performance.now()
      await deeds.seal(id)
      took.push(performance.now() - begun)
      expect(await told(code)).toEqual([])
    }
    // Two ears that hear are waited for some milliseconds, not until their lease ends.
    expect(took.toSorted((a, b) => a - b)[15]).toBeLessThan(500)
  }, 120_000)

  test('nor when the ears were cut just before', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, code } = await aStoryKeptByBoth()
      await cutEars()
      await deeds.seal(id)
      expect(await told(code)).toEqual([])
    }
  }, 60_000)

  test('nor under a crowd reading the other all the while', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, code } = await aStoryKeptByBoth()
      let isOver = false
      const crowd = Promise.all(
        Array.from({ length: 3 }, async () => {
          while (!isOver) for (const href of pagesOf(code)) await there.get(href)
        }),
      )
      await deeds.seal(id)
      expect(await told(code)).toEqual([])
      isOver = true
      await crowd
      expect(await told(code)).toEqual([])
    }
  }, 60_000)
})

test('nor when the line of the other fell silent just before: nobody was told, and it still answers', async () => {
  const wire = await aWire(database.url)
  const silent = await aServer(wire.through(database.url))
  try {
    await hearing(silent.cache)
    const { id, code } = await aStoryKeptByBoth()
    const [href = ''] = pagesOf(code)
    for (let times = 0; times < 2; times++) expect((await silent.get(href)).status).toBe(200)
    wire.freeze()
    await deeds.seal(id)
    for (let times = 0; times < 10; times++) expect((await silent.get(href)).status).toBe(410)
    wire.thaw()
    await hearing(silent.cache)
    expect((await silent.get(href)).status).toBe(410)
  } finally {
    wire.thaw()
    await silent.stop()
    await wire.cut()
  }
}, 60_000)

describe('the wait', () => {
  const row = async () =>
    (await sql<{ id: string }>`select id from desk.process`.execute(database.desk)).rows.map(({ id }) => id)
  const time = async () => {
    const begun = performance.now()
    await untilOthersHeard(database.desk)
    return performance.now() - begun
  }

  test('for one that is frozen ends with its lease', async () => {
    await sql`insert into desk.process (id, seen_at, heard) values (gen_random_uuid(), now(), 0)`.execute(database.desk)
    const took = await time()
    expect(took).toBeGreaterThan(2_000)
    expect(took).toBeLessThan(4_500)
    expect(await time()).toBeLessThan(1_000)
  })

  test('for one that says it lives and never hears ends too', async () => {
    await sql`insert into desk.process (id, seen_at, heard) values (gen_random_uuid(), now() + interval '1 hour', 0)`.execute(
      database.desk,
    )
    const took = await time()
    expect(took).toBeLessThan(8_000)
    await sql`delete from desk.process where seen_at > now() + interval '1 minute'`.execute(database.desk)
  })

  test('never fails what is done, even without database', async () => {
    const elsewhere = await testDatabase()
    await elsewhere.close()
    await expect(untilOthersHeard(elsewhere.desk)).resolves.toBeUndefined()
  })

  test('is over for nobody: a server that stops leaves its place', async () => {
    const before = await row()
    await there.stop()
    running.delete(there)
    expect(await row()).toHaveLength(before.length - 1)
    expect(await time()).toBeLessThan(1_000)
  })
})
