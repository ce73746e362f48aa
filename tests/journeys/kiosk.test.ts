// A kiosk between two people: nothing leads out, a warning can be stopped, and after the wiping nothing of the
// person before can be found: storages, cookies, sessions, fields, and the way back.

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '#tests/support/browser.ts'
import { serveTown, type Served } from '#tests/support/served.ts'
import { giveVoices } from '#tests/support/speech.ts'

let town: Served
let browser: Browser

beforeAll(async () => {
  town = await serveTown({ demo: true })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await town?.stop()
})

const secret = 'Zénobie Quatrepattes'

async function aKiosk(width: number): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width, height: 800 } })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  // Whoever sets it up came from somewhere.
  await page.goto(`${town.url}/contact`)
  await page.goto(`${town.url}/borne?attente=15`)
  await page.fill('[data-kiosk-start] [name=code]', '2468')
  await page.click('[data-kiosk-start] button:not([type=button])')
  await begun(page)
  return { context, page }
}

const begun = async (page: Page) => {
  await page.waitForURL(`${town.url}/`)
  await page.waitForSelector('.kiosk-bar')
}
const asked = (page: Page) => page.locator('dialog.kiosk-ask[open]')
const isBusy = async (page: Page) =>
  (await page.evaluate(() => sessionStorage.getItem('veillee.borne') ?? '')).includes('"ending":true')

async function tellsAlone(page: Page) {
  await page.goto(`${town.url}/raconter/seul/idee?langue=fr`)
  await page.click('form:has([name=submission_id]) button:not([type=button])')
  await page.waitForSelector('textarea[name=body]')
  await page.fill('textarea[name=body]', `${secret} est arrivée un soir de neige.`)
}

describe.each([360, 1280])('at %i px', (width) => {
  test('what one person did cannot be found by the next', async () => {
    const { context, page } = await aKiosk(width)
    expect(await page.locator('html').getAttribute('data-big')).not.toBeNull()

    // She reads in Arabic, types her name in a form, goes back and forth, then tells a story: a card is opened.
    await page.goto(`${town.url}/ar`)
    await page.click('.doors li:first-child a')
    await page.waitForURL(/\/ar\/stories/)
    await page.goto(`${town.url}/raconter/rappel`)
    await page.fill('[name=name]', secret)
    await page.goto(`${town.url}/recits`)
    await page.goBack()
    await page.waitForSelector('.kiosk-bar')
    expect(await page.inputValue('[name=name]')).toBe('')
    await page.fill('[name=name]', secret)
    await page.evaluate((name) => {
      localStorage.setItem('veillee.size', '3')
      sessionStorage.setItem('veillee.words', name)
    }, secret)
    await tellsAlone(page)
    const cookies = await context.cookies()
    expect(cookies.length).toBeGreaterThan(0)
    const opened = async () =>
      await town.desk.db
        .selectFrom('desk.card_session')
        .select('card_id')
        .where('expires_at', '>', new Date())
        .execute()
    const before = (await opened()).length
    expect(before).toBeGreaterThan(0)

    // The warning comes, and any key stops it.
    await asked(page).waitFor({ timeout: 9_000 })
    expect(Number(await asked(page).locator('b').textContent())).toBeGreaterThan(5)
    await page.keyboard.press('Shift')
    await asked(page).waitFor({ state: 'hidden' })
    expect(await page.inputValue('textarea[name=body]')).toContain(secret)

    // Then nobody touches it.
    await page.waitForURL(`${town.url}/`, { timeout: 25_000 })
    await begun(page)
    expect(await isBusy(page)).toBe(false)
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    expect(await context.cookies()).toEqual([])
    expect((await opened()).length).toBe(before - 1)
    const kept = await page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      caches: await caches.keys(),
      databases: await indexedDB.databases(),
      pages: (window as unknown as { navigation: { entries: () => { url: string }[] } }).navigation
        .entries()
        .map(({ url }) => new URL(url).pathname),
      text: document.documentElement.innerText,
    }))
    expect(kept).toMatchObject({ local: [], session: ['veillee.borne'], caches: [], databases: [] })
    expect(new Set(kept.pages)).toEqual(new Set(['/']))
    expect(kept.text).not.toContain(secret)

    // Neither back nor forward shows her pages; her forms come empty, her card is closed.
    for (const move of ['back', 'back', 'forward', 'forward', 'forward']) {
      await page.evaluate((to) => (to === 'back' ? history.back() : history.forward()), move)
      await page.waitForTimeout(300)
      if (!page.url().startsWith(town.url)) break
      expect(new URL(page.url()).pathname).toBe('/')
      expect(await page.content()).not.toContain(secret)
    }
    await page.goto(`${town.url}/raconter/rappel`)
    expect(await page.inputValue('[name=name]')).toBe('')
    await page.goto(`${town.url}/raconter/seul/mots`)
    expect(new URL(page.url()).pathname).toBe('/ma-carte')
    expect(await page.content()).not.toContain(secret)
    await context.close()
  })

  test('nothing leads out of it, and plain words say so', async () => {
    const { context, page } = await aKiosk(width)
    const elsewhere: string[] = []
    page.on('request', (request) => !request.url().startsWith(town.url) && elsewhere.push(request.url()))
    await page.goto(`${town.url}/raconter`)
    await page.waitForSelector('.kiosk-bar')
    await page.evaluate(() => {
      const ways = [
        '<a id="w1" href="https://example.org/">ailleurs</a>',
        '<a id="w2" href="mailto:mairie@example.org">courriel</a>',
        '<a id="w3" href="/recits" download>fichier</a>',
        '<a id="w4" href="/sitemap.xml">plan</a>',
        '<a id="w5" href="/entrer">bureau</a>',
        '<form action="/demo/entrer" method="post"><button id="w6" name="role" value="editor">entrer</button></form>',
      ]
      document.querySelector('main')?.insertAdjacentHTML('afterbegin', `<div>${ways.join('<br>')}</div>`)
    })
    for (const id of ['w1', 'w2', 'w3', 'w4', 'w5', 'w6']) {
      await page.click(`#${id}`)
      await asked(page).waitFor()
      expect(await asked(page).innerText()).toContain('ne s’ouvre pas sur cette borne')
      await asked(page).locator('button').click()
      await asked(page).waitFor({ state: 'hidden' })
    }
    // The number one cannot dial from here is shown, to be copied by hand.
    await page.locator('main a[href^="tel:"]').first().click()
    await asked(page).waitFor()
    expect(await asked(page).locator('b').innerText()).toMatch(/^[\d ]{10,}$/)
    await asked(page).locator('button').click()
    // No new window, no printing, no copying.
    await page.click('.nav a', { modifiers: ['Control'] })
    await page.click('.nav a', { button: 'middle' })
    expect(context.pages()).toHaveLength(1)
    expect(new URL(page.url()).pathname).toBe('/raconter')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate(async () => await navigator.clipboard.writeText('avant'))
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+c')
    expect(await page.evaluate(async () => await navigator.clipboard.readText())).toBe('avant')
    expect(elsewhere).toEqual([])
    // An ordinary page still opens.
    await page.click('.nav a')
    await page.waitForURL(/\/recits/)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide).toBe(0)
    await context.close()
  })
})

test('without an answer of the server nobody gets the device; then it begins again', async () => {
  const { context, page } = await aKiosk(1280)
  await tellsAlone(page)
  let answers = false
  await page.route('**/borne/fin', async (route) => await (answers ? route.continue() : route.abort()))
  await page.click('.kiosk-bar .btn-l')
  const said = async () => await page.locator('body').innerText()
  await expect.poll(said).toBe('On efface tout. Un instant…')
  await page.waitForTimeout(2_000)
  expect(await said()).toBe('On efface tout. Un instant…')
  // Even by loading the page again.
  await page.reload().catch(() => undefined)
  await page.waitForTimeout(500)
  expect(await page.content()).not.toContain('textarea')
  answers = true
  await begun(page)
  expect(await context.cookies()).toEqual([])
  await context.close()
})

test('whoever listens is there; the voice stops with the wiping', async () => {
  const { context, page } = await aKiosk(1280)
  await giveVoices(page, ['fr-FR'], 60_000)
  await page.goto(`${town.url}/recits`)
  await page.waitForSelector('.kiosk-bar')
  await page.click('[data-read]')
  await page.waitForTimeout(17_000)
  expect(new URL(page.url()).pathname).toBe('/recits')
  expect(await page.evaluate(() => speechSynthesis.speaking)).toBe(true)
  // The page that wipes waits for the server: time to hear that it says nothing more.
  await page.route('**/borne/fin', () => undefined)
  await page.click('.kiosk-bar .btn-l')
  await page.waitForSelector('.kiosk-cover')
  expect(await page.evaluate(() => speechSynthesis.speaking)).toBe(false)
  await context.close()
})

test('only the code stops it', async () => {
  const { context, page } = await aKiosk(1280)
  await page.click('.kiosk-bar .btn-quiet')
  await page.fill('#kiosk-code', '1111')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.querySelector('.kiosk-ask [role=status]')?.textContent)
  expect(await page.evaluate(() => sessionStorage.getItem('veillee.borne'))).not.toBeNull()
  await page.fill('#kiosk-code', '2468')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${town.url}/borne`)
  expect(await page.evaluate(() => sessionStorage.getItem('veillee.borne'))).toBeNull()
  expect(await page.locator('.kiosk-bar').count()).toBe(0)
  await context.close()
})
