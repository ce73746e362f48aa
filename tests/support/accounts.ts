// A town with real sign-in, and browsers that keep their cookies: for tests of the ways in and out.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach } from 'vitest'
import { accounts } from '#capabilities/accounts/index.ts'
import type { Capability } from '#core/capability.ts'
import { change } from '#core/change.ts'
import { everywhere } from '#core/doors.ts'
import { ensureAccount } from '#core/people/accounts.ts'
import { authOf } from '#core/people/auth.ts'
import { grantRole } from '#core/people/members.ts'
import { createPerson } from '#core/people/persons.queries.ts'
import type { Actor, Role } from '#core/people/roles.ts'
import { identify } from '#core/people/session.ts'
import { createSignInLink } from '#core/people/sign-in-links.ts'
import { readConfig } from '#core/platform/config.ts'
import { createLimits } from '#core/platform/http/limits.ts'
import { silentLog } from '#core/platform/log.ts'
import { testDatabase } from '#tests/support/database.ts'
import { createApp } from '../../src/app.ts'
import { testVault } from '#tests/support/vault.ts'

// Doors of each kind, to see who is recognised.
const probe: Capability = {
  name: 'probe',
  routes(doors) {
    doors.visit('get', everywhere('/who'), {}, ({ c, actor }) => c.json(actor))
    doors.work('get', everywhere('/editors'), ['editor'], ({ c }) => c.text('editors'))
    doors.card('get', everywhere('/cards'), ({ c, actor }) => c.text(actor.name))
  },
}

/** Call it at the top of a test file. The limits and the letters are new for each test. */
export async function townWithAccounts(origin = 'http://localhost:3000') {
  const database = await testDatabase()
  const data_dir = mkdtempSync(path.join(tmpdir(), 'veillee-accounts-'))
  afterAll(() => rmSync(data_dir, { recursive: true, force: true }))
  const config = readConfig({ DATA_DIR: data_dir, ORIGIN: origin })
  let limits = createLimits()
  const app = createApp({
    config,
    desk: database.desk,
    reader: database.reader,
    vault: await testVault(),
    capabilities: [accounts, probe],
    identify: (desk, headers) => identify(authOf(desk, config), desk, headers),
    // A bug met on the way must be seen in the test's output.
    // oxlint-disable-next-line no-console
    log: { ...silentLog, error: (what, fields) => console.error(what, fields) },
    limits: { take: (...asked) => limits.take(...asked), giveBack: (...asked) => limits.giveBack(...asked) },
  })
  const { desk } = app
  const space = await desk.db
    .insertInto('desk.space')
    .values({ slug: 'town', settings: '{"required_signoffs":[]}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const space_id = space.id
  const machine: Actor = { kind: 'machine', person_id: null, space_id }
  beforeEach(async () => {
    limits = createLimits()
    await desk.db.deleteFrom('desk.mail').execute()
  })

  let people = 0
  async function aMember(...given: Role[]) {
    const email = `person${++people}@example.org`
    const person_id = await change(desk, { action: 'test', actor: machine }, async (work) => {
      const id = await createPerson(work, { name: `Personne ${people}`, email }, null)
      for (const role of given) await grantRole(work, id, space_id, role, null)
      return id
    })
    await ensureAccount(desk.db, person_id)
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
    const get = async (href: string) => keep(await app.request(href, { headers: { cookie: cookie() } }))
    const post = async (href: string, fields: Record<string, string> = {}) =>
      keep(
        await app.request(href, {
          method: 'POST',
          headers: { cookie: cookie(), origin, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(fields).toString(),
        }),
      )
    return { cookies, get, post, who: async () => (await (await get('/who')).json()) as Actor }
  }

  async function signedIn(...given: Role[]) {
    const member = await aMember(...given)
    const browser = aBrowser()
    await browser.post('/entrer/lien', { token: await createSignInLink(desk.db, member.person_id, new Date()) })
    return { ...member, browser }
  }

  const letters = () => desk.db.selectFrom('desk.mail').selectAll().orderBy('created_at').execute()
  async function codeFor(email: string): Promise<string> {
    const letter = (await letters()).findLast((each) => each.to_address === email)
    return /\b(\d{6})\b/.exec(letter?.body ?? '')?.[1] ?? 'no code'
  }

  return {
    database,
    config,
    app,
    desk,
    auth: authOf(desk, config),
    space_id,
    machine,
    aMember,
    aBrowser,
    signedIn,
    letters,
    codeFor,
  }
}
