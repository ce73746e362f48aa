// An article goes from a draft to everyone's eyes through the same queue as stories, and leaves as they do.

import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { aMember, aTown, type Town } from '#tests/support/town.ts'

const database = await testDatabase()
let town: Town
beforeAll(async () => {
  town = await aTown(database)
})

const typed = (more: Record<string, string> = {}) => ({
  submission_id: randomUUID(),
  language: 'fr',
  title: 'Une soupe, onze noms',
  lead: 'La même marmite change de nom.',
  body: 'On avait posé une seule question.\n\n## La table\n\nOnze familles ont répondu.',
  then: 'keep',
  ...more,
})
const visitor = { kind: 'visitor' } as const

async function begun(more: Record<string, string> = {}): Promise<string> {
  const answer = await town.as(town.members.contributor).post('/bureau/articles/nouveau', typed(more))
  expect(answer.status).toBe(303)
  return /articles\/(\d{6})/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
}
const newest = async (code: string) =>
  await town.desk.db
    .selectFrom('desk.revision as revision')
    .innerJoin('desk.contribution as c', 'c.id', 'revision.contribution_id')
    .select(['revision.id', 'number'])
    .where('code', '=', code)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
const signed = async (code: string, more: Record<string, string> = {}) =>
  await town.as(town.members.editor).post(`/bureau/relecture/${code}`, {
    submission_id: randomUUID(),
    revision_id: (await newest(code)).id,
    board: 'editorial',
    decision: 'approve',
    reason: '',
    opinion: '',
    ...more,
  })

test('from draft to shelf through the boards’ queue, then back out: 410', async () => {
  const { as, members } = town
  const [author, editor, reader] = [as(members.contributor), as(members.editor), as(visitor)]
  const code = await begun()
  expect((await editor.get(`/bureau/relecture/${code}`)).status).toBe(404)
  expect((await reader.get(`/journal/${code}`)).status).toBe(404)
  expect((await author.post(`/bureau/articles/${code}`, typed({ version: '1', then: 'send' }))).status).toBe(303)
  expect(await (await editor.get('/bureau/relecture')).text()).toContain('Une soupe, onze noms')
  expect((await reader.get(`/journal/${code}`)).status).toBe(404)
  expect((await signed(code, { opinion: 'Onze soupes, comptées.', opinion_is_public: 'yes' })).status).toBe(303)

  const list = await (await reader.get('/journal')).text()
  expect(list).toContain('Une soupe, onze noms')
  const address = /href="(\/journal\/\d{6}\/[^"]+)"/.exec(list)?.[1] ?? ''
  const page = await reader.get(address)
  expect(page.status).toBe(200)
  const html = await page.text()
  expect(html).toContain('<h2>La table</h2>')
  expect(html).toContain('Paul')
  expect(html).toContain('Onze soupes, comptées.')
  expect((await reader.get(`/journal/${code}/autre-titre`)).status).toBe(301)
  expect((await reader.get(`/recits/${code}`)).status).toBe(404)
  expect((await reader.get(`/${code}`)).headers.get('location')).toContain('/journal/')
  expect(await (await reader.get('/ar/journal')).text()).toContain('Une soupe, onze noms')

  // Somebody else's text is not a reader's to take.
  expect(
    (
      await as(await aMember(town.desk, town.space_id, 'Lina', 'contributor')).post(
        `/bureau/articles/${code}/reprendre`,
        { then: 'away' },
      )
    ).status,
  ).toBe(404)
  expect(
    (await author.post(`/bureau/articles/${code}/reprendre`, { submission_id: randomUUID(), then: 'away' })).status,
  ).toBe(303)
  town.app.cache.clear()
  expect((await reader.get(address)).status).toBe(410)
  expect(await (await reader.get('/journal')).text()).not.toContain('Une soupe, onze noms')
  expect(
    (await author.post(`/bureau/articles/${code}/reprendre`, { submission_id: randomUUID(), then: 'back' })).status,
  ).toBe(303)
  town.app.cache.clear()
  expect((await reader.get(address)).status).toBe(200)
})

test('the author reads why it came back, and the approved one stays online while she works', async () => {
  const author = town.as(town.members.contributor)
  const code = await begun({ title: 'Le poisson de la ligne 3', then: 'send' })
  await signed(code)
  const changed = typed({ title: 'Le poisson de la ligne 4', version: '1', then: 'send' })
  expect((await author.post(`/bureau/articles/${code}`, changed)).status).toBe(303)
  await signed(code, { decision: 'changes', reason: 'C’était bien la ligne 3.' })
  expect(await (await author.get(`/bureau/articles/${code}`)).text()).toContain('C’était bien la ligne 3.')
  town.app.cache.clear()
  const list = await (await town.as(visitor).get('/journal')).text()
  expect(list).toContain('ligne 3')
  expect(list).not.toContain('ligne 4')
})

test('a draft may be unfinished; what is sent needs a title and words', async () => {
  const author = town.as(town.members.contributor)
  const code = await begun({ title: '', body: '' })
  const answer = await author.post(
    `/bureau/articles/${code}`,
    typed({ title: '', lead: 'Gardez ceci', body: ' ', version: '1', then: 'send' }),
  )
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Gardez ceci')
  for (const wrong of [
    { language: 'français' },
    { themes: 'x' },
    { title: 'x'.repeat(300) },
    { body: 'a\0b' },
    { version: '-1' },
    { then: 'publish' },
  ] as Record<string, string>[])
    expect((await author.post(`/bureau/articles/${code}`, typed({ version: '1', ...wrong }))).status).toBe(422)
})

test('two people writing never replace each other unseen', async () => {
  const { as, members } = town
  const code = await begun({ title: 'À deux', then: 'send' })
  expect(
    (await as(members.editor).post(`/bureau/articles/${code}`, typed({ body: 'Les mots de Nadia.', version: '1' })))
      .status,
  ).toBe(303)
  const answer = await as(members.contributor).post(
    `/bureau/articles/${code}`,
    typed({ body: 'Les mots de Paul.', version: '1' }),
  )
  expect(answer.status).toBe(409)
  const html = await answer.text()
  expect(html).toContain('Les mots de Nadia.')
  expect(html).toContain('Les mots de Paul.')
  expect(html).toContain('name="version" value="2"')
  const auto = await as(members.contributor).post(`/bureau/articles/${code}`, typed({ version: '1' }), {
    'x-autosave': '1',
  })
  expect(auto.status).toBe(409)
  const kept = await as(members.contributor).post(`/bureau/articles/${code}`, typed({ version: '2' }), {
    'x-autosave': '1',
  })
  expect(await kept.json()).toMatchObject({ version: 3, fields: { version: '3' } })
})

test('who may come in', async () => {
  const { as, members } = town
  const code = await begun()
  expect((await as(visitor).get('/bureau/articles')).status).toBe(303)
  expect((await as(members.facilitator).get('/bureau/articles')).status).toBe(404)
  expect((await as(members.scientist).get(`/bureau/articles/${code}`)).status).toBe(404)
  expect((await as(members.editor).get(`/bureau/articles/${code}`)).status).toBe(404)
  expect((await as(members.administrator).get(`/bureau/articles/${code}`)).status).toBe(200)
  // An editor's own words wait for another editor.
  const own = await aMember(town.desk, town.space_id, 'Mathilde', 'editor')
  const answer = await as(own).post('/bureau/articles/nouveau', typed({ title: 'De Mathilde', then: 'send' }))
  const mine = /articles\/(\d{6})/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
  const decision = {
    submission_id: randomUUID(),
    revision_id: (await newest(mine)).id,
    board: 'editorial',
    decision: 'approve',
    reason: '',
    opinion: '',
  }
  expect((await as(own).post(`/bureau/relecture/${mine}`, decision)).status).toBe(403)
})
