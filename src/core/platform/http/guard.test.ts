// What every response carries, and whose writings are heard (SEC-29, SEC-44).

import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { AppError, statusOf } from '../errors.ts'
import { sameOrigin, securityHeaders } from './guard.ts'

const origin = 'https://recits.example'
const appAt = (at: string) => {
  const app = new Hono()
  app.use(securityHeaders(at))
  app.use(sameOrigin(at))
  app.all('/', (c) => c.text('done'))
  app.get('/broken', () => {
    throw new Error('bug')
  })
  app.onError((error, c) => c.text('', error instanceof AppError ? statusOf[error.code] : 500))
  return app
}
const app = appAt(origin)
const status = async (method: string, headers: Record<string, string>) =>
  (await app.request(`${origin}/`, { method, headers })).status

describe('a writing', () => {
  test.each<[string, Record<string, string>, boolean]>([
    ['from our page', { origin, 'sec-fetch-site': 'same-origin' }, true],
    ['from our page, in an older browser', { origin }, true],
    ['from our page, whose Origin is hidden', { origin: 'null', 'sec-fetch-site': 'same-origin' }, true],
    ['from our page, without Origin', { 'sec-fetch-site': 'same-origin' }, true],
    ['from another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
    ['from another site that lies about one of the two', { origin, 'sec-fetch-site': 'cross-site' }, false],
    [
      'from another site that lies about the other',
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
      false,
    ],
    ['from another site, in an older browser', { origin: 'https://evil.example' }, false],
    ['from another site, Origin hidden', { origin: 'null', 'sec-fetch-site': 'cross-site' }, false],
    ['from a sandbox, in an older browser', { origin: 'null' }, false],
    [
      'from a neighbour under the same name',
      { origin: 'https://other.recits.example', 'sec-fetch-site': 'same-site' },
      false,
    ],
    ['from the same name without https', { origin: 'http://recits.example', 'sec-fetch-site': 'cross-site' }, false],
    [
      'from the same name on another port',
      { origin: 'https://recits.example:8443', 'sec-fetch-site': 'same-site' },
      false,
    ],
    ['from a name that only begins like ours', { origin: 'https://recits.example.evil.example' }, false],
    ['from the address bar', { 'sec-fetch-site': 'none' }, false],
    ['that says nothing of where it comes from', {}, false],
    ['that trusts the Host header', { host: 'evil.example', origin: 'https://evil.example' }, false],
  ])('%s', async (_, headers, isHeard) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect(await status(method, headers)).toBe(isHeard ? 200 : 403)
  })

  test('a reading comes from anywhere', async () => {
    for (const method of ['GET', 'HEAD'])
      expect(await status(method, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).toBe(200)
  })
})

describe('every response', () => {
  test.each([
    ['/', {}, 200],
    ['/', { method: 'POST' }, 403],
    ['/nowhere', {}, 404],
    ['/broken', {}, 500],
  ])('%s %j carries the headers', async (path, init, expected) => {
    const response = await app.request(origin + path, init)
    expect(response.status).toBe(expected)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:\/\//)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(response.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000')
  })

  test('asks for https only where there is https', async () => {
    const response = await appAt('http://localhost:3000').request('http://localhost:3000/')
    expect(response.headers.has('strict-transport-security')).toBe(false)
    expect(response.headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests')
  })
})
