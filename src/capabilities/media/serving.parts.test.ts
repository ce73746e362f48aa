// Bytes in parts, as players ask for them, and large files that are never read whole into memory.

import { once } from 'node:events'
import { readdir, readlink } from 'node:fs/promises'
import { createServer, get as ask, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { beforeAll, describe, expect, test } from 'vitest'
import { aFile } from '#tests/support/copies.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aTown, origin, type Town } from '#tests/support/town.ts'
import { addressesOf, aStoryToHear } from '#tests/support/heard.ts'

const database = await testDatabase()
let town: Town

beforeAll(async () => {
  town = await aTown(database)
})

const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  await town.app.request(origin + path, { method, headers })

describe('parts (SEC-38)', () => {
  let address = ''
  let bytes = Buffer.alloc(0)
  let etag = ''
  beforeAll(async () => {
    const { id } = await aStoryToHear(town)
    address = (await addressesOf(town.desk, id))[0] ?? ''
    const whole = await get(address)
    etag = whole.headers.get('etag') ?? ''
    bytes = Buffer.from(await whole.arrayBuffer())
  })

  test.each([
    ['bytes=0-', 0, undefined],
    ['bytes=0-0', 0, 1],
    ['bytes=100-199', 100, 200],
    ['bytes=-50', -50, undefined],
    ['bytes=500-99999999', 500, undefined],
  ])('%s gives that part and no other', async (range, from, to) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await get(address, { range }, method)
      const expected = bytes.subarray(from, to)
      expect(response.status).toBe(206)
      expect(response.headers.get('content-length')).toBe(String(expected.length))
      const start = from < 0 ? bytes.length + from : from
      expect(response.headers.get('content-range')).toBe(
        `bytes ${start}-${start + expected.length - 1}/${bytes.length}`,
      )
      expect(response.headers.get('etag')).toBe(etag)
      const got = Buffer.from(await response.arrayBuffer())
      expect(got.equals(method === 'GET' ? expected : Buffer.alloc(0))).toBe(true)
    }
  })

  test.each([
    'bytes=0-1,5-6',
    `bytes=${'0-,'.repeat(2_000)}0-`,
    'bytes=99999999-',
    'bytes=9-1',
    'bytes=-0',
    'bytes=x',
    'bytes=--1',
  ])('%s is refused', async (range) => {
    const response = await get(address, { range })
    expect(response.status).toBe(416)
    expect(response.headers.get('content-range')).toBe(`bytes */${bytes.length}`)
    expect((await response.arrayBuffer()).byteLength).toBe(0)
  })

  test('a part of another version is not given: the whole is', async () => {
    const part = { range: 'bytes=10-19' }
    expect((await get(address, { ...part, 'if-range': etag })).status).toBe(206)
    expect((await get(address, { ...part, 'if-range': '"other"' })).status).toBe(200)
    expect((await get(address, { ...part, 'if-range': `W/${etag}` })).status).toBe(200)
    expect((await get(address, { ...part, 'if-range': new Date().toUTCString() })).status).toBe(200)
    const known = await get(address, { 'if-none-match': etag })
    expect([known.status, await known.text()]).toEqual([304, ''])
    expect(known.headers.get('cache-control')).toBe('private, no-cache')
    expect((await get(address, {}, 'POST')).status).toBeGreaterThanOrEqual(400)
  })
})

describe('a large file', () => {
  const large = Buffer.alloc(40_000_000, 7)
  let address = ''
  let kept = ''
  beforeAll(async () => {
    const { id } = await aStoryToHear(town)
    address = (await addressesOf(town.desk, id))[0] ?? ''
    const { sha256, size } = await town.desk.vault.keep('derived', aFile('large', large))
    await town.desk.db.updateTable('shelf.file').set({ sha256, size }).where('item_id', '=', id).execute()
    kept = sha256
  })
  /** How many times this process holds it open, where the system tells. */
  const holds = async () => {
    const names = await readdir('/proc/self/fd').catch(() => [])
    const files = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')))
    return files.filter((file) => file.endsWith(kept)).length
  }

  test('asked whole by a thousand at once is not read into memory, and is let go of', async () => {
    const before = process.memoryUsage().rss
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, async () => await get(address, { range: 'bytes=0-' })),
    )
    expect(answers.filter(({ status }) => status !== 206)).toEqual([])
    const readers = answers.map((each) => each.body?.getReader())
    for (const reader of readers) await reader?.read()
    await pause(300)
    // A thousand copies would be forty gigabytes.
    expect((process.memoryUsage().rss - before) / 1_000_000).toBeLessThan(400)
    for (const reader of readers) await reader?.cancel()
    for (let tries = 0; tries < 100 && (await holds()) > 0; tries += 1) await pause(50)
    expect(await holds()).toBe(0)
  })

  test('left in the middle is let go of; read to its end it is whole', async () => {
    const listener = getRequestListener(town.app.fetch)
    const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    for (let count = 0; count < 20; count += 1) {
      const request = ask({ port, path: address, agent: false })
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      // Cut off on purpose.
      for (const each of [request, response]) each.on('error', () => undefined)
      await once(response, 'data')
      request.destroy()
    }
    for (let tries = 0; tries < 100 && (await holds()) > 0; tries += 1) await pause(50)
    expect(await holds()).toBe(0)
    const whole = await fetch(`http://127.0.0.1:${port}${address}`)
    expect(Buffer.from(await whole.arrayBuffer()).equals(large)).toBe(true)
    server.close()
    server.closeAllConnections()
  })
})
