// The first evening, as people live it: a resident asks to be called, tells, agrees, is reviewed, signs, is read, and
// takes it back. The whole of it in three ways: on a computer, on a telephone without JavaScript, in Arabic.

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '#tests/support/browser.ts'
import { serveTown, type Served } from '#tests/support/served.ts'
import { aWalker, enterAs, ways, type Walker } from '#tests/support/walk.ts'

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

const sixDigits = (text: string): string =>
  (/(?<!\d)\d{3}\s?\d{3}(?!\d)/.exec(text.replace(/[\u2066-\u2069]/g, ''))?.[0] ?? '').replace(/\s/g, '')

describe.each(ways)('$name', (way) => {
  test('a resident is called back, tells with a facilitator, and her story lives and leaves as she wishes', async () => {
    const name = `Malika ${way.locale}${way.viewport.width}`

    // 1. Call me back.
    const resident = await aWalker(browser, town, way)
    await resident.open({ fr: '/raconter/rappel', other: '/tell/callback' })
    await resident.write({ name, phone: '06 39 98 12 34', moment: 'afternoon', language: 'ar' })
    expect(await resident.send('phone')).toBe(200)
    const number = sixDigits(await resident.text())
    expect(number).toMatch(/^\d{6}$/)

    // A facilitator takes it, notes the outcome, begins her sheet.
    const relay = await enterAs(browser, town, way, 'facilitator')
    await relay.open('/bureau/rappels')
    // Who asks is only told to the facilitator who takes it.
    expect(await relay.page.content()).toContain(`/bureau/rappels/${number}/prendre`)
    expect(await relay.text()).not.toContain(name)
    await relay.click(`form[action$="/${number}/prendre"] button`)
    await relay.open(`/bureau/rappels/${number}`)
    await relay.write({ outcome: 'met', note: 'Vient mardi' })
    await relay.send('outcome')
    await relay.open(`/bureau/rappels/${number}`)
    await relay.click('form[action$="/rencontre"] button')

    // 2. They meet: the story in the language told, its translation, an easy version, when and where.
    const person = await town.desk.db
      .selectFrom('desk.person')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    await relay.open('/bureau/rencontres/new')
    await relay.write({
      witnesses: person.id,
      language: 'ar',
      held_on: '2026-11-20',
      place: 'Bibliothèque des Tilleuls',
    })
    await relay.send('held_on')
    const { code } = await town.desk.db
      .selectFrom('desk.contribution')
      .innerJoin('desk.credit', 'desk.credit.contribution_id', 'desk.contribution.id')
      .select('code')
      .where('desk.credit.person_id', '=', person.id)
      .executeTakeFirstOrThrow()
    await relay.open(`/bureau/recits/${code}/texte`)
    await relay.write({
      title: 'المفتاح في الجيب',
      quote: 'لم أضيّع المفتاح أبدًا',
      body: `اسمي ${name}. وصلت في الشتاء.\n\nكان الباب مفتوحًا.`,
    })
    await relay.send({ name: 'do', value: 'stay' })
    await relay.open(`/bureau/recits/${code}/traductions/fr`)
    await relay.write({
      title: 'La clé dans la poche',
      quote: 'Je n’ai jamais perdu la clé',
      body: `Je m’appelle ${name}. Je suis arrivée en hiver.\n\nLa porte était ouverte.`,
    })
    await relay.send({ name: 'do', value: 'stay' })
    await relay.open(`/bureau/recits/${code}/facile/fr`)
    await relay.write({ body: 'Elle arrive en hiver.\nLa porte est ouverte.' })
    await relay.send({ name: 'do', value: 'stay' })
    await relay.open(`/bureau/recits/${code}/etapes/nouvelle`)
    await relay.write({ place: 'Tlemcen', country: 'DZ' })
    await relay.send('place')
    await relay.open(`/bureau/recits/${code}/etapes/1/mots`)
    await relay.write({ lat: '34.88', lon: '-1.32', 'words.fr': 'La cour et le figuier' })
    await relay.send('lat')

    // 3. Her agreements, one use after another, read over before they are kept.
    await relay.open(`/bureau/recits/${code}/accords`)
    await relay.write({
      'answer.site.text': 'yes',
      'answer.site.name': 'yes',
      'answer.radio.voice': 'no',
      method: 'spoken',
      capacity: 'self',
    })
    await relay.send({ name: 'step', value: 'review' })
    await relay.send({ name: 'step', value: 'confirm' })
    const agreed = await town.desk.db
      .selectFrom('desk.consent')
      .select(['use', 'form', 'answer', 'wording'])
      .where('person_id', '=', person.id)
      .execute()
    expect(agreed).toContainEqual(
      expect.objectContaining({ use: 'site', form: 'text', answer: 'yes', wording: expect.stringMatching(/.{20,}/) }),
    )

    // Nothing is public before review.
    await relay.open(`/bureau/recits/${code}`)
    await relay.click(`form[action$="/envoyer"] button`)
    expect(await resident.open({ fr: `/recits/${code}`, other: `/stories/${code}` })).toBe(404)

    // 5. The boards sign this exact revision.
    for (const role of ['editor', 'scientist'] as const) {
      const member = await enterAs(browser, town, way, role)
      await member.open(`/bureau/relecture/${code}`)
      expect(await member.text()).toContain('وصلت في الشتاء')
      await member.write({ decision: 'approve' })
      await member.send('decision')
      await member.leave()
    }
    expect(await resident.open({ fr: `/recits/${code}`, other: `/stories/${code}` })).toBe(404)

    // The witness gets a card, re-reads and signs by herself.
    await relay.open(`/bureau/temoins/${person.id}`)
    await relay.click('form[action$="/carte"] button')
    const printed = await relay.text()
    const card = await town.desk.db
      .selectFrom('desk.card')
      .select('number')
      .where('person_id', '=', person.id)
      .executeTakeFirstOrThrow()
    const secret =
      (printed.match(/(?:\d\s?){8}(?!\d)/g) ?? [])
        .map((each) => each.replace(/\s/g, ''))
        .find((each) => each.length === 8) ?? ''
    expect(secret).toMatch(/^\d{8}$/)
    await resident.open({ fr: '/ma-carte', other: '/my-card' })
    await resident.write({ number: card.number, code: secret })
    await resident.send('code')
    await resident.open({ fr: `/ma-carte/recit/${code}`, other: `/my-card/story/${code}` })
    expect(await resident.text()).toContain('المفتاح في الجيب')
    await resident.write({ decision: 'approve' })
    await resident.send('decision')

    // 6. Everyone reads it.
    const reader = await aWalker(browser, town, way)
    expect(await reader.open({ fr: `/recits/${code}`, other: `/stories/${code}` })).toBe(200)
    const read = await reader.text()
    expect(read).toContain(name)
    expect(read).toContain('وصلت في الشتاء')
    // Read in Arabic, a story told in Arabic comes alone; its translation is one link further.
    if (way.locale === 'ar') await reader.open(`/stories/${code}?texte=ab&traduction=fr`)
    expect(await reader.text()).toContain('Je suis arrivée en hiver')
    expect(
      (await reader.page.locator('[lang=ar][dir=rtl]').count()) + (await reader.page.locator('html[lang=ar]').count()),
    ).toBeGreaterThan(0)
    await listed(reader, code, true)

    // 7. First only her name, then everything: at once, everywhere.
    await takeBack(resident, code, 'name')
    await reader.open({ fr: `/recits/${code}`, other: `/stories/${code}` })
    expect(await reader.page.content()).not.toContain('Malika')
    await takeBack(resident, code, 'all')
    expect(await reader.open({ fr: `/recits/${code}`, other: `/stories/${code}` })).toBe(410)
    expect(await reader.page.content()).not.toContain('La clé dans la poche')
    await listed(reader, code, false)
    await Promise.all([resident.leave(), relay.leave(), reader.leave()])
  })

  test('a resident tells alone, stops, comes back with her card, and sends', async () => {
    const resident = await aWalker(browser, town, way)
    await resident.open({ fr: '/raconter/seul', other: '/tell/alone' })
    await resident.write({ langue: 'tr' })
    await resident.send('langue')
    await resident.write({ idea: 'object' })
    await resident.send('idea')
    await resident.write({ body: 'Annemin tenceresi hâlâ mutfakta duruyor.' })
    await resident.send('body')
    const waiting = await town.desk.db
      .selectFrom('desk.contribution')
      .select(['code', 'id', 'draft'])
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(waiting.draft)).toContain('Annemin tenceresi')
    // Wherever she stops, what she wrote is kept; the number and code are on the page.
    const page = await resident.text()
    expect(sixDigits(page)).toMatch(/^\d{6}$/)
    expect(await resident.open({ fr: `/recits/${waiting.code}`, other: `/stories/${waiting.code}` })).toBe(404)
    // Her card leads back to it.
    await resident.open({ fr: `/ma-carte/recit/${waiting.code}`, other: `/my-card/story/${waiting.code}` })
    await resident.click('a[href$="/seul/reprendre"], a[href$="/alone/resume"]')
    expect(await resident.page.locator('main').innerText()).not.toBe('')
    await resident.open({ fr: '/raconter/seul/titre', other: '/tell/alone/title' })
    await resident.write({ title: 'Tencere' })
    await resident.send('title')
    await resident.open({ fr: '/raconter/seul/nom', other: '/tell/alone/name' })
    await resident.write({ name: 'Derya', phone: '06 39 98 44 55' })
    await resident.send('name')
    await resident.open({ fr: '/raconter/seul/accords', other: '/tell/alone/agreements' })
    await resident.page.locator('input[type=radio][value=yes]').first().check({ force: true })
    await resident.page.locator('main form button:not([type=button])').first().click()
    await resident.page.waitForLoadState()
    // Nobody tells a life in three seconds: machines that try are asked to send again.
    await resident.page.waitForTimeout(3_000)
    await resident.open({ fr: '/raconter/seul/envoyer', other: '/tell/alone/send' })
    await resident.click('form[action$="/envoyer"] button, form[action$="/send"] button')
    const sent = await town.desk.db
      .selectFrom('desk.contribution')
      .select('stage')
      .where('id', '=', waiting.id)
      .executeTakeFirstOrThrow()
    expect(sent.stage).toBe('review')
    await resident.leave()
  })
})

async function takeBack(resident: Walker, code: string, scope: 'name' | 'all'): Promise<void> {
  await resident.open({ fr: `/ma-carte/recit/${code}/reprendre`, other: `/my-card/story/${code}/take-back` })
  await resident.write({ scope })
  await resident.send({ name: 'step', value: 'review' })
  await resident.send({ name: 'step', value: 'confirm' })
}

/** In lists, search, themes and the sitemap, or in none of them. */
async function listed(reader: Walker, code: string, isThere: boolean): Promise<void> {
  for (const path of [
    { fr: '/recits', other: '/stories' },
    { fr: '/recits?q=hiver', other: '/stories?q=hiver' },
    { fr: '/', other: '/' },
  ]) {
    await reader.open(path)
    const found = (await reader.page.content()).includes(`/${code}/`)
    if (path.fr !== '/') expect(found, path.fr).toBe(isThere)
    else if (!isThere) expect(found, path.fr).toBe(false)
  }
  const bodyOf = async (path: string) =>
    await (await reader.page.request.get(new URL(path, reader.page.url()).href)).text()
  const parts = [...(await bodyOf('/sitemap.xml')).matchAll(/<loc>[^<]*(\/sitemaps\/[^<]+)<\/loc>/g)]
  const sitemap = await Promise.all(parts.map(async ([, path = '']) => await bodyOf(path)))
  expect(sitemap.join().includes(code)).toBe(isThere)
}
