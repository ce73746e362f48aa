// The workshop as people use it: who writes what, two people at once, and what goes to the boards.

import { beforeAll, describe, expect, test } from 'vitest'
import { textOf } from '#core/contribution/document.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { originalOf } from '#core/contribution/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { aMember, aTown, type Client, type Town } from '#tests/support/town.ts'
import { stagesOf } from './editor.sections.ts'
import { hidden, made as formOf } from '#tests/support/tellers.ts'

const database = await testDatabase()
let town: Town
let ines: Client
let story: TestStory
const words = { language: 'fr', title: 'Un titre', lead: '', quote: '', body: 'Des mots.' }
const draftOf = async (code: string) => await getContribution(town.desk.db, { code })

beforeAll(async () => {
  town = await aTown(database)
  ines = town.as(town.members.facilitator)
  story = await aStory(town, { until: 'draft', title: 'La gare', body: 'Il neigeait.\n\nTout était blanc.' })
})

describe('a facilitator', () => {
  test('begins a story with a witness she looks after, in the language told', async () => {
    const page = await (await ines.get('/bureau/recits/nouveau')).text()
    expect(page).toContain(story.witness_name)
    const made = await ines.post('/bureau/recits/nouveau', {
      language: 'ar',
      witnesses: [story.witness_id],
      submission_id: hidden(page, 'submission_id'),
    })
    expect(made.status).toBe(303)
    const code = /recits\/(\d{6})\/texte/.exec(made.headers.get('location') ?? '')?.[1] ?? ''
    const { draft, facilitator_id } = await draftOf(code)
    expect(facilitator_id).toBe(town.members.facilitator.person_id)
    expect(draft.language).toBe('ar')
    expect(draft.credits.map(({ role }) => role)).toEqual(['told', 'collected'])
    const twice = await ines.post('/bureau/recits/nouveau', {
      language: 'ar',
      witnesses: [story.witness_id],
      submission_id: hidden(page, 'submission_id'),
    })
    expect(twice.headers.get('location')).toBe(made.headers.get('location'))
  })

  test('cannot begin a story for someone she does not know', async () => {
    const other = await aStory(town, { until: 'draft', facilitator_id: town.members.administrator.person_id })
    const refused = await ines.post('/bureau/recits/nouveau', { language: 'ar', witnesses: [other.witness_id] })
    expect(refused.status).toBe(422)
  })

  test('writes, keeps, and finds her words again', async () => {
    const path = `/bureau/recits/${story.code}/texte`
    const saved = await ines.post(path, {
      ...(await formOf(ines, path)),
      ...words,
      body: 'Il neigeait.\n\nTout était blanc, partout.',
      do: 'stay',
    })
    expect(saved.status).toBe(303)
    expect(saved.headers.get('location')).toBe(`${path}?fait=garde`)
    expect(await (await ines.get(path)).text()).toContain('Tout était blanc, partout.')
  })

  test('keeps as she types, without a button', async () => {
    const path = `/bureau/recits/${story.code}/texte`
    const { submission_id: _none, ...made } = await formOf(ines, path)
    const first = await ines.post(path, { ...made, ...words, body: 'Un' }, { 'x-autosave': '1' })
    expect(first.status).toBe(200)
    const { fields, version } = (await first.json()) as { version: number; fields: { version: number; base: string } }
    expect(version).toBe(Number(made.version) + 1)
    const second = await ines.post(
      path,
      { version: String(fields.version), base: fields.base, ...words, body: 'Un deux' },
      { 'x-autosave': '1' },
    )
    expect(second.status).toBe(200)
    expect(textOf(originalOf((await draftOf(story.code)).draft).body)).toBe('Un deux')
  })
})

describe('two people at once', () => {
  test('on the same words: the second sees both, and nothing is overwritten', async () => {
    const nadia = town.as(town.members.administrator)
    const path = `/bureau/recits/${story.code}/texte`
    const [mine, theirs] = [await formOf(ines, path), await formOf(nadia, path)]
    await ines.post(path, { ...mine, ...words, body: 'La neige tombait sur la gare.' })
    const late = await nadia.post(path, { ...theirs, ...words, body: 'La pluie tombait sur la gare.' })
    const html = await late.text()
    expect(late.status).toBe(409)
    expect(html).toMatch(/<del>.*?neige.*?<\/del>/s)
    expect(html).toMatch(/<ins>.*?pluie.*?<\/ins>/s)
    expect(html).toContain('La pluie tombait sur la gare.</textarea>')
    expect(textOf(originalOf((await draftOf(story.code)).draft).body)).toBe('La neige tombait sur la gare.')
    // Her words stay in the form with what is needed to keep them.
    const kept = await nadia.post(path, {
      version: hidden(html, 'version'),
      base: hidden(html, 'base'),
      submission_id: hidden(html, 'submission_id'),
      ...words,
      body: 'La neige, puis la pluie.',
    })
    expect(kept.status).toBe(303)
    expect(textOf(originalOf((await draftOf(story.code)).draft).body)).toBe('La neige, puis la pluie.')
    const quiet = await ines.post(path, { ...mine, submission_id: '', ...words, body: 'autre' }, { 'x-autosave': '1' })
    expect(quiet.status).toBe(409)
    expect(await quiet.json()).toHaveProperty('message')
  })

  test('on different parts: both are kept', async () => {
    const nadia = town.as(town.members.administrator)
    const [text, when] = [`/bureau/recits/${story.code}/texte`, `/bureau/recits/${story.code}/quand-et-ou`]
    const [mine, theirs] = [await formOf(ines, text), await formOf(nadia, when)]
    expect((await ines.post(text, { ...mine, ...words, title: 'La gare sous la neige' })).status).toBe(303)
    expect((await nadia.post(when, { ...theirs, precision: 'about', year: '1969', month: '', edtf: '' })).status).toBe(
      303,
    )
    const { draft } = await draftOf(story.code)
    expect(draft.period).toBe('1969~')
    expect(originalOf(draft).title).toBe('La gare sous la neige')
  })

  test('on stages: a list that moved is shown again, unchanged', async () => {
    const stage = `/bureau/recits/${story.code}/etapes/nouvelle`
    for (const place of ['Oran', 'Marseille', 'Valmorey']) {
      const added = await ines.post(stage, {
        ...(await formOf(ines, stage)),
        place,
        country: '',
        precision: 'unknown',
        year: '',
        month: '',
        edtf: '',
      })
      expect(added.headers.get('location')).toMatch(/etapes\/\d\/mots\?fait=garde$/)
    }
    const html = await (await ines.get(`/bureau/recits/${story.code}/quand-et-ou`)).text()
    const base = /id="etapes-f"[\s\S]*?name="base" value="([^"]*)"/.exec(html)?.[1] ?? ''
    const places = async () => stagesOf((await draftOf(story.code)).draft).map((each) => each.place)
    expect((await ines.post(`/bureau/recits/${story.code}/etapes`, { base, do: 'up 3' })).status).toBe(303)
    expect(await places()).toEqual(['Oran', 'Valmorey', 'Marseille'])
    expect((await ines.post(`/bureau/recits/${story.code}/etapes`, { base, do: 'remove 1' })).status).toBe(409)
    expect(await places()).toHaveLength(3)
    expect((await ines.post(`/bureau/recits/${story.code}/etapes`, { base, do: 'explode 1' })).status).toBe(400)
  })
})

describe('translations', () => {
  test('stand beside the original, and say when they do not follow it', async () => {
    const path = `/bureau/recits/${story.code}/traductions/en`
    expect((await ines.get(`/bureau/recits/${story.code}/traductions?langue=en`)).headers.get('location')).toBe(path)
    await ines.post(path, {
      ...(await formOf(ines, path)),
      title: 'Snow',
      lead: '',
      quote: '',
      body: 'One.\n\nTwo.\n\nThree.',
      made_by: 'machine',
      do: 'stay',
    })
    const html = await (await ines.get(path)).text()
    expect(html).toContain('lang="en"')
    expect(html).toMatch(/3 paragraphes/)
    expect((await draftOf(story.code)).draft.texts.find((text) => text.language === 'en')?.machine).toBe(true)
    const removed = await ines.post(path, {
      ...(await formOf(ines, path)),
      title: 'Snow',
      lead: '',
      quote: '',
      body: 'One.',
      made_by: 'human',
      do: 'remove',
    })
    expect(removed.status).toBe(303)
    expect((await draftOf(story.code)).draft.texts.some((text) => text.language === 'en')).toBe(false)
  })
  test('into the language told do not exist', async () => {
    expect((await ines.get(`/bureau/recits/${story.code}/traductions/fr`)).status).toBe(404)
    expect((await ines.get(`/bureau/recits/${story.code}/traductions/__proto__`)).status).toBe(404)
  })
})

describe('people and pseudonyms', () => {
  test('are credited by those who know them, once', async () => {
    const path = `/bureau/recits/${story.code}/personnes`
    const editor_id = town.members.editor.person_id
    expect((await ines.post(path, { person_id: editor_id, role: 'reread' })).status).toBe(303)
    expect((await ines.post(path, { person_id: editor_id, role: 'reread' })).status).toBe(422)
    expect((await ines.post(path, { person_id: '11111111-1111-4111-8111-111111111111', role: 'told' })).status).toBe(
      422,
    )
    expect((await draftOf(story.code)).draft.credits).toContainEqual({ person_id: editor_id, role: 'reread' })
    expect((await ines.post(path, { remove: `reread ${editor_id}` })).status).toBe(303)
    expect((await draftOf(story.code)).draft.credits).not.toContainEqual({ person_id: editor_id, role: 'reread' })
  })
  test('a teller may be shown by another name', async () => {
    expect(
      (
        await ines.post(`/bureau/recits/${story.code}/personnes/autre-nom`, {
          person_id: story.witness_id,
          pseudonym: 'Leïla',
        })
      ).status,
    ).toBe(303)
    expect(await (await ines.get(`/bureau/recits/${story.code}/apercu`)).text()).toContain('Leïla')
  })
})

describe('sending to the boards', () => {
  test('waits for what is missing, then freezes a version; the draft goes on', async () => {
    const begun = await aStory(town, { until: 'draft', title: '', body: 'Des mots.' })
    const page = `/bureau/recits/${begun.code}`
    expect(await (await ines.get(page)).text()).not.toContain('/envoyer"')
    expect((await ines.post(`${page}/envoyer`, { version: '1' })).status).toBe(422)
    await ines.post(`${page}/texte`, { ...(await formOf(ines, `${page}/texte`)), ...words })
    const html = await (await ines.get(page)).text()
    const sent = await ines.post(`${page}/envoyer`, {
      version: hidden(html, 'version'),
      submission_id: hidden(html, 'submission_id'),
    })
    expect(sent.status).toBe(303)
    expect((await draftOf(begun.code)).stage).toBe('review')
    await ines.post(`${page}/texte`, { ...(await formOf(ines, `${page}/texte`)), ...words, body: 'D’autres mots.' })
    const stale = await ines.post(`${page}/envoyer`, { version: hidden(html, 'version') })
    expect(stale.status).toBe(409)
    const history = await (await ines.get(`${page}/historique?avant=1&apres=0`)).text()
    expect(history).toMatch(/<ins>.*?autres.*?<\/ins>/s)
    expect(history).toContain('Inès')
  })

  test('a published story stays online while a newer version is prepared', async () => {
    const shown = await aStory(town, { title: 'Le four', body: 'Le pain du dimanche.' })
    const path = `/bureau/recits/${shown.code}`
    await ines.post(`${path}/texte`, {
      ...(await formOf(ines, `${path}/texte`)),
      ...words,
      title: 'Le four du village',
      body: 'SECRET du brouillon',
    })
    const html = await (await ines.get(path)).text()
    expect((await ines.post(`${path}/envoyer`, { version: hidden(html, 'version') })).status).toBe(303)
    expect((await draftOf(shown.code)).stage).toBe('published')
    expect((await draftOf(shown.code)).work_stage).toBe('review')
    const { rows } = { rows: await database.reader.selectFrom('shelf.text').select(['title', 'body']).execute() }
    expect(JSON.stringify(rows)).not.toContain('SECRET')
    expect(JSON.stringify(rows)).toContain('Le four')
  })
})

describe('who sees what', () => {
  test('a contributor edits her own story, and others do not exist', async () => {
    const paul = town.as(town.members.contributor)
    const made = await paul.post('/bureau/recits/nouveau', {
      language: 'fr',
      witnesses: [town.members.contributor.person_id],
    })
    const code = /recits\/(\d{6})\//.exec(made.headers.get('location') ?? '')?.[1] ?? ''
    const path = `/bureau/recits/${code}/texte`
    expect((await paul.post(path, { ...(await formOf(paul, path)), ...words })).status).toBe(303)
    const list = await (await paul.get('/bureau/recits')).text()
    expect(list).toContain(`/bureau/recits/${code}`)
    expect(list).not.toContain(`/bureau/recits/${story.code}`)
    for (const part of ['', '/texte', '/apercu', '/historique', '/personnes', '/themes'])
      expect((await paul.get(`/bureau/recits/${story.code}${part}`)).status).toBe(404)
    for (const part of ['/texte', '/envoyer', '/etapes', '/personnes', '/licence'])
      expect((await paul.post(`/bureau/recits/${story.code}${part}`, { ...words, version: '1' })).status).toBe(404)
    const stranger = town.as(await aMember(town.desk, town.space_id, 'Rosa', 'facilitator'))
    expect((await stranger.get(`/bureau/recits/${code}`)).status).toBe(404)
  })

  test('a visitor is sent to the door, and a scientist reads what was sent without writing', async () => {
    const visitor = town.as({ kind: 'visitor' })
    expect((await visitor.get('/bureau/recits')).status).toBe(303)
    expect((await visitor.post(`/bureau/recits/${story.code}/texte`, words)).status).toBe(401)
    const sent = await aStory(town, { until: 'submitted' })
    const helene = town.as(town.members.scientist)
    expect((await helene.get(`/bureau/recits/${sent.code}`)).status).toBe(200)
    expect((await helene.get(`/bureau/recits/${sent.code}/texte`)).status).toBe(404)
    expect((await helene.get(`/bureau/recits/${story.code}`)).status).toBe(404)
  })

  test('in Arabic too', async () => {
    const html = await (await ines.get(`/ar/bureau/recits/${story.code}/texte`)).text()
    expect(html).toContain('dir="rtl"')
    expect(html).toContain('النص')
  })
})
