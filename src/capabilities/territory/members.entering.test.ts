// An invitation from end to end, with real sign-in: the printed link lets in once; a role taken away, or the person
// removed, counts from the very next request.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { capabilities } from '#capabilities/index.ts'
import { change } from '#core/change.ts'
import { authOf } from '#core/people/auth.ts'
import { grantRole } from '#core/people/members.ts'
import { createPerson } from '#core/people/persons.queries.ts'
import { identify } from '#core/people/session.ts'
import { createSignInLink } from '#core/people/sign-in-links.ts'
import { readConfig } from '#core/platform/config.ts'
import { silentLog } from '#core/platform/log.ts'
import { testDatabase } from '#tests/support/database.ts'
import { createApp } from '../../app.ts'
import { ensureTown } from './town.ts'
import { testVault } from '#tests/support/vault.ts'

const origin = 'http://localhost:3000'
const database = await testDatabase()
const data_dir = mkdtempSync(path.join(tmpdir(), 'veillee-members-'))
afterAll(() => rmSync(data_dir, { recursive: true, force: true }))
const config = readConfig({ DATA_DIR: data_dir, ORIGIN: origin, DEMO: 'none', SMTP_URL: 'smtp://localhost:2525' })
const app = createApp({
  config,
  desk: database.desk,
  reader: database.reader,
  vault: await testVault(),
  capabilities,
  identify: (desk, headers) => identify(authOf(desk, config), desk, headers),
  log: silentLog,
})

/** A browser that came in with a link. */
async function enteredWith(token: string) {
  const send = async (method: 'GET' | 'POST', href: string, cookie: string, fields: [string, string][] = []) =>
    await app.request(origin + href, {
      method,
      headers: { cookie, origin, 'content-type': 'application/x-www-form-urlencoded' },
      ...(method === 'POST' ? { body: new URLSearchParams(fields).toString() } : {}),
    })
  const entered = await send('POST', '/entrer/lien', '', [['token', token]])
  const cookie = entered.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return {
    status: entered.status,
    get: async (href: string) => await send('GET', href, cookie),
    post: async (href: string, fields: [string, string][] = []) => await send('POST', href, cookie, fields),
  }
}

test('an invited relay enters with her printed link, loses a role at once, then everything', async () => {
  const space_id = await ensureTown(app.desk)
  const token = await change(
    app.desk,
    { action: 'test', actor: { kind: 'machine', person_id: null, space_id } },
    async (work) => {
      const sophie = await createPerson(work, { name: 'Sophie' }, null)
      await grantRole(work, sophie, space_id, 'administrator', null)
      return await createSignInLink(work.tx, sophie, new Date())
    },
  )
  const admin = await enteredWith(token)
  expect((await admin.get('/bureau/membres')).status).toBe(200)

  const invited = await admin.post('/bureau/membres/inviter', [
    ['name', 'Karim'],
    ['email', ''],
    ['roles', 'facilitator'],
    ['roles', 'administrator'],
    ['locale', 'fr'],
    ['how', 'paper'],
  ])
  const link = /jeton=([\w-]{43})/.exec(await invited.text())?.[1] ?? ''
  const karim = await enteredWith(link)
  expect(karim.status).toBe(303)
  expect((await karim.get('/bureau/reglages')).status).toBe(200)
  expect((await (await enteredWith(link)).get('/bureau')).status).toBe(303)

  const { id } = await app.desk.db
    .selectFrom('desk.person')
    .select('id')
    .where('name', '=', 'Karim')
    .executeTakeFirstOrThrow()
  // Her own first link was her invitation; another one made for her is told, once it was used too.
  const told = 'Un lien pour entrer avec votre compte a été fait.'
  expect(await (await karim.get('/bureau')).text()).not.toContain(told)
  await app.desk.db.updateTable('desk.person').set({ email: 'karim@exemple.fr' }).where('id', '=', id).execute()
  await app.desk.db
    .updateTable('desk.auth_user')
    .set({ email: 'karim@exemple.fr' })
    .where('name', '=', 'Karim')
    .execute()
  const second = await admin.post(`/bureau/membres/${id}/lien`)
  expect(await (await karim.get('/bureau')).text()).toMatch(/Sophie l’a fait le [^.]+\. Personne ne s’en est servi/)
  const { subject, body } = await app.desk.db
    .selectFrom('desk.mail')
    .selectAll()
    .where('to_address', '=', 'karim@exemple.fr')
    .executeTakeFirstOrThrow()
  expect(subject).toBe('Un lien pour entrer à votre place')
  expect(body).toContain('Sophie vient de faire un lien')
  expect(body).not.toContain('jeton')
  const again = await enteredWith(/jeton=([\w-]{43})/.exec(await second.text())?.[1] ?? '')
  expect(await (await again.get('/bureau')).text()).toContain(told)
  expect(await (await again.get('/bureau')).text()).toContain('Il a servi.')
  // Nobody is told of a link she makes herself.
  await karim.post(`/bureau/membres/${id}/lien`)
  expect(await app.desk.db.selectFrom('desk.mail').select('id').execute()).toHaveLength(1)
  const { id: sophie } = await app.desk.db
    .selectFrom('desk.person')
    .select('id')
    .where('name', '=', 'Sophie')
    .executeTakeFirstOrThrow()
  await admin.post(`/bureau/membres/${sophie}/lien`)
  expect(await (await admin.get('/bureau')).text()).not.toContain(told)

  expect((await admin.post(`/bureau/membres/${id}`, [['roles', 'facilitator']])).status).toBe(303)
  expect((await karim.get('/bureau/reglages')).status).toBe(404)
  expect((await karim.get('/bureau')).status).toBe(200)

  // Asked first: nothing has changed yet, whichever the form.
  for (const asked of [await admin.post(`/bureau/membres/${id}/enlever`), await admin.post(`/bureau/membres/${id}`)]) {
    expect(asked.status).toBe(200)
    expect(await asked.text()).toContain('Enlever Karim de l’équipe\u00a0?')
  }
  expect((await karim.get('/bureau')).status).toBe(200)
  expect((await admin.post(`/bureau/membres/${id}/enlever`, [['step', 'confirm']])).status).toBe(303)
  expect((await karim.get('/bureau')).status).toBe(303)
})
