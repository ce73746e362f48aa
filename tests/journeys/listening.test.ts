// A story one listens to, in a real browser: with the keyboard alone, from the sound to its words and back, from an
// address, on a small screen, in Arabic, without script, and when the sound does not come.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '#tests/support/browser.ts'
import { openPage } from '#tests/support/open-page.ts'
import { aHeardStory, aPicture, aSound, cuesOf, officeOf } from '#tests/support/heard.ts'
import { serveTown, type Served } from '#tests/support/served.ts'
import { giveVoices, saidOn } from '#tests/support/speech.ts'

const require = createRequire(import.meta.url)
let town: Served
let browser: Browser
let code = ''
beforeAll(async () => {
  town = await serveTown({ demo: true })
  browser = await openBrowser(['--autoplay-policy=user-gesture-required', '--mute-audio'])
  const told = ['اسمي زهرة.', 'ركبت الباخرة.', 'كان كل شيء أبيض.', 'لم أكن أعرف القراءة.']
  const translated = ['Je m’appelle Zohra.', 'J’ai pris le bateau.', 'Tout était blanc.', 'Je ne savais pas lire.']
  const excuse = { reason: 'On cherche qui la connaît.', until: '2027-03-01' }
  const named = (title: string) => [{ language: 'fr', title, caption: '', alt: 'Une image', description: '' }]
  const story = await aHeardStory(
    await officeOf(town.desk),
    [
      aSound({
        transcripts: [
          {
            language: 'ar',
            form: 'original',
            machine: false,
            cues: cuesOf(told),
            chapters: [{ start: 20_000, title: 'الثلج' }],
          },
          { language: 'fr', form: 'translation', machine: false, cues: cuesOf(translated), chapters: [] },
        ],
      }),
      aSound({ excuse, words: named('La chanson') }, 20, 'made'),
      aPicture({ words: named('Le carton') }),
    ],
    {
      language: 'ar',
      title: 'رسمت لي المدينة',
      translation: { language: 'fr', title: 'Elle m’a dessiné la ville', body: 'Il neigeait.' },
    },
  )
  code = story.code
})
afterAll(async () => {
  await browser?.close()
  await town?.stop()
})

const opened = async (path: string, options?: BrowserContextOptions, prepare?: (page: Page) => Promise<void>) =>
  await openPage(browser, `${town.url}${path}`, options, prepare)
const at = async (page: Page) =>
  await page
    .locator('audio')
    .first()
    .evaluate((sound) => (sound as HTMLAudioElement).currentTime)
const isPlaying = async (page: Page, which = 0) =>
  await page
    .locator('audio')
    .nth(which)
    .evaluate((sound) => !(sound as HTMLAudioElement).paused)
const plays = async (page: Page, isIt = true, which = 0) =>
  await expect.poll(async () => await isPlaying(page, which), { timeout: 8_000 }).toBe(isIt)
/** Until the sound came it has no place: it is asked again. */
const playsFrom = async (page: Page, second: number) => {
  await plays(page)
  await expect.poll(async () => await at(page)).toBeGreaterThanOrEqual(second)
}
const lit = (page: Page) => page.locator('.cues [aria-current=true]')
const range = (page: Page) => page.locator('.player input[type=range]').first()

describe('with the keyboard alone', () => {
  test('plays, pauses, goes back and forth, and says where it is', async () => {
    const { context, page } = await opened(`/${code}`)
    const play = page.locator('.play').first()
    expect(await page.locator('audio').first().isVisible()).toBe(false)
    await page.locator('h1').click()
    for (let tabs = 0; tabs < 12 && !(await play.evaluate((each) => each === document.activeElement)); tabs += 1)
      await page.keyboard.press('Tab')
    expect(await play.getAttribute('aria-label')).toMatch(/^Écouter /)
    expect(await isPlaying(page)).toBe(false)
    await page.keyboard.press('Space')
    await plays(page)
    expect(await play.getAttribute('aria-label')).toBe('Faire une pause')
    await page.keyboard.press('k')
    await plays(page, false)

    await page.keyboard.press('Tab')
    expect(await range(page).evaluate((each) => each === document.activeElement)).toBe(true)
    await page.keyboard.press('Home')
    await expect.poll(async () => await at(page)).toBe(0)
    for (const [key, second] of [
      ['ArrowRight', 5],
      ['ArrowUp', 10],
      ['l', 20],
      ['PageDown', 0],
      ['l', 10],
      ['j', 0],
      ['PageUp', 30],
      ['ArrowLeft', 25],
    ] as const) {
      await page.keyboard.press(key)
      await expect.poll(async () => Math.round(await at(page)), { message: key }).toBe(second)
    }
    expect(await range(page).getAttribute('aria-valuetext')).toMatch(/^25\ssecondes sur 40\ssecondes$/)
    // The words follow, and the focus has not moved.
    expect(await lit(page).locator('.side-b').innerText()).toContain('Tout était blanc.')
    expect(await range(page).evaluate((each) => each === document.activeElement)).toBe(true)
    await page.keyboard.press('Space')
    await plays(page)
    // Every button answers to Tab and Enter.
    for (const act of ['back', 'forward']) {
      await page.locator(`.player [data-do=${act}]`).first().focus()
      await page.keyboard.press('Enter')
    }
    const mute = page.locator('.player [data-do=mute]').first()
    await mute.focus()
    await page.keyboard.press('Enter')
    expect(await mute.getAttribute('aria-pressed')).toBe('true')
    await page.locator('.player select').first().selectOption('0.75')
    expect(
      await page
        .locator('audio')
        .first()
        .evaluate((sound) => (sound as HTMLAudioElement).playbackRate),
    ).toBe(0.75)
    await context.close()
  })

  test('from the words to the sound: a time, a chapter, an address', async () => {
    const { context, page } = await opened(`/${code}`)
    const time = page.locator('.cue-t').nth(1)
    expect(await time.innerText()).toMatch(/Écouter à partir de\s+0:10/)
    await time.focus()
    await page.keyboard.press('Enter')
    await playsFrom(page, 10)
    expect(await lit(page).count()).toBe(1)
    expect(await lit(page).locator('.side-a').innerText()).toContain('ركبت')
    expect(page.url()).not.toContain('#')
    await page.locator('.chapters a').focus()
    await page.keyboard.press('Enter')
    await expect.poll(async () => Math.floor(await at(page))).toBe(20)
    // An address with a second starts there, and is silent.
    await page.goto(`${page.url().split('#')[0]}#t=0:31`)
    await page.reload()
    await expect.poll(async () => await lit(page).getAttribute('data-t')).toBe('30')
    expect(await isPlaying(page)).toBe(false)
    expect(await page.locator('.time').first().innerText()).toBe('0:31 / 0:40')
    expect(await lit(page).evaluate((each) => each.getBoundingClientRect().top < innerHeight)).toBe(true)
    await page.locator('.play').first().click()
    await plays(page)
    await expect.poll(async () => await at(page)).toBeGreaterThan(31)
    await context.close()
  })
})

describe('with a finger or a mouse', () => {
  test('a passage that is touched is heard; one sound at a time; the page’s own voice is silent then', async () => {
    const { context, page } = await opened(`/${code}`, {}, async (each) => await giveVoices(each, ['fr-FR'], 400))
    await page.click('[data-read]')
    await expect.poll(async () => (await saidOn(page)).length).toBeGreaterThan(0)
    await page.locator('.cues .side-b').nth(2).click()
    await playsFrom(page, 20)
    expect(await page.locator('.aloud').isVisible()).toBe(false)
    const said = (await saidOn(page)).length
    await page.waitForTimeout(900)
    expect((await saidOn(page)).length).toBe(said)
    await page.locator('.play').nth(1).click()
    await plays(page, true, 1)
    await plays(page, false)
    await page.click('[data-read]')
    await plays(page, false, 1)
    await context.close()
  })

  test('the page follows only who looks at the words', async () => {
    const { context, page } = await opened(`/${code}`, { viewport: { width: 1280, height: 500 } })
    await page.locator('.play').first().click()
    await plays(page)
    const before = await page.evaluate(() => scrollY)
    await page.locator('.player [data-do=forward]').first().click()
    await expect.poll(async () => await lit(page).getAttribute('data-t')).toBe('10')
    await page.waitForTimeout(600)
    // The words are below, unseen: nothing moves under her finger.
    expect(await page.evaluate(() => scrollY)).toBe(before)
    await context.close()
  })

  test('the place where one was is kept on this device, said, and forgotten when one asks; never at a kiosk', async () => {
    const { context, page } = await opened(`/${code}`)
    const kept = async () => await page.evaluate(() => localStorage.getItem('veillee.heard'))
    await page.locator('.cue-t').nth(2).click()
    await plays(page)
    await page.locator('.play').first().click()
    await expect.poll(kept).toMatch(/:2\d/)
    await page.reload()
    await page.waitForSelector('.player-in:visible')
    const time = async () => await page.locator('.time').first().innerText()
    const said = async () => await page.locator('[data-say]').first().innerText()
    await expect.poll(said).toMatch(/gardé sur cet appareil.*0:2\d/)
    await expect.poll(time).toMatch(/^0:2\d/)
    await page.click('.player [data-do=restart]:visible')
    await expect.poll(async () => [await kept(), await time()]).toEqual([null, '0:00 / 0:40'])

    await page.goto(`${town.url}/borne?attente=60`)
    await page.fill('[data-kiosk-start] [name=code]', '2468')
    await page.click('[data-kiosk-start] button:not([type=button])')
    await page.waitForSelector('.kiosk-bar')
    await page.goto(`${town.url}/${code}`)
    await page.locator('.cue-t').nth(2).click()
    await plays(page)
    await page.locator('.play').first().click()
    await plays(page, false)
    await page.waitForTimeout(300)
    expect(await kept()).toBeNull()
    expect(await page.locator('.keep:visible').count()).toBe(0)
    await context.close()
  })

  test('a sound that does not come says so in plain words', async () => {
    const { context, page } = await opened(`/${code}`, {}, async (each) => {
      await each.route('**/fichiers/**', async (route) => await route.fulfill({ status: 404, body: '' }))
    })
    await page.locator('.play').first().click()
    await expect
      .poll(async () => await page.locator('[data-say]').first().innerText())
      .toContain('On n’arrive pas à lire ce son')
    // The button says what it does now; pressed again once the line is back, it does it.
    await plays(page, false)
    await expect.poll(async () => await page.locator('.play').first().getAttribute('aria-label')).toMatch(/^Écouter /)
    await page.unroute('**/fichiers/**')
    await page.locator('.play').first().click()
    await playsFrom(page, 0.2)
    expect(await page.locator('[data-say]').first().innerText()).toBe('')
    await context.close()
  })
})

test('without script: the browser’s player, the words, and times that open the sound there', async () => {
  const { context, page } = await opened(`/${code}`, { javaScriptEnabled: false })
  expect(await page.locator('audio[controls]:visible').count()).toBe(2)
  expect(await page.locator('.player-in:visible').count()).toBe(0)
  expect(await page.locator('.cues .side-a:visible').count()).toBe(4)
  const href = (await page.locator('.cue-t').nth(3).getAttribute('href')) ?? ''
  expect(href).toMatch(/^\/fichiers\/[^#]+#t=30$/)
  const response = await context.request.get(town.url + href.split('#')[0], { headers: { range: 'bytes=0-99' } })
  expect([response.status(), (await response.body()).length]).toEqual([206, 100])
  expect(await page.locator('.js-only:visible').count()).toBe(0)
  await page.goto(`${page.url()}#t=20`)
  expect(await page.locator('.cues li:target').count()).toBe(1)
  await page.click('.seg-links [data-value=b]')
  expect(await page.locator('.cues .side-a:visible').count()).toBe(0)
  await context.close()
})

describe.each([
  ['', 360, 'light'],
  ['', 1280, 'dark'],
  ['/ar', 360, 'dark'],
  ['/ar', 1280, 'light'],
] as const)('%s at %i px, %s', (prefix, width, colorScheme) => {
  test.each([true, false])('no fault that a machine can see (script: %s)', async (javaScriptEnabled) => {
    const { context, page } = await opened(`${prefix}/${code}`, { viewport: { width, height: 760 }, colorScheme })
    if (!javaScriptEnabled) {
      // The page as it is before its script, judged by a script of ours.
      await page.route('**/assets/*.js', async (route) => await route.abort())
      await page.reload()
    } else {
      await page.locator('.cue-t').nth(1).click()
      await plays(page)
      for (const fold of await page.locator('main details > summary').all()) await fold.click()
    }
    await page.evaluate(async () => void (await document.fonts.ready))
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'))
    type Axe = { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    const faults = await page.evaluate(
      async (tags) => (await (window as unknown as { axe: Axe }).axe.run({ runOnly: tags })).violations,
      ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4'],
    )
    expect(faults.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([])
    // The wave goes from left to right everywhere.
    if (javaScriptEnabled) expect(await range(page).evaluate((each) => getComputedStyle(each).direction)).toBe('ltr')
    await context.close()
  })
})

test('big buttons are 72 px, the player’s too', async () => {
  const { context, page } = await opened(`/${code}?gros=1`, { viewport: { width: 360, height: 760 } })
  // The short address leads to the page without what follows it.
  await page.goto(`${page.url().split('?')[0]}?gros=1`)
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main :is(a[href],button,summary,select,input[type=range])')]
      .filter((each) => each.checkVisibility() && !each.closest('.vh,p:not(.no-print)'))
      .map((each) => ({ box: each.getBoundingClientRect(), name: `${each.className} ${each.innerText}` }))
      .filter(({ box }) => box.height < 71.5)
      .map(({ box, name }) => `${Math.round(box.height)} ${name.slice(0, 60)}`),
  )
  expect(small).toEqual([])
  await context.close()
})
