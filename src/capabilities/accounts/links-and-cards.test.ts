// Coming in by a one-time link, by a card, into the demonstration: at HTTP level, against a real database.

import { describe, expect, test } from 'vitest'
import { change } from '#core/change.ts'
import { codeOfSubmission, issueCard, revokeCard, type PrintedCard } from '#core/people/cards.ts'
import { createPerson } from '#core/people/persons.queries.ts'
import { createSignInLink, ensureFirstAdministrator } from '#core/people/sign-in-links.ts'
import { townWithAccounts } from '#tests/support/accounts.ts'

const { database, app, desk, auth, space_id, machine, aMember, aBrowser } = await townWithAccounts()

describe('a one-time link', () => {
  test('is not used by being looked at, and works once', async () => {
    const { person_id } = await aMember('editor')
    const token = await createSignInLink(database.desk, person_id, new Date())
    expect(JSON.stringify(await database.desk.selectFrom('desk.sign_in_link').selectAll().execute())).not.toContain(
      token,
    )
    const browser = aBrowser()
    for (let looks = 0; looks < 3; looks++) {
      const page = await browser.get(`/entrer/lien?jeton=${token}`)
      expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'same-origin'])
    }
    const [one, two] = await Promise.all([
      browser.post('/entrer/lien', { token }),
      aBrowser().post('/entrer/lien', { token }),
    ])
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
    const person_id = await change(desk, { action: 'test', actor: machine }, async (work) => {
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
    const opened = await browser.post('/ma-carte', {
      number: ` ${number.slice(0, 3)} ${number.slice(3)}`,
      code: `${code.slice(0, 4)}-${code.slice(4)}`,
    })
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/ma-carte/recit'])
    expect(await browser.who()).toEqual({ kind: 'card', person_id, name: 'Zohra', card_id, space_id })
    expect((await browser.get('/cards')).status).toBe(200)
    expect((await browser.get('/mon-compte')).status).toBe(303)
    const kept = await database.desk
      .selectFrom('desk.card_session')
      .selectAll()
      .where('card_id', '=', card_id)
      .executeTakeFirstOrThrow()
    expect([...browser.cookies.values()]).not.toContain(kept.token_hash)
    await database.desk
      .updateTable('desk.card_session')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('card_id', '=', card_id)
      .execute()
    expect((await browser.get('/cards')).status).toBe(303)
  })

  test('revoked or closed, no longer opens', async () => {
    const { number, code, card_id } = await aCard()
    const browser = aBrowser()
    await browser.post('/ma-carte', { number, code })
    await change(desk, { action: 'test', actor: machine }, async (work) => {
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
    for (let tries = 0; tries < 10; tries++)
      statuses.push((await aBrowser().post('/ma-carte', { number, code: wrong })).status)
    expect(new Set(statuses)).toEqual(new Set([422]))
    expect((await aBrowser().post('/ma-carte', { number, code })).status).toBe(429)
  })

  test('given by a form sent twice, has one code', async () => {
    const submission_id = crypto.randomUUID()
    const { code, person_id } = await aCard(submission_id)
    expect(codeOfSubmission(auth.secret, submission_id, person_id)).toBe(code)
    expect(codeOfSubmission('another secret', submission_id, person_id)).not.toBe(code)
    expect(JSON.stringify(await database.desk.selectFrom('desk.card').selectAll().execute())).not.toContain(code)
    expect(JSON.stringify(await database.desk.selectFrom('desk.event').selectAll().execute())).not.toContain(
      `"${code}"`,
    )
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
    await database.desk
      .insertInto('desk.setting')
      .values({ name, ...row })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
      .execute()
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
