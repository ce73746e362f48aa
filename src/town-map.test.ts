import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isOwnPath, townMapOf } from '#core/platform/town-map.ts'
import { serveTownMap } from './town-map.ts'

let folder = ''
const app = new Hono()

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'veillee-map-'))
  await writeFile(path.join(folder, 'secret.json'), '{"secret":true}')
  app.use(serveTownMap(folder))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the town’s own map', () => {
  test('is not there until the town puts it there', async () => {
    expect(await townMapOf(folder, '')).toEqual({ tiles: undefined, style: undefined })
    for (const address of ['/carte/ville.pmtiles', '/carte/style.json'])
      expect((await app.request(address)).status).toBe(404)
  })

  test('is read by ranges of bytes, and nothing else of the folder is', async () => {
    await writeFile(path.join(folder, 'map.pmtiles'), 'PMTiles0123456789')
    await writeFile(path.join(folder, 'map-style.json'), '{"version":8}')
    const part = await app.request('/carte/ville.pmtiles', { headers: { range: 'bytes=7-9' } })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 7-9/17', '012'])
    expect((await app.request('/carte/ville.pmtiles', { headers: { range: 'bytes=99-' } })).status).toBe(416)
    expect(await (await app.request('/carte/style.json')).json()).toEqual({ version: 8 })
    expect(await townMapOf(folder, '')).toEqual({ tiles: '/carte/ville.pmtiles', style: '/carte/style.json' })
    for (const address of [
      '/carte/secret.json',
      '/carte/../secret.json',
      '/carte/%2e%2e/secret.json',
      '/carte/map.pmtiles',
    ])
      expect((await app.request(address)).status, address).toBe(404)
    expect((await app.request('/carte/style.json', { method: 'POST' })).status).toBe(404)
  })

  test('is a file, and a style is not without end', async () => {
    await rm(path.join(folder, 'map.pmtiles'))
    await mkdir(path.join(folder, 'map.pmtiles'))
    await writeFile(path.join(folder, 'map-style.json'), ' '.repeat(1_000_001))
    expect((await app.request('/carte/ville.pmtiles')).status).toBe(404)
    expect((await app.request('/carte/style.json')).status).toBe(404)
    expect((await townMapOf(folder, '')).tiles).toBeUndefined()
  })

  test('may be a style of this site, never of another', async () => {
    expect((await townMapOf(folder, '/cartes/ville/style.json')).style).toBe('/cartes/ville/style.json')
    for (const elsewhere of [
      '//tiles.example/style.json',
      'https://tiles.example/s.json',
      '/\\tiles.example',
      'style.json',
      'javascript:1',
      '',
    ])
      expect(isOwnPath(elsewhere), elsewhere).toBe(false)
  })
})
