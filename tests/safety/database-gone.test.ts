// The database goes away under a running server, then comes back: what was read still reads, nothing typed is lost, and
// nobody has to start anything again.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses as accounts } from '#capabilities/accounts/accounts.addresses.ts'
import { createSignInLink } from '#core/people/sign-in-links.ts'
import { readConfig } from '#core/platform/config.ts'
import { freePort } from '#core/platform/postgres-cluster.ts'
import { aWire } from '#tests/support/proxy.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
import { openInstallation } from '../../src/installation.ts'
import { startServer } from '../../src/server.ts'

const database = await testDatabase()
const town = await aTown(database)
const shown = await aStory(town, { title: 'La neige' })
const sent = await aStory(town, { until: 'submitted', body: 'Je suis venue en janvier.' })

const wire = await aWire(database.url)
const folder = await mkdtemp(path.join(tmpdir(), 'veillee-gone-'))
const config = readConfig({
  PORT: String(await freePort()),
  DATA_DIR: folder,
  DATABASE_URL: wire.through(database.url),
  READER_DATABASE_URL: wire.through(database.readerUrl),
  DEMO: 'none',
})
const bugs: string[] = []
const installation = await openInstallation(() => {}, config)
const server = await startServer({
  ...installation,
  log: { info: () => {}, warn: () => {}, error: (what, fields) => bugs.push(`${what} ${JSON.stringify(fields)}`) },
})
let isCut = false
afterAll(async () => {
  if (isCut) await wire.mend()
  await server.stop()
  await installation.close()
  await wire.cut()
  await rm(folder, { recursive: true, force: true })
})

let cookie = ''
const get = async (href: string) => await fetch(config.origin + href, { headers: { cookie }, redirect: 'manual' })
const post = async (href: string, fields: Record<string, string>) =>
  await fetch(config.origin + href, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: config.origin },
    body: new URLSearchParams(fields),
  })
const until = async (condition: () => Promise<boolean>) => {
  for (const end = Date.now() + 10_000; !(await condition()); await new Promise((resolve) => setTimeout(resolve, 50)))
    if (Date.now() > end) throw new Error('waited too long')
}
const isHealthy = async () => (await get('/health')).status === 200
const cut = async () => {
  await until(isHealthy)
  await wire.cut()
  isCut = true
}
const mend = async () => {
  await wire.mend()
  isCut = false
  await until(isHealthy)
}
beforeEach(async () => {
  if (isCut) await mend()
})

/** The fields of the form shown in a page, as a browser would send them. */
function formOf(html: string): { action: string; fields: Record<string, string> } {
  const form = /<form class="form" action="([^"]*)"[\s\S]*?<\/form>/.exec(html) ?? []
  const plain = (text: string) =>
    text
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&')
  const fields: Record<string, string> = {}
  for (const [, name = '', value = ''] of form[0]?.matchAll(/<input[^>]*name="([^"]*)"(?: value(?:="([^"]*)")?)?/g) ??
    [])
    fields[plain(name)] = plain(value)
  for (const [, name = '', value = ''] of form[0]?.matchAll(
    /<textarea[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g,
  ) ?? [])
    fields[plain(name)] = plain(value)
  return { action: form[1] ?? '', fields }
}

describe('when the database goes away', () => {
  test('pages already read still read, others say so with a designed page, and health says 503', async () => {
    const kept = ['/recits', `/recits/${shown.code}/la-neige`, `/ar/stories/${shown.code}/la-neige`]
    for (const href of kept) expect([href, (await get(href)).status]).toEqual([href, 200])
    expect((await get('/health')).status).toBe(200)
    await cut()
    for (const href of kept) {
      const response = await get(href)
      expect([href, response.status]).toEqual([href, 200])
      expect(await response.text()).toContain('La neige')
    }
    for (const href of ['/recits?q=ailleurs', `/ar/stories/${shown.code}/la-neige?texte=fr`, `/${shown.code}`]) {
      const response = await get(href)
      const html = await response.text()
      expect([href, response.status, response.headers.get('cache-control')]).toEqual([href, 503, 'no-store'])
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(html).toMatch(/<html[^>]* lang="(fr|ar)"/)
      expect(html).toContain('<h1')
      expect(html).not.toMatch(/ECONN|node_modules|postgres|select \w+ from|127\.0\.0\.1/i)
    }
    const health = await get('/health')
    expect([health.status, (await health.json()) as unknown]).toEqual([503, { status: 'starting' }])
  })

  test('it reads, writes and hears again as soon as the database is back, without a new start', async () => {
    await cut()
    expect((await get('/recits?q=neige')).status).toBe(503)
    await mend()
    expect((await get('/recits?q=neige')).status).toBe(200)
    // The ear hears again: what another process takes back leaves this one's pages too.
    const { deedsOf } = await import('./deeds.ts')
    const other = await aStory(town, { title: 'Le pont' })
    const href = `/recits/${other.code}/le-pont`
    await until(async () => (await get(href)).status === 200)
    await deedsOf(town.desk, town.space_id).seal(other.id)
    await until(async () => (await get(href)).status === 410)
  })

  test('a form keeps what was typed, offers to try again, and trying again does it once', async () => {
    const editor = town.members.editor.person_id
    await database.desk
      .updateTable('desk.person')
      .set({ email: 'nadia@example.org' })
      .where('id', '=', editor)
      .execute()
    const entered = await post(accounts.link.fr, { token: await createSignInLink(database.desk, editor, new Date()) })
    cookie = entered.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ')
    const href = `/bureau/relecture/${sent.code}/remarques`
    expect((await get(`/bureau/relecture/${sent.code}`)).status).toBe(200)

    const body = `Est-ce bien en janvier ? <Voir> "l’acte" & l’album.\nDeuxième ligne, pour que ce soit assez long.`
    const typed = {
      submission_id: crypto.randomUUID(),
      revision_id: sent.revision_id ?? '',
      text: 'fr.original',
      quote: 'en janvier',
      start: '',
      body,
    }
    await cut()
    const refused = await post(href, typed)
    const html = await refused.text()
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true])
    const form = formOf(html)
    expect(form.action).toBe(href)
    expect(form.fields).toEqual(typed)
    expect(html).toMatch(/<button[^>]*>[^<]+<\/button>\s*<\/form>/)
    // Trying too early says the same again, with the same words.
    expect(formOf(await (await post(form.action, form.fields)).text()).fields).toEqual(typed)

    await mend()
    for (let times = 0; times < 2; times++) expect((await post(form.action, form.fields)).status).toBe(303)
    const remarks = await database.desk
      .selectFrom('desk.remark')
      .select('body')
      .where('contribution_id', '=', sent.id)
      .execute()
    expect(remarks).toEqual([{ body }])
    cookie = ''
  })

  test('requests that were in the middle of it end, and the server stays', async () => {
    await until(isHealthy)
    const asked = Array.from({ length: 30 }, async (_, index) => (await get(`/recits?q=milieu${index}`)).status)
    await wire.cut()
    isCut = true
    for (const status of await Promise.all(asked)) expect([200, 503]).toContain(status)
    await mend()
    expect((await get('/recits?q=apres')).status).toBe(200)
  })

  test('none of it was taken for a bug of ours', () => {
    expect(bugs).toEqual([])
  })
})
