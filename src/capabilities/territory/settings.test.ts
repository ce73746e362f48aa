// What the administrator sets: identity, opening, pages, accessibility. At HTTP level.

import { describe, expect, test } from 'vitest'
import { visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { identity } from '#tests/support/desk-forms.ts'
import { aTown } from '#tests/support/town.ts'
import { getTown } from './town.ts'

const town = await aTown(await testDatabase())
const admin = town.as(town.members.administrator)
const anyone = town.as(visitor)

const long = 'Voici ce que nous gardons, pourquoi, et comment changer d’avis. '.repeat(6)

describe('the town’s identity', () => {
  test('is published at once, and keeps what was typed when something is wrong', async () => {
    const wrong = await admin.post('/bureau/reglages', { ...identity, phone: '12', name: '', lat: 'north' })
    const html = await wrong.text()
    expect(wrong.status).toBe(422)
    expect(html).toContain('value="north"')
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(3)

    expect((await admin.post('/bureau/reglages', identity)).status).toBe(303)
    const home = await (await anyone.get('/')).text()
    expect(home).toContain('data-accent="prune"')
    expect(home).toContain('Mieux nous connaître')
    const { site, districts } = await getTown(town.desk.db)
    expect({ lat: site.lat, lon: site.lon, districts }).toEqual({
      lat: 47.51,
      lon: 6.8,
      districts: ['Le Parc', 'La Gare'],
    })
  })
  test.each([
    [{ lat: '95' }, 'entre -90 et 90'],
    [{ lon: '' }, 'entre -180 et 180'],
    [{ map_style: '//ailleurs.example/style.json' }, 'doit être sur ce site'],
    [{ districts: Array.from({ length: 61 }, (_, index) => `Q${index}`).join('\n') }, 'Soixante quartiers au plus'],
    [{ districts: 'Q'.repeat(81) }, 'Soixante quartiers au plus'],
  ])('%o is asked again, and nothing is cut in silence', async (fields, sentence) => {
    const before = await getTown(town.desk.db)
    const response = await admin.post('/bureau/reglages', { ...identity, ...fields })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(sentence)
    expect(await getTown(town.desk.db)).toEqual(before)
  })
  test('refuses lists, prototypes and long texts without breaking', async () => {
    const hostile: Record<string, string | string[]>[] = [
      { name: ['a', 'b'] },
      { __proto__x: '1', name: 'x'.repeat(1_000) },
      { accent: 'fluo' },
      { source_url: 'javascript:alert(1)' },
      { name: 'a\0b' },
    ]
    for (const bad of hostile) expect((await admin.post('/bureau/reglages', { ...identity, ...bad })).status).toBe(422)
  })
})

describe('opening the site', () => {
  test('is blocked while what the law asks for is empty, then done', async () => {
    await admin.post('/bureau/reglages/fermer', {})
    expect(await (await anyone.get('/')).text()).toContain('<meta name="robots" content="noindex"')
    expect(await (await anyone.get('/robots.txt')).text()).toContain('Disallow: /\n')

    const refused = await admin.post('/bureau/reglages/ouvrir', {})
    const html = await refused.text()
    expect(refused.status).toBe(422)
    expect(html).toContain('/bureau/reglages/pages?page=mentions')
    expect(html).toContain('/bureau/reglages/pages?page=privacy')
    expect((await getTown(town.desk.db)).site.is_live).toBe(false)
    expect(await (await admin.get('/bureau')).text()).toContain('/bureau/reglages/pages?page=terms')

    const imprint = {
      publisher: 'La ville de Valmorey\n1, place de l’Horloge',
      director: 'Anne Jeunot, maire',
      host: 'La régie, 8, rue des Tanneurs',
    }
    expect(
      (await admin.post('/bureau/reglages/pages', { page: 'mentions', fr: '', en: '', ar: '', ...imprint })).status,
    ).toBe(303)
    expect((await admin.post('/bureau/reglages/pages', { page: 'privacy', fr: long, en: '', ar: '' })).status).toBe(303)
    expect((await admin.post('/bureau/reglages/ouvrir', {})).status).toBe(422)
    expect(
      (await admin.post('/bureau/reglages/pages', { page: 'terms', fr: `## Lire\n\n${long}`, en: '', ar: '' })).status,
    ).toBe(303)
    expect((await admin.post('/bureau/reglages/ouvrir', {})).status).toBe(303)
    expect((await getTown(town.desk.db)).site.is_live).toBe(true)
    expect(await (await anyone.get('/')).text()).not.toContain('content="noindex"')
  })
  test('an open site does not lose these texts', async () => {
    const response = await admin.post('/bureau/reglages/pages', { page: 'privacy', fr: 'Bientôt.', en: '', ar: '' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('Bientôt.')
    expect((await getTown(town.desk.db)).pages.privacy?.fr).toBe(long)
    expect((await admin.post('/bureau/reglages', { ...identity, phone: '', email: '' })).status).toBe(422)
  })
  test('a text keeps its date until its words change', async () => {
    const dates = async () =>
      await town.desk.db.selectFrom('shelf.page').select(['slug', 'updated_at']).orderBy('slug').execute()
    const before = await dates()
    await admin.post('/bureau/reglages', identity)
    expect(await dates()).toEqual(before)
    await admin.post('/bureau/reglages/pages', { page: 'privacy', fr: `${long}.`, en: '', ar: '' })
    const [privacy, terms] = await dates()
    expect(privacy?.updated_at).not.toEqual(before[0]?.updated_at)
    expect(terms).toEqual(before[1])
    await admin.post('/bureau/reglages/pages', { page: 'privacy', fr: long, en: '', ar: '' })
  })
  test('pages without a translation are shown in French, marked so', async () => {
    const html = await (await anyone.get('/ar/privacy')).text()
    expect(html).toContain('lang="fr" dir="ltr"')
    expect(html).toContain('Voici ce que nous gardons')
    expect(await (await anyone.get('/mentions-legales')).text()).toContain('Anne Jeunot, maire')
    expect(await (await anyone.get('/conditions')).text()).toMatch(/<h2>Lire<\/h2>/)
  })
  test.each([
    '/mentions-legales',
    '/en/legal',
    '/confidentialite',
    '/conditions',
    '/accessibilite',
    '/ar/accessibility',
    '/contact',
    '/plan-du-site',
    '/en/sitemap',
    '/aide',
    '/en/help',
    '/logiciel-libre',
    '/ar/free-software',
    '/moderation',
    '/themes',
  ])('%s is there', async (page) => {
    expect((await anyone.get(page)).status).toBe(200)
  })
  test('the terms answer to the name others give them', async () => {
    const response = await anyone.get('/cgu')
    expect([response.status, response.headers.get('location')]).toEqual([301, '/conditions'])
  })
})

describe('the accessibility statement', () => {
  const blocks = ['etat', 'resultats', 'contenus', 'etablissement', 'contact', 'recours']
  test('starts non conforming, with every block in the imposed order', async () => {
    const html = await (await anyone.get('/accessibilite')).text()
    const at = blocks.map((block) => html.indexOf(`id="a11y-${block}"`))
    expect(at.every((each) => each > 0)).toBe(true)
    expect(at).toEqual(at.toSorted((one, other) => one - other))
    expect(html).toContain('non conforme')
    expect(html).toContain('Libre réponse 71120')
    expect(((await (await anyone.get('/accessibilite.json')).json()) as { state: string }).state).toBe('non-compliant')
  })
  test('declares what its audit says, no more', async () => {
    const fields = {
      scheme_url: '',
      plan_url: 'https://valmorey.example/plan',
      audit_by: 'Cabinet Clair',
      audit_on: '2026-10-01',
      audit_rate: '72,5',
      nonconformities: 'Les cartes',
      burden: '',
      exempt: '',
      established_on: '2026-10-02',
      updated_on: '',
      technologies: 'HTML',
      environment: '',
      tools: '',
      pages: '',
    }
    expect((await admin.post('/bureau/reglages/accessibilite', { ...fields, audit_rate: '130' })).status).toBe(422)
    expect((await admin.post('/bureau/reglages/accessibilite', fields)).status).toBe(303)
    expect(await (await anyone.get('/accessibilite.json')).json()).toMatchObject({
      state: 'partially-compliant',
      audit: { by: 'Cabinet Clair', rate: 72.5 },
      action_plan: 'https://valmorey.example/plan',
    })
    expect(await (await anyone.get('/')).text()).toContain('partiellement conforme')
    await admin.post('/bureau/reglages/accessibilite', { ...fields, audit_by: '', audit_rate: '' })
    expect(await (await anyone.get('/')).text()).toContain('Accessibilité\u00a0: non conforme')
  })
})
