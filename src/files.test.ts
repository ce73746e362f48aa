// Files: the right bytes and headers, small and large, whole and in part.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, describe, expect, test } from 'vitest'
import { sendFile } from './files.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'veillee-files-'))
afterAll(async () => await rm(folder, { recursive: true, force: true }))
const style = '.a{color:red}'.repeat(500)
const picture = Buffer.from(Array.from({ length: 300 }, (_, index) => index % 251))
const map = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => index % 249))
await writeFile(path.join(folder, 'style.css'), style)
await writeFile(path.join(folder, 'picture.png'), picture)
await writeFile(path.join(folder, 'town.pmtiles'), map)
await writeFile(path.join(folder, 'secret.json'), '{}')
await writeFile(path.join(folder, 'empty.txt'), '')

const app = new Hono()
app.get('/:name', async (c) => {
  const caching = 'public, max-age=60'
  return (await sendFile(c, path.join(folder, c.req.param('name')), caching)) ?? c.notFound()
})
const get = async (name: string, headers: Record<string, string> = {}, method = 'GET') => {
  const response = await app.request(`http://localhost/${name}`, { headers, method })
  return { response, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

describe('a file', () => {
  test('that shrinks is sent compressed, and not again to who has it', async () => {
    const plain = await get('style.css')
    expect(plain.bytes.toString()).toBe(style)
    const packed = await get('style.css', { 'accept-encoding': 'gzip, br' })
    expect(brotliDecompressSync(packed.bytes).toString()).toBe(style)
    expect(packed.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(packed.headers.get('vary')).toBe('Accept-Encoding')
    expect(packed.headers.get('cache-control')).toBe('public, max-age=60')
    expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'))
    const etag = packed.headers.get('etag') ?? ''
    expect((await get('style.css', { 'accept-encoding': 'br', 'if-none-match': etag })).response.status).toBe(304)
  })

  test('that changed is read anew', async () => {
    const before = await get('style.css')
    await writeFile(path.join(folder, 'style.css'), `${style}.b{}`)
    const after = await get('style.css')
    expect(after.bytes.toString()).toBe(`${style}.b{}`)
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'))
    await writeFile(path.join(folder, 'style.css'), style)
  })

  test.each(['secret.json', 'nothing.css', 'folder', '.'])('%s is not ours to give', async (name) => {
    expect((await get(name)).response.status).toBe(404)
  })

  test('that is empty is a whole file too', async () => {
    const { response, bytes } = await get('empty.txt', { 'accept-encoding': 'br' })
    expect([response.status, bytes.length]).toEqual([200, 0])
  })
})

describe.each([
  ['picture.png', picture, 'image/png'],
  ['town.pmtiles', map, 'application/vnd.pmtiles'],
])('in part, %s', (name, whole, type) => {
  test('gives the bytes asked, and says which', async () => {
    const all = await get(name, { 'accept-encoding': 'br' })
    expect(all.response.status).toBe(200)
    expect(all.bytes.equals(whole)).toBe(true)
    expect(all.headers.get('accept-ranges')).toBe('bytes')
    expect(all.headers.get('content-length')).toBe(String(whole.length))
    const part = await get(name, { range: 'bytes=10-19' })
    expect(part.response.status).toBe(206)
    expect(part.bytes.equals(whole.subarray(10, 20))).toBe(true)
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${whole.length}`)
    expect(part.headers.get('content-length')).toBe('10')
    expect(part.headers.get('content-type')).toBe(type)
    expect(part.headers.get('etag')).toBe(all.headers.get('etag'))
    const end = await get(name, { range: 'bytes=-7' })
    expect(end.bytes.equals(whole.subarray(-7))).toBe(true)
    expect((await get(name, { 'if-none-match': all.headers.get('etag') ?? '' })).response.status).toBe(304)
  })

  test('refuses what is not in it, and several parts at once', async () => {
    for (const range of [`bytes=${whole.length}-`, 'bytes=0-1,3-4', 'bytes=9-2', 'bytes=x']) {
      const { response, headers, bytes } = await get(name, { range })
      expect([range, response.status, bytes.length]).toEqual([range, 416, 0])
      expect(headers.get('content-range')).toBe(`bytes */${whole.length}`)
    }
  })

  test('gives the whole when the part was of another version', async () => {
    const etag = (await get(name)).headers.get('etag') ?? ''
    expect((await get(name, { range: 'bytes=0-1', 'if-range': etag })).response.status).toBe(206)
    expect((await get(name, { range: 'bytes=0-1', 'if-range': '"other"' })).response.status).toBe(200)
    expect((await get(name, { range: 'bytes=0-1', 'if-range': `W/${etag}` })).response.status).toBe(200)
  })

  test('says as much without its bytes', async () => {
    const { response, headers, bytes } = await get(name, { range: 'bytes=0-9' }, 'HEAD')
    expect([response.status, headers.get('content-length'), bytes.length]).toEqual([206, '10', 0])
  })
})

test('a large file asked a thousand times at once stays on the disk', async () => {
  const before = process.memoryUsage()
  const answers = await Promise.all(
    Array.from(
      { length: 1_000 },
      async () => await app.request('http://localhost/town.pmtiles', { headers: { range: 'bytes=0-' } }),
    ),
  )
  const { rss } = process.memoryUsage()
  for (const answer of answers) await answer.body?.cancel()
  // A thousand copies would be three gigabytes.
  expect(rss - before.rss).toBeLessThan(500_000_000)
})
