// With the keyboard alone: every stop can be seen and left (RGAA 10.7, 12.9), the skip link works, panels close with
// Escape, and the main forms can be filled and sent.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '#tests/support/browser.ts'
import { serveTown, type Served } from '#tests/support/served.ts'
import { aWalker, enterAs, ways, type Way } from '#tests/support/walk.ts'

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

const french = ways[0] as Way
const arabic = ways[2] as Way

/** Presses Tab from the top of the page to its end; gives the stops that cannot be seen. */
async function unseenStops(page: Page): Promise<{ stops: number; unseen: string[] }> {
  const unseen: string[] = []
  await page.evaluate(() => {
    window.scrollTo(0, 0)
    ;(document.activeElement as HTMLElement | null)?.blur()
  })
  for (let stops = 0; stops < 400; stops++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return null
      // A radio or a checkbox may be drawn by its label.
      const drawn = [focused, focused.nextElementSibling, focused.closest('label, .card, li, a')].filter(
        (each) => each !== null,
      )
      const shows = drawn.some((each) =>
        [getComputedStyle(each), getComputedStyle(each, '::after')].some(
          (style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none',
        ),
      )
      const box = (focused.closest('label') ?? focused).getBoundingClientRect()
      const isOnScreen =
        box.width > 0 && box.bottom > 0 && box.top < window.innerHeight && box.right > 0 && box.left < window.innerWidth
      return {
        name: `${focused.tagName} ${(focused.textContent ?? '').trim().slice(0, 40)} ${focused.getAttribute('name') ?? ''}`,
        isSeen: shows && isOnScreen,
        isFirst: focused.classList.contains('skip'),
      }
    })
    if (stop === null || (stops > 2 && stop.isFirst)) return { stops, unseen }
    if (!stop.isSeen) unseen.push(stop.name)
  }
  return { stops: 400, unseen: [...unseen, 'the end is never reached'] }
}

/** Presses Tab until the field of this name (or the button) is reached. */
async function reach(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
  }
  throw new Error(`the keyboard never reaches ${selector}`)
}

describe('with the keyboard alone', () => {
  test.each([french, arabic])('every stop of the public pages is seen and left, $name', async (way) => {
    const visitor = await aWalker(browser, town, way)
    const { code } = await town.desk.db
      .selectFrom('shelf.item')
      .select('code')
      .where('language', '=', 'ar')
      .executeTakeFirstOrThrow()
    for (const path of [
      { fr: '/', other: '/' },
      { fr: '/recits', other: '/stories' },
      { fr: `/recits/${code}`, other: `/stories/${code}` },
      { fr: '/raconter', other: '/tell' },
      { fr: '/raconter/rappel', other: '/tell/callback' },
    ]) {
      await visitor.open(path)
      const { stops, unseen } = await unseenStops(visitor.page)
      expect(stops, path.fr).toBeGreaterThan(8)
      expect(unseen, path.fr).toEqual([])
    }
    await visitor.leave()
  })

  test('the skip link leads to the page, and a panel closes with Escape', async () => {
    const { page, open, leave } = await aWalker(browser, town, french).then((walker) => ({
      page: walker.page,
      open: walker.open.bind(walker),
      leave: walker.leave,
    }))
    await open('/recits')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contenu')
    await open('/recits')
    await reach(page, '.aids summary')
    await page.keyboard.press('Enter')
    expect(await page.locator('.aids details[open]').count()).toBe(1)
    await page.keyboard.press('Escape')
    expect(await page.locator('.aids details[open]').count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY')
    await leave()
  })

  test('a resident asks to be called back', async () => {
    const resident = await aWalker(browser, town, french)
    await resident.open('/raconter/rappel')
    const { page } = resident
    await reach(page, '[name=name]')
    await page.keyboard.type('Rosa')
    await reach(page, '[name=phone]')
    await page.keyboard.type('06 39 98 77 88')
    await reach(page, '[name=moment]')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await reach(page, '[name=language]')
    await page.keyboard.type('Portugu')
    await reach(page, 'main form button:not([type=button])')
    await Promise.all([page.waitForURL(/numero=/), page.keyboard.press('Enter')])
    const asked = await town.desk.db
      .selectFrom('desk.callback')
      .select(['name', 'language', 'moment'])
      .where('name', '=', 'Rosa')
      .executeTakeFirst()
    expect(asked).toEqual({ name: 'Rosa', language: 'pt', moment: 'afternoon' })
    await resident.leave()
  })

  test('a facilitator records what a witness agrees to', async () => {
    const relay = await enterAs(browser, town, french, 'facilitator')
    const { page } = relay
    const draft = await town.desk.db
      .selectFrom('desk.contribution')
      .innerJoin('desk.person', 'desk.person.id', 'desk.contribution.facilitator_id')
      .select('code')
      .where('desk.person.name', '=', 'Inès')
      .where('desk.contribution.stage', '=', 'published')
      .executeTakeFirstOrThrow()
    await relay.open(`/bureau/recits/${draft.code}/accords`)
    const { unseen } = await unseenStops(page)
    expect(unseen).toEqual([])
    await relay.open(`/bureau/recits/${draft.code}/accords`)
    await reach(page, '[name="answer.radio.voice"]')
    await page.keyboard.press('Space')
    await reach(page, '[name=method]')
    await page.keyboard.press('Space')
    await reach(page, 'button[name=step][value=review]')
    await page.keyboard.press('Enter')
    await page.locator('button[name=step][value=confirm]').waitFor()
    await reach(page, 'button[name=step][value=confirm]')
    await Promise.all([page.waitForURL(/fait=/), page.keyboard.press('Enter')])
    const kept = await town.desk.db
      .selectFrom('desk.consent')
      .select('answer')
      .where('use', '=', 'radio')
      .where('form', '=', 'voice')
      .execute()
    expect(kept.length).toBeGreaterThan(0)
    await relay.leave()
  })
})
