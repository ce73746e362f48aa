// Attacks tried from outside: each test is something that a stranger could do, and must not get. Holes once found stay
// here and in the other attacks-*.test.ts (SEC-02, 05, 07, 08, 19, 20, 26, 33, 34, 39; P-08, P-09, P-21).

import { beforeAll, describe, expect, test } from 'vitest'
import { visitor } from '#core/people/roles.ts'
import { language } from '#core/platform/fields.ts'
import { languageName } from '#core/platform/i18n.ts'
import { dictionaryOf } from '#core/shelf/search/stems.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory } from '#tests/support/stories.ts'
import { aCardHolder, aTown, origin, type Town } from '#tests/support/town.ts'

const database = await testDatabase()
let town: Town
beforeAll(async () => {
  town = await aTown(database)
})

const id = () => crypto.randomUUID()
const reader = () => town.as(visitor)

describe('a stranger', () => {
  test('cannot take a screen away from everyone with a language that is none', async () => {
    const strange = ['fr-FR-FR', 'fr-aa-bb-cc', 'zz-12', 'zh-zh-zh', 'ab-abcd-abcd']
    for (const tag of strange) {
      expect(language.safeParse(tag).success, tag).toBe(false)
      const asked = { name: 'Ali', phone: '06 12 34 56 78', moment: 'morning', language: tag, district: '' }
      expect((await reader().post('/raconter/rappel', { ...asked, submission_id: id() })).status).toBe(422)
      const told = { langue: tag, autre: '', idea: 'free', website: '', submission_id: id() }
      expect((await reader().post('/raconter/seul/idee', told)).status).toBe(422)
      // Kept by an older version, it is shown as it is.
      expect(languageName(tag, 'fr')).toBe(tag)
      expect(languageName(tag)).toBe(tag)
      expect(dictionaryOf(tag), tag).toBe(tag.startsWith('fr') ? 'french' : undefined)
    }
    for (const tag of ['fr', 'ar-MA', 'zh-Hant', 'kab', 'und', 'fr-Latn-FR'])
      expect(language.safeParse(tag).success).toBe(true)
    expect((await town.as(town.members.facilitator).get('/bureau/rappels')).status).toBe(200)
  })

  test('is stopped at every door where something can be guessed or filled', async () => {
    const tries: Record<string, () => Record<string, string>> = {
      '/entrer': () => ({ email: `${id()}@example.org` }),
      '/entrer/code': () => ({ email: 'nobody@example.org', code: '123456' }),
      '/entrer/mot-de-passe': () => ({ email: `${id()}@example.org`, password: 'x'.repeat(14) }),
      '/entrer/lien': () => ({ token: id() }),
      '/entrer/cle': () => ({ response: '{}' }),
      '/entrer/cle/debut': () => ({}),
      '/ma-carte': () => ({ number: '123456', code: '12345678' }),
      '/demo/entrer': () => ({ role: 'administrator' }),
      '/raconter/rappel': () => ({ name: 'Ali', phone: '0612345678', moment: 'morning', language: 'fr', district: '' }),
      '/raconter/rappel/annuler': () => ({ number: '123456', digits: '1234' }),
      '/ma-copie': () => ({ token: id() }),
      '/raconter/seul/idee': () => ({ langue: 'fr', autre: '', idea: 'free', website: '' }),
    }
    const open = await Promise.all(
      Object.entries(tries).map(async ([path, fields]) => {
        const answers = await Promise.all(Array.from({ length: 65 }, () => reader().post(path, fields())))
        return answers.some((each) => each.status === 429) ? [] : [path]
      }),
    )
    expect(open.flat()).toEqual([])
    const known = new Set([...Object.keys(tries), '/sortir', '/ma-carte/fermer', '/raconter/seul/fermer', '/borne/fin'])
    // A new form for anyone comes here too.
    const doors = town.app.doors.filter((each) => each.method === 'post' && each.who === 'anyone')
    expect(doors.map((each) => each.address.fr).filter((path) => !known.has(path))).toEqual([])
  })

  test('cannot use the form that made a card as a key to it, a day later', async () => {
    const teller = await aTown(database)
    teller.setNow(new Date('2026-11-22T10:00:00Z'))
    const form = { langue: 'fr', autre: '', idea: 'free', website: '', submission_id: id() }
    const isOpened = (response: Response) => response.headers.getSetCookie().some((each) => /_card=[^;]{20}/.test(each))
    expect(isOpened(await teller.as(visitor).post('/raconter/seul/idee', form))).toBe(true)
    expect(isOpened(await teller.as(visitor).post('/raconter/seul/idee', form))).toBe(true)
    teller.setNow(new Date('2026-11-23T10:00:00Z'))
    const later = await teller.as(visitor).post('/raconter/seul/idee', form)
    expect([later.status, isOpened(later)]).toEqual([303, false])
  })

  test('does not enter a town that is no demonstration by its doors', async () => {
    const fresh = await aTown(database)
    for (const who of [{ role: 'administrator' }, { person_id: fresh.members.administrator.person_id }])
      expect((await fresh.as(visitor).post('/demo/entrer', who)).status).toBe(404)
  })

  test('gets no link to another site from an address', async () => {
    for (const path of [
      '//evil.example/a',
      '/en//evil.example',
      '/%5Cevil.example',
      '///evil.example',
      '/ar///evil.example',
    ]) {
      const html = await (await town.app.request(origin + path)).text()
      expect(html, path).not.toMatch(/(href|action)="(\/\/|[a-z]+:\/\/|\/\\)(?!localhost:3000)[^"]*evil/i)
    }
    const forged = await town.app.request('http://evil.example/recits', {
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-original-url': '/bureau' },
    })
    expect(forged.status).toBe(200)
    expect(await forged.text()).not.toContain('evil.example')
    expect(await (await reader().get('/recits')).text()).not.toContain('evil.example')
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
    ])
      expect(await (await reader().get(`/entrer?next=${encodeURIComponent(next)}`)).text()).not.toMatch(
        /name="next"[^>]*evil|value="[^"]*(evil|alert)/,
      )
  })

  test('is given a whole page after someone asked for its head only', async () => {
    town.app.cache.clear()
    const head = await town.app.request(`${origin}/themes`, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(await (await reader().get('/themes')).text()).toContain('</html>')
  })
})

test('what is private is kept by no one, refusals included', async () => {
  const story = await aStory(town)
  const her = aCardHolder(story.witness_id, story.witness_name, town.space_id)
  const asked: [Parameters<Town['as']>[0], string][] = [
    [her, '/ma-carte/recit'],
    [her, `/ma-carte/recit/${story.code}`],
    [her, '/ma-carte/recit/999999'],
    [town.members.facilitator, '/bureau'],
    [town.members.facilitator, `/bureau/recits/${story.code}`],
    [town.members.facilitator, '/bureau/recits/999999'],
    [town.members.facilitator, '/bureau/membres'],
    [town.members.facilitator, '/bureau/recits/../../ma-carte;x.css'],
    [visitor, '/bureau'],
    [visitor, '/raconter/rappel/suivi?numero=123456'],
    [visitor, '/entrer'],
  ]
  for (const [who, path] of asked) {
    const response = await town.as(who).get(path)
    expect([
      path,
      response.status,
      response.status === 303 || /no-store/.test(response.headers.get('cache-control') ?? ''),
    ]).toEqual([path, response.status, true])
  }
})
