// At the table: she signs with a finger, by keyboard, without script; an album is lent; her copy leaves by a link.

import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listEvidence } from '#core/media/evidence.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { serveTown, type Served } from '#tests/support/served.ts'
import { unzip } from '#tests/support/zip.ts'

let town: Served
let browser: Browser
let story: { id: string; code: string }
beforeAll(async () => {
  town = await serveTown({ demo: true })
  browser = await openBrowser()
  // A story of the facilitator who signs in, whose witness has answered.
  story = await town.desk.db
    .selectFrom('desk.contribution as story')
    .innerJoin('desk.consent as answer', 'answer.contribution_id', 'story.id')
    .innerJoin('desk.person as facilitator', 'facilitator.id', 'story.facilitator_id')
    .select(['story.id', 'story.code'])
    .where('facilitator.name', '=', 'Inès')
    .where('answer.answer', '=', 'yes')
    .orderBy('story.code')
    .executeTakeFirstOrThrow()
})
afterAll(async () => {
  await browser?.close()
  await town?.stop()
})

async function atTheDesk(script = true): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 800, height: 1000 }, javaScriptEnabled: script })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(town.url)
  await page.click('.demo-bar button[value=facilitator]')
  await page.waitForURL(/bureau/)
  return { context, page }
}
const evidence = async () => await listEvidence(town.desk.db, story.id)
const signAt = () => `${town.url}/bureau/preuves/${story.code}`

describe('signing', () => {
  test('with a finger: what is drawn is kept, and can be begun again', async () => {
    const { context, page } = await atTheDesk()
    const before = (await evidence()).length
    await page.goto(signAt())
    const pad = page.locator('[data-signature] canvas')
    await pad.scrollIntoViewIfNeeded()
    const stroke = async () => {
      const box = await pad.boundingBox()
      if (!box) throw new Error('no pad')
      await page.mouse.move(box.x + 40, box.y + 40)
      await page.mouse.down()
      await page.mouse.move(box.x + 200, box.y + 90, { steps: 12 })
      await page.mouse.up()
    }
    const field = page.locator('[data-signature] input[name=signature]')
    await stroke()
    expect(await field.inputValue()).toMatch(/^data:image\/png;base64,/)
    await page.click('[data-unsign]')
    expect(await field.inputValue()).toBe('')
    await stroke()
    await page.click('#signer button:has-text("Garder la signature")')
    await page.getByText('La preuve est gardée').waitFor()
    expect((await evidence()).slice(0, -before || undefined)).toMatchObject([{ media_type: 'image/png' }])
    await context.close()
  })

  test.each([true, false])('by keyboard alone, with script: %s', async (script) => {
    const { context, page } = await atTheDesk(script)
    const before = (await evidence()).length
    await page.goto(signAt())
    await page.focus('#signer input[name=signed_name]')
    await page.keyboard.type('Zohra')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.getByText('La preuve est gardée').waitFor()
    const kept = await evidence()
    expect(kept.length).toBe(before + 1)
    expect(kept[0]).toMatchObject({ nature: 'signature', media_type: 'text/plain' })
    await context.close()
  })
})

test('an album is lent and its receipt printed, without script', async () => {
  const { context, page } = await atTheDesk(false)
  await page.goto(`${town.url}/bureau/papiers/${story.code}`)
  await page.fill('input[name=what]', 'Un album vert')
  await page.click('#preter button')
  await page.getByText('Le prêt est noté').waitFor()
  const receipt = await context.request.get(`${page.url().split('?')[0]}/recu.pdf?langue=ar`)
  expect([receipt.status(), receipt.headers()['content-type']]).toEqual([200, 'application/pdf'])
  await context.close()
})

test('her copy leaves by a link that anyone who has it opens', async () => {
  const { context, page } = await atTheDesk()
  await page.goto(`${town.url}/bureau/copies/${story.code}`)
  await page.click('button:has-text("Faire le lien")')
  const link = (await page.textContent('.copy-link')) ?? ''
  await context.close()
  const hers = await browser.newContext({ viewport: { width: 360, height: 800 }, acceptDownloads: true })
  const phone = await hers.newPage()
  await phone.goto(link.trim().replace(/^https?:\/\/[^/]+/, town.url))
  const [download] = await Promise.all([
    phone.waitForEvent('download'),
    phone.click('button:has-text("Télécharger le dossier")'),
  ])
  const files = unzip(readFileSync(await download.path()))
  expect([...files.keys()]).toContain('index.html')
  expect([...files.keys()]).toContain('accords/accords.json')
  await hers.close()
})
