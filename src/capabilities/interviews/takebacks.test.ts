// Taking back, by the witness with her card or for her: what she takes back is gone in the next request.

import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordConsents } from '#core/consent/consents.ts'
import { allow, yes } from '#core/people/can.ts'
import { visitor } from '#core/people/roles.ts'
import { actOn, machineOf } from '#tests/support/acting.ts'
import { aStory, type StoryOptions, type TestStory } from '#tests/support/stories.ts'
import { aCardHolder, aTown, type Client, type Town } from '#tests/support/town.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aMandate } from '#tests/support/mandates.ts'

const database = await testDatabase()
let town: Town
beforeAll(async () => void (town = await aTown(database)))

const cardOf = (story: TestStory): Client => town.as(aCardHolder(story.witness_id, story.witness_name, town.space_id))
const reader = () => town.as(visitor)
/** Cached pages are dropped by a notice of the database; tests drop them by hand. */
const readPage = async (path: string) => {
  town.app.cache.clear()
  return await reader().get(path)
}
const publicPath = async (code: string) => {
  const { slug } = await town.desk.db
    .selectFrom('shelf.item')
    .select('slug')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return `/recits/${code}/${encodeURIComponent(slug)}`
}
const begun = async (options: StoryOptions = {}) => await aStory(town, options)
const agree = async (story: TestStory, use: 'print' | 'radio', form: 'text' | 'voice') =>
  await actOn(town, story.id, async (work, thing) => {
    const answer = {
      person_id: story.witness_id,
      use,
      form,
      answer: 'yes',
      capacity: 'self',
      said_by: '',
      method: 'spoken',
      in_front_of: null,
      wording_language: 'fr',
      wording: 'x',
      ends_on: null,
    } as const
    await recordConsents(work, allow(yes, machineOf(town), 'consent', thing), [answer], null)
  })

describe('taking back with her card', () => {
  test('is asked twice, then the page answers 410 and nothing is left of it', async () => {
    const story = await begun({ title: 'Le manteau bleu', stages: [{ place: 'Valparaiso', when: '1973' }] })
    const path = await publicPath(story.code)
    expect((await readPage(path)).status).toBe(200)
    expect(await (await readPage('/recits')).text()).toContain('Le manteau bleu')
    const card = cardOf(story)
    const asked = `/ma-carte/recit/${story.code}/reprendre`
    expect(await (await card.post(asked, { scope: 'all', until: '', step: 'review' })).text()).toContain(
      'Reprendre tout votre récit',
    )
    expect((await readPage(path)).status).toBe(200)
    expect((await card.post(asked, { scope: 'all', until: '', step: 'confirm' })).status).toBe(303)
    const gone = await readPage(path)
    expect(gone.status).toBe(410)
    expect(await (await readPage(`/recits/${story.code}`)).text()).not.toMatch(/manteau|Zohra|Valparaiso/)
    expect(await (await readPage('/recits')).text()).not.toContain('Le manteau bleu')
    for (const table of ['shelf.item', 'shelf.text', 'shelf.place'] as const) {
      const { rows } = await sql`select * from ${sql.table(table)}`.execute(town.desk.db)
      expect(JSON.stringify(rows)).not.toMatch(/manteau|Valparaiso/)
    }
    const hers = await (await card.get(`/ma-carte/recit/${story.code}`)).text()
    expect(hers).toContain('Vous avez repris votre récit')
    const seal = /name="seal_id" value="([^"]+)"/.exec(hers)?.[1] ?? ''
    expect((await card.post(`/ma-carte/recit/${story.code}/remettre`, { seal_id: seal })).status).toBe(303)
    expect((await readPage(path)).status).toBe(200)
  })

  test('only the name: it is nowhere on the shelf any more, the story stays', async () => {
    const story = await begun({
      name: 'Esperanza Quiroga',
      title: 'Esperanza raconte',
      body: 'On m’appelait Quiroga au village.',
    })
    const path = await publicPath(story.code)
    expect(await (await readPage(path)).text()).toContain('Esperanza')
    expect(
      (
        await cardOf(story).post(`/ma-carte/recit/${story.code}/reprendre`, {
          scope: 'name',
          until: '',
          step: 'confirm',
        })
      ).status,
    ).toBe(303)
    const page = await (await readPage(await publicPath(story.code))).text()
    expect(page).not.toMatch(/Esperanza|Quiroga/)
    for (const table of ['shelf.item', 'shelf.text', 'shelf.place', 'shelf.gone'] as const) {
      const { rows } = await sql`select * from ${sql.table(table)}`.execute(town.desk.db)
      expect(JSON.stringify(rows)).not.toMatch(/esperanza|quiroga/i)
    }
  })

  test('until a date, which must be to come', async () => {
    const story = await begun()
    const path = await publicPath(story.code)
    const asked = `/ma-carte/recit/${story.code}/reprendre`
    expect((await cardOf(story).post(asked, { scope: 'all', until: '2020-01-01', step: 'confirm' })).status).toBe(422)
    expect((await cardOf(story).post(asked, { scope: 'all', until: '2099-01-01', step: 'confirm' })).status).toBe(303)
    expect((await readPage(path)).status).toBe(410)
    expect(await (await cardOf(story).get(`/ma-carte/recit/${story.code}`)).text()).toContain('1er janvier 2099')
  })
})

describe('taking back for her', () => {
  const ask = (story: TestStory, more: Record<string, string> = {}) => ({
    scope: 'all',
    until: '',
    asked_by: 'witness',
    person_id: '',
    step: 'confirm',
    ...more,
    code: story.code,
  })
  const path = (story: TestStory) => `/bureau/recits/${story.code}/reprendre`

  test('by her facilitator, even once the mandate has ended and someone else is in charge', async () => {
    const story = await begun({ facilitator_id: null })
    const ines = town.as(town.members.facilitator)
    expect((await ines.post(path(story), ask(story))).status).toBe(404)
    await aMandate(town, story, ['collect', 'sign', 'withdraw'], '2020-12-31')
    expect((await ines.get(`/bureau/recits/${story.code}/relecture-temoin`)).status).toBe(404)
    expect(await (await ines.post(path(story), ask(story, { step: 'review' }))).text()).toContain(
      'Cacher tout le récit',
    )
    expect((await ines.post(path(story), ask(story))).status).toBe(303)
    expect(await town.desk.db.selectFrom('shelf.item').select('id').where('id', '=', story.id).execute()).toEqual([])
    // Showing again is publishing: the ended mandate does not allow it.
    const seal = await town.desk.db
      .selectFrom('desk.seal')
      .select('id')
      .where('contribution_id', '=', story.id)
      .executeTakeFirstOrThrow()
    expect((await ines.post(`/bureau/recits/${story.code}/remettre`, { seal_id: seal.id })).status).toBe(403)
    expect(
      (await town.as(town.members.administrator).post(`/bureau/recits/${story.code}/remettre`, { seal_id: seal.id }))
        .status,
    ).toBe(303)
  })

  test('tells what was done and what remains, and notes what people do', async () => {
    const story = await begun()
    await agree(story, 'print', 'text')
    await agree(story, 'radio', 'voice')
    const sophie = town.as(town.members.administrator)
    const after = `/bureau/recits/${story.code}/repris`
    expect(
      (await sophie.post(path(story), ask(story, { asked_by: 'administrator' }))).headers.get('location'),
    ).toContain(after)
    const page = await (await sophie.get(after)).text()
    for (const words of ['le récit n’est plus là', 'Livres et livrets', 'Radio', 'archive publique'])
      expect(page).toContain(words)
    expect(page).not.toContain('Exposition')
    expect((await sophie.post(after, { done: ['print', 'everything'] })).status).toBe(400)
    expect((await sophie.post(after, { done: ['print'] })).status).toBe(303)
    expect((await sophie.post(after, { done: ['print'] })).status).toBe(303)
    const noted = await town.desk.db
      .selectFrom('desk.event')
      .select(['actor_id', 'data'])
      .where('contribution_id', '=', story.id)
      .where('kind', '=', 'takeback.done')
      .execute()
    expect(noted.map((each) => [each.actor_id, each.data['task']])).toEqual([
      [town.members.administrator.person_id, 'print'],
    ])
    const left = await (await sophie.get(after)).text()
    expect(left).toContain('Encore une chose')
    expect(left).not.toContain('value="print"')
  })

  test('only one name needs to know whose', async () => {
    const story = await begun({ name: 'Ludmila Petrova', title: 'Ludmila' })
    const ines = town.as(town.members.facilitator)
    const other = await begun()
    expect((await ines.post(path(story), ask(story, { scope: 'name', person_id: other.witness_id }))).status).toBe(404)
    expect((await ines.post(path(story), ask(story, { scope: 'name' }))).status).toBe(303)
    const rows = await town.desk.db.selectFrom('shelf.item').selectAll().where('id', '=', story.id).execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/ludmila|petrova/i)
  })

  test.each(['editor', 'scientist'] as const)('not by a %s', async (role) => {
    const story = await begun()
    expect((await town.as(town.members[role]).post(path(story), ask(story))).status).toBe(403)
    expect((await town.as(town.members[role]).get(path(story))).status).toBe(403)
    expect(
      await town.desk.db.selectFrom('desk.seal').select('id').where('contribution_id', '=', story.id).execute(),
    ).toEqual([])
  })

  test('not by a contributor, a visitor, nor a facilitator in the administration’s name', async () => {
    const story = await begun()
    expect((await town.as(town.members.contributor).post(path(story), ask(story))).status).toBe(404)
    expect((await reader().post(path(story), ask(story))).status).toBe(401)
    expect(
      (await town.as(town.members.facilitator).post(path(story), ask(story, { asked_by: 'administrator' }))).status,
    ).toBe(403)
    expect(
      await town.desk.db.selectFrom('desk.seal').select('id').where('contribution_id', '=', story.id).execute(),
    ).toEqual([])
  })
})
