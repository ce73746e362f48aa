// The town at HTTP level: what everyone reads, what each role may open, the record.

import { describe, expect, test } from 'vitest'
import { roles, visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { identity, theme } from '#tests/support/desk-forms.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'

const town = await aTown(await testDatabase())
const admin = town.as(town.members.administrator)
const anyone = town.as(visitor)

describe('the home page', () => {
  test('counts what is really there, in each language, and weighs little', async () => {
    await aStory(town, {
      title: 'La neige',
      name: 'Zohra',
      stages: [
        { place: 'Oran', country: 'DZ', lat: 35.7, lon: -0.6 },
        { place: 'Valmorey', country: 'FR', lat: 47.5, lon: 6.8 },
      ],
    })
    await aStory(town, {
      title: 'بيتي',
      language: 'ar',
      name: 'Rim',
      stages: [{ place: 'Valmorey', country: 'FR', lat: 47.5, lon: 6.8 }],
    })
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
  const screens = [
    '/bureau/reglages',
    '/bureau/reglages/pages',
    '/bureau/reglages/accessibilite',
    '/bureau/themes/nouveau',
    '/bureau/membres',
    '/bureau/membres/inviter',
    '/bureau/lettres',
  ]
  test.each(screens)('%s: administrators only', async (screen) => {
    for (const role of roles)
      expect((await town.as(town.members[role]).get(screen)).status).toBe(role === 'administrator' ? 200 : 404)
    expect((await anyone.get(screen)).status).toBe(303)
  })
  test.each(['/bureau', '/bureau/journal'])('%s: every member', async (screen) => {
    for (const role of roles) expect((await town.as(town.members[role]).get(screen)).status).toBe(200)
    expect((await anyone.get(screen)).status).toBe(303)
  })
  test.each([
    '/bureau/reglages',
    '/bureau/reglages/ouvrir',
    '/bureau/reglages/fermer',
    '/bureau/reglages/pages',
    '/bureau/reglages/accessibilite',
    '/bureau/themes/nouveau',
    '/bureau/membres/inviter',
  ])('POST %s: administrators only', async (screen) => {
    for (const role of ['contributor', 'facilitator', 'editor', 'scientist'] as const)
      expect((await town.as(town.members[role]).post(screen, { ...identity, ...theme })).status).toBe(404)
    expect((await anyone.post(screen, {})).status).toBe(401)
  })
  test.each(['', '/lien', '/enlever', '/presentation'])(
    'a member’s own screen%s is not for her to post',
    async (more) => {
      const { facilitator } = town.members
      expect(
        (await town.as(facilitator).post(`/bureau/membres/${facilitator.person_id}${more}`, { roles: 'administrator' }))
          .status,
      ).toBe(404)
    },
  )
  test('someone without a role here is no member, and words are no member', async () => {
    expect((await admin.get('/bureau/membres/not-a-person')).status).toBe(404)
    expect((await admin.post('/bureau/membres/00000000-0000-4000-8000-000000000000', { roles: 'editor' })).status).toBe(
      404,
    )
  })
})

describe('the record of who did what', () => {
  test('shows everything to administrators, to others what they did', async () => {
    await admin.post('/bureau/membres/inviter', {
      name: 'Sans courriel',
      email: '',
      roles: 'facilitator',
      locale: 'fr',
      how: 'paper',
    })
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
    for (let more = 0; more < 8; more += 1) await aStory(town)
    const first = await (await admin.get('/bureau/journal')).text()
    const next = /href="(\/bureau\/journal\?[^"]*avant=\d+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&')
    expect(next).toBeDefined()
    expect((await admin.get(next ?? '')).status).toBe(200)
    for (const bad of ['?avant=x', '?personne=x', '?numero=%00', '?avant=999999999999999'])
      expect((await admin.get(`/bureau/journal${bad}`)).status).toBe(200)
  })
})

describe('what the boards do', () => {
  test('the public figures of review are a table', async () => {
    await town.desk.db
      .insertInto('shelf.figure')
      .values([
        { period: '2026-Q1', name: 'proposed', count: 12 },
        { period: '2026-Q1', name: 'published', count: 9 },
      ])
      .execute()
    town.app.cache.clear()
    const html = await (await anyone.get('/moderation')).text()
    expect(html).toContain('1er trimestre 2026')
    expect(html).toMatch(/data-l="Proposés">12/)
  })
})
