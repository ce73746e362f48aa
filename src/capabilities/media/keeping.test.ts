// Looking after the files: who may, and what an administrator reads once bytes have drifted, were healed, or are gone.

import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { filesAreWhole } from '../../cli/check.files.ts'
import { change } from '#core/change.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import type { Desk } from '#core/desk.ts'
import { addFile } from '#core/media/files.ts'
import { fixityJobs, readDue } from '#core/media/fixity.ts'
import { fillSecondCopy } from '#core/media/second-copy.ts'
import { allow, yes } from '#core/people/can.ts'
import { roles, visitor, type Actor } from '#core/people/roles.ts'
import type { Config } from '#core/platform/config.ts'
import { silentLog as log } from '#core/platform/log.ts'
import type { Vault } from '#core/platform/vault/vault.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
import { testVault } from '#tests/support/vault.ts'

const config: Partial<Config> = {}
const town = await aTown(await testDatabase(), { config })
const story = await aStory(town, { until: 'draft' })
const machine: Actor = { kind: 'machine', person_id: null, space_id: town.space_id }
const { administrator } = town.members
const { db } = town.desk
const day = 86_400_000

/** The vault of the application, with a second copy for as long as a test wants one. */
const desk: Desk = town.desk
const page = async () =>
  (await (await town.as(administrator).get('/bureau/fichiers-gardes')).text()).replace(/\s+/g, ' ')

async function bring(bytes: string, name: string): Promise<string> {
  const file = path.join(desk.vault.work, randomUUID())
  await writeFile(file, bytes)
  const kept = await desk.vault.keep('originals', file)
  await change(desk, { action: 'test.file', actor: machine }, async (work) => {
    const thing = await getContribution(work.tx, { id: story.id })
    await addFile(work, allow(yes, machine, 'edit', thing), {
      ...kept,
      name,
      media_type: 'audio/wav',
      nature: 'sound',
      purpose: 'media',
      facts: {},
      received_by: null,
    })
  })
  return kept.sha256
}
async function spoil(vault: Vault, sha256: string, bytes: string | undefined): Promise<void> {
  const { file } = await vault.borrow('originals', sha256)
  if (bytes === undefined) await rm(file)
  else await writeFile(file, bytes)
}
const runAsked = async () =>
  await fixityJobs
    .find(({ name }) => name === 'fixity-asked')
    ?.run({ desk, log, config: {} as Config, sendMail: async () => {} })
const verify = async (submission_id = randomUUID()) =>
  await town.as(administrator).post('/bureau/fichiers-gardes/verifier', { submission_id })

let since = 0
/** What was written in the journal since this test began. */
const events = async (kind: string) =>
  await db
    .selectFrom('desk.event')
    .select(['id', 'kind', 'data'])
    .where('kind', 'like', kind)
    .where('id', '>', since)
    .orderBy('id')
    .execute()

beforeEach(async () => {
  for (const table of ['desk.derivation', 'desk.file', 'desk.original', 'desk.mail', 'desk.upload'] as const)
    await db.deleteFrom(table).execute()
  Object.assign(desk.vault, { copy: undefined })
  town.setNow(new Date())
  // What an earlier test asked for ends, with nothing to read.
  await runAsked()
  since = (await events('%')).at(-1)?.id ?? since
})

describe('who may', () => {
  const gets = [
    '/bureau/fichiers-gardes',
    '/bureau/fichiers-gardes/docs/fichiers.md',
    '/bureau/fichiers-gardes/docs/installer.md',
  ]
  const posts = ['/bureau/fichiers-gardes/verifier', '/bureau/fichiers-gardes/copies']

  test('an administrator reads the page and asks', async () => {
    for (const each of gets) expect((await town.as(administrator).get(each)).status).toBe(200)
    for (const each of posts) expect((await town.as(administrator).post(each)).status).toBe(303)
  })

  test.each(roles.filter((role) => role !== 'administrator'))('for a %s it does not exist', async (role) => {
    const client = town.as(town.members[role])
    for (const each of gets) expect((await client.get(each)).status).toBe(404)
    for (const each of posts) expect((await client.post(each)).status).toBe(404)
  })

  test('a visitor is led to sign in, and nothing is asked', async () => {
    expect((await town.as(visitor).get('/bureau/fichiers-gardes')).headers.get('location')).toContain('/entrer')
    for (const each of posts) expect((await town.as(visitor).post(each)).status).not.toBe(303)
    expect(await events('fixity.asked')).toEqual([])
  })
})

test('the documents that say what to do are those of the program, and no other file', async () => {
  const get = async (name: string) => await town.as(administrator).get(`/bureau/fichiers-gardes/docs/${name}`)
  const told = await get('fichiers.md')
  expect(told.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(await told.text()).toContain('# Les fichiers reçus')
  for (const name of ['droits.md', '..%2Fpackage.json', '...', 'fichiers', 'constructor'])
    expect([name, (await get(name)).status]).toEqual([name, 404])
})

/** The figures change, the sentences stay: nothing sends the administrator to someone else. */
const sendsAway = /Prévenez|Demandez|qui tient le site|qui s’occupe du serveur/

test.each(['', '/en', '/ar'])('every state says what its reader can do now, and where (%s)', async (prefix) => {
  const read = async () =>
    (await (await town.as(administrator).get(`${prefix}/bureau/fichiers-gardes`)).text()).replace(/\s+/g, ' ')
  const doc = (name: string) => `fichiers-gardes/docs/${name}" hreflang="fr">`
  const verdict = (html: string) => /<ul class="plain">[^]*?<\/ul>/.exec(html)?.[0] ?? ''
  const sha256 = await bring('her voice', 'voix.wav')
  // No second copy: how to have one.
  expect(await read()).toContain(doc('fichiers.md'))
  await spoil(desk.vault, sha256, undefined)
  await db.updateTable('desk.derivation').set({ state: 'failed', trouble: 'gone', attempts: 3 }).execute()
  town.setNow(new Date(Date.now() + 91 * day))
  Object.assign(desk.vault, { copy: await testVault() })
  const room = vi.spyOn(desk.vault, 'room').mockResolvedValue({ free: 0, total: 1_000_000 })
  try {
    const shown = await read()
    const wrong = verdict(shown)
    for (const place of ['derive', 'etat', 'copies']) {
      expect(wrong).toContain(`<a href="#${place}">`)
      expect(shown).toContain(`id="${place}"`)
    }
    expect(wrong.split(doc('fichiers.md'))).toHaveLength(3)
    expect(/id="derive"[^]*?<\/ol>/.exec(shown)?.[0]).toContain(doc('fichiers.md'))
    expect(/id="copies"[^]*?<\/section>/.exec(shown)?.[0]).toContain(doc('fichiers.md'))
    for (const trouble of ['no_ffmpeg', 'no_pages', 'other', null, 'unreadable']) {
      await db.updateTable('desk.derivation').set({ trouble }).execute()
      const reason = /id="copies"[^]*?<\/section>/.exec(await read())?.[0] ?? ''
      expect(reason.includes(doc('installer.md'))).toBe(trouble?.startsWith('no_') ?? false)
      expect(reason).not.toMatch(sendsAway)
    }
    expect(shown).not.toMatch(sendsAway)
    expect(shown).not.toMatch(/[Tt]ell the person|[Aa]sk (?:the person|who)|أخبروا|اسألوا|اطلبوا ممن/)
  } finally {
    room.mockRestore()
  }
})

test('all is well, and says since when', async () => {
  expect(await page()).toContain('Aucun fichier n’a encore été confié.')
  await bring('her voice', 'voix.wav')
  const shown = await page()
  expect(shown).toContain('Tout est là, intact.')
  expect(shown).toContain('1 fichier, ')
  expect(shown).toContain('100 % depuis moins de 90 jours')
  expect(shown).toContain('un fichier abîmé ne pourra pas se réparer tout seul')
  town.setNow(new Date(Date.now() + 91 * day))
  expect(await page()).toContain('0 % depuis moins de 90 jours')
})

test('a flipped bit is found on demand, said with its story, waits on the home, and is told by letter', async () => {
  await db
    .updateTable('desk.person')
    .set({ email: 'sophie@valmorey.example' })
    .where('id', '=', administrator.person_id)
    .execute()
  const sha256 = await bring('her voice', 'La voix de <Zohra>.wav')
  await bring('his voice', 'autre.wav')
  await spoil(desk.vault, sha256, 'her vomce')
  town.setNow(new Date(Date.now() + 10_000))
  const submission_id = randomUUID()
  expect((await verify(submission_id)).headers.get('location')).toBe('/bureau/fichiers-gardes?fait=asked')
  await verify(submission_id)
  await verify()
  expect(await events('fixity.asked')).toHaveLength(1)
  expect(await page()).toContain('Lecture en cours : 0 sur 2.')
  town.setNow(new Date(Date.now() + 20_000))
  await runAsked()
  const shown = await page()
  expect(shown).not.toContain('Lecture en cours')
  expect(shown).toContain('Un fichier confié n’est plus tel qu’il a été reçu.')
  expect(shown).toContain('La voix de &lt;Zohra>.wav')
  expect(shown).toContain('Abîmé')
  expect(shown).toContain(`/bureau/medias/${story.code}`)
  expect(shown).toContain('Gardez vos sauvegardes')
  expect(shown).toContain('abîmés ou perdus : 1')
  expect(await (await town.as(administrator).get('/bureau')).text()).toMatch(
    /fichiers-gardes"[^]*?Les fichiers gardés[^]*?<b><span aria-hidden="true">1</,
  )
  expect(await db.selectFrom('desk.mail').select('to_address').execute()).toEqual([
    { to_address: 'sophie@valmorey.example' },
  ])
  const found = [...(await events('fixity.failed')), ...(await events('fixity.read'))]
  expect(found).toMatchObject([
    { kind: 'fixity.failed', data: { event: 'fixity check', outcome: 'fail', sha256 } },
    { kind: 'fixity.read', data: { event: 'fixity check', outcome: 'fail', read: 2, damaged: 1 } },
  ])
  // What the command says is what the page says.
  vi.spyOn(console, 'log').mockImplementation(() => {})
  const [said, ...others] = await filesAreWhole(desk, {}, log, false)
  vi.restoreAllMocks()
  expect(others).toEqual([])
  expect(said?.fr).toContain(`abîmés : 1, perdus : 0, illisibles pour l’instant : 0 (récits ${story.code})`)

  // Once over, another may be asked for.
  await verify()
  expect(await events('fixity.asked')).toHaveLength(2)
})

test('a file that is gone is seen at once, before any reading', async () => {
  const sha256 = await bring('her voice', 'voix.wav')
  await spoil(desk.vault, sha256, undefined)
  const shown = await page()
  expect(shown).toContain('Plus à sa place, à cet instant')
  expect(shown).toContain(sha256.slice(0, 12))
})

test('with a second copy, what drifted is healed, and the page says from where', async () => {
  const copy = await testVault()
  Object.assign(desk.vault, { copy })
  const sha256 = await bring('her voice', 'voix.wav')
  expect(await page()).toContain('Un fichier est en route.')
  await fillSecondCopy(desk, log)
  expect(await page()).toContain('Complète')
  await spoil(desk.vault, sha256, 'her vomce')
  town.setNow(new Date(Date.now() + 61 * day))
  expect(await readDue(desk, { log })).toMatchObject({ healed: 1 })
  const shown = await page()
  expect(shown).toContain('Tout est là, intact.')
  expect(shown).toContain('Un fichier remis comme il était, depuis la seconde copie')
  expect(await events('fixity.healed')).toMatchObject([
    { data: { event: 'recovery', outcome: 'success', sha256, from: 'copy' } },
  ])
})

test('copies that failed are told with the plain reason, and tried again when asked', async () => {
  await bring('her voice', 'voix.wav')
  await db.updateTable('desk.derivation').set({ state: 'failed', trouble: 'unreadable', attempts: 3 }).execute()
  const shown = await page()
  expect(shown).toContain('Une copie à lire ou à écouter n’a pas pu se faire.')
  expect(shown).toContain('Refaire les copies manquées')
  const [reason] = /<h2 id="copies">[^]*?<\/section>/.exec(shown) ?? ['']
  expect(reason).toContain('Une copie.')
  await town.as(administrator).post('/bureau/fichiers-gardes/copies')
  const row = await db.selectFrom('desk.derivation').select(['state', 'trouble', 'attempts']).executeTakeFirstOrThrow()
  expect(row).toEqual({ state: 'waiting', trouble: null, attempts: 0 })
  expect(await page()).toContain('Une copie se prépare.')
})

test('the bin and sendings that wait or were refused are told', async () => {
  const sha256 = await bring('her voice', 'voix.wav')
  await desk.vault.discard('originals', sha256)
  await db.deleteFrom('desk.derivation').execute()
  await db.deleteFrom('desk.file').execute()
  await db.deleteFrom('desk.original').execute()
  const row = {
    contribution_id: story.id,
    purpose: 'media',
    use: 'story',
    space_id: town.space_id,
    person_id: null,
    name: 'x',
    size: 1,
    created_at: new Date(),
    finished_at: null,
    file_id: null,
  } as const
  await db
    .insertInto('desk.upload')
    .values([
      { ...row, id: randomUUID(), refusal: null, waits_for: 'scanner' },
      { ...row, id: randomUUID(), refusal: 'virus', waits_for: null },
    ])
    .execute()
  const shown = await page()
  expect(shown).toMatch(/Corbeille<\/dt><dd><p>1 fichier, [^]*?Le premier part pour de bon le <time/)
  expect(shown).toContain('Un fichier arrivé attend l’antivirus.')
  expect(shown).toContain('L’antivirus a trouvé quelque chose de dangereux')
})

test('a scanner that does not answer: the page says what to do about it', async () => {
  const other = await aTown(await testDatabase(), { config: { clamd_url: 'clamd://127.0.0.1:1' } })
  const shown = await (await other.as(other.members.administrator).get('/bureau/fichiers-gardes')).text()
  expect(shown).toMatch(/CLAMD_URL[^<]*<a href="[^"]*docs\/installer\.md"/)
  expect(shown).not.toMatch(sendsAway)
})

test('a scanner is asked whether it is there', async () => {
  const clamd = createServer((socket) => socket.on('data', () => socket.end('PONG\0')))
  clamd.listen(0, '127.0.0.1')
  await once(clamd, 'listening')
  const { port } = clamd.address() as { port: number }
  const { isScannerThere } = await import('#core/media/receive/scan.ts')
  expect(await isScannerThere(`clamd://127.0.0.1:${port}`)).toBe(true)
  clamd.close()
  await once(clamd, 'close')
  expect(await isScannerThere(`clamd://127.0.0.1:${port}`)).toBe(false)
})
