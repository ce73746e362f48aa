// One answer, several forms: the right one for who asks, made once, each with its own strong ETag.

import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { encodingFor, isCompressible } from './encodings.ts'
import { alreadyHas, formOf, madeForm, respondWith, sendable } from './sendable.ts'

const text = 'Elle m’a dessiné la ville. '.repeat(400)
const html: [string, string][] = [['content-type', 'text/html; charset=UTF-8']]
const aPage = (headers = html, status = 200) => sendable(status, headers, new TextEncoder().encode(text))

describe('what is accepted', () => {
  test.each<[string | undefined, string]>([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['x-gzip', 'gzip'],
    ['deflate', 'identity'],
    ['BR', 'br'],
    ['br;q=0.5, gzip', 'gzip'],
    ['br;q=0.5, gzip;q=0.5', 'br'],
    ['br;q=0, gzip;q=0.1', 'gzip'],
    ['br;q=0', 'identity'],
    ['gzip;q=0.000', 'identity'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['br;q=0, *', 'gzip'],
    ['identity', 'identity'],
    ['identity;q=0.5, gzip;q=0.2', 'identity'],
    ['identity;q=0, gzip;q=0.2', 'gzip'],
    ['br;q=oui, gzip', 'gzip'],
    ['br;q=7', 'identity'],
    ['brotli, gzipped', 'identity'],
    [`gzip${', a'.repeat(5_000)}`, 'gzip'],
  ])('%j', (accepted, expected) => {
    expect(encodingFor(accepted)).toBe(expected)
    expect(encodingFor(accepted)).toBe(expected)
  })

  test.each([
    ['text/html; charset=utf-8', true],
    ['image/svg+xml', true],
    ['application/json', true],
    ['application/ld+json', true],
    ['application/atom+xml; charset=utf-8', true],
    ['application/xml', true],
    ['application/manifest+json', true],
    ['text/javascript', true],
    ['image/png', false],
    ['font/woff2', false],
    ['application/vnd.pmtiles', false],
    ['application/gzip', false],
    ['', false],
  ])('%s shrinks: %s', (type, expected) => expect(isCompressible(type)).toBe(expected))
})

describe('an answer', () => {
  test('is compressed once in each way, and unpacks to the same bytes', async () => {
    const page = aPage()
    const grown: number[] = []
    const rush = await Promise.all(
      Array.from({ length: 10 }, async () => await formOf(page, 'br', (bytes) => grown.push(bytes))),
    )
    expect(new Set(rush).size).toBe(1)
    expect(grown).toHaveLength(1)
    const [br, gzip, plain] = [await formOf(page, 'br'), await formOf(page, 'gzip'), await formOf(page, undefined)]
    expect(brotliDecompressSync(br.bytes).toString()).toBe(text)
    expect(gunzipSync(gzip.bytes).toString()).toBe(text)
    expect(Buffer.from(plain.bytes).toString()).toBe(text)
    expect(page.weight).toBe(br.bytes.length + gzip.bytes.length + plain.bytes.length)
    expect(madeForm(page, 'br')).toBe(br)
    for (const form of [br, gzip, plain]) {
      const headers = new Headers(form.headers as [string, string][])
      expect(headers.get('content-length')).toBe(String(form.bytes.length))
      expect(headers.get('content-encoding')).toBe(form.encoding === 'identity' ? null : form.encoding)
      expect(headers.get('vary')).toBe('Accept-Encoding')
      expect(headers.get('etag')).toMatch(/^"[\w-]{22}(-br|-gzip)?"$/)
    }
    expect(new Set([br.etag, gzip.etag, plain.etag]).size).toBe(3)
    expect((await formOf(aPage(), 'br')).etag).toBe(br.etag)
  })

  test('is not sent again to who has it', async () => {
    const page = aPage([...html, ['content-language', 'fr'], ['cache-control', 'public, no-cache']])
    const form = await formOf(page, 'gzip')
    const other = await formOf(page, 'br')
    for (const has of [form.etag, `W/${form.etag}`, `"x", ${form.etag}`, '*']) expect(alreadyHas(form, has)).toBe(true)
    for (const has of [undefined, '', '"x"', other.etag, form.etag.slice(1)]) expect(alreadyHas(form, has)).toBe(false)
    const again = respondWith(page, form, new Headers({ 'if-none-match': form.etag }))
    expect(again.status).toBe(304)
    expect(Object.fromEntries(again.headers)).toEqual({
      'cache-control': 'public, no-cache',
      etag: form.etag,
      vary: 'Accept-Encoding',
    })
    expect(await again.text()).toBe('')
  })

  test('that is a refusal or a picture is sent as it is', async () => {
    const refusal = aPage(html, 410)
    const form = await formOf(refusal, 'br')
    expect([form.encoding, form.etag]).toEqual(['identity', ''])
    expect(respondWith(refusal, form, new Headers({ 'if-none-match': '*' })).status).toBe(410)
    const picture = await formOf(aPage([['content-type', 'image/png']]), 'br')
    expect(new Headers(picture.headers as [string, string][]).has('vary')).toBe(false)
    expect(picture.encoding).toBe('identity')
  })
})
