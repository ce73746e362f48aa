// The bench of sounds and pictures, as people use it: who may, what is missing, two people at once, order, taking out.

import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { change } from '#core/change.ts'
import { recordConsents } from '#core/consent/consents.ts'
import { mediaOf } from '#core/contribution/content.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { changeMedia } from '#core/contribution/media.ts'
import { emptyMedia, type MediaNature, type MediaUse } from '#core/contribution/media.content.ts'
import { addFile } from '#core/media/files.ts'
import type { FilePurpose } from '#core/media/media.tables.ts'
import { allow, yes } from '#core/people/can.ts'
import type { Machine } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { aCardHolder, aMember, aTown, type Client, type Town } from '#tests/support/town.ts'
import { hidden } from '#tests/support/tellers.ts'

const database = await testDatabase()
let town: Town
let ines: Client
let story: TestStory
let sound: string
let picture: string
let machine: Machine

beforeAll(async () => {
  town = await aTown(database)
  ines = town.as(town.members.facilitator)
  machine = { kind: 'machine', person_id: null, space_id: town.space_id }
  story = await aStory(town, { until: 'draft', title: 'La gare', name: 'Zohra' })
  sound = await aFile(story, 'prise-1.webm', 'sound', 'story')
  picture = await aFile(story, 'plage.jpg', 'picture', 'lent')
})

async function aFile(
  of: TestStory,
  name: string,
  nature: MediaNature,
  use: MediaUse,
  purpose: FilePurpose = 'media',
): Promise<string> {
  const { vault } = town.desk
  if (!vault) throw new Error('this town has no vault')
  const bytes = path.join(vault.work, crypto.randomUUID())
  await writeFile(bytes, name)
  const kept = await vault.keep('originals', bytes)
  return await change(town.desk, { action: 'test.file', actor: machine }, async (work) => {
    const thing = allow(yes, machine, 'edit', await getContribution(work.tx, { id: of.id }))
    const id = await addFile(work, thing, {
      ...kept,
      name,
      media_type: nature === 'sound' ? 'audio/webm' : 'image/jpeg',
      nature,
      purpose,
      facts: {},
      received_by: null,
    })
    if (purpose === 'media') await changeMedia(work, thing, (list) => [...list, emptyMedia(id, nature, use)], null)
    return id
  })
}

const bench = () => `/bureau/medias/${story.code}`
const draft = async () => mediaOf((await getContribution(town.desk.db, { code: story.code })).draft)
const order = async () => (await draft()).map(({ file_id }) => file_id)
const text = async (client: Client, path: string) => await (await client.get(path)).text()
/** What the form of one media carries, as a browser would send it back. */
async function formOf(file_id: string, client = ines): Promise<Record<string, string>> {
  const html = await text(client, `${bench()}/${file_id}`)
  return {
    base: hidden(html, 'base'),
    submission_id: hidden(html, 'submission_id'),
    languages: 'fr',
    use: file_id === sound ? 'story' : 'lent',
    licence: 'all-rights-reserved',
    rights: '',
    taken: '',
    place: '',
    credit: '',
    excuse_reason: '',
    excuse_until: '',
  }
}

describe('the bench', () => {
  test('shows each piece, how far its public copy is, and what is missing before it can be shown', async () => {
    const html = await text(ines, bench())
    expect(html).toContain('prise-1.webm')
    expect(html).toContain(`src="/bureau/fichiers/${sound}/mieux"`)
    expect(html).toContain('La copie pour le public attend son tour.')
    expect(html).toContain('l’accord de Zohra pour sa voix')
    expect(html).toContain(`/bureau/recits/${story.code}/accords?temoin=${story.witness_id}`)
    expect(html).toContain('l’accord de Zohra pour ce qui est prêté')
    expect(html).toContain('les mots dits, ou la raison')
    expect(html).toContain('de dire qui l’on y reconnaît')
    expect(html).toContain(`/bureau/transcriptions/${story.code}/${sound}`)
    expect(html).toContain(`/bureau/personnes/${story.code}/${picture}`)
    expect(html).toContain('data-recorder')
  })

  test('says the progress and the plain failure of a copy, and no longer the agreement once given', async () => {
    const set = async (values: object) =>
      await town.desk.db.updateTable('desk.derivation').set(values).where('file_id', '=', sound).execute()
    await set({ state: 'working', progress: 42 })
    expect(await text(ines, bench())).toContain('se prépare\u00a0: 42\u00a0%')
    await set({ state: 'failed', trouble: 'unreadable' })
    expect(await text(ines, bench())).toContain('Le fichier est abîmé')
    await set({ state: 'done', trouble: 'no_ffmpeg' })
    expect(await text(ines, bench())).toContain('Il manque le programme ffmpeg')
    await change(town.desk, { action: 'test.agree', actor: machine }, async (work) => {
      const thing = allow(yes, machine, 'consent', await getContribution(work.tx, { id: story.id }))
      const answer = {
        person_id: story.witness_id,
        use: 'site' as const,
        form: 'voice' as const,
        answer: 'yes' as const,
        capacity: 'self' as const,
        said_by: '',
        method: 'spoken' as const,
        in_front_of: null,
        wording_language: 'fr',
        wording: 'Sa voix',
        ends_on: null,
      }
      await recordConsents(work, thing, [answer], null)
    })
    const html = await text(ines, bench())
    expect(html).not.toContain('l’accord de Zohra pour sa voix')
    expect(html).toContain('l’accord de Zohra pour ce qui est prêté')
  })

  test('the browser may play what it has just recorded, here and nowhere else', async () => {
    const policy = async (path: string) => (await ines.get(path)).headers.get('content-security-policy')
    expect(await policy(bench())).toContain("media-src 'self' blob:;")
    expect(await policy(`${bench()}/${sound}`)).toContain("media-src 'self';")
  })
})

describe('who may', () => {
  test('someone else’s draft does not exist; a board reads what was sent to it, and changes nothing it may not', async () => {
    const other = town.as(await aMember(town.desk, town.space_id, 'Karim', 'facilitator'))
    const helene = town.as(town.members.scientist)
    for (const client of [other, helene, town.as(town.members.contributor)])
      expect((await client.get(bench())).status).toBe(404)
    expect((await town.as({ kind: 'visitor' } as never).get(bench())).status).toBe(303)
    const sent = await aStory(town, { until: 'submitted', title: 'Envoyé' })
    const heard = await aFile(sent, 'envoye.webm', 'sound', 'story')
    const href = `/bureau/medias/${sent.code}`
    const html = await text(helene, href)
    expect(html).toContain('Vous pouvez écouter et regarder.')
    expect(html).not.toContain('data-recorder')
    expect(html).not.toContain('name="do"')
    expect(await text(helene, `${href}/${heard}`)).not.toContain('name="base"')
    expect((await helene.get(`${href}/${heard}/enlever`)).status).toBe(403)
    expect((await helene.post(`${href}/${heard}/enlever`)).status).toBe(403)
    expect((await helene.post(`${href}/ordre`, { do: `up ${heard}` })).status).toBe(403)
    expect((await helene.post(`${href}/${heard}`, await formOf(sound))).status).toBe(403)
  })

  test('a file of another story, or no file at all, is not found', async () => {
    const other = await aStory(town, { until: 'draft' })
    const there = await aFile(other, 'ailleurs.webm', 'sound', 'story')
    for (const id of [there, 'ordre', '-'.repeat(36), crypto.randomUUID()]) {
      expect((await ines.get(`${bench()}/${id}`)).status, id).toBe(404)
      expect((await ines.post(`${bench()}/${id}/enlever`)).status, id).toBe(404)
    }
    expect((await ines.post(`${bench()}/ordre`, { do: 'up nothing' })).status).toBe(404)
    expect((await ines.get('/bureau/medias/000000')).status).toBe(404)
  })
})

describe('one media', () => {
  test('asks for words in the languages of the story, explains, and keeps what is typed', async () => {
    const html = await text(ines, `${bench()}/${picture}`)
    expect(html).toContain('Ce qu’on voit, pour qui ne voit pas')
    expect(html).toContain('Deux femmes en blouse')
    expect(html).toContain('Seule la personne qui a fait la photo')
    const kept = await ines.post(`${bench()}/${picture}`, {
      ...(await formOf(picture)),
      'title.fr': 'Sur la plage',
      'alt.fr': 'Une fillette court vers la mer.',
      credit: 'Photo\u00a0: famille de Zohra',
      licence: 'CC-BY-4.0',
      rights: 'CNE',
      taken: '1971~',
      place: 'Oran',
    })
    expect(kept.headers.get('location')).toContain('fait=kept')
    expect((await draft()).find(({ file_id }) => file_id === picture)).toMatchObject({
      words: [{ language: 'fr', title: 'Sur la plage', alt: 'Une fillette court vers la mer.' }],
      licence: 'CC-BY-4.0',
      rights: 'CNE',
      taken: '1971~',
      place: 'Oran',
    })
    expect(await text(ines, bench())).not.toContain('ce qu’on voit, en quelques mots')
    expect(await text(ines, `${bench()}/${picture}?langue=tr`)).toContain('name="alt.tr"')
  })

  test('a wrong value keeps all that was typed, and says how to mend it', async () => {
    const answer = await ines.post(`${bench()}/${picture}`, {
      ...(await formOf(picture)),
      'caption.fr': 'Un dimanche',
      taken: 'un dimanche',
    })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Un dimanche')
    expect(html).toContain('value="un dimanche"')
    expect(html).toContain('Écrivez une année')
  })

  test('two people at once: the second sees both, and nothing is lost', async () => {
    const [first, second] = [await formOf(sound), await formOf(sound)]
    await ines.post(`${bench()}/${sound}`, { ...first, 'title.fr': 'Le village' })
    const stale = await ines.post(`${bench()}/${sound}`, { ...second, 'title.fr': 'Mon village' })
    expect(stale.status).toBe(409)
    const html = await stale.text()
    expect(html).toContain('Le village')
    expect(html).toContain('value="Mon village"')
    expect((await draft()).find(({ file_id }) => file_id === sound)?.words[0]?.title).toBe('Le village')
    const knowingly = await ines.post(`${bench()}/${sound}`, {
      ...second,
      base: hidden(html, 'base'),
      submission_id: hidden(html, 'submission_id'),
      'title.fr': 'Mon village',
    })
    expect(knowingly.status).toBe(303)
    expect((await draft()).find(({ file_id }) => file_id === sound)?.words[0]?.title).toBe('Mon village')
  })

  test('saves as one types, and a change of the transcript meanwhile is no conflict', async () => {
    const { submission_id: _, ...form } = await formOf(sound)
    const autosave = async (fields: Record<string, string>) =>
      await ines.post(`${bench()}/${sound}`, fields, { 'x-autosave': '1' })
    const saved = await autosave({ ...form, credit: 'Inès' })
    expect(saved.status).toBe(200)
    const { fields } = (await saved.json()) as { fields: { base: string } }
    await change(town.desk, { action: 'test.transcript', actor: machine }, async (work) => {
      const thing = allow(yes, machine, 'edit', await getContribution(work.tx, { id: story.id }))
      const transcripts = [{ language: 'fr', form: 'original' as const, machine: false, cues: [], chapters: [] }]
      await changeMedia(
        work,
        thing,
        (list) => list.map((each) => (each.file_id === sound ? { ...each, transcripts } : each)),
        null,
      )
    })
    expect((await autosave({ ...form, ...fields, credit: 'Inès Morel' })).status).toBe(200)
    expect((await autosave({ ...form, credit: 'Autre' })).status).toBe(409)
    expect((await autosave({ ...form, ...fields, taken: '?' })).status).toBe(422)
    const kept = (await draft()).find(({ file_id }) => file_id === sound)
    expect([kept?.credit, kept?.transcripts.length]).toEqual(['Inès Morel', 1])
  })
})

test('the order changes, one place at a time', async () => {
  expect(await order()).toEqual([sound, picture])
  await ines.post(`${bench()}/ordre`, { do: `down ${sound}` })
  expect(await order()).toEqual([picture, sound])
  await ines.post(`${bench()}/ordre`, { do: `down ${sound}` })
  expect(await order()).toEqual([picture, sound])
})

describe('a take', () => {
  const take = { name: 'prise-2026-11-22-abc.webm', title: 'Le carton', moments: '1200,61000' }

  test('is not there before its bytes, then has its name and its moments, once', async () => {
    expect((await ines.post(`${bench()}/prise`, take)).status).toBe(404)
    const id = await aFile(story, take.name, 'sound', 'story')
    for (const again of [take, { ...take, title: 'Autre', moments: '5' }]) {
      const answer = await ines.post(`${bench()}/prise`, again)
      expect([answer.status, await answer.json()]).toEqual([200, { file_id: id }])
    }
    const kept = (await draft()).find(({ file_id }) => file_id === id)
    expect(kept?.words).toEqual([{ language: 'fr', title: 'Le carton', caption: '', alt: '', description: '' }])
    expect(kept?.transcripts).toMatchObject([
      {
        language: 'fr',
        cues: [],
        chapters: [
          { start: 1200, title: 'Moment 1' },
          { start: 61000, title: 'Moment 2' },
        ],
      },
    ])
    expect((await ines.post(`${bench()}/prise`, { ...take, moments: 'x' })).status).toBe(422)
  })

  test('a witness notes hers with her card, nobody else’s; evidence needs no place in the story', async () => {
    const zohra = town.as(aCardHolder(story.witness_id, 'Zohra', town.space_id))
    const href = `/carte/medias/${story.code}/prise`
    expect((await zohra.post(href, take)).status).toBe(200)
    const stranger = await aStory(town, { until: 'draft' })
    expect((await town.as(aCardHolder(stranger.witness_id, 'X', town.space_id)).post(href, take)).status).toBe(404)
    const evidence = await aFile(story, 'prise-accord.webm', 'sound', 'story', 'evidence')
    const received_by = story.witness_id
    await town.desk.db.updateTable('desk.file').set({ received_by }).where('id', '=', evidence).execute()
    const answer = await zohra.post(href, { name: 'prise-accord.webm', title: '', moments: '' })
    expect(await answer.json()).toEqual({ file_id: evidence })
    expect(await order()).not.toContain(evidence)
  })
})

test('taking out asks first, leaves the story at once, and keeps the bytes', async () => {
  const html = await text(ines, `${bench()}/${picture}/enlever`)
  expect(html).toContain('trente jours')
  const gone = await ines.post(`${bench()}/${picture}/enlever`, { submission_id: hidden(html, 'submission_id') })
  expect(gone.headers.get('location')).toContain('fait=removed')
  expect(await order()).not.toContain(picture)
  const row = await town.desk.db.selectFrom('desk.file').selectAll().where('id', '=', picture).executeTakeFirstOrThrow()
  expect(row.removed_at).not.toBeNull()
  expect(
    await town.desk.db.selectFrom('desk.original').select('state').where('sha256', '=', row.sha256).execute(),
  ).toEqual([{ state: 'kept' }])
  expect((await ines.get(`${bench()}/${picture}`)).status).toBe(404)
})

test('an article has its own, with no agreement to ask for', async () => {
  const paul = town.as(town.members.contributor)
  const words = { language: 'fr', title: 'Le marché', lead: '', then: 'keep' }
  const begun = await paul.post('/bureau/articles/nouveau', {
    ...words,
    body: 'Des mots.',
  })
  const [code = ''] = /\d{6}/.exec(begun.headers.get('location') ?? '') ?? []
  const article = { ...story, id: (await getContribution(town.desk.db, { code })).id, code }
  await aFile(article, 'marche.webm', 'sound', 'made')
  const html = await text(paul, `/bureau/medias/${code}`)
  expect(html).toContain('marche.webm')
  expect(html).not.toContain('/accords')
  const page = await text(paul, `/bureau/articles/${code}`)
  expect(page).toContain(`/bureau/medias/${code}`)
  // A sound that comes while one writes is no other text, and keeping the words loses none.
  await aFile(article, 'fanfare.webm', 'sound', 'made')
  const again = await paul.post(`/bureau/articles/${code}`, {
    ...words,
    body: 'Encore des mots.',
    version: hidden(page, 'version'),
    base: hidden(page, 'base'),
    submission_id: hidden(page, 'submission_id'),
  })
  expect(again.status).toBe(303)
  const kept = (await getContribution(town.desk.db, { code })).draft
  expect([kept.texts[0]?.body.content.length, mediaOf(kept).length]).toEqual([1, 2])
})
