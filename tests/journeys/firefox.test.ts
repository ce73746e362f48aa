// The essential in a real Firefox, left out where none is installed: a voice recorded in a meeting, sent and heard again;
// a story played with its words; a kiosk that begins again; pages that say nothing to the console.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mediaOf } from '#core/contribution/content.ts'
import { openFirefox, systemFirefox } from '#tests/support/firefox.ts'
import { aHeardStory, aSound, cuesOf, officeOf } from '#tests/support/heard.ts'
import { serveTown, type Served } from '#tests/support/served.ts'

describe.skipIf(!systemFirefox())('in Firefox', () => {
  let town: Served
  let browser: Browser
  beforeAll(async () => {
    town = await serveTown({ demo: true })
    browser = await openFirefox()
  })
  afterAll(async () => {
    await browser?.close()
    await town?.stop()
  })

  async function opened(path: string, width = 1280): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 800 } })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(`${town.url}${path}`)
    return page
  }
  const sound = (page: Page) =>
    page
      .locator('audio')
      .first()
      .evaluate((each: HTMLAudioElement) => ({ at: each.currentTime, isPlaying: !each.paused }))

  test('in a meeting: recorded, paused, marked, named, sent, kept, heard again', async () => {
    const page = await opened('/')
    await page.click('button[name=role][value=facilitator]')
    await page.waitForLoadState()
    await page.goto(`${town.url}/bureau/rencontres`)
    await page.click('main .table a >> nth=0')
    const isNow = async (state: string) => void (await page.waitForSelector(`[data-recorder][data-state=${state}]`))
    const second = async () => Number((await page.locator('[data-time]').innerText()).split(':')[1])
    await isNow('idle')
    await page.click('.rec-btn')
    await isNow('on')
    await expect.poll(second, { timeout: 20_000 }).toBeGreaterThanOrEqual(2)
    await page.click('[data-mark]')
    await page.click('.rec-btn')
    await isNow('paused')
    await page.click('.rec-btn')
    await isNow('on')
    await expect.poll(second, { timeout: 20_000 }).toBeGreaterThanOrEqual(3)
    // Without loudspeaker Firefox measures nothing: then nothing is said of her voice. It is never “nothing is heard”.
    expect(await page.locator('[data-hearing]').innerText()).not.toContain('On n’entend rien')
    await page.click('[data-finish]')
    await isNow('idle')
    await page.fill('.take [data-name]', 'Le marché')
    await page.click('.take [data-do=keep]')
    await expect
      .poll(async () => await page.locator('.take [data-state-words]').innerText(), { timeout: 40_000 })
      .toContain('Arrivée')

    await page.reload()
    await page.click('#voix a[href^="/bureau/medias/"]')
    const item = page.locator('.bench-item').filter({ hasText: 'Le marché' })
    const address = (await item.locator('a[href*="/bureau/medias/"]').first().getAttribute('href')) ?? ''
    const file_id = address.split('/').at(-1) ?? ''
    const { draft } = await town.desk.db
      .selectFrom('desk.contribution')
      .select('draft')
      .where('code', '=', address.split('/').at(-2) ?? '')
      .executeTakeFirstOrThrow()
    expect(mediaOf(draft).find((each) => each.file_id === file_id)).toMatchObject({
      nature: 'sound',
      use: 'story',
      words: [{ title: 'Le marché' }],
      transcripts: [{ chapters: [{ title: 'Moment 1' }] }],
    })
    // What the server keeps is whole: Firefox finds its seconds, and a sound in them.
    const heard = await page.evaluate(async (original) => {
      const bytes = await (await fetch(original)).arrayBuffer()
      const decoded = await new OfflineAudioContext(1, 48_000, 48_000).decodeAudioData(bytes)
      return { seconds: decoded.duration, peak: Math.max(...decoded.getChannelData(0).subarray(0, 96_000)) }
    }, `/bureau/fichiers/${file_id}/original`)
    expect(heard.seconds).toBeGreaterThan(2)
    expect(heard.peak).toBeGreaterThan(0.02)
    await page.goto(`${town.url}${address}`)
    await page
      .locator('audio')
      .first()
      .evaluate((each: HTMLAudioElement) => void each.play())
    await expect.poll(async () => (await sound(page)).at, { timeout: 20_000 }).toBeGreaterThan(1)
    await page.context().close()
  })

  test('a story is played; its words follow, and lead to their second', async () => {
    const told = ['اسمي زهرة.', 'ركبت الباخرة.', 'كان كل شيء أبيض.', 'لم أكن أعرف القراءة.']
    const transcript = { language: 'ar', form: 'original', machine: false, cues: [], chapters: [] } as const
    const { code } = await aHeardStory(
      await officeOf(town.desk),
      [aSound({ transcripts: [{ ...transcript, cues: cuesOf(told), chapters: [] }] })],
      { language: 'ar', title: 'الحكاية' },
    )
    const page = await opened(`/${code}`, 360)
    const lit = page.locator('.cues [aria-current=true]')
    await page.locator('.play').first().click()
    await expect.poll(async () => (await sound(page)).at, { timeout: 20_000 }).toBeGreaterThan(0.5)
    await page.locator('.player select').first().selectOption('0.75')
    await page.locator('.player input[type=range]').first().focus()
    await page.keyboard.press('k')
    await expect.poll(async () => (await sound(page)).isPlaying).toBe(false)
    await page.keyboard.press('Home')
    for (const second of [5, 10]) {
      await page.keyboard.press('ArrowRight')
      await expect.poll(async () => Math.round((await sound(page)).at)).toBe(second)
    }
    expect(await lit.innerText()).toContain('ركبت')
    await page.locator('.cue-t').nth(2).click()
    await expect.poll(async () => (await sound(page)).isPlaying).toBe(true)
    await expect.poll(async () => (await sound(page)).at).toBeGreaterThanOrEqual(20)
    await expect.poll(async () => await lit.innerText()).toContain('أبيض')
    await page.goto(`${page.url().split('#')[0]}#t=0:31`)
    await page.reload()
    await expect.poll(async () => await lit.getAttribute('data-t')).toBe('30')
    expect(await page.locator('.time').first().innerText()).toBe('0:31 / 0:40')
    await page.context().close()
  })

  test('a kiosk begins, and begins again, whatever the browser kept in memory', async () => {
    const page = await opened('/contact')
    const begun = async () => {
      await page.waitForURL(`${town.url}/`)
      await page.waitForSelector('.kiosk-bar')
    }
    await page.goto(`${town.url}/borne?attente=60`)
    await page.click('[data-kiosk-start] button:not([type=button])')
    await begun()
    await page.goto(`${town.url}/raconter/rappel`)
    await page.waitForSelector('.kiosk-bar')
    await page.fill('[name=name]', 'Zénobie')
    await page.click('.kiosk-bar button >> nth=0')
    await page.waitForURL(`${town.url}/`)
    await begun()
    await page.goBack()
    expect(await page.content()).not.toContain('Zénobie')
    expect(new URL(page.url()).pathname).not.toBe('/contact')
    await page.context().close()
  })

  test('nothing is refused nor broken on the pages everyone reads', async () => {
    const page = await opened('/')
    const said: string[] = []
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
    page.on('pageerror', (error) => said.push(error.message))
    for (const path of ['/', '/recits', '/ar/stories', '/themes', '/raconter', '/accessibilite']) {
      const answer = await page.goto(`${town.url}${path}`)
      expect([path, (answer?.status() ?? 500) < 400]).toEqual([path, true])
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect([path, wide <= 0]).toEqual([path, true])
    }
    expect(said).toEqual([])
    await page.context().close()
  })
})
