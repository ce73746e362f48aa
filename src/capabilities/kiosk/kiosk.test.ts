// The kiosk's doors: a bounded wait, nothing but the town's own addresses, and everyone signed out.

import { describe, expect, test } from 'vitest'
import { isKiosk } from '#client/kiosk-mark.ts'
import { visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aTown } from '#tests/support/town.ts'
import { dropCookies, markOf, waitOf } from './kiosk.rules.ts'

const town = await aTown(await testDatabase())
const anyone = town.as(visitor)

test.each([
  ['', 60],
  ['15', 15],
  ['40', 45],
  ['3', 15],
  ['86400', 60],
  ['-1', 15],
  ['NaN', 60],
  ['<script>', 60],
  ['Infinity', 60],
])('asked to wait “%s”, it waits %i seconds', (asked, seconds) => {
  expect(waitOf(asked)).toBe(seconds)
})

test('what its page gives makes a kiosk, in the words of every language', () => {
  const mark = { ...markOf('/borne'), idle: 60, code: '', epoch: 0, ending: false }
  expect(isKiosk(mark)).toBe(true)
  expect(isKiosk({ ...mark, idle: 3600 })).toBe(false)
  expect(isKiosk({ ...mark, home: 'https://example.org/' })).toBe(false)
  expect(mark.closed).toEqual(expect.arrayContaining(['/bureau', '/ar/bureau', '/entrer', '/en/enter']))
  for (const words of Object.values(mark.words)) expect(Object.values(words ?? {}).filter(Boolean)).toHaveLength(12)
})

describe('its page', () => {
  test.each(['/borne', '/en/kiosk', '/ar/kiosk'])('%s opens, and waits as its address asks', async (path) => {
    const response = await anyone.get(`${path}?attente=30`)
    expect(response.status).toBe(200)
    const html = await response.text()
    expect(html).toMatch(/value="30"[^>]* checked/)
    expect(html).toContain('<noscript>')
  })
})

describe('leaving it', () => {
  test('drops every cookie of the browser, and no other', async () => {
    const response = await anyone.post('/borne/fin', {}, { cookie: 'veillee_card=abc; veillee_card_made=def; a b=1' })
    expect(response.status).toBe(204)
    expect(response.headers.get('cache-control')).toContain('no-store')
    // Else Firefox would wake up the pages of the person before.
    expect(response.headers.get('clear-site-data')).toBe('"cache"')
    const lines = response.headers.getSetCookie()
    for (const name of ['veillee_card', 'veillee_card_made'])
      expect(lines.some((line) => line.startsWith(`${name}=;`) && line.includes('Max-Age=0'))).toBe(true)
    expect(lines.every((line) => line.includes('Max-Age=0'))).toBe(true)
  })
  test('cookies with strange names do not break the answer', () => {
    expect(dropCookies(['ok', 'à', 'x\r\ny', 'z;w', ''], true)).toEqual([
      'ok=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure',
    ])
    expect(
      dropCookies(
        Array.from({ length: 500 }, (_, index) => `c${index}`),
        false,
      ),
    ).toHaveLength(50)
  })
  test('another site cannot sign people out', async () => {
    const response = await anyone.post('/borne/fin', {}, { origin: 'https://example.org' })
    expect(response.status).toBe(403)
  })
})
