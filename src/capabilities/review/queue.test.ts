// The queue of the boards, the rules of the space, and the public figures.

import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { countDecisions } from '#core/review/figures.ts'
import { readConfig } from '#core/platform/config.ts'
import { silentLog } from '#core/platform/log.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aDecision, aSentStory, reviewPath } from '#tests/support/review.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown, type Town } from '#tests/support/town.ts'
import { countMine } from './queue.queries.ts'
import { reviewJobs } from './review.jobs.ts'

const database = await testDatabase()
let town: Town
beforeAll(async () => {
  town = await aTown(database)
})

test('the queue shows boards what waits, the oldest first, and who is expected', async () => {
  const { as, members } = town
  const [first, second] = [
    await aSentStory(town, { title: 'Le plus ancien' }),
    await aSentStory(town, { title: 'Le plus récent' }),
  ]
  await town.desk.db
    .updateTable('desk.contribution')
    .set({ stage_since: new Date(Date.now() - 30 * 86_400_000) })
    .where('id', '=', first.id)
    .execute()
  const html = await (await as(members.editor).get('/bureau/relecture')).text()
  expect(html.indexOf('Le plus ancien')).toBeGreaterThan(0)
  expect(html.indexOf('Le plus ancien')).toBeLessThan(html.indexOf('Le plus récent'))
  expect(html).toContain('comité éditorial · témoin')
  expect(html).toContain(first.witness_name)
  expect(html).toMatch(/Le plus ancien attend depuis 1\smois\./)
  expect(await countMine(town.desk, members.editor.person_id, town.space_id)).toBe(2)
  // Her board's turn only: the scientific board is not asked here.
  expect(await countMine(town.desk, members.scientist.person_id, town.space_id)).toBe(0)
  const all = await (await as(members.scientist).get('/bureau/relecture?file=comite')).text()
  expect(all).toContain('Le plus récent')
  for (const story of [first, second]) await as(members.editor).post(reviewPath(story), aDecision(story))
  expect(await countMine(town.desk, members.editor.person_id, town.space_id)).toBe(0)
  // Now only the witness is expected: her facilitator sees it.
  expect(await countMine(town.desk, members.facilitator.person_id, town.space_id)).toBe(2)
  expect(await (await as(members.editor).get('/bureau/relecture?file=accord')).text()).toContain('Le plus ancien')
})

test('a long queue has pages', async () => {
  const { as, members, desk } = town
  const story = await aSentStory(town, { title: 'Un parmi vingt-six' })
  const {
    id: _id,
    code: _code,
    ...row
  } = await desk.db.selectFrom('desk.contribution').selectAll().where('id', '=', story.id).executeTakeFirstOrThrow()
  const revision = await desk.db
    .selectFrom('desk.revision')
    .selectAll()
    .where('id', '=', story.revision_id)
    .executeTakeFirstOrThrow()
  for (let count = 0; count < 25; count++) {
    const { id } = await desk.db
      .insertInto('desk.contribution')
      .values({ ...row, draft: JSON.stringify(row.draft), code: String(800_000 + count) })
      .returning('id')
      .executeTakeFirstOrThrow()
    await desk.db
      .insertInto('desk.revision')
      .values({
        contribution_id: id,
        number: 1,
        content: JSON.stringify(revision.content),
        content_hash: 'x',
        created_at: new Date(),
        created_by: null,
      })
      .execute()
  }
  const [one, two] = await Promise.all(
    ['', '?file=comite&page=2'].map(
      async (query) => await (await as(members.editor).get(`/bureau/relecture${query || '?file=comite'}`)).text(),
    ),
  )
  const rows = (html = '') => html.split('bureau/relecture/').length - 1
  expect(one).toContain('rel="next"')
  expect(two).toContain('rel="prev"')
  expect(two).not.toContain('rel="next"')
  expect(rows(one)).toBe(25)
  expect(rows(two)).toBeGreaterThan(0)
  await desk.db
    .updateTable('desk.contribution')
    .set({ stage: 'draft', due: [] })
    .where('code', 'like', '8000__')
    .execute()
})

test('asking one sign-off more takes off the site what has not got it, and asking it no more gives it back', async () => {
  const { as, members } = town
  const story = await aStory(town, { title: 'Déjà en ligne' })
  const administrator = as(members.administrator)
  const isOnline = async () =>
    (await database.reader.selectFrom('shelf.item').select('id').where('id', '=', story.id).execute()).length === 1
  expect(await (await administrator.get('/bureau/relecture/regles')).text()).toMatch(
    /L’ajouter retire \d+ récits? du site/,
  )
  expect(
    (
      await as(members.editor).post('/bureau/relecture/regles', {
        submission_id: randomUUID(),
        required: ['editorial'],
      })
    ).status,
  ).toBe(404)
  expect(
    (await administrator.post('/bureau/relecture/regles', { submission_id: randomUUID(), required: ['nobody'] }))
      .status,
  ).toBe(422)
  expect(
    (
      await administrator.post('/bureau/relecture/regles', {
        submission_id: randomUUID(),
        required: ['editorial', 'scientific', 'witness'],
      })
    ).status,
  ).toBe(303)
  expect(await isOnline()).toBe(false)
  expect((await as({ kind: 'visitor' }).get(`/recits/${story.code}`)).status).toBe(410)
  expect(
    (
      await administrator.post('/bureau/relecture/regles', {
        submission_id: randomUUID(),
        required: ['editorial', 'witness'],
      })
    ).status,
  ).toBe(303)
  expect(await isOnline()).toBe(true)
})

test('figures say how much was proposed, published, sent back and refused, quarter by quarter', async () => {
  const { desk, as, members } = town
  const editor = as(members.editor)
  const [returned, refused] = [await aSentStory(town), await aSentStory(town)]
  for (const times of ['une fois', 'deux fois'])
    await editor.post(reviewPath(returned), aDecision(returned, { decision: 'changes', reason: times }))
  await editor.post(reviewPath(refused), aDecision(refused, { decision: 'refuse', reason: 'Trop tôt.' }))
  // After each decision, this quarter is already right.
  const now = await database.reader.selectFrom('shelf.figure').select('count').where('name', '=', 'refused').execute()
  expect(now.map((figure) => figure.count)).toEqual([1])
  // A first proposal two quarters ago: the job goes back to it.
  const old = { contribution_id: refused.id, number: 1, content: '{}', content_hash: 'x', created_by: null }
  await desk.db
    .insertInto('desk.revision')
    .values({ ...old, number: 99, created_at: new Date(Date.now() - 200 * 86_400_000) })
    .execute()
  await reviewJobs[0]?.run({ desk, log: silentLog, config: readConfig({}), sendMail: async () => {} })
  const shown = await database.reader.selectFrom('shelf.figure').selectAll().execute()
  const counted = await countDecisions(desk.db, new Date(0), new Date('2100-01-01'))
  const total = (name: string) =>
    shown.filter((figure) => figure.name === name).reduce((sum, figure) => sum + figure.count, 0)
  expect({
    proposed: total('proposed'),
    published: total('published'),
    returned: total('returned'),
    refused: total('refused'),
  }).toEqual(counted)
  expect(counted.refused).toBe(1)
  expect(counted.returned).toBe(1)
  expect(counted.published).toBe(1)
  expect(new Set(shown.map((figure) => figure.period)).size).toBeGreaterThanOrEqual(3)
})

test('each language and each role reads the screens whole', async () => {
  const story = await aSentStory(town)
  for (const prefix of ['/en', '/ar'])
    for (const path of ['/bureau/relecture', `/bureau/relecture?file=publies`, reviewPath(story)]) {
      const answer = await town.as(town.members.administrator).get(prefix + path)
      expect(answer.status).toBe(200)
      expect(await answer.text()).not.toContain('{')
    }
})
