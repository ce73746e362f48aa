// Pages kept in memory, in one process and in two: what was taken back is never read again, whoever kept it.

import { setImmediate } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { sql } from 'kysely'
import { capabilities } from '#capabilities/index.ts'
import type { Capability } from '#core/capability.ts'
import { everywhere } from '#core/doors.ts'
import { visitor } from '#core/people/roles.ts'
import { createPageCache } from '#core/platform/http/page-cache.ts'
import { silentLog } from '#core/platform/log.ts'
import { listenToShelf, type Ear } from '#core/platform/peers.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown, origin, usualConfig } from '#tests/support/town.ts'
import { createApp, type App } from '../../src/app.ts'
import { deedsOf } from './deeds.ts'
import { testVault } from '#tests/support/vault.ts'

const database = await testDatabase()
const town = await aTown(database)

/** Doors that open when told, to be in the middle of a page; and one that counts how often it is computed. */
let gate = Promise.resolve()
let reached = () => {}
let computed = 0
const slow: Capability = {
  name: 'slow',
  routes(doors) {
    doors.read(everywhere('/lent'), async ({ c, reader }) => {
      computed += 1
      const rows = await reader.selectFrom('shelf.item').select('code').orderBy('code').execute()
      reached()
      await gate
      return c.text(rows.map((row) => row.code).join(' '))
    })
  },
}

const vault = await testVault()
type Process = { app: App; get: (path: string) => Promise<{ status: number; text: string }> }
/** As a second server would be: its own memory, its own ear, the same database. */
function aProcess({ hears }: { hears: boolean }): Process {
  const cache = createPageCache()
  const ear = hears ? listenToShelf(database.url, cache) : undefined
  if (ear) ears.push(ear)
  const app = createApp({
    config: usualConfig,
    desk: database.desk,
    reader: database.reader,
    vault,
    capabilities: [...capabilities, slow],
    identify: async () => visitor,
    log: silentLog,
    cache,
    ...(ear ? { process: ear.id } : {}),
  })
  return {
    app,
    get: async (path) => {
      const response = await app.request(origin + path)
      return { status: response.status, text: await response.text() }
    },
  }
}
const ears: Ear[] = []
const [here, there] = [aProcess({ hears: true }), aProcess({ hears: true })]
afterAll(async () => void (await Promise.all(ears.map((ear) => ear.stop()))))
const deeds = deedsOf(here.app.desk, town.space_id)

const until = async (condition: () => boolean, milliseconds = 3_000): Promise<void> => {
  for (const end = Date.now() + milliseconds; !condition(); await new Promise((resolve) => setTimeout(resolve, 2)))
    if (Date.now() > end) throw new Error('waited too long')
}
const hearing = () => until(() => !here.app.cache.isBlind() && !there.app.cache.isBlind())
/** Lets news of what was done before arrive, so that it does not empty what a test keeps. */
const quiet = async () => {
  await hearing()
  const [one, two] = [here.app.cache.version(), there.app.cache.version()]
  await sql`select pg_notify('shelf', '')`.execute(database.desk)
  await until(() => here.app.cache.version() > one && there.app.cache.version() > two)
}
const pagesOf = (code: string) => [
  `/recits/${code}/elle-m-a-dessine-la-ville`,
  `/ar/stories/${code}/elle-m-a-dessine-la-ville`,
  '/recits',
  `/recits?q=dessine`,
]
const tells = async (process: Process, code: string, paths = pagesOf(code)): Promise<string[]> => {
  const told = await Promise.all(paths.map(async (path) => ({ path, ...(await process.get(path)) })))
  return told
    .filter(({ status, text, path }) => (path.includes(code) ? status === 200 : text.includes(code)))
    .map(({ path }) => path)
}

describe('in one process', () => {
  test('a page is computed once, until the shelf moves', async () => {
    await quiet()
    computed = 0
    for (let times = 0; times < 5; times++) await here.get('/lent')
    expect(computed).toBe(1)
    const { id } = await aStory(town)
    await deeds.seal(id)
    await here.get('/lent')
    expect(computed).toBe(2)
  })

  test('a page is computed once for a rush of readers; those who come after a change have it computed again', async () => {
    const { id, code } = await aStory(town)
    await quiet()
    computed = 0
    let open = () => {}
    gate = new Promise((resolve) => (open = resolve))
    const arrived = new Promise<void>((resolve) => (reached = resolve))
    const early = Promise.all(Array.from({ length: 20 }, async () => await here.get('/lent')))
    await arrived
    await deeds.seal(id)
    const late = Promise.all(Array.from({ length: 20 }, async () => await here.get('/lent')))
    open()
    expect((await early).filter(({ text }) => text.includes(code))).toHaveLength(20)
    expect((await late).filter(({ text }) => text.includes(code))).toHaveLength(0)
    expect(computed).toBeLessThanOrEqual(4)
  })

  test('a story taken back is never read again once the taking back has answered, under a crowd of readers', async () => {
    await hearing()
    for (let round = 0; round < 8; round++) {
      const { id, code } = await aStory(town)
      here.app.cache.clear()
      expect(await tells(here, code)).toEqual(pagesOf(code))
      let isOver = false
      const crowd = Promise.all(
        Array.from({ length: 4 }, async () => {
          // Kept pages answer at once: without a breath, nothing else would ever run.
          for (; !isOver; await setImmediate()) await tells(here, code)
        }),
      )
      await new Promise((resolve) => setTimeout(resolve, round * 3))
      await deeds.seal(id)
      for (let times = 0; times < 4; times++) expect(await tells(here, code)).toEqual([])
      isOver = true
      await crowd
      expect(await tells(here, code)).toEqual([])
    }
  })

  test('a page begun before the taking back and finished after is not kept', async () => {
    const { id, code } = await aStory(town)
    await quiet()
    let open = () => {}
    gate = new Promise((resolve) => (open = resolve))
    const arrived = new Promise<void>((resolve) => (reached = resolve))
    const begun = here.get('/lent')
    await arrived
    await deeds.seal(id)
    open()
    expect((await begun).text).toContain(code)
    expect((await here.get('/lent')).text).not.toContain(code)
  })

  test('a page is forgotten at the instant an agreement ends, without any news', async () => {
    const { id, code } = await aStory(town)
    await quiet()
    const [page = ''] = pagesOf(code)
    for (const table of ['item', 'text', 'place', 'item_theme'])
      await sql`update ${sql.table(`shelf.${table}`)} set visible_until = now() + interval '3 seconds' where ${sql.ref(table === 'item' ? 'id' : 'item_id')} = ${id}`.execute(
        database.desk,
      )
    here.app.cache.clear()
    expect(await tells(here, code)).toEqual(pagesOf(code))
    expect(here.app.cache.find(page)).toBeDefined()
    await expect.poll(async () => await tells(here, code), { timeout: 15_000 }).toEqual([])
  })
})

describe('in two processes', () => {
  test('what one takes back, the other has forgotten when the taking back answers', async () => {
    await hearing()
    for (let round = 0; round < 8; round++) {
      const { id, code } = await aStory(town)
      await quiet()
      expect(await tells(there, code)).toEqual(pagesOf(code))
      await deeds.seal(id)
      expect(await tells(there, code)).toEqual([])
    }
  })

  test('one that has become deaf trusts nothing it kept, then hears again', async () => {
    const { id, code } = await aStory(town)
    await quiet()
    expect(await tells(there, code)).toEqual(pagesOf(code))
    const postgres = inject('postgres')
    if ('failure' in postgres) throw new Error(postgres.failure)
    const admin = new pg.Client({ connectionString: postgres.adminUrl })
    await admin.connect()
    const { rowCount } = await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'veillee ear' and datname = $1`,
      [new URL(database.url).pathname.slice(1)],
    )
    await admin.end()
    expect(rowCount).toBe(2)
    await until(() => there.app.cache.isBlind() && here.app.cache.isBlind())
    await deeds.seal(id)
    expect(await tells(there, code)).toEqual([])
    await hearing()
    expect(await tells(there, code)).toEqual([])
    const again = await aStory(town)
    await quiet()
    expect(await tells(there, again.code)).toEqual(pagesOf(again.code))
  })

  test('numbers that nobody was given, whoever notifies them, are not taken for heard', async () => {
    await quiet()
    const [one, two] = [here.app.cache.version(), there.app.cache.version()]
    for (const forged of ['999999999999999', '1e300', '-1', 'Infinity', 'zut', '9'.repeat(400)])
      await sql`select pg_notify('shelf', ${forged})`.execute(database.reader)
    await quiet()
    expect([here.app.cache.version(), there.app.cache.version()]).toEqual([one + 1, two + 1])
    const { rows } = await sql<{ last: number; heard: number[] }>`
      select last_value as last, array(select heard::int from desk.process) as heard from desk.shelf_echo`.execute(
      database.desk,
    )
    expect(Math.max(...(rows[0]?.heard ?? []))).toBeLessThanOrEqual(rows[0]?.last ?? 0)
    const { id, code } = await aStory(town)
    expect(await tells(there, code)).toEqual(pagesOf(code))
    await deeds.seal(id)
    expect(await tells(there, code)).toEqual([])
  })

  test('without an ear, a kept page would be told again: the ear is what makes it true', async () => {
    const deaf = aProcess({ hears: false })
    const { id, code } = await aStory(town)
    expect(await tells(deaf, code)).toEqual(pagesOf(code))
    await deeds.seal(id)
    expect(await tells(deaf, code)).toEqual(pagesOf(code))
    deaf.app.cache.setBlind(true)
    expect(await tells(deaf, code)).toEqual([])
  })
})
