// Coming in by code, password or passkey, and one's own account: at HTTP level, against a real database.

import { describe, expect, test } from 'vitest'
import { change } from '#core/change.ts'
import { createAuth } from '#core/people/auth.ts'
import { listMembers, revokeRole } from '#core/people/members.ts'
import { enterAs } from '#core/people/sign-in.ts'
import { createSignInLink } from '#core/people/sign-in-links.ts'
import { townWithAccounts } from '#tests/support/accounts.ts'

const { database, app, desk, auth, space_id, machine, aMember, aBrowser, signedIn, letters, codeFor } =
  await townWithAccounts()

describe('a code by mail', () => {
  test('lets a member in once', async () => {
    const { email, person_id } = await aMember('editor')
    const browser = aBrowser()
    expect((await browser.get('/entrer')).status).toBe(200)
    const asked = await browser.post('/entrer', { email: email.toUpperCase() })
    expect(asked.status).toBe(200)
    const code = await codeFor(email)
    expect(code).toMatch(/^\d{6}$/)
    const stored = await database.desk
      .selectFrom('desk.auth_verification')
      .select('value')
      .where('identifier', 'like', `%${email}`)
      .execute()
    expect(stored).toHaveLength(1)
    expect(JSON.stringify(stored)).not.toContain(code)

    const entered = await browser.post('/entrer/code', { email, code, next: '/editors' })
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/editors'])
    expect(entered.headers.getSetCookie().join('\n')).toMatch(/veillee\.session_token=.*HttpOnly.*SameSite=Lax/i)
    expect(await browser.who()).toEqual({
      kind: 'member',
      person_id,
      name: expect.any(String),
      space_id,
      roles: ['editor'],
    })

    const again = await aBrowser().post('/entrer/code', { email, code })
    expect([again.status, again.headers.getSetCookie()]).toEqual([422, []])
  })

  test('stops working after ten minutes, after five wrong tries, and when another is asked for', async () => {
    const { email } = await aMember('editor')
    const browser = aBrowser()
    await browser.post('/entrer', { email })
    const old = await codeFor(email)
    await database.desk
      .updateTable('desk.auth_verification')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('identifier', 'like', `%${email}`)
      .execute()
    expect((await browser.post('/entrer/code', { email, code: old })).status).toBe(422)

    await browser.post('/entrer', { email })
    const first = await codeFor(email)
    await browser.post('/entrer', { email })
    const second = await codeFor(email)
    // Once in a million the two are alike.
    expect((await browser.post('/entrer/code', { email, code: first === second ? '1' : first })).status).toBe(422)
    for (let tries = 0; tries < 5; tries++)
      await browser.post('/entrer/code', { email, code: second === '000000' ? '000001' : '000000' })
    expect((await browser.post('/entrer/code', { email, code: second })).status).toBe(422)
    expect(await browser.who()).toEqual({ kind: 'visitor' })
  })

  test('is announced alike for an address nobody has, which gets nothing', async () => {
    const { email } = await aMember('editor')
    const known = await aBrowser().post('/entrer', { email })
    const unknown = await aBrowser().post('/entrer', { email: 'nobody@example.org' })
    expect(unknown.status).toBe(known.status)
    expect((await unknown.text()).replaceAll('nobody@example.org', '@')).toBe(
      (await known.text()).replaceAll(email, '@'),
    )
    expect((await letters()).map((letter) => letter.to_address)).toEqual([email])
    expect((await aBrowser().post('/entrer/code', { email: 'nobody@example.org', code: '123456' })).status).toBe(422)
    const count = await database.desk
      .selectFrom('desk.auth_user')
      .select('id')
      .where('email', '=', 'nobody@example.org')
      .execute()
    expect(count).toEqual([])
  })

  test('cannot be tried more than ten times in a quarter of an hour', async () => {
    const statuses: number[] = []
    for (let tries = 0; tries < 11; tries++)
      statuses.push((await aBrowser().post('/entrer/code', { email: 'nobody@example.org', code: '000000' })).status)
    expect(statuses).toEqual([...Array<number>(10).fill(422), 429])
  })

  test('what is typed wrong comes back', async () => {
    const response = await aBrowser().post('/entrer', { email: 'nobody at example' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('value="nobody at example"')
  })
})

describe('a session', () => {
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
    await change(desk, { action: 'test', actor: machine }, async (work) => {
      await revokeRole(work, person_id, space_id, 'editor', null)
      return null
    })
    expect((await browser.get('/editors')).status).toBe(404)
    expect(await browser.who()).toMatchObject({ roles: ['facilitator'] })
    expect((await listMembers(database.desk, space_id)).find((each) => each.person_id === person_id)).toMatchObject({
      roles: ['facilitator'],
      has_account: true,
    })
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
    expect(
      (await other.post('/mon-compte/mot-de-passe', { current: 'wrong', password: 'neige lavande tambour' })).status,
    ).toBe(422)
    expect(
      (
        await other.post('/mon-compte/mot-de-passe', {
          current: 'tramway olive bocal',
          password: 'neige lavande tambour',
        })
      ).status,
    ).toBe(303)
    expect(await other.who()).toMatchObject({ person_id })
    expect(await browser.who()).toEqual({ kind: 'visitor' })
    expect((await browser.post('/entrer/mot-de-passe', { email, password: 'tramway olive bocal' })).status).toBe(422)
    const stored = await database.desk.selectFrom('desk.auth_account').select('password').execute()
    expect(JSON.stringify(stored)).not.toContain('tambour')
  })

  test('opened long ago may not set a first password or an address', async () => {
    const { browser, email } = await signedIn('editor')
    await database.desk
      .updateTable('desk.auth_session')
      .set({ created_at: new Date(Date.now() - 3_600_000) })
      .execute()
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
    expect((await browser.post('/mon-compte/adresse/code', { email: 'zohra@example.org', code: '000' })).status).toBe(
      422,
    )
    const code = await codeFor('zohra@example.org')
    expect((await browser.post('/mon-compte/adresse/code', { email: 'zohra@example.org', code })).status).toBe(303)
    const person = await database.desk
      .selectFrom('desk.person')
      .selectAll()
      .where('id', '=', person_id)
      .executeTakeFirstOrThrow()
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
  })
})

describe('a passkey', () => {
  test('begins with a challenge for this site only, and a made-up answer is refused', async () => {
    const browser = aBrowser()
    const begun = await browser.post('/entrer/cle/debut')
    expect(begun.status).toBe(200)
    expect(await begun.json()).toMatchObject({ rpId: 'localhost', challenge: expect.any(String) })
    for (const response of ['', '[]', '{"id":"x"}', 'not json'])
      expect((await browser.post('/entrer/cle', { response })).status).toBe(422)
  })
})

test('behind https, cookies are bound to the host', async () => {
  const { person_id } = await aMember('editor')
  const secure = createAuth({ db: database.desk, origin: 'https://recits.example.org', secret: auth.secret })
  const cookies = await enterAs(secure, desk, new Headers({ host: 'evil.example' }), person_id, 'test')
  expect(cookies?.[0]).toMatch(
    /^__Host-veillee\.session_token=.*Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/i,
  )
  expect(cookies?.[0]).not.toMatch(/domain/i)
})
