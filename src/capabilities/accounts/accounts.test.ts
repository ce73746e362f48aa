// Coming in and going out, at HTTP level, against a real database.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../../app.ts'
import type { Capability } from '#core/capability.ts'
import { change } from '#core/change.ts'
import { everywhere } from '#core/doors.ts'
import { ensureAccount } from '#core/people/accounts.ts'
import { authOf } from '#core/people/auth.ts'
import { issueCard, revokeCard, type PrintedCard } from '#core/people/cards.ts'
import { grantRole, listMembers, revokeRole } from '#core/people/members.ts'
import { createPerson } from '#core/people/persons.queries.ts'
import { roles, type Actor, type Role } from '#core/people/roles.ts'
import { identify } from '#core/people/session.ts'
import { createSignInLink, ensureFirstAdministrator } from '#core/people/sign-in-links.ts'
import { readConfig } from '#core/platform/config.ts'
import { createLimits } from '#core/platform/http/limits.ts'
import { silentLog } from '#core/platform/log.ts'
import { testDatabase } from '#tests/support/database.ts'
import { accounts } from './index.ts'

const database = await testDatabase()
const data_dir = mkdtempSync(path.join(tmpdir(), 'veillee-accounts-'))
afterAll(() => rmSync(data_dir, { recursive: true, force: true }))
const config = readConfig({ DATA_DIR: data_dir, ORIGIN: 'http://localhost:3000' })

// A door of each kind, to see who is recognised.
const probe: Capability = {
  name: 'probe',
  routes(doors) {
    doors.visit('get', everywhere('/who'), {}, ({ c, actor }) => c.json(actor))
    doors.work('get', everywhere('/editors'), ['editor'], ({ c }) => c.text('editors'))
    doors.card('get', everywhere('/cards'), ({ c, actor }) => c.text(actor.name))
  },
}

const limits = { current: createLimits() }
const app = createApp({
  config,
  desk: database.desk,
  reader: database.reader,
  capabilities: [accounts, probe],
  identify: (desk, headers) => identify(authOf(desk, config), desk, headers),
  log: { ...silentLog, error: (what, fields) => console.error(what, fields) },
  limits: { take: (...asked) => limits.current.take(...asked), giveBack: (...asked) => limits.current.giveBack(...asked) },
})
const { desk } = app
const auth = authOf(desk, config)
const machine = (space_id: string): Actor => ({ kind: 'machine', person_id: null, space_id })

let space_id: string
let people = 0
beforeEach(async () => {
  limits.current = createLimits()
  const space = await database.desk.selectFrom('desk.space').select('id').executeTakeFirst()
  space_id = space?.id ?? (await database.desk.insertInto('desk.space').values({ slug: 'town', settings: '{"required_signoffs":[]}' }).returning('id').executeTakeFirstOrThrow()).id
  await database.desk.deleteFrom('desk.mail').execute()
})

async function aMember(...given: Role[]) {
  const email = `person${++people}@example.org`
  const person_id = await change(desk, { action: 'test', actor: machine(space_id) }, async (work) => {
    const id = await createPerson(work, { name: `Personne ${people}`, email }, null)
    for (const role of given) await grantRole(work, id, space_id, role, null)
    return id
  })
  await ensureAccount(database.desk, person_id)
  return { person_id, email }
}

/** A browser: it keeps its cookies and sends forms from our own pages. */
function aBrowser(cookies = new Map<string, string>()) {
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value && !/max-age=0/i.test(line)) cookies.set(name, value)
      else cookies.delete(name)
    }
    return response
  }
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return {
    cookies,
    get: async (href: string) => keep(await app.request(href, { headers: { cookie: cookie() } })),
    post: async (href: string, fields: Record<string, string> = {}) =>
      keep(
        await app.request(href, {
          method: 'POST',
          headers: { cookie: cookie(), origin: config.origin, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(fields).toString(),
        }),
      ),
    who: async function () {
      return (await (await this.get('/who')).json()) as Actor
    },
  }
}

const letters = () => database.desk.selectFrom('desk.mail').selectAll().orderBy('created_at').execute()
async function codeFor(email: string): Promise<string> {
  const letter = (await letters()).findLast((each) => each.to_address === email)
  return /\b(\d{6})\b/.exec(letter?.body ?? '')?.[1] ?? 'no code'
}

describe('a code by mail', () => {
  test('lets a member in once', async () => {
    const { email, person_id } = await aMember('editor')
    const browser = aBrowser()
    expect((await browser.get('/entrer')).status).toBe(200)
    const asked = await browser.post('/entrer', { email: email.toUpperCase() })
    expect(asked.status).toBe(200)
    const code = await codeFor(email)
    expect(code).toMatch(/^\d{6}$/)
    const stored = await database.desk.selectFrom('desk.auth_verification').select('value').where('identifier', 'like', `%${email}`).execute()
    expect(stored).toHaveLength(1)
    expect(JSON.stringify(stored)).not.toContain(code)

    const entered = await browser.post('/entrer/code', { email, code, next: '/editors' })
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/editors'])
    expect(entered.headers.getSetCookie().join('\n')).toMatch(/veillee\.session_token=.*HttpOnly.*SameSite=Lax/i)
    expect(await browser.who()).toEqual({ kind: 'member', person_id, name: expect.any(String), space_id, roles: ['editor'] })

    const again = await aBrowser().post('/entrer/code', { email, code })
    expect([again.status, again.headers.getSetCookie()]).toEqual([422, []])
  })

  test('stops working after ten minutes, after five wrong tries, and when another is asked for', async () => {
    const { email } = await aMember('editor')
    const browser = aBrowser()
    await browser.post('/entrer', { email })
    const old = await codeFor(email)
    await database.desk.updateTable('desk.auth_verification').set({ expires_at: new Date(Date.now() - 1000) }).where('identifier', 'like', `%${email}`).execute()
    expect((await browser.post('/entrer/code', { email, code: old })).status).toBe(422)

    await browser.post('/entrer', { email })
    const first = await codeFor(email)
    await browser.post('/entrer', { email })
    const second = await codeFor(email)
    if (first !== second) expect((await browser.post('/entrer/code', { email, code: first })).status).toBe(422)
    for (let tries = 0; tries < 5; tries++) await browser.post('/entrer/code', { email, code: second === '000000' ? '000001' : '000000' })
    expect((await browser.post('/entrer/code', { email, code: second })).status).toBe(422)
    expect(await browser.who()).toEqual({ kind: 'visitor' })
  })

  test('is announced alike for an address nobody has, which gets nothing', async () => {
    const { email } = await aMember('editor')
    const known = await aBrowser().post('/entrer', { email })
    const unknown = await aBrowser().post('/entrer', { email: 'nobody@example.org' })
    expect(unknown.status).toBe(known.status)
    expect((await unknown.text()).replaceAll('nobody@example.org', '@')).toBe((await known.text()).replaceAll(email, '@'))
    expect((await letters()).map((letter) => letter.to_address)).toEqual([email])
    expect((await aBrowser().post('/entrer/code', { email: 'nobody@example.org', code: '123456' })).status).toBe(422)
    const count = await database.desk.selectFrom('desk.auth_user').select('id').where('email', '=', 'nobody@example.org').execute()
    expect(count).toEqual([])
  })

  test('cannot be tried more than ten times in a quarter of an hour', async () => {
    const statuses: number[] = []
    for (let tries = 0; tries < 11; tries++) statuses.push((await aBrowser().post('/entrer/code', { email: 'nobody@example.org', code: '000000' })).status)
    expect(statuses).toEqual([...Array<number>(10).fill(422), 429])
  })

  test('what is typed wrong comes back', async () => {
    const response = await aBrowser().post('/entrer', { email: 'nobody at example' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('value="nobody at example"')
  })
})

describe('a session', () => {
  async function signedIn(...given: Role[]) {
    const member = await aMember(...given)
    const browser = aBrowser()
    await browser.post('/entrer/lien', { token: await createSignInLink(database.desk, member.person_id, new Date()) })
    return { ...member, browser }
  }

  test('set by someone else beforehand does not become mine', async () => {
    const attacker = await signedIn('editor')
    const { email, person_id } = await aMember('editor')
    const planted = [...attacker.browser.cookies]
    const victim = aBrowser(new Map(planted))
    await victim.post('/entrer', { email })
    await victim.post('/entrer/code', { email, code: await codeFor(email) })
    expect(await victim.who()).toMatchObject({ person_id })
    expect([...victim.cookies]).not.toEqual(planted)
    // And what was open before on this browser is closed.
    expect(await aBrowser(new Map(planted)).who()).toEqual({ kind: 'visitor' })
  })

  test('made up or changed is nobody', async () => {
    const { browser } = await signedIn('editor')
    const [[name = '', value = ''] = []] = [...browser.cookies]
    const [token] = decodeURIComponent(value).split('.')
    for (const forged of [token ?? '', `${token}.AAAA`, `${value.slice(0, -6)}AAA%3D`, '%', ''])
      expect(await aBrowser(new Map([[name, forged]])).who()).toEqual({ kind: 'visitor' })
  })

  test('loses a role at the next request', async () => {
    const { browser, person_id } = await signedIn('editor', 'facilitator')
    expect((await browser.get('/editors')).status).toBe(200)
    await change(desk, { action: 'test', actor: machine(space_id) }, async (work) => {
      await revokeRole(work, person_id, space_id, 'editor', null)
      return null
    })
    expect((await browser.get('/editors')).status).toBe(404)
    expect(await browser.who()).toMatchObject({ roles: ['facilitator'] })
    expect((await listMembers(database.desk, space_id)).find((each) => each.person_id === person_id)).toMatchObject({ roles: ['facilitator'], has_account: true })
  })

  test('ends when one leaves', async () => {
    const { browser } = await signedIn('editor')
    const before = new Map(browser.cookies)
    expect((await browser.post('/sortir')).status).toBe(303)
    expect(browser.cookies.size).toBe(0)
    expect(await aBrowser(before).who()).toEqual({ kind: 'visitor' })
  })

  test('a password, set lately enough, closes the other devices; then changing it asks for the one before', async () => {
    const { browser, email, person_id } = await signedIn('editor')
    const other = aBrowser()
    await other.post('/entrer/lien', { token: await createSignInLink(database.desk, person_id, new Date()) })
    expect((await browser.post('/mon-compte/mot-de-passe', { password: 'court' })).status).toBe(422)
    expect((await browser.post('/mon-compte/mot-de-passe', { password: 'motdepasse2026' })).status).toBe(422)
    expect((await browser.post('/mon-compte/mot-de-passe', { password: 'tramway olive bocal' })).status).toBe(303)
    expect(await other.who()).toEqual({ kind: 'visitor' })
    expect(await browser.who()).toMatchObject({ person_id })

    await other.post('/entrer/mot-de-passe', { email, password: 'tramway olive bocal' })
    expect(await other.who()).toMatchObject({ person_id })
    expect((await other.post('/mon-compte/mot-de-passe', { current: 'wrong', password: 'neige lavande tambour' })).status).toBe(422)
    expect((await other.post('/mon-compte/mot-de-passe', { current: 'tramway olive bocal', password: 'neige lavande tambour' })).status).toBe(303)
    expect(await other.who()).toMatchObject({ person_id })
    expect(await browser.who()).toEqual({ kind: 'visitor' })
    expect((await browser.post('/entrer/mot-de-passe', { email, password: 'tramway olive bocal' })).status).toBe(422)
    const stored = await database.desk.selectFrom('desk.auth_account').select('password').execute()
    expect(JSON.stringify(stored)).not.toContain('tambour')
  })

  test('opened long ago may not set a first password or an address', async () => {
    const { browser, email } = await signedIn('editor')
    await database.desk.updateTable('desk.auth_session').set({ created_at: new Date(Date.now() - 3_600_000) }).execute()
    expect((await browser.post('/mon-compte/mot-de-passe', { password: 'tramway olive bocal' })).status).toBe(422)
    expect((await browser.post('/mon-compte/adresse', { email: 'new@example.org' })).status).toBe(422)
    expect((await browser.post('/mon-compte/cle/debut')).status).toBe(403)
    expect((await aBrowser().post('/entrer/mot-de-passe', { email, password: 'tramway olive bocal' })).status).toBe(422)
  })

  test('one changes name and address; the old address is told', async () => {
    const { browser, email, person_id } = await signedIn('editor')
    expect((await browser.post('/mon-compte', { name: 'Zohra B.', locale: 'ar' })).status).toBe(303)
    expect(await browser.who()).toMatchObject({ name: 'Zohra B.' })
    expect((await browser.post('/mon-compte/adresse', { email: 'zohra@example.org' })).status).toBe(200)
    expect((await browser.post('/mon-compte/adresse/code', { email: 'zohra@example.org', code: '000' })).status).toBe(422)
    const code = await codeFor('zohra@example.org')
    expect((await browser.post('/mon-compte/adresse/code', { email: 'zohra@example.org', code })).status).toBe(303)
    const person = await database.desk.selectFrom('desk.person').selectAll().where('id', '=', person_id).executeTakeFirstOrThrow()
    expect([person.email, person.locale, person.name]).toEqual(['zohra@example.org', 'ar', 'Zohra B.'])
    expect((await letters()).map((letter) => letter.to_address)).toEqual(['zohra@example.org', email])
    expect(await browser.who()).toMatchObject({ person_id })
    const page = await (await browser.get('/ar/my-account')).text()
    expect(page).toContain('zohra@example.org')
  })

  test('every account door is closed to visitors', async () => {
    for (const door of app.doors.filter((each) => each.capability === 'accounts' && each.who !== 'anyone')) {
      const browser = aBrowser()
      const response = door.method === 'get' ? await browser.get(door.address.fr) : await browser.post(door.address.fr)
      expect([door.address.fr, response.status]).toEqual([door.address.fr, door.method === 'get' ? 303 : 401])
    }
    expect(roles).toContain('contributor')
  })
})

describe('a passkey', () => {
  test('begins with a challenge for this site only, and a made-up answer is refused', async () => {
    const browser = aBrowser()
    const begun = await browser.post('/entrer/cle/debut')
    expect(begun.status).toBe(200)
    expect(await begun.json()).toMatchObject({ rpId: 'localhost', challenge: expect.any(String) })
    for (const response of ['', '[]', '{"id":"x"}', 'not json']) expect((await browser.post('/entrer/cle', { response })).status).toBe(422)
  })
})

describe('a one-time link', () => {
  test('is not used by being looked at, and works once', async () => {
    const { person_id } = await aMember('editor')
    const token = await createSignInLink(database.desk, person_id, new Date())
    expect(JSON.stringify(await database.desk.selectFrom('desk.sign_in_link').selectAll().execute())).not.toContain(token)
    const browser = aBrowser()
    for (let looks = 0; looks < 3; looks++) {
      const page = await browser.get(`/entrer/lien?jeton=${token}`)
      expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'same-origin'])
    }
    const [one, two] = await Promise.all([browser.post('/entrer/lien', { token }), aBrowser().post('/entrer/lien', { token })])
    expect([one.status, two.status].sort()).toEqual([303, 410])
  })

  test('is too old after half an hour', async () => {
    const { person_id } = await aMember('editor')
    const token = await createSignInLink(database.desk, person_id, new Date(Date.now() - 31 * 60_000))
    expect((await aBrowser().post('/entrer/lien', { token })).status).toBe(410)
    expect((await aBrowser().post('/entrer/lien', { token: 'made-up' })).status).toBe(410)
  })

  test('for the first administrator: renewed until someone comes in, then never again', async () => {
    await database.desk.deleteFrom('desk.role_grant').where('role', '=', 'administrator').execute()
    const first = await ensureFirstAdministrator(desk)
    const second = await ensureFirstAdministrator(desk)
    expect((await aBrowser().post('/entrer/lien', { token: first ?? '' })).status).toBe(410)
    const browser = aBrowser()
    expect((await browser.post('/entrer/lien', { token: second ?? '' })).status).toBe(303)
    expect(await browser.who()).toMatchObject({ name: 'Administration', roles: ['administrator'] })
    expect(await ensureFirstAdministrator(desk)).toBeUndefined()
  })

  test('leads only to our own pages', async () => {
    const { person_id } = await aMember('editor')
    const token = await createSignInLink(database.desk, person_id, new Date())
    const entered = await aBrowser().post('/entrer/lien', { token, next: '//evil.example' })
    expect(entered.headers.get('location')).toBe('/mon-compte')
  })

  test('and no form is heard from another site', async () => {
    const { person_id } = await aMember('editor')
    const token = await createSignInLink(database.desk, person_id, new Date())
    const response = await app.request('/entrer/lien', {
      method: 'POST',
      headers: { origin: 'http://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
      body: `token=${token}`,
    })
    expect(response.status).toBe(403)
  })
})

describe('a card', () => {
  async function aCard(submission_id?: string): Promise<PrintedCard & { person_id: string }> {
    // The code never goes into the result of a change: it would be kept.
    let printed: PrintedCard | undefined
    const person_id = await change(desk, { action: 'test', actor: machine(space_id) }, async (work) => {
      const id = await createPerson(work, { name: 'Zohra' }, null)
      printed = await issueCard(work, auth.secret, id, { submission_id })
      return id
    })
    return { ...(printed as PrintedCard), person_id }
  }

  test('opens her own page and nothing else, for two hours', async () => {
    const { number, code, person_id, card_id } = await aCard()
    expect([number, code]).toEqual([expect.stringMatching(/^\d{6}$/), expect.stringMatching(/^\d{8}$/)])
    const browser = aBrowser()
    const opened = await browser.post('/ma-carte', { number: ` ${number.slice(0, 3)} ${number.slice(3)}`, code: `${code.slice(0, 4)}-${code.slice(4)}` })
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/ma-carte/recit'])
    expect(await browser.who()).toEqual({ kind: 'card', person_id, name: 'Zohra', card_id, space_id })
    expect((await browser.get('/cards')).status).toBe(200)
    expect((await browser.get('/mon-compte')).status).toBe(303)
    const kept = await database.desk.selectFrom('desk.card_session').selectAll().where('card_id', '=', card_id).executeTakeFirstOrThrow()
    expect([...browser.cookies.values()]).not.toContain(kept.token_hash)
    await database.desk.updateTable('desk.card_session').set({ expires_at: new Date(Date.now() - 1000) }).where('card_id', '=', card_id).execute()
    expect((await browser.get('/cards')).status).toBe(303)
  })

  test('revoked or closed, no longer opens', async () => {
    const { number, code, card_id } = await aCard()
    const browser = aBrowser()
    await browser.post('/ma-carte', { number, code })
    await change(desk, { action: 'test', actor: machine(space_id) }, async (work) => {
      await revokeCard(work, card_id)
      return null
    })
    expect(await browser.who()).toEqual({ kind: 'visitor' })
    expect((await aBrowser().post('/ma-carte', { number, code })).status).toBe(422)
    const other = await aCard()
    await browser.post('/ma-carte', other)
    const before = new Map(browser.cookies)
    await browser.post('/ma-carte/fermer')
    expect(await aBrowser(before).who()).toEqual({ kind: 'visitor' })
  })

  test('after ten wrong codes, waits', async () => {
    const { number, code } = await aCard()
    const wrong = code === '00000000' ? '00000001' : '00000000'
    const statuses: number[] = []
    for (let tries = 0; tries < 10; tries++) statuses.push((await aBrowser().post('/ma-carte', { number, code: wrong })).status)
    expect(new Set(statuses)).toEqual(new Set([422]))
    expect((await aBrowser().post('/ma-carte', { number, code })).status).toBe(429)
  })

  test('given by a form sent twice, has one code', async () => {
    const submission_id = crypto.randomUUID()
    const { code, person_id } = await aCard(submission_id)
    const { codeOfSubmission } = await import('#core/people/cards.ts')
    expect(codeOfSubmission(auth.secret, submission_id, person_id)).toBe(code)
    expect(codeOfSubmission('another secret', submission_id, person_id)).not.toBe(code)
    expect(JSON.stringify(await database.desk.selectFrom('desk.card').selectAll().execute())).not.toContain(code)
    expect(JSON.stringify(await database.desk.selectFrom('desk.event').selectAll().execute())).not.toContain(`"${code}"`)
  })

  test('closes what a member had open on the same device', async () => {
    const { person_id } = await aMember('editor')
    const browser = aBrowser()
    await browser.post('/entrer/lien', { token: await createSignInLink(database.desk, person_id, new Date()) })
    const member = new Map(browser.cookies)
    await browser.post('/ma-carte', await aCard())
    expect(await browser.who()).toMatchObject({ kind: 'card' })
    expect(await aBrowser(member).who()).toEqual({ kind: 'visitor' })
  })
})

describe('the demonstration', () => {
  const set = async (name: string, value: unknown) => {
    const row = { value: JSON.stringify(value), changed_at: new Date() }
    await database.desk.insertInto('desk.setting').values({ name, ...row }).onConflict((conflict) => conflict.column('name').doUpdateSet(row)).execute()
  }

  test('is entered in one click by its own people only, and only there', async () => {
    const editor = await aMember('editor')
    const stranger = await aMember('administrator')
    await set('demo_people', [{ role: 'editor', person_id: editor.person_id }])
    expect((await aBrowser().post('/demo/entrer', { role: 'editor' })).status).toBe(404)
    await set('demo', false)
    expect((await aBrowser().post('/demo/entrer', { person_id: editor.person_id })).status).toBe(404)
    await set('demo', true)
    expect((await aBrowser().post('/demo/entrer', { person_id: stranger.person_id })).status).toBe(404)
    expect((await aBrowser().post('/demo/entrer', { role: 'administrator' })).status).toBe(404)
    const browser = aBrowser()
    expect((await browser.post('/en/demo/entrer', { role: 'editor' })).status).toBe(303)
    expect(await browser.who()).toMatchObject({ person_id: editor.person_id })
    await set('demo', false)
  })
})

test('behind https, cookies are bound to the host', async () => {
  const { createAuth } = await import('#core/people/auth.ts')
  const { enterAs } = await import('#core/people/sign-in.ts')
  const { person_id } = await aMember('editor')
  const secure = createAuth({ db: database.desk, origin: 'https://recits.example.org', secret: auth.secret })
  const cookies = await enterAs(secure, desk, new Headers({ host: 'evil.example' }), person_id, 'test')
  expect(cookies?.[0]).toMatch(/^__Host-veillee\.session_token=.*Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/i)
  expect(cookies?.[0]).not.toMatch(/domain/i)
})
