// Attacks tried through sounds, pictures and papers: another one’s file shown as one’s own, an evidence read by another
// witness, an agreement gone round.

import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { getContribution, submitDraft } from '#core/contribution/contributions.ts'
import { changeMedia } from '#core/contribution/media.ts'
import { emptyMedia, type Media } from '#core/contribution/media.content.ts'
import { addEvidence } from '#core/media/evidence.ts'
import { addFile } from '#core/media/files.ts'
import type { FilePurpose } from '#core/media/media.tables.ts'
import { allow, yes } from '#core/people/can.ts'
import { type Actor } from '#core/people/roles.ts'
import type { ShownMedia } from '#core/shelf/shelve-media.ts'
import { readCopy } from '#capabilities/papers/copies.queries.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aHeardStory, aPicture, aSound, aTone, cuesOf, type HeardStory } from '#tests/support/heard.ts'
import { aCardHolder, aMember, aPerson, aTown, type Town } from '#tests/support/town.ts'
import { deedsOf, type Deeds } from './deeds.ts'
import { actOn, machineOf } from '#tests/support/acting.ts'

const database = await testDatabase()
let town: Town
let deeds: Deeds

beforeAll(async () => {
  town = await aTown(database)
  deeds = deedsOf(town.desk, town.space_id)
})

const shelved = async (id: string): Promise<ShownMedia[]> =>
  (await town.desk.db.selectFrom('shelf.item').select('media').where('id', '=', id).executeTakeFirst())?.media ?? []
const rewrite = async (id: string, edit: (media: Media[]) => Media[]) => {
  await actOn(town, id, async (work, thing) => {
    const allowed = allow(yes, machineOf(town), 'edit', thing)
    await changeMedia(work, allowed, edit, null)
    await submitDraft(work, allowed, null)
  })
  const { witness_id } = await actOn(town, id, async ({ tx }) => ({
    witness_id: (
      await tx
        .selectFrom('desk.signoff')
        .select('person_id')
        .where('kind', '=', 'witness')
        .where('contribution_id', '=', id)
        .executeTakeFirstOrThrow()
    ).person_id,
  }))
  await deeds.sign(id, { kind: 'editorial', person_id: town.members.editor.person_id })
  await deeds.sign(id, { kind: 'witness', person_id: witness_id })
}
/** A file of this contribution, as one that was brought for this. */
const aFileFor = async (id: string, purpose: FilePurpose, received_by: string | null, name = 'accord.wav') =>
  await actOn(town, id, async (work, thing) => {
    const file = path.join(town.desk.vault.work, randomUUID())
    await writeFile(file, Buffer.concat([aTone(1), Buffer.from(randomUUID())]))
    const kept = await town.desk.vault.keep('originals', file)
    const about = { name, media_type: 'audio/wav', nature: 'sound', purpose, facts: {}, received_by } as const
    const file_id = await addFile(work, allow(yes, machineOf(town), 'edit', thing), { ...kept, ...about })
    return { file_id, sha256: kept.sha256 }
  })
const excuse = { reason: 'Bientôt', until: '2099-01-01' }

describe('a file named where it is not', () => {
  test('another story’s, or an evidence of one’s own, is never shown nor told', async () => {
    const hers = await aHeardStory(town, [aSound({ excuse })], { title: 'Chez elle', forms: [] })
    const mine = await aHeardStory(town, [aSound({ excuse })], { title: 'Chez moi' })
    const evidence = await aFileFor(mine.id, 'evidence', null)
    const derivation = { hidings: '1', recipe: '{}', state: 'done', findings: '{}', claimed_until: null } as const
    const [own] = await shelved(mine.id)
    await town.desk.db
      .insertInto('desk.derivation')
      .values({
        ...derivation,
        file_id: evidence.file_id,
        results: JSON.stringify(own?.files ?? []),
        trouble: null,
        wanted_at: new Date(),
        done_at: new Date(),
      })
      .execute()
    await rewrite(mine.id, (media) => [
      ...media,
      { ...emptyMedia(hers.files[0] ?? '', 'sound', 'made'), excuse },
      { ...emptyMedia(evidence.file_id, 'sound', 'made'), excuse },
    ])
    expect((await shelved(mine.id)).map(({ id }) => id)).toEqual(mine.files)
    await town.desk.db
      .updateTable('desk.file')
      .set({ name: 'secret-de-famille.wav' })
      .where('id', '=', hers.files[0] ?? '')
      .execute()
    const other = await aMember(town.desk, town.space_id, 'Karim', 'contributor')
    await town.desk.db
      .updateTable('desk.contribution')
      .set({ created_by: other.person_id })
      .where('id', '=', mine.id)
      .execute()
    const bench = await town.as(other).get(`/bureau/medias/${mine.code}`)
    expect(bench.status).toBe(200)
    expect(await bench.text()).not.toContain('secret-de-famille')
  })
})

describe('evidence and receipts', () => {
  let story: HeardStory
  let second: string
  beforeAll(async () => {
    story = await aHeardStory(town, [aSound({ excuse })])
    second = await aPerson(town.desk, 'Fatma Kaya')
    await actOn(town, story.id, async ({ tx }, { draft }) => {
      const credits = [...draft.credits, { role: 'told' as const, person_id: second }]
      await tx
        .updateTable('desk.contribution')
        .set({ draft: JSON.stringify({ ...draft, credits }) })
        .where('id', '=', story.id)
        .execute()
    })
  })
  const first = () => town.as(aCardHolder(story.witness_id, story.witness_name, town.space_id))
  const other = () => town.as(aCardHolder(second, 'Fatma Kaya', town.space_id))
  const read = async (who: ReturnType<Town['as']>, file_id: string, where: 'bureau' | 'carte') =>
    (await who.get(`/${where}/fichiers/${file_id}/original`)).status

  test('how one witness agreed is not for the other who tells in the same story', async () => {
    const brought = await aFileFor(story.id, 'evidence', story.witness_id)
    expect(await read(first(), brought.file_id, 'carte')).toBe(200)
    expect(await read(other(), brought.file_id, 'carte')).toBe(404)
    const kept = await aFileFor(story.id, 'evidence', town.members.facilitator.person_id, 'papier.wav')
    await actOn(town, story.id, async (work, thing) => {
      await addEvidence(work, allow(yes, machineOf(town), 'consent', thing), {
        person_id: story.witness_id,
        nature: 'spoken',
        ...kept,
        wording: 'Oui',
        wording_language: 'fr',
        recorded_by: town.members.facilitator.person_id,
      })
    })
    expect(await read(first(), kept.file_id, 'carte')).toBe(200)
    expect(await read(other(), kept.file_id, 'carte')).toBe(404)
    expect(await read(town.as(town.members.facilitator), kept.file_id, 'bureau')).toBe(200)
    for (const role of ['editor', 'scientist', 'contributor', 'administrator'] as const)
      expect(await read(town.as(town.members[role]), kept.file_id, 'bureau'), role).toBe(404)
    // Nor is its number told to who knows how it is called.
    const told = await other().post(`/carte/medias/${story.code}/prise`, {
      name: 'papier.wav',
      submission_id: randomUUID(),
    })
    expect([told.status, await told.text()]).toEqual([404, expect.not.stringContaining(kept.file_id)])
  })

  test('what one brought with her card is not in the other’s own copy', async () => {
    const [file_id = ''] = story.files
    const namesFor = async (person_id: string) => {
      const thing = await getContribution(town.desk.db, { id: story.id })
      return (await readCopy(town.desk.db, town.desk.vault, thing, person_id)).files.map(({ file }) => file.id)
    }
    expect(await namesFor(second)).toEqual([file_id])
    await town.desk.db
      .updateTable('desk.file')
      .set({ received_by: story.witness_id })
      .where('id', '=', file_id)
      .execute()
    expect([await namesFor(second), await namesFor(story.witness_id)]).toEqual([[], [file_id]])
  })

  test('the photo of what one family lent is for who keeps it and for that family', async () => {
    const { file_id } = await aFileFor(story.id, 'receipt', town.members.facilitator.person_id)
    await town.desk.db
      .insertInto('desk.loan')
      .values({
        contribution_id: story.id,
        space_id: town.space_id,
        person_id: story.witness_id,
        code: '700001',
        what: 'Un carnet',
        count: 1,
        state_seen: '',
        received_on: '2026-01-01',
        received_by: null,
        photo_file_id: file_id,
        return_by: '2099-01-01',
        returned_on: null,
        returned_to: '',
        reminded_at: null,
      })
      .execute()
    for (const role of ['facilitator', 'administrator'] as const)
      expect(await read(town.as(town.members[role]), file_id, 'bureau'), role).toBe(200)
    expect(await read(first(), file_id, 'carte')).toBe(200)
    expect(await read(other(), file_id, 'carte')).toBe(404)
    for (const role of ['editor', 'scientist', 'contributor'] as const)
      expect(await read(town.as(town.members[role]), file_id, 'bureau'), role).toBe(404)
  })
})

describe('an agreement gone round', () => {
  test('a voice called a portrait asks for her voice', async () => {
    const { id, witness_id } = await aHeardStory(town, [aSound({ excuse }, 4, 'portrait')], {
      forms: ['image', 'lent'],
    })
    expect(await shelved(id)).toEqual([])
    await deeds.answer(id, { person_id: witness_id, form: 'voice', answer: 'yes' })
    expect(await shelved(id)).toHaveLength(1)
  })

  test('what the team made is not shown when someone who tells is heard in it and did not agree to be', async () => {
    const speakers = (person_id: string) => [{ key: 'z', person_id, name: '' }]
    const { id, witness_id } = await aHeardStory(town, [aSound({ excuse })], { forms: ['image', 'lent'] })
    expect(await shelved(id)).toEqual([])
    for (const use of ['made', 'lent'] as const) {
      await rewrite(id, (media) => media.map((each) => ({ ...each, use, speakers: speakers(witness_id) })))
      expect(await shelved(id), use).toEqual([])
    }
    await deeds.answer(id, { person_id: witness_id, form: 'voice', answer: 'yes' })
    expect(await shelved(id)).toHaveLength(1)
    await deeds.answer(id, { person_id: witness_id, form: 'voice', answer: 'no' })
    expect(await shelved(id)).toEqual([])
  })

  test('a name typed without capitals beside a voice is hidden as any other', async () => {
    const cues = cuesOf(['Bonjour à tous.'], 'k')
    const transcripts = [{ language: 'fr', form: 'original' as const, machine: false, cues, chapters: [] }]
    for (const name of ['zohra', 'zohra benali', 'ZOHRA', 'mme benali']) {
      const about = { speakers: [{ key: 'k', person_id: null, name }], transcripts }
      const { id } = await aHeardStory(town, [aSound(about)], { name: 'Zohra Benali', named: false })
      const [shown] = await shelved(id)
      expect(shown?.transcripts[0]?.cues[0]?.speaker, name).not.toMatch(/zohra|benali/i)
    }
  })

  test('she who took her agreement back from a picture is not taken off its list by who writes', async () => {
    const story = await aHeardStory(town, [aPicture({})])
    const [file_id = ''] = story.files
    const list = `/bureau/personnes/${story.code}/${file_id}`
    const asFacilitator = town.as(town.members.facilitator)
    const agreed = { status: 'agreed', name: 'Aïcha', agreed_by: 'Aïcha', agreed_on: '2026-01-01' }
    expect((await asFacilitator.post(list, { ...agreed, submission_id: randomUUID() })).status).toBe(303)
    const { id } = await town.desk.db
      .selectFrom('desk.pictured')
      .select('id')
      .where('file_id', '=', file_id)
      .executeTakeFirstOrThrow()
    const deed = async (who: Actor, what: string) =>
      (await town.as(who).post(`${list}/${id}`, { do: what, submission_id: randomUUID() })).status
    expect(await shelved(story.id)).toHaveLength(1)
    // Anyone who writes may take it down…
    expect(await deed(town.members.editor, 'takeBack')).toBe(303)
    expect(await shelved(story.id)).toEqual([])
    // …and not put it up again.
    expect(await deed(town.members.editor, 'remove')).toBe(403)
    expect(await shelved(story.id)).toEqual([])
    expect(await deed(town.members.facilitator, 'remove')).toBe(303)
    expect(await shelved(story.id)).toHaveLength(1)
  })
})
