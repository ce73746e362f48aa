// The witness's own copy: everything that is hers, nothing that is another's, and hers whatever she took back.

import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { change } from '#core/change.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { changeMedia } from '#core/contribution/media.ts'
import { allow, yes } from '#core/people/can.ts'
import { visitor, type Role } from '#core/people/roles.ts'
import { sha256 } from '#core/platform/identifiers.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aHeardStory, aPicture, aSound, cuesOf, type HeardStory } from '#tests/support/heard.ts'
import { readPdf } from '#tests/support/pdf.ts'
import { aStory } from '#tests/support/stories.ts'
import { aCardHolder, aTown, type Client, type Town } from '#tests/support/town.ts'
import { unzip } from '#tests/support/zip.ts'
import { isHers } from './copies.rules.ts'

const database = await testDatabase()
let town: Town
let story: HeardStory
const start = new Date('2026-11-22T09:00:00Z')
const words = { language: 'fr', title: 'Le carton', caption: 'Chez Paulette', alt: 'Un carton ouvert', description: '' }
beforeAll(async () => void (town = await aTown(database)))
beforeEach(async () => {
  town.setNow(start)
  story = await aHeardStory(
    town,
    [
      aSound({
        words: [{ ...words, title: 'Le village' }],
        speakers: [{ key: 'z', person_id: null, name: 'Zohra' }],
        transcripts: [
          {
            language: 'fr',
            form: 'original',
            machine: false,
            cues: cuesOf(['Il neigeait <b>fort</b>.'], 'z'),
            chapters: [],
          },
        ],
      }),
      aPicture({ words: [words] }, 'lent'),
    ],
    { title: 'Le village & <la> neige' },
  )
})
afterEach(() => town.setNow(start))

const ines = () => town.as(town.members.facilitator)
const hers = () => town.as(aCardHolder(story.witness_id, story.witness_name, town.space_id))
const base = () => `/bureau/copies/${story.code}`
async function taken(who: Client, path: string, fields: Record<string, string> = {}) {
  const response = await who.post(path, fields)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip'])
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(Number(response.headers.get('content-length'))).toBe(bytes.length)
  return unzip(bytes)
}
const herCopy = async () => await taken(ines(), `${base()}/telecharger`, { person_id: story.witness_id })
const textIn = (files: Map<string, Buffer>, name: string) => files.get(name)?.toString('utf8') ?? ''
async function aLink(days = '7'): Promise<string> {
  const response = await ines().post(`${base()}/lien`, {
    submission_id: randomUUID(),
    person_id: story.witness_id,
    days,
  })
  expect(response.status).toBe(200)
  return /ma-copie\?jeton=([\w-]+)/.exec(await response.text())?.[1] ?? ''
}

describe('the folder', () => {
  test('holds her originals unchanged, her words, what she agreed to, and a page that opens offline', async () => {
    const files = await herCopy()
    expect([...files.keys()].toSorted()).toEqual([
      'accords/accords.json',
      'accords/accords.pdf',
      'images/2-le-carton.avif',
      'index.html',
      'sons/1-le-village.fr.txt',
      'sons/1-le-village.fr.vtt',
      'sons/1-le-village.wav',
      'textes/fr-original.txt',
    ])
    const rows = await town.desk.db
      .selectFrom('desk.file')
      .select('sha256')
      .where('contribution_id', '=', story.id)
      .execute()
    const kept = rows.map((row) => row.sha256)
    const originals = [...files].filter(([name]) => name.endsWith('.wav') || name.startsWith('images/'))
    for (const [, bytes] of originals) expect(kept).toContain(createHash('sha256').update(bytes).digest('hex'))
    expect(textIn(files, 'textes/fr-original.txt')).toContain('Je suis venue en janvier.')
    expect(textIn(files, 'sons/1-le-village.fr.vtt')).toMatch(/^WEBVTT\n/)
    expect(textIn(files, 'sons/1-le-village.fr.txt')).toContain('Il neigeait')
    const { pages } = await readPdf(files.get('accords/accords.pdf') ?? Buffer.alloc(0))
    expect(pages.join(' ')).toContain('Ce que j’ai accepté')
  })

  test('opens on a page that asks nothing of the network, and shows words as words', async () => {
    const html = textIn(await herCopy(), 'index.html')
    expect(html).toContain('Le village &amp; &lt;la> neige')
    expect(html).toContain('<audio controls')
    expect(html).toContain('src="sons/1-le-village.wav"')
    expect(html).toContain('alt="Un carton ouvert"')
    expect(html).toContain('&lt;b>fort&lt;/b>')
    expect(html).toContain('Voulez-vous que votre récit soit publié')
    expect(html).not.toMatch(/<script|(?:src|href)="(?:https?:)?\/\//)
  })

  test('says in JSON what the ledger says, with its hashes, and names nobody else', async () => {
    const said = JSON.parse(textIn(await herCopy(), 'accords/accords.json')) as { answers: Record<string, unknown>[] }
    const ledger = await town.desk.db
      .selectFrom('desk.consent')
      .select('hash')
      .where('contribution_id', '=', story.id)
      .orderBy('id')
      .execute()
    expect(said.answers.map((each) => each['hash'])).toEqual(ledger.map((row) => row.hash))
    expect(JSON.stringify(said)).not.toContain(town.members.editor.person_id)
  })

  test('holds her evidence', async () => {
    await ines().post(`/bureau/preuves/${story.code}`, {
      form: 'sign',
      person_id: story.witness_id,
      wording_language: 'fr',
      shows: ['site.text'],
      signed_name: 'Zohra',
      i_sign: 'yes',
    })
    const files = await herCopy()
    expect(textIn(files, 'accords/preuves/1-signature.txt')).toContain('Zohra')
    expect(textIn(files, 'index.html')).toContain('Votre signature')
  })

  test('says which file is missing rather than pretend', async () => {
    const file = await town.desk.db
      .selectFrom('desk.file')
      .select('sha256')
      .where('id', '=', story.files[0] ?? '')
      .executeTakeFirstOrThrow()
    await town.desk.vault.discard('originals', file.sha256)
    const files = await herCopy()
    expect([...files.keys()].filter((name) => name.startsWith('sons/'))).toEqual([])
    expect(textIn(files, 'index.html')).toContain('prise.wav')
    expect(await (await ines().get(base())).text()).toContain('Un fichier manque')
  })

  test('is hers whatever she took back', async () => {
    const back = await hers().post(`/ma-carte/recit/${story.code}/reprendre`, {
      step: 'confirm',
      scope: 'all',
      until: '',
      submission_id: randomUUID(),
    })
    expect(back.status).toBe(303)
    expect(await town.desk.db.selectFrom('shelf.item').select('id').where('id', '=', story.id).execute()).toEqual([])
    const files = await taken(hers(), `/ma-carte/recit/${story.code}/copie`)
    expect(files.has('sons/1-le-village.wav')).toBe(true)
  })
})

describe('of several who tell in one story', () => {
  const zohra = randomUUID()
  const aldo = randomUUID()
  const speaker = (person_id: string | null) => ({ key: 'a', person_id, name: '' })
  test.each<[string, Parameters<typeof isHers>[0], boolean]>([
    ['a sound nobody is named in', { media: { use: 'story', speakers: [] }, pictured: [] }, true],
    ['a sound of hers', { media: { use: 'story', speakers: [speaker(zohra)] }, pictured: [] }, true],
    ['a sound of both', { media: { use: 'story', speakers: [speaker(aldo), speaker(zohra)] }, pictured: [] }, true],
    ['a sound of his alone', { media: { use: 'story', speakers: [speaker(aldo)] }, pictured: [] }, false],
    ['hers, with who asked the questions', { media: { use: 'story', speakers: [speaker(null)] }, pictured: [] }, true],
    ['a portrait of him', { media: { use: 'portrait', speakers: [] }, pictured: [aldo] }, false],
    ['a photo lent where he is seen', { media: { use: 'lent', speakers: [] }, pictured: [aldo] }, true],
    ['a file the draft no longer names', { media: undefined, pictured: [] }, true],
  ])('%s', (_, file, expected) => expect(isHers(file, zohra)).toBe(expected))

  test('a sound of another alone is not in her folder', async () => {
    const machine = { kind: 'machine', person_id: null, space_id: town.space_id } as const
    await change(town.desk, { action: 'test.speakers', actor: machine }, async (work) => {
      const thing = allow(yes, machine, 'edit', await getContribution(work.tx, { id: story.id }))
      const other = (await aStory(town)).witness_id
      await changeMedia(
        work,
        thing,
        (media) => media.map((each) => ({ ...each, speakers: [{ key: 'x', person_id: other, name: '' }] })),
        null,
      )
    })
    expect([...(await herCopy()).keys()].filter((name) => name.startsWith('sons/'))).toEqual([])
  })
})

describe('by a link', () => {
  test('opens without account a page with one button, then the folder; each taking is written down', async () => {
    const token = await aLink()
    expect(token).toMatch(/^[\w-]{43}$/)
    const rows = await town.desk.db
      .selectFrom('desk.copy_link')
      .selectAll()
      .where('contribution_id', '=', story.id)
      .execute()
    expect(rows).toMatchObject([{ token_hash: sha256(token), downloads: 0 }])
    const page = await town.as(visitor).get(`/ma-copie?jeton=${token}`)
    expect([page.status, page.headers.get('referrer-policy'), page.headers.get('cache-control')]).toEqual([
      200,
      'same-origin',
      'private, no-store',
    ])
    // Scanners that open the links of letters take nothing.
    expect(await page.text()).toContain('Télécharger le dossier')
    const files = await taken(town.as(visitor), '/ma-copie', { jeton: token })
    expect(files.has('sons/1-le-village.wav')).toBe(true)
    const taking = await town.desk.db
      .selectFrom('desk.event')
      .select(['kind', 'for_person_id', 'data'])
      .where('contribution_id', '=', story.id)
      .where('kind', 'like', 'copy.%')
      .orderBy('id')
      .execute()
    expect(taking.map((event) => event.kind)).toEqual(['copy.linked', 'copy.taken'])
    expect(JSON.stringify(taking)).not.toContain(token)
  })

  test('the same form sent twice makes one link', async () => {
    const once = { submission_id: randomUUID(), person_id: story.witness_id, days: '7' }
    const tokens = await Promise.all(
      [1, 2].map(async () => /jeton=([\w-]+)/.exec(await (await ines().post(`${base()}/lien`, once)).text())?.[1]),
    )
    expect(new Set(tokens).size).toBe(1)
    expect(
      await town.desk.db
        .selectFrom('desk.submission')
        .select('result')
        .where('id', '=', once.submission_id)
        .executeTakeFirst(),
    ).toEqual({ result: { last_day: '2026-11-28' } })
  })

  test('goes out by itself on its last day, at thirty days at most, and when it is put out', async () => {
    const token = await aLink('7')
    town.setNow(new Date('2026-11-28T22:59:00Z'))
    expect((await town.as(visitor).get(`/ma-copie?jeton=${token}`)).status).toBe(200)
    town.setNow(new Date('2026-11-28T23:00:00Z'))
    expect((await town.as(visitor).get(`/ma-copie?jeton=${token}`)).status).toBe(410)
    expect((await town.as(visitor).post('/ma-copie', { jeton: token })).status).toBe(410)
    const wrong = await ines().post(`${base()}/lien`, {
      submission_id: randomUUID(),
      person_id: story.witness_id,
      days: '365',
    })
    expect(wrong.status).toBe(400)
    const other = await aLink('30')
    const link_id = /name="link_id" value="([^"]+)"/.exec(await (await ines().get(base())).text())?.[1] ?? ''
    expect((await ines().post(`${base()}/lien/arreter`, { link_id })).status).toBe(303)
    expect((await town.as(visitor).post('/ma-copie', { jeton: other })).status).toBe(410)
  })

  test('serves ten times, not a crowd; nothing at all for a made-up one', async () => {
    const token = await aLink()
    await town.desk.db
      .updateTable('desk.copy_link')
      .set({ downloads: 9 })
      .where('token_hash', '=', sha256(token))
      .execute()
    await taken(town.as(visitor), '/ma-copie', { jeton: token })
    expect((await town.as(visitor).post('/ma-copie', { jeton: token })).status).toBe(410)
    for (const jeton of ['', 'x', 'é'.repeat(90), 'a'.repeat(5_000)])
      expect((await town.as(visitor).post('/ma-copie', { jeton })).status).toBe(410)
    expect((await town.as(visitor).get('/ma-copie')).status).toBe(410)
  })
})

describe('who gives it', () => {
  test.each<[Role, number, number]>([
    ['facilitator', 200, 200],
    ['administrator', 200, 200],
    ['editor', 404, 404],
    ['scientist', 404, 404],
    ['contributor', 404, 404],
  ])('%s', async (role, seen, took) => {
    const who = town.as(town.members[role])
    expect((await who.get(base())).status).toBe(seen)
    expect((await who.post(`${base()}/telecharger`, { person_id: story.witness_id })).status).toBe(took)
  })

  test('with a card, only one’s own', async () => {
    const other = await aStory(town)
    const stranger = town.as(aCardHolder(other.witness_id, other.witness_name, town.space_id))
    expect((await stranger.post(`/ma-carte/recit/${story.code}/copie`)).status).toBe(404)
    expect((await ines().post(`${base()}/telecharger`, { person_id: other.witness_id })).status).toBe(404)
  })
})
