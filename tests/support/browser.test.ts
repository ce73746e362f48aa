// The browser of the journeys opens, from the system or from the npm package, and shows a page in three scripts.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser, systemChromium } from '#tests/support/browser.ts'

const server = createServer((_, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.end(
    '<!doctype html><title>Veillée</title><h1 dir="rtl">حكاية</h1><script>document.title += " ouverte"</script>',
  )
})

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
afterAll(() => void server.close())
afterEach(() => vi.unstubAllEnvs())

async function titleSeen(): Promise<string> {
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    return `${await page.title()} ${await page.locator('h1').innerText()}`
  } finally {
    await browser.close()
  }
}

test.skipIf(!systemChromium())('the Chromium of the system opens a page', { timeout: 60_000 }, async () => {
  expect(await titleSeen()).toBe('Veillée ouverte حكاية')
})

test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
  'without it, the one of the npm package does',
  { timeout: 120_000 },
  async () => {
    vi.stubEnv('CHROMIUM_PATH', 'package')
    expect(systemChromium()).toBeUndefined()
    expect(await titleSeen()).toBe('Veillée ouverte حكاية')
  },
)

test('a wrong CHROMIUM_PATH is said', () => {
  vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium')
  expect(() => systemChromium()).toThrow('CHROMIUM_PATH=/nowhere/chromium is not a program')
})
