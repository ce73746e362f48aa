// A voice recorded in the page, in a real browser with a microphone that beeps: pause, moments, several takes; a battery
// that dies; no network; no microphone; no script; the keyboard alone; a witness alone with her telephone.

import { mkdtemp, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mediaOf } from '#core/contribution/content.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { openBrowser, openMortalBrowser } from '#tests/support/browser.ts'
import { officeOf } from '#tests/support/heard.ts'
import { serveTown, type Served } from '#tests/support/served.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { wavBytes } from '#tests/support/uploads.ts'

const require = createRequire(import.meta.url)
const beeping = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
let town: Served
let browser: Browser
let story: TestStory
const contexts: BrowserContext[] = []

beforeAll(async () => {
  town = await serveTown({ demo: true })
  browser = await openBrowser(beeping)
})
beforeEach(async () => {
  story = await aStory(await officeOf(town.desk), { until: 'draft', title: 'Le carton', name: 'Zohra' })
})
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
})
afterAll(async () => {
  await browser?.close()
  await town?.stop()
})

const bench = (locale = '') => `${town.url}${locale}/bureau/medias/${story.code}`

async function enter(page: Page): Promise<void> {
  page.setDefaultTimeout(20_000)
  await page.goto(town.url)
  await page.click('button[name=role][value=facilitator]')
  await page.waitForLoadState()
}

/** The facilitator, at the bench of the story. */
async function atBench(options: BrowserContextOptions = {}, locale = ''): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  contexts.push(context)
  const page = await context.newPage()
  await enter(page)
  await page.goto(bench(locale))
  return page
}

const isNow = async (page: Page, state: string) =>
  await page.waitForSelector(`[data-recorder][data-state=${state}]`, { timeout: 20_000 })
const begin = async (page: Page) => {
  await page.click('.rec-btn')
  await isNow(page, 'on')
}
/** Lets the take run until its timer shows these seconds. */
const until = async (page: Page, seconds: number) =>
  await expect
    .poll(async () => Number((await page.locator('[data-time]').innerText()).split(':')[1]), { timeout: 30_000 })
    .toBeGreaterThanOrEqual(seconds)
const finish = async (page: Page) => {
  await page.click('[data-finish]')
  await isNow(page, 'idle')
}
const stateOf = (page: Page, take = 0) => page.locator('.take [data-state-words]').nth(take)
const arrives = async (page: Page, take = 0) =>
  await expect.poll(async () => await stateOf(page, take).innerText(), { timeout: 40_000 }).toMatch(/Arrivée|وصل/)
const kept = async () => mediaOf((await getContribution(town.desk.db, { code: story.code })).draft)
const takesLeft = async (page: Page) =>
  await page.evaluate(
    async () =>
      await new Promise<number>((resolve) => {
        const opening = indexedDB.open('veillee-recorder', 1)
        opening.onsuccess = () => {
          const count = opening.result.transaction('piece').objectStore('piece').count()
          count.onsuccess = () => {
            opening.result.close()
            resolve(count.result)
          }
        }
      }),
  )

/** The seconds of sound that the browser finds in what the server keeps, and how loud the loudest is. */
const heardIn = async (page: Page, file_id: string) =>
  await page.evaluate(async (address) => {
    const bytes = await (await fetch(address)).arrayBuffer()
    const sound = await new OfflineAudioContext(1, 48_000, 48_000).decodeAudioData(bytes)
    const peak = sound.getChannelData(0).reduce((most, each) => Math.max(most, Math.abs(each)), 0)
    return { seconds: sound.duration, peak }
  }, `/bureau/fichiers/${file_id}/original`)

describe('at the bench', () => {
  test('two takes, a pause, a moment; one is kept with its name, one thrown away', async () => {
    const page = await atBench()
    await begin(page)
    await until(page, 2)
    await page.click('[data-mark]')
    expect(await page.locator('[data-say]').innerText()).toMatch(/Moment marqué, à 0:0\d/)
    await page.click('.rec-btn')
    await isNow(page, 'paused')
    const stopped = await page.locator('[data-time]').innerText()
    await page.waitForTimeout(1_500)
    expect(await page.locator('[data-time]').innerText()).toBe(stopped)
    await page.click('.rec-btn')
    await isNow(page, 'on')
    await until(page, 5)
    // A voice that beeps is heard, and said to be.
    await expect
      .poll(async () => await page.locator('[data-hearing]').innerText())
      .toMatch(/On vous entend|C’est trop fort/)
    await finish(page)
    await begin(page)
    await until(page, 1)
    await finish(page)
    expect(await page.locator('.take').count()).toBe(2)
    expect(await page.locator('.take [data-title]').allInnerTexts()).toEqual(['Prise 1', 'Prise 2'])
    expect(await page.locator('.take [data-marks]').first().innerText()).toMatch(/0:0[23]/)
    // It can be heard before it leaves.
    const length = await page
      .locator('.take audio')
      .first()
      .evaluate(async (audio: HTMLAudioElement) => {
        await new Promise((resolve, reject) => {
          audio.onloadeddata = resolve
          audio.onerror = () => reject(new Error(audio.error?.message))
          audio.load()
        })
        return audio.readyState
      })
    expect(length).toBeGreaterThanOrEqual(2)

    // Thrown away: asked first.
    const second = page.locator('.take').nth(1)
    await second.locator('[data-do=drop]').click()
    expect(await second.locator('[data-confirm]').innerText()).toContain('effacée pour toujours')
    await second.locator('[data-do=stay]').click()
    expect(await second.locator('[data-confirm]').isVisible()).toBe(false)
    await second.locator('[data-do=drop]').click()
    await second.locator('[data-do=away]').click()
    await expect.poll(async () => await page.locator('.take').count()).toBe(1)

    await page.fill('.take [data-name]', 'Le village')
    await page.click('.take [data-do=keep]')
    await arrives(page)
    expect(await takesLeft(page)).toBe(0)
    const [one, ...others] = await kept()
    expect(others).toEqual([])
    expect(one).toMatchObject({
      nature: 'sound',
      use: 'story',
      words: [{ language: 'fr', title: 'Le village' }],
      transcripts: [{ cues: [], chapters: [{ title: 'Moment 1' }] }],
    })
    expect(one?.transcripts[0]?.chapters[0]?.start).toBeGreaterThan(1_500)
    const heard = await heardIn(page, one?.file_id ?? '')
    expect(heard.seconds).toBeGreaterThan(4)
    expect(heard.seconds).toBeLessThan(9)
    expect(heard.peak).toBeGreaterThan(0.02)
    // The list under the lamp shows it, without being asked again.
    await page.locator('.bench-item h3:has-text("Le village")').waitFor()
    expect(await page.locator('.bench-item').innerText()).toContain('l’accord de Zohra pour sa voix')
  })

  test('a battery that dies in the middle loses the last seconds at most', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'veillee-profile-'))
    try {
      const first = await openMortalBrowser(folder, beeping)
      const page = await (first.browser.contexts()[0] as BrowserContext).newPage()
      await enter(page)
      await page.goto(bench())
      await begin(page)
      await until(page, 2)
      await page.click('[data-mark]')
      await until(page, 6)
      await first.kill()

      const second = await openMortalBrowser(folder, beeping)
      try {
        const again = await (second.browser.contexts()[0] as BrowserContext).newPage()
        await enter(again)
        await again.goto(bench())
        await again.locator('[data-found]').waitFor()
        expect(await again.locator('[data-found]').innerText()).toContain('Un enregistrement vous attend')
        expect(await again.locator('.take').count()).toBe(1)
        expect(await again.locator('.take [data-marks]').innerText()).toMatch(/0:0[23]/)
        await again.click('.take [data-do=keep]')
        await arrives(again)
        const [one] = await kept()
        expect(one?.transcripts[0]?.chapters.length).toBe(1)
        expect((await heardIn(again, one?.file_id ?? '')).seconds).toBeGreaterThan(4)
        expect(await takesLeft(again)).toBe(0)
      } finally {
        await second.kill()
      }
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    }
  })

  test('a tab closed in the middle: another one finds it, and not while it still records', async () => {
    const page = await atBench()
    await begin(page)
    await until(page, 3)
    const other = await page.context().newPage()
    await other.goto(bench())
    await isNow(other, 'idle')
    expect(await other.locator('.take').count()).toBe(0)
    await page.close({ runBeforeUnload: false })
    await other.reload()
    await other.locator('.take').waitFor()
    expect(await other.locator('.take [data-length]').innerText()).toMatch(/0:0[2-5]/)
  })

  test('without network, says where it is, and sends when the line is back', async () => {
    const page = await atBench()
    await begin(page)
    await until(page, 1)
    await finish(page)
    await page.context().setOffline(true)
    await page.click('.take [data-do=keep]')
    await expect.poll(async () => await stateOf(page).innerText()).toContain('Tout est gardé sur cette tablette')
    expect(await kept()).toEqual([])
    await page.context().setOffline(false)
    await arrives(page)
    expect((await kept()).length).toBe(1)
  })

  test.each([
    ['NotAllowedError', 'Le micro est fermé à ce site'],
    ['NotFoundError', 'On ne trouve pas de micro'],
    ['NotReadableError', 'Le micro ne s’ouvre pas'],
  ])('%s: a plain sentence, and the file field', async (name, words) => {
    const page = await atBench()
    await page.evaluate((refusal) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', refusal))
    }, name)
    await page.click('.rec-btn')
    await page.locator('[data-trouble]').waitFor()
    expect(await page.locator('[data-trouble]').innerText()).toContain(words)
    await isNow(page, 'idle')
    expect(await page.locator('#lampe input[type=file]').isVisible()).toBe(true)
  })

  test('without script, the file field does it', async () => {
    const page = await atBench({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
    expect(await page.locator('.rec-btn').isVisible()).toBe(false)
    await page.setInputFiles('#lampe input[type=file]', {
      name: 'dictaphone.wav',
      mimeType: 'audio/wav',
      buffer: wavBytes(2),
    })
    await page.click('#lampe form button')
    await page.waitForURL(/fait=/)
    expect((await kept()).map(({ nature, use }) => [nature, use])).toEqual([['sound', 'story']])
    expect(await page.locator('.bench-item h3').innerText()).toContain('dictaphone.wav')
  })

  test('with the keyboard alone', async () => {
    const page = await atBench()
    const reach = async (selector: string) => {
      for (let presses = 0; presses < 80; presses++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`the keyboard never reaches ${selector}`)
    }
    await reach('.rec-btn')
    await page.keyboard.press('Enter')
    await isNow(page, 'on')
    await until(page, 1)
    await page.keyboard.press('Space')
    await isNow(page, 'paused')
    await page.keyboard.press('Enter')
    await isNow(page, 'on')
    await reach('[data-mark]')
    await page.keyboard.press('Enter')
    await reach('[data-finish]')
    await page.keyboard.press('Enter')
    await isNow(page, 'idle')
    // The focus waits in the name of the take, not at the top of the page.
    expect(await page.evaluate(() => document.activeElement?.matches('.take [data-name]'))).toBe(true)
    await page.keyboard.type('Au clavier')
    await reach('.take [data-do=keep]')
    await page.keyboard.press('Enter')
    await arrives(page)
    expect((await kept())[0]?.words[0]?.title).toBe('Au clavier')
  })

  test.each([
    ['fr', '', 1280, 'light'],
    ['ar', '/ar', 360, 'dark'],
  ] as const)('no fault that a machine can see, %s', async (_, locale, width, colorScheme) => {
    const page = await atBench({ viewport: { width, height: 740 }, colorScheme, reducedMotion: 'reduce' }, locale)
    await begin(page)
    await until(page, 1)
    // Whoever asked for stillness sees the discs still.
    const scale = await page
      .locator('.rec i')
      .first()
      .evaluate((disc) => getComputedStyle(disc).scale)
    expect(scale).toBe('1')
    const faults = [await faultsOf(page)]
    await finish(page)
    await page.click('.take [data-do=drop]')
    faults.push(await faultsOf(page))
    await page.click('.take [data-do=stay]')
    await page.click('.take [data-do=keep]')
    await arrives(page)
    await page.locator('.bench-item').waitFor()
    faults.push(await faultsOf(page))
    await page.click('.bench-item a[href*="/bureau/medias/"]')
    await page.waitForLoadState()
    faults.push(await faultsOf(page))
    expect(faults.flat()).toEqual([])
  })
})

/** What axe finds, and scrolling sideways. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'))
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4']
  return await page.evaluate(async (wanted) => {
    type Found = { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }
    const { axe } = window as unknown as { axe: { run: (where: Document, options: object) => Promise<Found> } }
    const { violations } = await axe.run(document, { runOnly: wanted })
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
    return [
      ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary}`),
      ...(wide > 0 ? [`scrolls sideways by ${wide} px`] : []),
    ]
  }, tags)
}

test('in a meeting, the voice of the story is recorded where the two people are', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  contexts.push(context)
  const page = await context.newPage()
  await enter(page)
  await page.goto(`${town.url}/bureau/rencontres`)
  await page.click('main .table a >> nth=0')
  await page.waitForLoadState()
  await begin(page)
  await until(page, 1)
  await finish(page)
  await page.click('.take [data-do=keep]')
  await arrives(page)
  expect(await faultsOf(page)).toEqual([])
  await page.reload()
  await page.click('#voix a[href^="/bureau/medias/"]')
  expect(await page.locator('.bench-item').first().innerText()).toContain('Voix enregistrée le')
})

test('a witness alone tells with her telephone, in Arabic, and sends her voice without a written word', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'ar' })
  contexts.push(context)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${town.url}/ar/tell/alone/idea?langue=ar`)
  await page.check('[name=idea][value=object]', { force: true })
  await page.click('main form .btn-l')
  await page.waitForURL(/words/)
  await begin(page)
  await until(page, 3)
  await finish(page)
  await page.click('.take [data-do=keep]')
  await arrives(page)
  await page.reload()
  // Heard again, from the server this time.
  expect(await page.locator('#contenu .sheet audio[src*="/carte/fichiers/"]').count()).toBe(1)
  expect(await faultsOf(page)).toEqual([])
  await page.click('main form[data-autosave] .btn-l')
  await page.waitForURL(/title/)
  await page.goto(`${town.url}/ar/tell/alone/agreements`)
  await page.check('[name=voice][value=yes]', { force: true })
  await page.click('main form:has([name=voice]) .btn-l')
  await page.waitForURL(/send/)
  await page.click('main form:has([name=version]) .btn-l')
  await page.waitForURL(/thanks/)
  const { id, draft, stage } = await town.desk.db
    .selectFrom('desk.contribution')
    .selectAll()
    .where('facilitator_id', 'is', null)
    .where('created_by', 'is', null)
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow()
  expect([stage, mediaOf(draft).map(({ nature, use }) => `${nature} ${use}`)]).toEqual(['review', ['sound story']])
  const answers = await town.desk.db.selectFrom('desk.consent').selectAll().where('contribution_id', '=', id).execute()
  expect(answers.map(({ use, form, answer }) => `${use} ${form} ${answer}`)).toEqual(['site voice yes'])
})
