// Telling alone is open to everyone on the network: what machines and clumsy hands send there.

import { describe, expect, test } from 'vitest'
import { hidden, made, townOfTellers } from '#tests/support/tellers.ts'
import { origin } from '#tests/support/town.ts'

const { app, later, aBrowser, begun, newest, countStories } = await townOfTellers()

describe('machines and hostile input', () => {
  test('a filled trap, or a story told in two seconds, is not taken', async () => {
    const before = await countStories()
    const trapped = await aBrowser().post('/raconter/seul/idee', {
      langue: 'fr',
      autre: '',
      idea: 'free',
      website: 'http://spam.example',
    })
    expect(trapped.status).toBe(422)
    expect(await countStories()).toBe(before)
    const { browser } = await begun('fr')
    await browser.post('/raconter/seul/mots', { ...(await made(browser, '/raconter/seul/mots')), body: 'Des mots.' })
    const last = await (await browser.get('/raconter/seul/envoyer')).text()
    const fields = { version: hidden(last, 'version'), submission_id: crypto.randomUUID() }
    expect((await browser.post('/raconter/seul/envoyer', fields)).status).toBe(422)
    expect((await newest()).stage).toBe('draft')
    later(5)
    expect((await browser.post('/raconter/seul/envoyer', fields)).status).toBe(303)
  })

  test('forty beginnings an hour from one network, no more', async () => {
    const statuses = []
    for (let tries = 0; tries < 41; tries++)
      statuses.push((await aBrowser().post('/raconter/seul/idee', { langue: 'fr', idea: 'nothing' })).status)
    expect(statuses.slice(0, 40)).not.toContain(429)
    expect(statuses[40]).toBe(429)
  })

  test('wrong values come back with what was typed', async () => {
    const { browser } = await begun('fr')
    const year = await browser.post('/raconter/seul/quand', {
      ...(await made(browser, '/raconter/seul/quand')),
      place: 'La maison de Tlemcen',
      year: 'il y a longtemps',
      sure: 'about',
    })
    expect(year.status).toBe(422)
    expect(await year.text()).toContain('La maison de Tlemcen')
    const phone = await browser.post('/raconter/seul/nom', { name: 'Zohra', phone: '12', other: 'chez la voisine' })
    expect(phone.status).toBe(422)
    expect(await phone.text()).toContain('chez la voisine')
    const empty = await browser.post('/raconter/seul/mots', {
      ...(await made(browser, '/raconter/seul/mots')),
      body: '   ',
    })
    expect(empty.status).toBe(422)
    const long = await browser.post('/raconter/seul/mots', {
      ...(await made(browser, '/raconter/seul/mots')),
      body: 'x'.repeat(100_001),
    })
    expect(long.status).toBe(422)
    expect(await long.text()).toContain('x'.repeat(100_001))
    later(60)
    expect((await browser.post('/raconter/seul/envoyer', { version: '1' })).status).toBe(422)
  })

  const places = ['idee', 'mots', 'titre', 'quand', 'nom', 'accords', 'envoyer', 'fermer']
  test.each(places)('nothing breaks “%s”', async (place) => {
    const { browser } = await begun('fr')
    const hostile: Record<string, string | string[]>[] = [
      {},
      {
        ['__proto__']: 'x',
        constructor: 'y',
        langue: '__proto__',
        idea: '__proto__',
        sure: '__proto__',
        text: '__proto__',
      },
      {
        body: ['a', 'b'],
        title: ['a', 'b'],
        place: ['a'],
        year: ['1', '2'],
        name: ['a', 'b'],
        phone: ['1', '2'],
        text: ['yes', 'no'],
        langue: ['fr', 'ar'],
        version: ['1', '2'],
      },
      {
        body: '\0',
        title: 'a\0',
        place: '\0',
        year: '\0',
        name: '\0',
        phone: '\0',
        other: '\0',
        text: '\0',
        langue: '\0',
        autre: '\0',
        idea: '\0',
        version: '\0',
        submission_id: '\0',
      },
      {
        body: 'x'.repeat(1_000_000),
        title: 'x'.repeat(300_000),
        name: 'x'.repeat(300_000),
        langue: 'f'.repeat(200_000),
        version: '1',
      },
      { body: 'x'.repeat(2_100_000) },
    ]
    for (const fields of hostile) {
      const { status } = await browser.post(`/raconter/seul/${place}`, fields)
      expect([303, 400, 401, 404, 409, 413, 422], `${place}: ${status} for ${Object.keys(fields)}`).toContain(status)
    }
    const broken = await app.request(`${origin}/raconter/seul/${place}`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'body=%ff%fe',
    })
    expect(broken.status).toBe(400)
    const elsewhere = await app.request(`${origin}/raconter/seul/${place}`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'idea=free&langue=fr',
    })
    expect(elsewhere.status).toBe(403)
  })
})
