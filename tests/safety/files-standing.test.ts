// What the shelf said of a file is remembered while it stands, in each process: a file that was taken back answers 404
// in all of them from the first request on, and one address cannot drown the others.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql, type Kysely, type KyselyPlugin } from 'kysely'
import { capabilities } from '#capabilities/index.ts'
import { visitor } from '#core/people/roles.ts'
import { fileFlow, pageFlow } from '#core/platform/http/flows.ts'
import { createPageCache, type PageCache } from '#core/platform/http/page-cache.ts'
import { silentLog } from '#core/platform/log.ts'
import { listenToShelf, untilOthersHeard, type Ear } from '#core/platform/peers.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aHeardStory, aSound } from '#tests/support/heard.ts'
import { aTown, origin, usualConfig } from '#tests/support/town.ts'
import { createApp } from '../../src/app.ts'
import { deedsOf } from './deeds.ts'

const database = await testDatabase()
const town = await aTown(database)
const ears: Ear[] = []
afterAll(async () => void (await Promise.all(ears.map((ear) => ear.stop()))))

/** Counts the questions about files: a node of the query names their table. */
function counting(reader: Kysely<ShelfTables>) {
  const count = { files: 0 }
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (JSON.stringify(node).includes('"name":"file"')) count.files += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { count, reader: reader.withPlugin(plugin) }
}

/** One more app on the same database and files, with its own memory; how often it asked the shelf for a file. */
function anAppThatCounts(cache: PageCache, more: { process?: string; addressOf?: () => string } = {}) {
  const { count, reader } = counting(database.reader)
  const app = createApp({
    config: usualConfig,
    desk: database.desk,
    reader,
    vault: town.desk.vault,
    capabilities,
    identify: async () => visitor,
    log: silentLog,
    cache,
    ...more,
  })
  return { app, count }
}

/** As a second server would be: its own memory, its own ear, the same database and files. */
function aProcess(addressOf?: () => string) {
  const cache = createPageCache()
  const ear = listenToShelf(database.url, cache)
  ears.push(ear)
  const { app, count } = anAppThatCounts(cache, { process: ear.id, ...(addressOf && { addressOf }) })
  const status = async (path: string, headers: Record<string, string> = {}) => {
    const response = await app.request(origin + path, { headers })
    await response.arrayBuffer()
    return response.status
  }
  return { app, cache, count, status }
}
let network = '203.0.113.7'
const [here, there] = [aProcess(), aProcess(() => network)]
const deeds = deedsOf(here.app.desk, town.space_id)

const until = async (condition: () => boolean): Promise<void> => {
  for (const end = Date.now() + 10_000; !condition(); await new Promise((resolve) => setTimeout(resolve, 2)))
    if (Date.now() > end) throw new Error('waited too long')
}
/** Lets news of what was done before arrive, so that it does not empty what a test keeps. */
const quiet = async () => {
  await until(() => !here.cache.isBlind() && !there.cache.isBlind())
  await untilOthersHeard(database.desk)
  const [one, two] = [here.cache.version(), there.cache.version()]
  await sql`select pg_notify('shelf', '')`.execute(database.desk)
  await until(() => here.cache.version() > one && there.cache.version() > two)
}
const range = { range: 'bytes=0-1023' }

async function aFileShown() {
  const { id } = await aHeardStory(town, [aSound({ excuse: { reason: 'Bientôt', until: '2099-01-01' } }, 4)], {
    named: true,
  })
  const item = await database.desk.selectFrom('shelf.item').select('media').where('id', '=', id).executeTakeFirst()
  const [address = ''] = (item?.media ?? []).flatMap(({ files }) => files.map((file) => file.address))
  expect(address).toContain('/fichiers/')
  await quiet()
  for (const each of [here, there])
    for (let times = 0; times < 2; times++) expect(await each.status(address, range)).toBe(206)
  return { id, address }
}

beforeAll(async () => await quiet())

describe('while the shelf stands', () => {
  test('the database is asked once for all the parts of a file', async () => {
    const { address } = await aFileShown()
    const before = here.count.files
    for (let times = 0; times < 20; times++) expect(await here.status(address, range)).toBe(206)
    expect(here.count.files).toBe(before)
    await quiet()
    await here.status(address, range)
    expect(here.count.files).toBe(before + 1)
  })

  test('a file that is not there is asked for each time: it may come', async () => {
    const before = here.count.files
    const address = '/fichiers/00000000-0000-4000-8000-000000000000/x.wav'
    for (let times = 0; times < 3; times++) expect(await here.status(address)).toBe(404)
    expect(here.count.files).toBe(before + 3)
  })

  test('a process that may not hear asks each time', async () => {
    const { address } = await aFileShown()
    const cache = createPageCache()
    const { app: deaf, count } = anAppThatCounts(cache)
    cache.setBlind(true)
    for (let times = 0; times < 3; times++) await (await deaf.request(origin + address)).arrayBuffer()
    expect(count.files).toBe(3)
  })
})

describe('once a taking back has answered', () => {
  test('the other process gives the file no more, from the first request, ten times', async () => {
    for (let round = 0; round < 10; round++) {
      const { id, address } = await aFileShown()
      await deeds.seal(id)
      expect(await there.status(address, range)).toBe(404)
      expect(await here.status(address, range)).toBe(404)
    }
  }, 60_000)

  test('nor under a crowd that asks for it all the while', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, address } = await aFileShown()
      let isOver = false
      const crowd = Promise.all(
        [here, there].map(async (each) => {
          while (!isOver) await each.status(address, range)
        }),
      )
      await deeds.seal(id)
      expect([await there.status(address, range), await here.status(address, range)]).toEqual([404, 404])
      isOver = true
      await crowd
      expect([await there.status(address, range), await here.status(address, range)]).toEqual([404, 404])
    }
  }, 60_000)
})

test('the instant an agreement ends, before any job, nobody has the file', async () => {
  const { id, address } = await aFileShown()
  await database.desk
    .updateTable('shelf.item')
    .set({ visible_until: sql`clock_timestamp() + interval '1 second'` })
    .where('id', '=', id)
    .execute()
  await quiet()
  const isHidden = async () =>
    (await database.reader.selectFrom('shelf.item').select('id').where('id', '=', id).executeTakeFirst()) === undefined
  const seen: number[] = []
  let wasHidden = false
  for (const end = Date.now() + 20_000; !wasHidden && Date.now() < end;) {
    wasHidden = await isHidden()
    const status = await there.status(address, range)
    if (wasHidden) seen.push(status)
  }
  expect(seen).toEqual([404])
})

describe('one address', () => {
  test('that floods files is told so, and the others are not', async () => {
    const { address } = await aFileShown()
    network = '198.51.100.9'
    const seen = new Map<number, number>()
    for (let sent = 0; !seen.has(429) && sent < 3 * fileFlow.atOnce; sent += 50)
      for (const status of await Promise.all(
        Array.from({ length: 50 }, async () => await there.status(address, { 'if-none-match': '*' })),
      ))
        seen.set(status, (seen.get(status) ?? 0) + 1)
    expect([...seen.keys()].toSorted()).toEqual([304, 429])
    expect(seen.get(304)).toBeGreaterThanOrEqual(fileFlow.atOnce)
    network = '198.51.100.10'
    expect(await there.status(address, range)).toBe(206)
  }, 60_000)

  test('meets no bound on pages that are kept, however often it reads them', async () => {
    network = '198.51.100.11'
    expect(await there.status('/recits')).toBe(200)
    for (let count = 0; count < pageFlow.atOnce + 500; count++)
      if ((await there.status('/recits')) !== 200) throw new Error(`refused at ${count}`)
  }, 60_000)
})
