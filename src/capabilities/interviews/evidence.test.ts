// How a yes was given: her voice, her hand or the paper, with the answers it shows; seen by those who asked her only.

import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isChainIntact, listConsents } from '#core/consent/consents.ts'
import { listEvidence, listLooseEvidence } from '#core/media/evidence.ts'
import { visitor, type Role } from '#core/people/roles.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aCardHolder, aMember, aTown, type Town } from '#tests/support/town.ts'
import { bringer, wavBytes } from '#tests/support/uploads.ts'

const database = await testDatabase()
let town: Town
let story: TestStory
beforeAll(async () => void (town = await aTown(database)))
// Published: she said yes to her text and to her name.
beforeEach(async () => void (story = await aStory(town)))

const page = () => `/bureau/preuves/${story.code}`
const ines = () => town.as(town.members.facilitator)
const signing = (more: Record<string, string | string[]> = {}) => ({
  form: 'sign',
  submission_id: randomUUID(),
  person_id: story.witness_id,
  wording_language: 'fr',
  shows: ['site.text', 'site.name'],
  signed_name: 'Zohra Benali',
  i_sign: 'yes',
  ...more,
})
const aDrawing = async (size = { width: 900, height: 260 }) =>
  await sharp({ create: { ...size, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
const drawn = async (bytes?: Buffer) => `data:image/png;base64,${(bytes ?? (await aDrawing())).toString('base64')}`
const ledger = async () => await listConsents(town.desk.db, story.id)
const evidence = async () => await listEvidence(town.desk.db, story.id)
const bytesOf = async (sha256: string) =>
  Buffer.concat((await (await town.desk.vault.read('originals', sha256)).toArray()) as Buffer[])

/** A file brought by the plain form, as a browser without script does. Gives its id. */
async function brought(name: string, bytes: Buffer): Promise<string> {
  const asked = { purpose: 'evidence', use: 'story', back: page(), submission_id: randomUUID() }
  const response = await bringer(town.app, town.members.facilitator).form(story.code, asked, [[name, bytes]])
  expect(response.status).toBe(303)
  const [file] = await listLooseEvidence(town.desk.db, story.id)
  return file?.id ?? ''
}

describe('a signature', () => {
  test('drawn is kept as it came, with the answers and the sentences it shows; the old rows keep their hash', async () => {
    const before = await ledger()
    const bytes = await aDrawing()
    expect((await ines().post(page(), signing({ signature: await drawn(bytes) }))).status).toBe(303)
    const [kept] = await evidence()
    expect(kept).toMatchObject({ nature: 'signature', person_id: story.witness_id, media_type: 'image/png' })
    expect((await bytesOf(kept?.sha256 ?? '')).equals(bytes)).toBe(true)
    expect(kept?.wording.split('\n')).toHaveLength(2)
    expect(kept?.wording).toContain('Voulez-vous que votre récit soit publié')
    const after = await ledger()
    expect(after.slice(0, before.length)).toEqual(before)
    expect(
      after.slice(before.length).map((row) => [row.use, row.form, row.answer, row.method, row.evidence_id]),
    ).toEqual([
      ['site', 'text', 'yes', 'screen', kept?.id],
      ['site', 'name', 'yes', 'screen', kept?.id],
    ])
    expect(await isChainIntact(town.desk.db, story.id)).toBe(true)
  })

  test('by keyboard is a sentence of hers, in the language she was read to', async () => {
    expect((await ines().post(page(), signing({ wording_language: 'ar' }))).status).toBe(303)
    const [kept] = await evidence()
    const words = (await bytesOf(kept?.sha256 ?? '')).toString('utf8')
    expect(kept).toMatchObject({ media_type: 'text/plain', wording_language: 'ar' })
    expect(words).toContain('أوقّع')
    expect(words).toContain('Zohra Benali')
    expect(words).toContain('هل تريدون أن تُنشر حكايتكم على الموقع؟')
  })

  test.each<[string, () => Promise<Record<string, string | string[]>>, string]>([
    ['nothing drawn, nothing written', async () => ({ signed_name: '', i_sign: '' }), 'Dessinez la signature'],
    ['a name without “I sign”', async () => ({ i_sign: '' }), 'pour que le nom écrit vaille signature'],
    [
      'a drawing that is no picture',
      async () => ({ signature: await drawn(Buffer.from('<svg/>')) }),
      'n’a pas pu être gardé',
    ],
    [
      'a picture far too large',
      async () => ({ signature: await drawn(await aDrawing({ width: 2_500, height: 20 })) }),
      'n’a pas pu être gardé',
    ],
    ['no data address', async () => ({ signature: 'https://example.org/x.png' }), 'n’a pas pu être gardé'],
    ['no answer ticked', async () => ({ shows: [] }), 'Cochez au moins une réponse'],
  ])('%s: the form comes back, and nothing is kept', async (_, wrong, words) => {
    const response = await ines().post(page(), signing(await wrong()))
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(words)
    expect(await evidence()).toHaveLength(0)
  })

  test('sent twice is kept once', async () => {
    const once = signing()
    expect((await ines().post(page(), once)).status).toBe(303)
    expect((await ines().post(page(), once)).status).toBe(303)
    expect(await evidence()).toHaveLength(1)
  })
})

describe('in the same gesture as the answers', () => {
  const consents = () => `/bureau/recits/${story.code}/accords`
  const said = (more: Record<string, string> = {}) => ({
    step: 'confirm',
    submission_id: randomUUID(),
    person_id: story.witness_id,
    wording_language: 'fr',
    ends_on: '',
    ends_shown: '',
    pseudonym: '',
    method: 'screen',
    in_front_of: town.members.facilitator.person_id,
    capacity: 'self',
    said_by: '',
    'answer.radio.voice': 'no',
    ...more,
  })

  test('a signature goes with the answers just given, and with these only', async () => {
    const review = await (await ines().post(consents(), said({ step: 'review' }))).text()
    expect(review).toContain('data-signature')
    expect(review).toContain('name="signed_name"')
    expect((await ines().post(consents(), said({ signed_name: 'Zohra', i_sign: 'yes' }))).status).toBe(303)
    const [kept] = await evidence()
    expect((await ledger()).map((row) => [row.use, row.evidence_id === kept?.id])).toEqual([
      ['site', false],
      ['site', false],
      ['radio', true],
    ])
    expect(kept?.wording).toContain('radio')
  })

  test('without one, the answers are kept all the same', async () => {
    expect((await ines().post(consents(), said())).status).toBe(303)
    expect((await ledger()).at(-1)).toMatchObject({ use: 'radio', evidence_id: null })
  })

  test('a name without “I sign” shows the answers again, and keeps none', async () => {
    const response = await ines().post(consents(), said({ signed_name: 'Zohra' }))
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('value="Zohra"')
    expect(html).toContain('Passer à la radio')
    expect(await ledger()).toHaveLength(2)
  })

  test('a voice that has just arrived goes with what she said', async () => {
    const review = await (await ines().post(consents(), said({ step: 'review', method: 'spoken' }))).text()
    expect(review).toContain('data-purpose="evidence"')
    const file_id = await brought('oui.wav', wavBytes())
    expect((await ines().post(consents(), said({ method: 'spoken', evidence_file_id: file_id }))).status).toBe(303)
    expect(await evidence()).toMatchObject([{ nature: 'spoken', file_id }])
  })
})

describe('a file that came', () => {
  const placing = (file_id: string, more: Record<string, string | string[]> = {}) => ({
    form: `file-${file_id}`,
    submission_id: randomUUID(),
    file_id,
    person_id: story.witness_id,
    wording_language: 'fr',
    shows: ['site.text'],
    nature: 'paper',
    ...more,
  })

  test('waits to be put in place, without script, then shows the answers ticked', async () => {
    const file_id = await brought('feuille.png', await aDrawing())
    const waiting = await (await ines().get(page())).text()
    expect(waiting).toContain('Arrivé, à ranger')
    expect(waiting).toContain(`/bureau/fichiers/${file_id}/mieux`)
    expect((await ines().post(page(), placing(file_id))).status).toBe(303)
    const html = await (await ines().get(page())).text()
    expect(html).not.toContain('Arrivé, à ranger')
    expect(html).toContain('La feuille signée')
    expect((await ledger()).at(-1)).toMatchObject({ form: 'text', method: 'paper' })
  })

  test('stands for one evidence only; one of another story does not exist here', async () => {
    const file_id = await brought('feuille.png', await aDrawing())
    await ines().post(page(), placing(file_id))
    expect((await ines().post(page(), placing(file_id))).status).toBe(404)
    story = await aStory(town)
    expect((await ines().post(page(), placing(file_id))).status).toBe(404)
  })

  test('a photograph is no voice', async () => {
    const file_id = await brought('feuille.png', await aDrawing())
    expect((await ines().post(page(), placing(file_id, { nature: 'spoken' }))).status).toBe(400)
    expect(await evidence()).toHaveLength(0)
  })

  test('an answer taken back since shows as it is now', async () => {
    await ines().post(page(), signing({ shows: ['site.text'] }))
    const no = {
      ...signing(),
      step: 'confirm',
      method: 'telephone',
      capacity: 'self',
      said_by: '',
      ends_on: '',
      ends_shown: '',
      pseudonym: '',
      in_front_of: town.members.facilitator.person_id,
      'answer.site.text': 'no',
    }
    expect((await ines().post(`/bureau/recits/${story.code}/accords`, no)).status).toBe(303)
    expect((await ledger()).at(-1)).toMatchObject({ answer: 'no', evidence_id: null })
    expect(await isChainIntact(town.desk.db, story.id)).toBe(true)
  })
})

describe('who sees it', () => {
  test.each<[Role, number, number]>([
    ['facilitator', 200, 200],
    ['editor', 403, 404],
    ['scientist', 403, 404],
    ['administrator', 403, 404],
    ['contributor', 404, 404],
  ])('%s', async (role, seen, bytes) => {
    await ines().post(page(), signing({ signature: await drawn() }))
    const [kept] = await evidence()
    const who = town.as(town.members[role])
    expect((await who.get(page())).status).toBe(seen)
    expect((await who.get(`/bureau/fichiers/${kept?.file_id}/mieux`)).status).toBe(bytes)
    expect((await who.post(page(), signing())).status).toBe(role === 'facilitator' ? 303 : seen)
  })

  test('neither another facilitator, nor a visitor, nor anyone with a card', async () => {
    const other = await aMember(town.desk, town.space_id, 'Karim', 'facilitator')
    expect((await town.as(other).get(page())).status).toBe(404)
    expect((await town.as(visitor).get(page())).headers.get('location')).toContain('/entrer?next=')
    const card = town.as(aCardHolder(story.witness_id, story.witness_name, town.space_id))
    expect((await card.get(page())).headers.get('location')).toContain('/entrer?next=')
    expect((await card.post(page(), signing())).status).toBe(401)
  })
})
