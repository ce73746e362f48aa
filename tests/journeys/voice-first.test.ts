// For those who read little or not at all: every page can be heard, in the right voice; buttons of 72 px, few
// choices, numbers to press, with script and without.

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { capabilities } from '#capabilities/index.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { serveTown, type Served } from '#tests/support/served.ts'
import { giveVoices, saidOn } from '#tests/support/speech.ts'

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

async function aReader(
  voices: string[],
  path: string,
  options: { ms?: number; width?: number; script?: boolean } = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const { ms = 60, width = 1280, script = true } = options
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: script })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  if (script) await giveVoices(page, voices, ms)
  await page.goto(town.url + path)
  return { context, page }
}

const says = async (page: Page, words: string | RegExp) =>
  await expect
    .poll(async () => (await saidOn(page)).map(({ text }) => text).join(' '), { timeout: 10_000 })
    .toMatch(words)
const lit = (page: Page) => page.locator('.is-read')
const press = async (page: Page, name: string) => await page.click(`.aloud [data-do=${name}]`)

/** A story told in Arabic, with its French translation, and without a sound, whose words would be read too. */
async function anArabicStory(): Promise<string> {
  const { code } = await town.desk.db
    .selectFrom('shelf.item as item')
    .innerJoin('shelf.text as text', 'text.item_id', 'item.id')
    .select('item.code')
    .where('item.language', '=', 'ar')
    .where('text.language', '=', 'fr')
    .where('text.form', '=', 'translation')
    .where('item.duration_ms', 'is', null)
    .orderBy('item.code')
    .executeTakeFirstOrThrow()
  return `/${code}`
}

describe('listening', () => {
  test('every public page has its button, and says its own words', async () => {
    // A title is heard in its own language, whichever story comes first: every language of the town has its voice.
    const told = await town.desk.db.selectFrom('shelf.item').select('language').distinct().execute()
    const voices = new Set(['fr', 'en', 'ar', ...told.map(({ language }) => language)])
    const { context, page } = await aReader([...voices], '/')
    const named = await Promise.all(capabilities.map(async (each) => (await each.pages?.(town.desk)) ?? []))
    const silent: string[] = []
    // A card shown inside other sites has their reading aids, not ours.
    const ours = named.flat().filter((path) => !/\/(vignette|embed)$/.test(path))
    for (const path of new Set(ours)) {
      const response = await page.goto(town.url + path)
      if (!response?.headers()['content-type']?.includes('text/html') || !(await page.locator('main').count())) continue
      if ((await page.locator('[data-read]:visible').count()) === 0) {
        silent.push(`${path}: no button`)
        continue
      }
      await page.click('[data-read]')
      const title = (await page.locator('main h1').first().innerText()).replace(/\s+/g, ' ').slice(0, 20)
      await expect
        .poll(async () => (await saidOn(page)).map(({ text }) => text).join(' '), { timeout: 8_000, message: path })
        .toContain(title.split(/[.!?؟]/)[0])
      const unheard = await page
        .locator('main form :is(.field > label:not(.vh), fieldset > legend):visible')
        .evaluateAll((all) =>
          all
            .filter((each) => !each.parentElement?.querySelector('[data-listen],[data-read-text]'))
            .filter((each) => !each.closest('.check'))
            .map((each) => each.textContent),
        )
      if (unheard.length > 0) silent.push(`${path}: ${unheard.join(', ')}`)
    }
    await context.close()
    expect(silent).toEqual([])
  })

  test('pauses, goes on, back and forth, faster, and stops with Escape', async () => {
    const { context, page } = await aReader(['fr-FR'], '/raconter', { ms: 400 })
    await page.click('[data-read]')
    await says(page, /Racontez/)
    expect(await lit(page).innerText()).toContain('Racontez')
    await press(page, 'next')
    await expect.poll(async () => await lit(page).innerText()).not.toContain('Racontez, à votre façon')
    await press(page, 'pause')
    const paused = (await saidOn(page)).length
    await page.waitForTimeout(900)
    expect((await saidOn(page)).length).toBe(paused)
    expect(await page.locator('.aloud [data-when=paused]').isVisible()).toBe(true)
    await press(page, 'pause')
    await expect.poll(async () => (await saidOn(page)).length).toBeGreaterThan(paused)
    await press(page, 'previous')
    await expect.poll(async () => await lit(page).innerText()).toContain('Racontez')
    await press(page, 'rate')
    await expect.poll(async () => (await saidOn(page)).at(-1)?.rate).toBe(1.2)
    // A passage that is touched is read from there.
    await page.locator('#g2').click()
    await says(page, /Je raconte maintenant/)
    await page.keyboard.press('Escape')
    expect(await page.locator('.aloud').isVisible()).toBe(false)
    expect(await page.locator('[data-read]').getAttribute('aria-pressed')).toBe('false')
    expect(await lit(page).count()).toBe(0)
    const stopped = (await saidOn(page)).length
    await page.waitForTimeout(900)
    expect((await saidOn(page)).length).toBe(stopped)
    await context.close()
  })

  test('each passage has the voice of its language', async () => {
    const { context, page } = await aReader(['fr-FR', 'ar-SA'], await anArabicStory(), { ms: 5 })
    await page.click('[data-read]')
    await says(page, /\p{Script=Arabic}{3}/u)
    await page.waitForTimeout(1_500)
    const wrong = (await saidOn(page)).filter(
      ({ text, voice }) =>
        (/\p{Script=Arabic}{2}/u.test(text) && voice !== 'ar-SA') ||
        (!/\p{Script=Arabic}/u.test(text) && /(\p{Script=Latin}+ ){3}/u.test(text) && voice !== 'fr-FR'),
    )
    expect(wrong).toEqual([])
    await context.close()
  })

  test('without a voice for the story, says so, shows the translation and reads it', async () => {
    const { context, page } = await aReader(['fr-FR'], await anArabicStory(), { ms: 5 })
    await page.click('.seg-links [data-value=a]')
    expect(await page.locator('.side-b').first().isVisible()).toBe(false)
    const translated = (await page.locator('.side-b p').first().textContent())?.slice(0, 30) ?? ''
    await page.click('[data-read]')
    await says(page, /pas de voix pour cette langue\s: arabe\. On vous lit la traduction/)
    await says(page, new RegExp(translated.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    expect(await page.locator('.side-b').first().isVisible()).toBe(true)
    const all = await saidOn(page)
    expect(all.filter(({ text }) => /\p{Script=Arabic}/u.test(text))).toEqual([])
    await context.close()
  })

  test('without any voice, says it in writing', async () => {
    const { context, page } = await aReader([], '/raconter')
    await page.click('[data-read]')
    await page.waitForFunction(() => document.querySelector('.aloud [role=status]')?.textContent)
    expect(await page.locator('.aloud [role=status]').innerText()).toContain('Cet appareil n’a pas de voix')
    expect(await saidOn(page)).toEqual([])
    await context.close()
  })

  test('each question of a form is heard alone', async () => {
    const { context, page } = await aReader(['fr-FR'], '/raconter/rappel', { ms: 5 })
    const buttons = page.locator('main [data-listen]')
    expect(await buttons.count()).toBeGreaterThan(1)
    const label = (await page.locator('main .field > label').first().innerText()).trim()
    expect(await buttons.first().getAttribute('aria-label')).toBe(`Écouter\u00a0: ${label}`)
    await buttons.first().click()
    await says(page, label.slice(0, 12))
    await page.locator('.aloud').waitFor({ state: 'hidden' })
    await context.close()
  })
})

describe('big buttons', () => {
  const pages = async () => ['/', '/recits', await anArabicStory(), '/themes', '/raconter', '/ar', '/ar/stories']
  const small = async (page: Page) =>
    await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('a[href],button,summary,label:has(input),input:not([type=hidden])')]
        .filter((each) => each.checkVisibility() && !each.closest('.skip,.vh,footer p'))
        // A link in a sentence, and a box inside its label, are as large as what is around.
        .filter((each) => !(each.matches('input') && each.closest('label')))
        .map((each) => {
          // The whole card is its link, whole.
          const box = (each.closest('.card-t') ? each.closest('.card') : null) ?? each
          return { box: box.getBoundingClientRect(), name: `${each.tagName} ${each.className} ${each.innerText}` }
        })
        .filter(({ box }) => box.height < 71.5 || box.width < 71.5)
        .map(({ box, name }) => `${Math.round(box.width)}×${Math.round(box.height)} ${name.slice(0, 60)}`),
    )

  test.each([360, 1280])('are 72 px and more at %i px, without script', async (width) => {
    const { context, page } = await aReader([], '/?gros=1', { width, script: false })
    for (const path of await pages()) {
      await page.goto(`${town.url}${path}?gros=1`)
      if (!page.url().includes('gros=1')) await page.goto(`${page.url()}?gros=1`)
      expect({ path, small: await small(page) }).toEqual({ path, small: [] })
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect({ path, wide }).toEqual({ path, wide: 0 })
      expect(await page.locator('.top .pop:visible, .facets:visible').count()).toBe(0)
      expect(await page.locator('.top :is(.nav a,.big-back):visible').count()).toBeLessThanOrEqual(5)
    }
    await page.goto(`${town.url}/?gros=1`)
    await page.click('.doors a >> nth=0')
    expect(page.url()).toContain('gros=1')
    expect(await page.locator('html').getAttribute('data-big')).toBe('')
    await context.close()
  })

  test('are remembered with script, and chosen with the digits', async () => {
    const { context, page } = await aReader([], '/')
    expect(await page.locator('.big-back').isVisible()).toBe(false)
    await page.click('[aria-pressed]:has-text("Gros boutons")')
    await page.waitForSelector('.doors [data-number="1"]')
    await page.keyboard.press('2')
    await page.waitForURL(/\/raconter$/)
    expect(await page.locator('html').getAttribute('data-big')).toBe('')
    const numbers = await page.locator('[data-number]').evaluateAll((all) => all.map((each) => each.dataset.number))
    expect(numbers.slice(0, 3)).toEqual(['1', '2', '3'])
    await page.keyboard.press('0')
    await page.waitForURL(`${town.url}/`)
    // A digit typed in a field is a digit.
    await page.goto(`${town.url}/raconter/rappel`)
    await page.focus('[name=name]')
    await page.keyboard.type('1')
    expect(await page.inputValue('[name=name]')).toBe('1')
    await page.click('[aria-pressed=true]:has-text("Gros boutons")')
    await page.goto(`${town.url}/`)
    expect(await page.locator('html').getAttribute('data-big')).toBeNull()
    await context.close()
  })
})

test('the language switcher keeps the page, what was chosen, and the place in it', async () => {
  const { context, page } = await aReader([], '/recits?q=gare#res')
  await page.click('.aids summary')
  await page.click('[data-languages] a[hreflang=ar]')
  await page.waitForURL(/\/ar\/stories/)
  expect(new URL(page.url()).search).toBe('?q=gare')
  expect(new URL(page.url()).hash).toBe('#res')
  await context.close()
})
