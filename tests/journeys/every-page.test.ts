// Every page that the manifests name, and every screen of the desk, in French and Arabic, at 320 and 1280 px, by day and
// by night: no accessibility fault that a machine can see, no scrolling sideways, valid HTML.

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { capabilities } from '#capabilities/index.ts'
import { localPath } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { serveTown, type Served } from '#tests/support/served.ts'

const require = createRequire(import.meta.url)
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4']

let town: Served
let browser: Browser
const html = new Map<string, string>()

beforeAll(async () => {
  town = await serveTown({ demo: true })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await town?.stop()
})

const views = [
  { name: '1280 px, day', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: '320 px, night', viewport: { width: 320, height: 700 }, colorScheme: 'dark' },
] as const

/** Opens a page, and gives what is wrong with it. */
async function faultsOf(page: Page, address: string): Promise<string[]> {
  const response = await page.goto(town.url + address)
  const faults: string[] = []
  const status = response?.status() ?? 0
  // A paper to print opens in the browser's own viewer, which is not ours to judge.
  if (status === 200 && !response?.headers()['content-type']?.startsWith('text/html')) return faults
  if (status >= 400 && !address.includes('nulle-part')) faults.push(`${address}: ${status}`)
  html.set(address, (await response?.text()) ?? '')
  // Measured with the page's own letters, not with those shown while they arrive.
  await page.evaluate(async () => void (await document.fonts.ready))
  const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (width > 0) faults.push(`${address}: scrolls sideways by ${width} px`)
  await page.addScriptTag({ path: require.resolve('axe-core/axe.min.js') }).catch(async () => {
    // The content policy refuses added tags, as it should: axe comes in through the debugger instead.
    await page.evaluate(require('node:fs').readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') as string)
  })
  const results = await page.evaluate(async (wanted) => {
    const axe = (
      window as unknown as {
        axe: {
          run: (
            where: Document,
            options: object,
          ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>
        }
      }
    ).axe
    return (await axe.run(document, { runOnly: wanted })).violations
  }, tags)
  for (const violation of results)
    faults.push(
      `${address}: ${violation.id}: ${violation.nodes[0]?.html.slice(0, 160)} ${violation.nodes[0]?.failureSummary.slice(0, 200)}`,
    )
  return faults
}

async function publicPages(): Promise<string[]> {
  const named = await Promise.all(capabilities.map(async (capability) => (await capability.pages?.(town.desk)) ?? []))
  return [...new Set([...named.flat(), '/nulle-part'])]
}

/** The screens that each member of the demonstration reaches from her desk's menu, and one story of each. */
async function deskPages(locale: Locale): Promise<string[]> {
  const menus = capabilities.flatMap((capability) => capability.deskMenu ?? []).map((entry) => entry.href[locale])
  return [...new Set(menus)].map((href) => localPath(locale, href))
}

async function enter(context: BrowserContext, role: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(town.url)
  await page.locator(`.demo-bar button[value=${role}]`).click()
  await page.waitForLoadState()
  return page
}

describe.each(views)('$name', (view) => {
  test('every public page', async () => {
    const context = await browser.newContext({ ...view, bypassCSP: true })
    const page = await context.newPage()
    const faults: string[] = []
    const pages = await publicPages()
    expect(pages.length).toBeGreaterThan(15)
    for (const address of pages) faults.push(...(await faultsOf(page, address)))
    await context.close()
    expect(faults).toEqual([])
  })

  test.each(['facilitator', 'editor', 'scientist', 'administrator', 'witness'])(
    'every screen of a %s',
    async (role) => {
      const context = await browser.newContext({ ...view, bypassCSP: true })
      const page = await enter(context, role)
      const faults: string[] = []
      const locale: Locale = view.colorScheme === 'dark' ? 'ar' : 'fr'
      const seen = new Set<string>()
      const start = role === 'witness' ? [new URL(page.url()).pathname] : await deskPages(locale)
      const queue = [...start]
      // From the menu, one step further: the first links of each screen that stay on the desk.
      while (queue.length && seen.size < 40) {
        const address = queue.shift() as string
        const shape = address.replace(/\d{6}|[0-9a-f-]{36}/g, '#')
        if (seen.has(shape)) continue
        seen.add(shape)
        const response = await page.request.get(town.url + address, { maxRedirects: 0 })
        if (response.status() === 404) continue
        faults.push(...(await faultsOf(page, address)))
        const links = await page
          .locator('main a[href^="/"]')
          .evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).getAttribute('href') ?? ''))
        for (const link of links) if (/\/(bureau|ma-carte|my-card)/.test(link)) queue.push(link.split('#')[0] as string)
      }
      await context.close()
      expect(seen.size).toBeGreaterThan(role === 'witness' ? 0 : 2)
      expect(faults).toEqual([])
    },
  )
})

test('every page is valid HTML', async () => {
  expect(html.size).toBeGreaterThan(30)
  const java = await promisify(execFile)('java', ['-version']).then(
    () => true,
    () => false,
  )
  if (!java) {
    console.warn('The Nu HTML checker needs Java, which this machine does not have: HTML was not checked.')
    return
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'veillee-html-'))
  await mkdir(folder, { recursive: true })
  const names = new Map<string, string>()
  let index = 0
  for (const [address, text] of html) {
    const name = `${index++}.html`
    names.set(name, address)
    await writeFile(path.join(folder, name), text)
  }
  const jar = path.join(path.dirname(require.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar')
  const { stderr } = await promisify(execFile)(
    'java',
    ['-jar', jar, '--errors-only', '--exit-zero-always', '--format', 'json', folder],
    { maxBuffer: 50_000_000 },
  )
  const { messages } = JSON.parse(stderr) as { messages: { url: string; message: string; extract?: string }[] }
  await rm(folder, { recursive: true, force: true })
  const wrong = messages.map(
    (each) => `${names.get(path.basename(each.url))}: ${each.message} ${each.extract?.slice(0, 120) ?? ''}`,
  )
  expect([...new Set(wrong)].slice(0, 30)).toEqual([])
})
