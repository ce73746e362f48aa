// A page kept is answered before the application is asked: to whoever reads it, nothing must tell the two ways apart.

import { request, type IncomingHttpHeaders } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from '#core/platform/config.ts'
import { createPageCache } from '#core/platform/http/page-cache.ts'
import { silentLog } from '#core/platform/log.ts'
import { freePort } from '#core/platform/postgres-cluster.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
import { openInstallation } from './installation.ts'
import { startServer } from './server.ts'

const database = await testDatabase()
const town = await aTown(database)
const { code } = await aStory(town)
const folder = await mkdtemp(path.join(tmpdir(), 'veillee-served-'))
const config = readConfig({
  PORT: String(await freePort()),
  DATA_DIR: folder,
  DATABASE_URL: database.url,
  READER_DATABASE_URL: database.readerUrl,
  DEMO: 'none',
  ORIGIN: 'https://recits.example',
})
const installation = await openInstallation(() => {}, config)
const cache = createPageCache()
const server = await startServer({ ...installation, log: silentLog }, cache)
while (cache.isBlind()) await new Promise((resolve) => setTimeout(resolve, 5))
afterAll(async () => {
  await server.stop()
  await installation.close()
  await rm(folder, { recursive: true, force: true })
})

type Got = { status: number; headers: IncomingHttpHeaders; body: Buffer }
const ask = (target: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<Got>((resolve, reject) => {
    const asking = request({ port: config.port, host: '127.0.0.1', path: target, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
    asking.on('error', reject)
    asking.end()
  })
/** What the answer says, but for its hour. */
const said = ({ status, headers: { date: _, ...headers }, body }: Got) => ({
  status,
  headers,
  body: body.toString('hex'),
})

const story = `/recits/${code}/elle-m-a-dessine-la-ville`
const unpack = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer) => bytes }

test.each(['/', '/recits', story])('%s is the same by both ways, in every form', async (page) => {
  const first = await ask(page)
  for (const encoding of ['br', 'gzip', 'identity'] as const) {
    const headers = { 'accept-encoding': encoding }
    await ask(page, headers)
    const fast = await ask(page, headers)
    // Written with an empty question, an address is not found as it is: the application answers, from the same page.
    const slow = await ask(`${page}?`, headers)
    expect(said(fast)).toEqual(said(slow))
    expect(fast.status).toBe(200)
    expect(unpack[encoding](fast.body).toString()).toBe(first.body.toString())
    expect(fast.headers['content-length']).toBe(String(fast.body.length))
    expect(fast.headers['content-encoding']).toBe(encoding === 'identity' ? undefined : encoding)
    expect(fast.headers['content-security-policy']).toContain("default-src 'none'")
    expect(fast.headers['strict-transport-security']).toBe('max-age=31536000')
    expect(fast.headers['cache-control']).toBe('public, no-cache')
    expect(fast.headers['vary']).toBe('Accept-Encoding')

    const heads = [await ask(page, headers, 'HEAD'), await ask(`${page}?`, headers, 'HEAD')]
    for (const head of heads) expect(said(head)).toEqual({ ...said(fast), body: '' })

    const has = { ...headers, 'if-none-match': String(fast.headers['etag']) }
    const [unchanged, slowly] = [await ask(page, has), await ask(`${page}?`, has)]
    expect(unchanged.status).toBe(304)
    expect(said(unchanged)).toEqual(said(slowly))
    expect(unchanged.headers['etag']).toBe(fast.headers['etag'])
    expect((await ask(page, { ...headers, 'if-none-match': '"other"' })).status).toBe(200)
  }
})

test('what is not a kept page is left to the application', async () => {
  await ask(story)
  expect((await ask(story, { origin: 'https://evil.example' }, 'POST')).status).toBe(403)
  expect((await ask('/nowhere')).status).toBe(404)
  expect((await ask(`${story}/`)).status).toBe(301)
  expect((await ask('/nowhere')).headers['content-security-policy']).toContain("default-src 'none'")
  expect((await ask('/recits/../recits')).status).toBe(200)
})

test('while it cannot hear, every page is computed anew', async () => {
  await ask(story)
  const kept = cache.find(story)
  cache.setBlind(true)
  const before = cache.find(story)
  expect(before).toBe(kept)
  expect((await ask(story)).status).toBe(200)
  expect(cache.find(story)).not.toBe(kept)
})
