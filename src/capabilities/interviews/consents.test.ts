// What a witness agrees to, at HTTP level: who may note it, that it is read again first, that nothing is lost.

import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { visitor } from '#core/people/roles.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { aCardHolder, aTown, type Town } from '#tests/support/town.ts'
import { testDatabase } from '#tests/support/database.ts'

const database = await testDatabase()
let town: Town
let story: TestStory
beforeAll(async () => void (town = await aTown(database)))
beforeEach(async () => void (story = await aStory(town, { until: 'submitted' })))

const path = () => `/bureau/recits/${story.code}/accords`
const fields = (more: Record<string, string> = {}) => ({
  step: 'confirm',
  submission_id: randomUUID(),
  person_id: story.witness_id,
  wording_language: 'fr',
  ends_on: '',
  ends_shown: '',
  pseudonym: '',
  method: 'spoken',
  in_front_of: town.members.facilitator.person_id,
  capacity: 'self',
  said_by: '',
  'answer.site.text': 'yes',
  ...more,
})
const ledger = async () =>
  await town.desk.db
    .selectFrom('desk.consent')
    .selectAll()
    .where('contribution_id', '=', story.id)
    .orderBy('id')
    .execute()
const post = async (more: Record<string, string> = {}, actor = town.members.facilitator) =>
  await town.as(actor).post(path(), fields(more))
const html = async (response: Response) => await response.text()

describe('on the desk', () => {
  test('the facilitator sees three groups, the rest apart, and nothing chosen', async () => {
    const page = await html(await town.as(town.members.facilitator).get(path()))
    for (const words of [
      'Sur le site',
      'Garder et transmettre',
      'Plus loin que le site',
      'Autres usages',
      'Publier son récit',
      'data-read-text',
    ])
      expect(page).toContain(words)
    expect(page).not.toMatch(/name="answer\.[^"]+" value="yes" checked/)
  })

  test('the questions are asked in the language chosen', async () => {
    const page = await html(await town.as(town.members.facilitator).get(`${path()}?langue=ar`))
    expect(page).toContain('هل تريدون أن تُنشر حكايتكم على الموقع؟')
    expect(page).toContain('data-read-lang="ar"')
  })

  test('answers are read again before they are kept', async () => {
    const review = await post({ step: 'review', 'answer.radio.voice': 'no' })
    expect(review.status).toBe(200)
    const page = await html(review)
    expect(page).toContain('Est-ce bien cela')
    expect(page).toContain('Passer à la radio')
    expect(await ledger()).toHaveLength(0)
    expect((await post({ 'answer.radio.voice': 'no' })).status).toBe(303)
    expect(
      (await ledger()).map((row) => [
        row.use,
        row.form,
        row.answer,
        row.method,
        row.in_front_of,
        row.recorded_by,
        row.wording_language,
      ]),
    ).toEqual([
      ['site', 'text', 'yes', 'spoken', town.members.facilitator.person_id, town.members.facilitator.person_id, 'fr'],
      ['radio', 'voice', 'no', 'spoken', town.members.facilitator.person_id, town.members.facilitator.person_id, 'fr'],
    ])
    expect((await ledger())[0]?.wording).toContain('Voulez-vous que votre récit soit publié')
  })

  test('one may go back and change: what was typed is still there', async () => {
    const page = await html(await post({ step: 'edit', pseudonym: 'Nour', 'answer.site.name': 'later' }))
    expect(page).toContain('value="Nour"')
    expect(page).toMatch(/name="answer\.site\.name" value="later" checked/)
    expect(await ledger()).toHaveLength(0)
  })

  test('sent twice, kept once; the history shows each change and that nothing was altered', async () => {
    const once = fields()
    const ines = town.as(town.members.facilitator)
    expect((await ines.post(path(), once)).status).toBe(303)
    expect((await ines.post(path(), once)).status).toBe(303)
    expect(await ledger()).toHaveLength(1)
    await post({ 'answer.site.text': 'no' })
    const page = await html(await ines.get(path()))
    expect(page).toContain('Voir les 2 réponses')
    expect(page).toContain('rien n’y a été changé')
    expect(page).toMatch(/name="answer\.site\.text" value="no" checked/)
  })

  test.each([
    ['nobody says how', { method: '' }, 'Choisissez comment la personne répond'],
    ['a guardian without a name', { capacity: 'guardian' }, 'Écrivez le nom de la personne qui répond'],
    ['an end already past', { ends_on: '2020-01-01' }, 'Choisissez un jour à venir'],
    ['an answer that does not exist', { 'answer.site.text': 'maybe' }, 'Choisissez une des réponses proposées'],
    ['a wording in no language of ours', { wording_language: 'xx' }, 'Choisissez une des réponses proposées'],
  ])('%s: the form comes back whole', async (_, wrong, words) => {
    const response = await post({ pseudonym: 'Nour', ...wrong })
    expect(response.status).toBe(422)
    const page = await html(response)
    expect(page).toContain(words)
    expect(page).toContain('value="Nour"')
    expect(await ledger()).toHaveLength(0)
  })

  test('someone who does not tell in this story has no answers in it', async () => {
    const other = await aStory(town)
    expect((await post({ person_id: other.witness_id })).status).toBe(404)
    expect((await post({ in_front_of: other.witness_id })).status).toBe(400)
    expect(await ledger()).toHaveLength(0)
  })

  test('another name is kept, and shown instead of hers on the shelf', async () => {
    const shown = await aStory(town, { name: 'Yamina Belkacem', named: false, body: 'Yamina est venue en janvier.' })
    story = shown
    await post({ pseudonym: 'Nour', 'answer.site.name': 'no' })
    const item = await town.desk.db
      .selectFrom('shelf.item')
      .select('credits')
      .where('id', '=', shown.id)
      .executeTakeFirstOrThrow()
    expect(item.credits).toContainEqual({ role: 'told', name: 'Nour', age: null })
  })
})

describe('who may note an answer', () => {
  test.each(['editor', 'scientist', 'administrator'] as const)('not a %s, who reads only', async (role) => {
    const member = town.members[role]
    expect((await post({}, member)).status).toBe(403)
    const page = await html(await town.as(member).get(path()))
    expect(page).toContain('note ses accords')
    expect(page).not.toContain('name="answer.')
    expect(await ledger()).toHaveLength(0)
  })

  test('not a contributor nor another facilitator, for whom the story does not exist', async () => {
    expect((await post({}, town.members.contributor)).status).toBe(404)
    const karim = { ...town.members.facilitator, person_id: town.members.contributor.person_id }
    expect((await post({}, karim)).status).toBe(404)
    expect((await town.as(karim).get(path())).status).toBe(404)
  })

  test('not a visitor', async () => {
    expect((await town.as(visitor).post(path(), fields())).status).toBe(401)
    expect((await town.as(visitor).get(path())).headers.get('location')).toContain('/entrer?next=')
    expect(await ledger()).toHaveLength(0)
  })

  test('the witness with her card, for herself; another witness finds nothing', async () => {
    const mine = `/ma-carte/recit/${story.code}/accords`
    const card = town.as(aCardHolder(story.witness_id, story.witness_name, town.space_id))
    expect(await html(await card.get(mine))).toContain('Voulez-vous que votre récit soit publié')
    const said = {
      wording_language: 'fr',
      ends_on: '',
      ends_shown: '',
      pseudonym: '',
      'answer.site.text': 'yes',
      person_id: town.members.editor.person_id,
    }
    expect(await html(await card.post(mine, { ...said, step: 'review' }))).toContain('Est-ce bien cela')
    expect(await ledger()).toHaveLength(0)
    expect((await card.post(mine, { ...said, step: 'confirm' })).status).toBe(303)
    expect((await ledger()).map((row) => [row.person_id, row.method, row.in_front_of, row.answer])).toEqual([
      [story.witness_id, 'card', null, 'yes'],
    ])
    const other = await aStory(town)
    const stranger = town.as(aCardHolder(other.witness_id, other.witness_name, town.space_id))
    expect((await stranger.get(mine)).status).toBe(404)
    expect((await stranger.post(mine, { ...said, step: 'confirm' })).status).toBe(404)
    expect(await ledger()).toHaveLength(1)
  })
})
