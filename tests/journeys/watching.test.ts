// A film one watches, in a real browser: captions in the language one chooses, and what one sees said by a voice while
// the film waits, written where a screen reader tells it when there is no voice, and under the film without script.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Transcript } from '#core/contribution/media.content.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { openPage } from '#tests/support/open-page.ts'
import { ffmpegFile } from '#tests/support/copies.ts'
import { aFilm, aHeardStory, cuesOf, officeOf } from '#tests/support/heard.ts'
import { serveTown, type Served } from '#tests/support/served.ts'
import { giveVoices, saidOn } from '#tests/support/speech.ts'
import { hasFfmpeg } from '#tests/support/tools.ts'

const require = createRequire(import.meta.url)
const seconds = 30
/** A test picture and a tone, as browsers play them. */
const film = (): Uint8Array => {
  const length = `d=${seconds}`
  const from = ['-f', 'lavfi', '-i', `testsrc=s=320x180:r=10:${length}`, '-f', 'lavfi', '-i', `sine=440:${length}`]
  const into = ['-c:v', 'libvpx', '-deadline', 'realtime', '-b:v', '100k', '-g', '10', '-c:a', 'libopus']
  return readFileSync(ffmpegFile('film.webm', ...from, ...into, '-f', 'webm'))
}
const words = (language: string, form: Transcript['form'], texts: readonly string[]): Transcript => ({
  language,
  form,
  machine: false,
  cues: cuesOf(texts),
  chapters: [],
})

describe.skipIf(!hasFfmpeg)('a film', () => {
  let town: Served
  let browser: Browser
  let code = ''
  beforeAll(async () => {
    town = await serveTown({ demo: true })
    browser = await openBrowser(['--autoplay-policy=user-gesture-required', '--mute-audio'])
    const story = await aHeardStory(
      await officeOf(town.desk),
      [
        aFilm(
          {
            transcripts: [
              words('ar', 'original', ['اسمي زهرة.', 'ركبت الباخرة.']),
              words('fr', 'translation', ['Je m’appelle Zohra.', 'J’ai pris le bateau.']),
              words('en', 'translation', ['My name is Zohra.', 'I took the boat.']),
            ],
            descriptions: [
              {
                ...words('fr', 'original', []),
                cues: [
                  {
                    start: 1_000,
                    end: 3_000,
                    speaker: '',
                    text: 'Elle ouvre une valise & sourit. La valise est vide.',
                  },
                  { start: 20_000, end: 22_000, speaker: '', text: 'La mer, un bateau blanc.' },
                ],
              },
            ],
          },
          seconds,
          [{ name: 'vp8', media_type: 'video/webm', bytes: film(), width: 320, height: 180 }],
        ),
      ],
      { language: 'ar', title: 'الباخرة', translation: { language: 'fr', title: 'Le bateau', body: 'Un bateau.' } },
    )
    code = story.code
  })
  afterAll(async () => {
    await browser?.close()
    await town?.stop()
  })

  const opened = async (path: string, options?: BrowserContextOptions, prepare?: (page: Page) => Promise<void>) =>
    await openPage(browser, `${town.url}${path}`, options, prepare)
  const video = (page: Page) => page.locator('video')
  const isPlaying = (page: Page) => video(page).evaluate((each) => !(each as HTMLVideoElement).paused)
  const at = (page: Page) => video(page).evaluate((each) => (each as HTMLVideoElement).currentTime)
  const shownTracks = (page: Page) =>
    video(page).evaluate((each) =>
      [...(each as HTMLVideoElement).textTracks].flatMap((track) => (track.mode === 'showing' ? track.language : [])),
    )
  const describing = (page: Page) => page.locator('[data-do=describe]')

  test('captions: none, then those of the language chosen with the keyboard, forgotten by the next page', async () => {
    const { context, page } = await opened(`/${code}`)
    const choice = page.getByRole('combobox', { name: 'Sous-titres' })
    expect(await choice.locator('option').allInnerTexts()).toEqual(['Aucun', 'Français', 'العربية', 'English'])
    expect(await shownTracks(page)).toEqual([])
    await choice.focus()
    for (const language of ['fr', 'ar', 'en']) {
      await page.keyboard.press('ArrowDown')
      await expect.poll(async () => await shownTracks(page)).toEqual([language])
    }
    await page.keyboard.press('Home')
    await expect.poll(async () => await shownTracks(page)).toEqual([])
    await choice.selectOption('ar')
    await expect.poll(async () => await shownTracks(page)).toEqual(['ar'])
    // The browser's own buttons, on the whole screen, change the same choice.
    await video(page).evaluate((each) => {
      for (const track of (each as HTMLVideoElement).textTracks)
        track.mode = track.language === 'en' && track.kind === 'subtitles' ? 'showing' : 'disabled'
    })
    await expect.poll(async () => await choice.inputValue()).toBe('en')
    await page.reload()
    expect(await choice.inputValue()).toBe('')
    expect(await shownTracks(page)).toEqual([])
    await context.close()
  })

  test('what one sees is said while the film waits, once; pressing play leaves it; off, nothing more is said', async () => {
    const { context, page } = await opened(`/${code}`, {}, async (each) => await giveVoices(each, ['fr-FR'], 3_000))
    expect(await describing(page).getAttribute('aria-pressed')).toBe('false')
    await describing(page).focus()
    await page.keyboard.press('Enter')
    expect(await describing(page).getAttribute('aria-pressed')).toBe('true')
    await video(page).evaluate((each) => {
      const pauses: number[] = []
      Object.assign(window, { pauses })
      each.addEventListener('pause', () => pauses.push((each as HTMLVideoElement).currentTime))
    })
    await page.locator('.play').click()
    await expect
      .poll(async () => (await saidOn(page)).map(({ text }) => text), { timeout: 15_000 })
      .toEqual(['Elle ouvre une valise & sourit.', 'La valise est vide.'])
    const pauses = await page.evaluate(() => (window as unknown as { pauses: number[] }).pauses)
    expect(pauses.map(Math.floor)).toEqual([expect.toSatisfy((second: number) => second >= 1 && second < 3)])
    expect(await page.locator('[data-told]').innerText()).toContain('Elle ouvre une valise & sourit.')
    // Nobody tells it twice: the voice said it.
    expect(await page.locator('[data-told]').getAttribute('role')).toBeNull()
    await expect.poll(async () => await isPlaying(page), { timeout: 15_000 }).toBe(true)
    await expect.poll(async () => await at(page), { timeout: 15_000 }).toBeGreaterThan(3)
    expect(await saidOn(page)).toHaveLength(2)

    // To the next one; pressing play while it is said goes on.
    await page.locator('.sights summary').click()
    await page.locator('.sights .cue-t').nth(1).click()
    await expect.poll(async () => (await saidOn(page)).at(-1)?.text, { timeout: 15_000 }).toContain('La mer')
    await page.locator('.play').click()
    await expect.poll(async () => await isPlaying(page)).toBe(true)
    await describing(page).click()
    await page.locator('.sights .cue-t').first().click()
    await expect.poll(async () => await at(page), { timeout: 15_000 }).toBeGreaterThan(2)
    expect((await at(page)) < 15).toBe(true)
    expect(await saidOn(page)).toHaveLength(3)
    await context.close()
  })

  test('without a voice it is written where a screen reader tells it, and the film goes on', async () => {
    const { context, page } = await opened(`/${code}`, {}, async (each) => await giveVoices(each, ['de-DE']))
    await describing(page).click()
    await expect.poll(async () => await page.locator('[data-say]').innerText()).toContain('pas de voix')
    await page.locator('.play').click()
    const told = page.locator('[data-told][role=status]')
    await expect.poll(async () => await told.innerText(), { timeout: 15_000 }).toContain('Elle ouvre une valise')
    expect([await told.getAttribute('lang'), await told.getAttribute('dir')]).toEqual(['fr', 'ltr'])
    expect(await isPlaying(page)).toBe(true)
    expect(await saidOn(page)).toEqual([])
    await context.close()
  })

  test('what is written keeps its own direction on a page read from the right', async () => {
    const { context, page } = await opened(`/ar/${code}`, {}, async (each) => await giveVoices(each, ['de-DE']))
    await describing(page).click()
    await page.locator('.play').click()
    const told = page.locator('[data-told][role=status]')
    await expect.poll(async () => await told.innerText(), { timeout: 15_000 }).toContain('Elle ouvre une valise')
    expect([await told.getAttribute('lang'), await told.getAttribute('dir')]).toEqual(['fr', 'ltr'])
    await context.close()
  })

  test.each([
    ['', 360, 'light'],
    ['/ar', 360, 'dark'],
    ['', 1280, 'dark'],
  ] as const)('%s at %i px, %s: no fault that a machine can see', async (prefix, width, colorScheme) => {
    const { context, page } = await opened(`${prefix}/${code}`, { viewport: { width, height: 760 }, colorScheme })
    await page.locator('.sights summary').click()
    await describing(page).click()
    await page.evaluate(async () => void (await document.fonts.ready))
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'))
    type Axe = { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    const faults = await page.evaluate(
      async (tags) => (await (window as unknown as { axe: Axe }).axe.run({ runOnly: tags })).violations,
      ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4'],
    )
    expect(faults.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([])
    // On a small screen the buttons stand in rows that are full: none ends before the others.
    if (width === 360) {
      const boxes = await page.locator('.player-in .cluster > :not(.player-film):visible').evaluateAll((all) =>
        all.map((each) => {
          const { top, left, right } = each.getBoundingClientRect()
          return { top: Math.round(top), left: Math.round(left), right: Math.round(right) }
        }),
      )
      const rows = [...Map.groupBy(boxes, ({ top }) => top).values()].map((row) => [
        Math.min(...row.map(({ left }) => left)),
        Math.max(...row.map(({ right }) => right)),
      ])
      expect(rows.length).toBeGreaterThan(2)
      expect(new Set(rows.map(String)).size).toBe(1)
    }
    await context.close()
  })

  test('a word one only sees leads from the search to its second, out of its fold', async () => {
    const { context, page } = await opened('/recits?q=blanc')
    await page.locator(`main a[href*="/${code}/"]`).first().click()
    await page.waitForURL(/#vu-fr=20$/)
    const seen = page.locator('.sights li', { hasText: 'La mer, un bateau blanc.' })
    await expect.poll(async () => await seen.isVisible()).toBe(true)
    await expect.poll(async () => await page.locator('.time').first().innerText()).toBe('0:20 / 0:30')
    await expect
      .poll(async () => {
        const box = await seen.boundingBox()
        return box !== null && box.y >= 0 && box.y + box.height <= (page.viewportSize()?.height ?? 0)
      })
      .toBe(true)
    expect(await isPlaying(page)).toBe(false)
    await page.locator('.play').first().click()
    await expect.poll(async () => await at(page), { timeout: 15_000 }).toBeGreaterThan(20)
    await context.close()
  })

  test('without script it is a text under the film, and its times open the film there', async () => {
    const { context, page } = await opened(`/${code}`, { javaScriptEnabled: false })
    expect(await describing(page).isVisible()).toBe(false)
    await page.locator('.sights summary').click()
    expect(await page.locator('.sights li').allInnerTexts()).toEqual([
      expect.stringContaining('Elle ouvre une valise & sourit.'),
      expect.stringContaining('La mer, un bateau blanc.'),
    ])
    expect(await page.locator('.sights .cue-t').nth(1).getAttribute('href')).toMatch(/^\/fichiers\/[^#]+#t=20$/)
    await context.close()
  })
})
