// A resident tells alone, as she does it: no account, no mail, a browser that keeps its cookies, and a card on paper.

import { describe, expect, test } from 'vitest'
import { originalOf } from '#core/contribution/content.ts'
import { textOf } from '#core/contribution/document.ts'
import { cardIn, hidden, made, townOfTellers } from '#tests/support/tellers.ts'
import { aMember, origin } from '#tests/support/town.ts'
import { noName } from './alone.rules.ts'

const { database, app, town, later, aBrowser, begun, newest, countStories, tellerOf } = await townOfTellers()

test('“Raconter” opens three doors, in three languages, and counts nobody', async () => {
  for (const [href, word] of [
    ['/raconter', 'Racontez, à votre façon.'],
    ['/en/tell', 'Tell it your own way.'],
    ['/ar/tell', 'احكوا على طريقتكم'],
  ] as const) {
    const response = await app.request(origin + href)
    expect(response.status).toBe(200)
    const html = await response.text()
    expect(html).toContain(word)
    expect(html.match(/class="gate"/g)).toHaveLength(3)
    expect(html).toContain('tel:0353012468')
  }
})

describe('a resident without account', () => {
  test('tells in Arabic, stops, comes back with her card on another device, and sends', async () => {
    const { browser, response } = await begun()
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/raconter/seul/mots?idee=object')
    const first = await (await browser.get('/raconter/seul/mots?idee=object')).text()
    const [number = '', code = ''] = cardIn(first)
    expect(number).toMatch(/^\d{6}$/)
    expect(code).toMatch(/^\d{8}$/)
    expect(first).toMatch(/<textarea[^>]*lang="ar"[^>]*dir="rtl"/)
    const story = await newest()
    expect([story.created_by, story.facilitator_id, story.stage]).toEqual([null, null, 'draft'])
    expect((await tellerOf(story)).name).toBe(noName)

    // As she types, then she closes the browser.
    const { submission_id: _none, ...shape } = await made(browser, '/raconter/seul/mots')
    expect(
      (await browser.post('/raconter/seul/mots', { ...shape, body: 'كان الثلج' }, { 'x-autosave': '1' })).status,
    ).toBe(200)
    later(3_600)

    const library = aBrowser()
    const refused = await library.get('/raconter/seul/reprendre')
    expect(refused.headers.get('location')).toContain('/ma-carte?next=%2Fraconter%2Fseul%2Freprendre')
    const entered = await library.post('/ma-carte', { number, code, next: '/raconter/seul/reprendre' })
    expect(entered.headers.get('location')).toBe('/raconter/seul/reprendre')
    expect((await library.get('/raconter/seul/reprendre')).headers.get('location')).toBe('/raconter/seul/mots')
    const again = await (await library.get('/raconter/seul/mots')).text()
    expect(again).toContain('كان الثلج')
    expect(cardIn(again)).toEqual([number])

    await library.post('/raconter/seul/mots', {
      ...(await made(library, '/raconter/seul/mots')),
      body: 'كان الثلج.\n\nوكانت رسمة على مغلّف.',
    })
    await library.post('/raconter/seul/titre', { ...(await made(library, '/raconter/seul/titre')), title: 'الرسمة' })
    await library.post('/raconter/seul/quand', {
      ...(await made(library, '/raconter/seul/quand')),
      place: 'Valmorey',
      year: '١٩٦٩',
      sure: 'exact',
    })
    const named = await library.post('/raconter/seul/nom', {
      name: 'زهرة',
      phone: '06 39 98 12 34',
      other: '',
      submission_id: crypto.randomUUID(),
    })
    expect(named.headers.get('location')).toBe('/raconter/seul/accords')
    const asked = await (await library.get('/raconter/seul/accords')).text()
    expect(asked).toContain('name="text"')
    expect(asked).toContain('name="name"')
    expect(asked).not.toMatch(/type="radio"[^>]*checked/)
    await library.post('/raconter/seul/accords', { text: 'yes', name: 'later', submission_id: crypto.randomUUID() })
    const last = await (await library.get('/raconter/seul/envoyer')).text()
    expect(last).toContain('وكانت رسمة على مغلّف.')
    const sent = await library.post('/raconter/seul/envoyer', {
      version: hidden(last, 'version'),
      submission_id: hidden(last, 'submission_id'),
    })
    expect(sent.headers.get('location')).toBe('/raconter/seul/merci')
    expect(cardIn(await (await library.get('/raconter/seul/merci')).text())).toEqual([number])

    const arrived = await newest()
    expect(arrived.stage).toBe('review')
    expect(originalOf(arrived.draft).title).toBe('الرسمة')
    expect(arrived.draft.period).toBe('1969')
    const teller = await tellerOf(arrived)
    expect([teller.name, teller.phone]).toEqual(['زهرة', '06 39 98 12 34'])
    const consents = await database.desk
      .selectFrom('desk.consent')
      .selectAll()
      .where('contribution_id', '=', arrived.id)
      .orderBy('id')
      .execute()
    expect(
      consents.map(({ form, answer, method, in_front_of, capacity }) => [form, answer, method, in_front_of, capacity]),
    ).toEqual([
      ['text', 'yes', 'card', null, 'self'],
      ['name', 'later', 'card', null, 'self'],
    ])
    expect(consents[0]?.wording).not.toBe('')
    // Nothing is public, and she no longer writes here: her own page takes over.
    expect(await database.reader.selectFrom('shelf.item').selectAll().execute()).toEqual([])
    expect((await library.get('/raconter/seul/mots')).headers.get('location')).toBe('/ma-carte/recit')
    expect((await library.post('/raconter/seul/envoyer', { version: '1' })).headers.get('location')).toBe(
      '/raconter/seul/merci',
    )

    // On the first device the code can still be shown, to the card that it opens only.
    expect(cardIn(await (await browser.get('/raconter/seul/merci')).text())).toEqual([number, code])
  })

  test('waits for a facilitator, who takes the story in charge', async () => {
    const story = await newest()
    const ines = town.as(town.members.facilitator)
    expect((await ines.get(`/bureau/recits/${story.code}`)).status).toBe(404)
    const list = await (await ines.get('/bureau/recits')).text()
    expect(list).toContain(story.code)
    expect(list).not.toContain('زهرة')
    const paul = town.as(town.members.contributor)
    expect((await paul.post('/bureau/recits/prendre', { code: story.code })).status).toBe(404)
    expect((await ines.post('/bureau/recits/prendre', { code: story.code })).status).toBe(303)
    expect((await ines.get(`/bureau/recits/${story.code}`)).status).toBe(200)
    const other = town.as(await aMember(town.desk, town.space_id, 'Karim', 'facilitator'))
    expect((await other.post('/bureau/recits/prendre', { code: story.code })).status).toBe(404)
  })

  test('sends the first form twice and gets one story and one card', async () => {
    const browser = aBrowser()
    const before = await countStories()
    const page = await (await browser.get('/raconter/seul/idee?langue=tr')).text()
    const fields = { langue: 'tr', autre: '', idea: 'free', website: '', submission_id: hidden(page, 'submission_id') }
    await browser.post('/raconter/seul/idee', fields)
    const one = cardIn(await (await browser.get('/raconter/seul/mots')).text())
    await browser.post('/raconter/seul/idee', fields)
    expect(cardIn(await (await browser.get('/raconter/seul/mots')).text())).toEqual(one)
    expect(await countStories()).toBe(before + 1)
  })

  test('may say nothing of herself, and then is never asked about her name', async () => {
    const { browser } = await begun('fr')
    await browser.post('/raconter/seul/mots', { ...(await made(browser, '/raconter/seul/mots')), body: 'Il neigeait.' })
    await browser.post('/raconter/seul/nom', { name: '', phone: '', other: 'par la voisine du 14' })
    const asked = await (await browser.get('/raconter/seul/accords')).text()
    expect(asked).not.toContain('name="name"')
    await browser.post('/raconter/seul/accords', { text: 'no', name: 'yes' })
    const story = await newest()
    expect((await tellerOf(story)).notes).toBe('par la voisine du 14')
    expect(
      await database.desk
        .selectFrom('desk.consent')
        .selectAll()
        .where('contribution_id', '=', story.id)
        .where('form', '=', 'name')
        .execute(),
    ).toEqual([])
  })

  test('tells in a language of no list, by its name', async () => {
    const browser = aBrowser()
    const page = await (await browser.get('/raconter/seul/idee?langue=und&autre=Shimaore')).text()
    await browser.post('/raconter/seul/idee', {
      langue: hidden(page, 'langue'),
      autre: hidden(page, 'autre'),
      idea: 'smell',
      website: '',
    })
    const story = await newest()
    expect(story.draft.language).toBe('und')
    expect(story.notes).toContain('Shimaore')
    expect((await browser.get('/raconter/seul/mots')).status).toBe(200)
  })

  test('closes, and the next person at this screen finds nothing of hers', async () => {
    const { browser } = await begun('fr')
    await browser.post('/raconter/seul/mots', {
      ...(await made(browser, '/raconter/seul/mots')),
      body: 'Des mots à elle.',
    })
    const session = [...browser.cookies]
    expect((await browser.post('/raconter/seul/fermer')).headers.get('location')).toBe('/raconter?fait=ferme')
    expect(browser.cookies.size).toBe(0)
    for (const [name, value] of session) browser.cookies.set(name, value)
    expect((await browser.get('/raconter/seul/mots')).headers.get('location')).toContain('/ma-carte')
  })

  test('in two windows: the second sees both texts', async () => {
    const { browser } = await begun('fr')
    const shape = await made(browser, '/raconter/seul/mots')
    await browser.post('/raconter/seul/mots', { ...shape, body: 'La neige.' })
    const late = await browser.post('/raconter/seul/mots', {
      ...shape,
      submission_id: crypto.randomUUID(),
      body: 'La pluie.',
    })
    const html = await late.text()
    expect(late.status).toBe(409)
    expect(html).toContain('neige')
    expect(html).toContain('La pluie.</textarea>')
    expect(textOf(originalOf((await newest()).draft).body)).toBe('La neige.')
  })
})
