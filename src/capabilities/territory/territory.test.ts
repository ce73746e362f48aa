// The town at HTTP level: what everyone reads, what each role may open, and what the administrator changes.

import { beforeAll, describe, expect, test } from 'vitest'
import { change } from '#core/change.ts'
import { allow, yes } from '#core/people/can.ts'
import { placeSeal } from '#core/consent/consents.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { roles, visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory } from '#tests/support/stories.ts'
import { aMember, aTown, type Client, type Town } from '#tests/support/town.ts'
import { getTown } from './town.ts'

const database = await testDatabase()
let town: Town
let admin: Client
let anyone: Client

beforeAll(async () => {
  town = await aTown(database)
  admin = town.as(town.members.administrator)
  anyone = town.as(visitor)
})

const theme = { name_fr: 'Voisins', name_en: 'Neighbours', name_ar: '', presentation_fr: 'Qui a frappé ?', presentation_en: '', presentation_ar: '', accent: 'canard', parent_id: '', slug: '' }
const identity = {
  name: 'Valmorey', motto_fr: 'Mieux nous connaître', motto_en: '', motto_ar: '', carried_by_fr: '', carried_by_en: '', carried_by_ar: '',
  phone: '03 53 01 24 68', email: '', address: '', districts: 'Le Parc\nLa Gare\n\nLe Parc', lat: '47,51', lon: '6.8', accent: 'prune', source_url: '',
}
const long = 'Voici ce que nous gardons, pourquoi, et comment changer d’avis. '.repeat(6)
const themeId = async (slug: string) => (await town.desk.db.selectFrom('desk.theme').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id
const path = (href: string | null) => (href ?? '').replace('http://localhost:3000', '')

describe('the home page', () => {
  test('counts what is really there, in each language, and weighs little', async () => {
    await aStory(town, { title: 'La neige', name: 'Zohra', stages: [{ place: 'Oran', country: 'DZ', lat: 35.7, lon: -0.6 }, { place: 'Valmorey', country: 'FR', lat: 47.5, lon: 6.8 }] })
    await aStory(town, { title: 'بيتي', language: 'ar', name: 'Rim', stages: [{ place: 'Valmorey', country: 'FR', lat: 47.5, lon: 6.8 }] })
    await aStory(town, { title: 'Brouillon secret', until: 'draft' })
    for (const home of ['/', '/en', '/ar', '/?facile=1']) {
      const response = await anyone.get(home)
      const html = await response.text()
      expect(response.status).toBe(200)
      expect(Buffer.byteLength(html)).toBeLessThan(100_000)
      expect(html).toContain('La neige')
      expect(html).not.toContain('Brouillon secret')
      expect(html).not.toMatch(/ style="|<script>| onclick=/)
    }
    const html = await (await anyone.get('/')).text()
    expect(html).toContain('2 récits, en 2 langues.')
    expect(html).toMatch(/<dt>1<\/dt><dd>pays de départ/)
    expect(html).toMatch(/<dt>1<\/dt><dd>récit qui commence ici/)
    expect(html).toContain('<a href="/#relais"')
    expect(html).toContain('Accessibilité\u00a0: non conforme')
    expect(await (await anyone.get('/?facile=1')).text()).toMatch(/<html[^>]* data-easy/)
  })
})

describe('who may open what', () => {
  const screens = ['/bureau/reglages', '/bureau/reglages/pages', '/bureau/reglages/accessibilite', '/bureau/themes', '/bureau/themes/nouveau', '/bureau/membres', '/bureau/membres/inviter', '/bureau/lettres']
  test.each(screens)('%s: administrators only', async (screen) => {
    for (const role of roles) expect((await town.as(town.members[role]).get(screen)).status).toBe(role === 'administrator' ? 200 : 404)
    expect((await anyone.get(screen)).status).toBe(303)
  })
  test.each(['/bureau', '/bureau/journal'])('%s: every member', async (screen) => {
    for (const role of roles) expect((await town.as(town.members[role]).get(screen)).status).toBe(200)
    expect((await anyone.get(screen)).status).toBe(303)
  })
  test.each(['/bureau/reglages', '/bureau/reglages/ouvrir', '/bureau/reglages/fermer', '/bureau/reglages/pages', '/bureau/reglages/accessibilite', '/bureau/themes/nouveau', '/bureau/membres/inviter'])('POST %s: administrators only', async (screen) => {
    for (const role of ['contributor', 'facilitator', 'editor', 'scientist'] as const) expect((await town.as(town.members[role]).post(screen, { ...identity, ...theme })).status).toBe(404)
    expect((await anyone.post(screen, {})).status).toBe(401)
  })
  test.each(['', '/lien', '/enlever', '/presentation'])('a member’s own screen%s is not for her to post', async (more) => {
    const { facilitator } = town.members
    expect((await town.as(facilitator).post(`/bureau/membres/${facilitator.person_id}${more}`, { roles: 'administrator' })).status).toBe(404)
  })
  test('someone without a role here is no member, and words are no member', async () => {
    expect((await admin.get('/bureau/membres/not-a-person')).status).toBe(404)
    expect((await admin.post('/bureau/membres/00000000-0000-4000-8000-000000000000', { roles: 'editor' })).status).toBe(404)
  })
})

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
    expect({ lat: site.lat, lon: site.lon, districts }).toEqual({ lat: 47.51, lon: 6.8, districts: ['Le Parc', 'La Gare'] })
  })
  test('refuses lists, prototypes and long texts without breaking', async () => {
    for (const bad of [{ name: ['a', 'b'] }, { __proto__x: '1', name: 'x'.repeat(1_000) }, { accent: 'fluo' }, { source_url: 'javascript:alert(1)' }, { name: 'a\0b' }])
      expect((await admin.post('/bureau/reglages', { ...identity, ...(bad as unknown as Record<string, string>) })).status).toBe(422)
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

    const imprint = { publisher: 'La ville de Valmorey\n1, place de l’Horloge', director: 'Anne Jeunot, maire', host: 'La régie, 8, rue des Tanneurs' }
    expect((await admin.post('/bureau/reglages/pages', { page: 'mentions', fr: '', en: '', ar: '', ...imprint })).status).toBe(303)
    expect((await admin.post('/bureau/reglages/pages', { page: 'privacy', fr: long, en: '', ar: '' })).status).toBe(303)
    expect((await admin.post('/bureau/reglages/ouvrir', {})).status).toBe(422)
    expect((await admin.post('/bureau/reglages/pages', { page: 'terms', fr: `## Lire\n\n${long}`, en: '', ar: '' })).status).toBe(303)
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
  test('pages without a translation are shown in French, marked so', async () => {
    const html = await (await anyone.get('/ar/privacy')).text()
    expect(html).toContain('lang="fr" dir="ltr"')
    expect(html).toContain('Voici ce que nous gardons')
    expect(await (await anyone.get('/mentions-legales')).text()).toContain('Anne Jeunot, maire')
    expect(await (await anyone.get('/conditions')).text()).toMatch(/<h2>Lire<\/h2>/)
  })
  test.each(['/mentions-legales', '/en/legal', '/confidentialite', '/conditions', '/accessibilite', '/ar/accessibility', '/contact', '/plan-du-site', '/en/sitemap', '/aide', '/en/help', '/logiciel-libre', '/ar/free-software', '/moderation', '/themes'])('%s is there', async (page) => {
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
    const fields = { scheme_url: '', plan_url: 'https://valmorey.example/plan', audit_by: 'Cabinet Clair', audit_on: '2026-10-01', audit_rate: '72,5', nonconformities: 'Les cartes', burden: '', exempt: '', established_on: '2026-10-02', updated_on: '', technologies: 'HTML', environment: '', tools: '', pages: '' }
    expect((await admin.post('/bureau/reglages/accessibilite', { ...fields, audit_rate: '130' })).status).toBe(422)
    expect((await admin.post('/bureau/reglages/accessibilite', fields)).status).toBe(303)
    expect(await (await anyone.get('/accessibilite.json')).json()).toMatchObject({ state: 'partially-compliant', audit: { by: 'Cabinet Clair', rate: 72.5 }, action_plan: 'https://valmorey.example/plan' })
    expect(await (await anyone.get('/')).text()).toContain('partiellement conforme')
    await admin.post('/bureau/reglages/accessibilite', { ...fields, audit_by: '', audit_rate: '' })
    expect(await (await anyone.get('/')).text()).toContain('Accessibilité\u00a0: non conforme')
  })
})

describe('themes', () => {
  test('are added, shown with what was told under them, and found by their name', async () => {
    expect((await admin.post('/bureau/themes/nouveau', theme)).status).toBe(303)
    expect((await admin.post('/bureau/themes/nouveau', theme)).status).toBe(422)
    const id = await themeId('voisins')
    expect((await admin.post('/bureau/themes/nouveau', { ...theme, name_fr: 'Paliers', parent_id: id })).status).toBe(303)
    await aStory(town, { title: 'Le palier', themes: [await themeId('paliers')] })
    const page = await (await anyone.get('/themes/voisins')).text()
    expect(page).toContain('Qui a frappé')
    expect(page).toContain('Le palier')
    expect(page).toContain('/themes/paliers')
    expect(await (await anyone.get('/en/themes/voisins')).text()).toContain('Neighbours')
    expect((await anyone.get('/themes/inconnu')).status).toBe(404)
  })
  test('keep every address they ever had, when renamed and moved', async () => {
    const id = await themeId('voisins')
    await admin.post(`/bureau/themes/${id}`, { ...theme, name_fr: 'Voisines et voisins' })
    await admin.post(`/bureau/themes/${id}`, { ...theme, name_fr: 'De palier en palier' })
    for (const old of ['voisins', 'voisines-et-voisins']) {
      const response = await anyone.get(`/themes/${old}`)
      expect([response.status, path(response.headers.get('location'))]).toEqual([301, '/themes/de-palier-en-palier'])
    }
    await admin.post('/bureau/themes/nouveau', { ...theme, name_fr: 'Travail' })
    await admin.post(`/bureau/themes/${id}`, { ...theme, name_fr: 'De palier en palier', parent_id: await themeId('travail') })
    expect((await anyone.get('/themes/de-palier-en-palier')).status).toBe(200)
    expect((await anyone.get('/themes/voisins')).status).toBe(301)
  })
  test('an old address taken by a new theme leads to the new one', async () => {
    expect((await admin.post('/bureau/themes/nouveau', { ...theme, name_fr: 'Autre chose', slug: 'Voisins' })).status).toBe(303)
    expect((await anyone.get('/themes/voisins')).status).toBe(200)
  })
  test('never hang from what they hold', async () => {
    const [top, under] = [await themeId('travail'), await themeId('paliers')]
    expect((await admin.post(`/bureau/themes/${top}`, { ...theme, name_fr: 'Travail', parent_id: under })).status).toBe(422)
    expect((await admin.post(`/bureau/themes/${top}`, { ...theme, name_fr: 'Travail', parent_id: top })).status).toBe(422)
  })
  test('are put in order, retired and hung again', async () => {
    const [first, second] = [await themeId('travail'), await themeId('voisins')]
    const order = async () => (await town.desk.db.selectFrom('shelf.theme').select('slug').where('parent_id', 'is', null).orderBy('position').orderBy('slug').execute()).map((row) => row.slug)
    expect(await order()).toEqual(['travail', 'voisins'])
    await admin.post(`/bureau/themes/${second}/place`, { step: 'up' })
    expect(await order()).toEqual(['voisins', 'travail'])
    await admin.post(`/bureau/themes/${first}/retirer`, {})
    // What hung from it moves up one step.
    expect((await order()).toSorted()).toEqual(['de-palier-en-palier', 'voisins'])
    expect((await anyone.get('/themes/travail')).status).toBe(404)
    await admin.post(`/bureau/themes/${first}/retirer`, { again: 'yes' })
    expect((await anyone.get('/themes/travail')).status).toBe(200)
  })
})

describe('members', () => {
  test('are invited by mail: a person, her roles, a letter with a link', async () => {
    const response = await admin.post('/bureau/membres/inviter', { name: 'Noor', email: 'noor@exemple.fr', roles: ['editor', 'facilitator'], locale: 'ar', how: 'mail' })
    expect(response.status).toBe(303)
    const letter = await town.desk.db.selectFrom('desk.mail').selectAll().where('to_address', '=', 'noor@exemple.fr').executeTakeFirstOrThrow()
    expect(letter.body).toContain('/ar/enter/link?jeton=')
    const list = await (await admin.get('/bureau/membres')).text()
    expect(list).toContain('Noor')
    const taken = await admin.post('/bureau/membres/inviter', { name: 'Autre', email: 'NOOR@exemple.fr', roles: 'editor', locale: 'fr', how: 'mail' })
    expect(taken.status).toBe(422)
    const letters = await (await admin.get('/bureau/lettres')).text()
    expect(letters).toContain('noor@exemple.fr')
    expect(await (await admin.get(`/bureau/lettres/${letter.id}`)).text()).toContain('/ar/enter/link?jeton=')
  })
  test('are invited by a printed link, shown once and kept nowhere in clear', async () => {
    const submission_id = '7d1f3c8e-0f5b-4a4e-9a8a-2a52c1a7a001'
    const response = await admin.post('/bureau/membres/inviter', { name: 'Sans courriel', email: '', roles: 'facilitator', locale: 'fr', how: 'paper', submission_id })
    const html = await response.text()
    const token = /jeton=([\w-]{43})/.exec(html)?.[1] ?? ''
    expect(response.status).toBe(200)
    expect(token).not.toBe('')
    const kept = await town.desk.db.selectFrom('desk.submission').select('result').where('id', '=', submission_id).executeTakeFirstOrThrow()
    expect(JSON.stringify(kept.result)).not.toContain(token)
    expect((await town.desk.db.selectFrom('desk.event').selectAll().execute()).some((event) => JSON.stringify(event.data).includes(token))).toBe(false)
  })
  test.each([
    [{ roles: [] as string[] }],
    [{ roles: 'queen' }],
    [{ email: '', how: 'mail' }],
    [{ name: '' }],
  ])('a wrong invitation comes back with what was typed: %j', async (wrong) => {
    const response = await admin.post('/bureau/membres/inviter', { name: 'Presque', email: 'presque@exemple.fr', roles: 'editor', locale: 'fr', how: 'mail', ...wrong })
    expect(response.status).toBe(422)
    expect(await town.desk.db.selectFrom('desk.person').select('id').where('name', '=', 'Presque').execute()).toEqual([])
  })
  test('lose and gain roles from their next request', async () => {
    const lea = await aMember(town.desk, town.space_id, 'Léa', 'editor')
    const now = async () => (await town.desk.db.selectFrom('desk.role_grant').select('role').where('person_id', '=', lea.person_id).where('revoked_at', 'is', null).orderBy('role').execute()).map((row) => row.role)
    expect((await admin.post(`/bureau/membres/${lea.person_id}`, { roles: ['facilitator', 'scientist'] })).status).toBe(303)
    expect(await now()).toEqual(['facilitator', 'scientist'])
    expect((await admin.post(`/bureau/membres/${lea.person_id}/enlever`, {})).status).toBe(303)
    expect(await now()).toEqual([])
    expect((await admin.get(`/bureau/membres/${lea.person_id}`)).status).toBe(404)
  })
  test('the last administrator stays', async () => {
    const me = town.members.administrator.person_id
    expect((await admin.post(`/bureau/membres/${me}`, { roles: 'editor' })).status).toBe(422)
    expect((await admin.post(`/bureau/membres/${me}/enlever`, {})).status).toBe(422)
    expect((await admin.get('/bureau/reglages')).status).toBe(200)
  })
  test('a relay is on the home page when she is listed, and while she has the role', async () => {
    const { person_id } = town.members.facilitator
    const relay = { presentation_fr: 'Bibliothèque, le mardi.', presentation_en: '', presentation_ar: '', phone: '03 53 01 24 69', portrait: 'lamp', languages: ['fr', 'es'] }
    expect((await admin.post(`/bureau/membres/${person_id}/presentation`, { ...relay, is_listed: 'yes' })).status).toBe(303)
    const home = await (await anyone.get('/')).text()
    expect(home).toContain('Bibliothèque, le mardi.')
    expect(home).toContain('tel:0353012469')
    await admin.post(`/bureau/membres/${person_id}`, { roles: 'editor' })
    expect(await (await anyone.get('/')).text()).not.toContain('Bibliothèque, le mardi.')
    await admin.post(`/bureau/membres/${person_id}`, { roles: 'facilitator' })
    await admin.post(`/bureau/membres/${person_id}/presentation`, relay)
    expect(await (await anyone.get('/')).text()).not.toContain('Bibliothèque, le mardi.')
  })
})

describe('the record of who did what', () => {
  test('shows everything to administrators, to others what they did', async () => {
    const all = await (await admin.get('/bureau/journal')).text()
    expect(all).toContain('Invitation écrite')
    const { editor } = town.members
    const mine = await (await town.as(editor).get('/bureau/journal')).text()
    expect(mine).not.toContain('Invitation écrite')
    expect(mine).not.toContain('name="personne"')
  })
  test('is filtered by person and by story, and pages by key', async () => {
    const story = await aStory(town, { title: 'À retrouver' })
    const found = await (await admin.get(`/bureau/journal?numero=${story.code}`)).text()
    expect(found).toContain('Récit commencé')
    expect(found).not.toContain('Invitation écrite')
    const byPerson = await (await admin.get(`/bureau/journal?personne=${story.witness_id}`)).text()
    expect(byPerson).toContain('Accord donné')
    const first = await (await admin.get('/bureau/journal')).text()
    const next = /href="(\/bureau\/journal\?[^"]*avant=\d+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&')
    expect(next).toBeDefined()
    expect((await admin.get(next ?? '')).status).toBe(200)
    for (const bad of ['?avant=x', '?personne=x', '?numero=%00', '?avant=999999999999999']) expect((await admin.get(`/bureau/journal${bad}`)).status).toBe(200)
  })
})

describe('for search engines', () => {
  test('only what is on the shelf is listed, and leaves with it', async () => {
    const shown = await aStory(town, { title: 'Montré à tous' })
    const draft = await aStory(town, { title: 'Pas encore', until: 'submitted' })
    const before = await (await anyone.get('/sitemap.xml')).text()
    expect(before).toContain(`/recits/${shown.code}/`)
    expect(before).toContain(`hreflang="ar" href="http://localhost:3000/ar/stories/${shown.code}/`)
    expect(before).toContain('<loc>http://localhost:3000/themes/de-palier-en-palier</loc>')
    expect(before).not.toContain(draft.code)
    const { administrator } = town.members
    await change(town.desk, { action: 'test.seal', actor: administrator }, async (work) => {
      const contribution = await getContribution(work.tx, { id: shown.id })
      await placeSeal(work, allow(yes, administrator, 'seal', contribution), { scope: 'all', reason: 'withdrawal', person_id: null, until: null, asked_by: 'witness', placed_by: administrator.person_id })
    })
    expect(await (await anyone.get('/sitemap.xml')).text()).not.toContain(shown.code)
    expect(await (await anyone.get('/robots.txt')).text()).toContain('Sitemap: http://localhost:3000/sitemap.xml')
  })
  test('the public figures of review are a table', async () => {
    await town.desk.db.insertInto('shelf.figure').values([{ period: '2026-Q1', name: 'proposed', count: 12 }, { period: '2026-Q1', name: 'published', count: 9 }]).execute()
    town.app.cache.clear()
    const html = await (await anyone.get('/moderation')).text()
    expect(html).toContain('1er trimestre 2026')
    expect(html).toMatch(/data-l="Proposés">12/)
  })
})
