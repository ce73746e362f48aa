// What each role sees and may do with one contribution under review, at the doors people use.

import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { getContribution } from '#core/contribution/contributions.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aDecision, aSentStory, reviewPath, reviseStory } from '#tests/support/review.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { aMember, aTown, type Town } from '#tests/support/town.ts'
import { countMine } from './queue.queries.ts'

const database = await testDatabase()
let town: Town
beforeAll(async () => {
  town = await aTown(database)
})

const signoffs = async (story: TestStory) =>
  await town.desk.db
    .selectFrom('desk.signoff')
    .selectAll()
    .where('contribution_id', '=', story.id)
    .orderBy('id')
    .execute()
const stageOf = async (story: TestStory) => (await getContribution(town.desk.db, { id: story.id })).stage
const notesOf = async (story: TestStory) =>
  (await database.reader.selectFrom('shelf.item').select('notes').where('id', '=', story.id).executeTakeFirst())?.notes

test('what someone may not see does not exist', async () => {
  const { as, members } = town
  const draft = await aStory(town, { until: 'draft' })
  const story = await aSentStory(town)
  const other = await aMember(town.desk, town.space_id, 'Karim', 'facilitator')
  for (const who of [members.editor, members.scientist]) expect((await as(who).get(reviewPath(draft))).status).toBe(404)
  expect((await as(members.contributor).get('/bureau/relecture')).status).toBe(404)
  expect((await as(members.contributor).get(reviewPath(story))).status).toBe(404)
  expect((await as(other).get(reviewPath(story))).status).toBe(404)
  expect((await as({ kind: 'visitor' }).get(reviewPath(story))).status).toBe(303)
  expect((await as({ kind: 'visitor' }).post(reviewPath(story), aDecision(story))).status).toBe(401)
  expect((await as(members.editor).get('/bureau/relecture/regles')).status).toBe(404)
  for (const who of [members.editor, members.scientist, members.facilitator, members.administrator])
    expect((await as(who).get(reviewPath(story))).status).toBe(200)
})

test.each([
  ['contributor', 404],
  ['facilitator', 404],
  ['scientist', 403],
  ['administrator', 403],
  ['editor', 303],
] as const)('a %s who signs for the editorial board gets %d', async (role, status) => {
  const story = await aSentStory(town)
  const answer = await town.as(town.members[role]).post(reviewPath(story), aDecision(story))
  expect(answer.status).toBe(status)
  expect(await signoffs(story)).toHaveLength(status === 303 ? 1 : 0)
})

test('nobody signs her own words', async () => {
  const story = await aSentStory(town)
  const editor = await aMember(town.desk, town.space_id, 'Zohra, du comité', 'editor')
  await town.desk.db
    .updateTable('desk.contribution')
    .set({ created_by: editor.person_id })
    .where('id', '=', story.id)
    .execute()
  const html = await (await town.as(editor).get(reviewPath(story))).text()
  expect(html).toContain('Vous avez pris part à ce récit.')
  expect(html).not.toContain('name="decision"')
  expect((await town.as(editor).post(reviewPath(story), aDecision(story))).status).toBe(403)
  expect(await countMine(town.desk, editor.person_id, town.space_id)).toBe(
    (await countMine(town.desk, town.members.editor.person_id, town.space_id)) - 1,
  )
})

test('a decision holds for the revision that was read: a newer one makes a conflict that keeps the words', async () => {
  const story = await aSentStory(town)
  const newer = await reviseStory(town, story, 'Je suis venue en février.')
  const answer = await town
    .as(town.members.editor)
    .post(reviewPath(story), aDecision(story, { decision: 'changes', reason: 'Vérifier le mois.' }))
  expect(answer.status).toBe(409)
  const html = await answer.text()
  expect(html).toContain('Une version plus récente est arrivée')
  expect(html).toContain('Vérifier le mois.')
  expect(html).toContain(`name="revision_id" value="${newer}"`)
  expect(html).toContain('février')
  expect(await signoffs(story)).toHaveLength(0)
})

test.each(['changes', 'refuse'] as const)(
  'to %s without a reason is asked again, with what was typed',
  async (asked) => {
    const story = await aSentStory(town)
    const answer = await town
      .as(town.members.editor)
      .post(reviewPath(story), aDecision(story, { decision: asked, opinion: 'Un avis à garder.' }))
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('la personne doit savoir pourquoi')
    expect(html).toContain('Un avis à garder.')
    expect(html).toMatch(new RegExp(`value="${asked}" checked`))
    expect(await signoffs(story)).toHaveLength(0)
  },
)

test('bad input is asked again, never an error', async () => {
  const story = await aSentStory(town)
  const editor = town.as(town.members.editor)
  for (const wrong of [
    { decision: 'publish' },
    { board: 'witness' },
    { revision_id: 'x' },
    { reason: 'x'.repeat(4_001) },
    { reason: 'a\0b' },
    { opinion_is_public: 'maybe' },
    { checks: 'everything' },
  ] as Record<string, string>[])
    expect((await editor.post(reviewPath(story), aDecision(story, wrong))).status).toBe(422)
  expect((await editor.post(reviewPath(story), { ...aDecision(story), reason: ['a', 'b'] })).status).toBe(422)
  expect((await editor.post(reviewPath(story), aDecision({ revision_id: randomUUID() }))).status).toBe(409)
  expect((await editor.get(reviewPath(story, '?texte=%00&avant=-1&apres=99999'))).status).toBe(200)
  expect((await editor.get('/bureau/relecture?page=-4&file=%F0%9F%8E%89')).status).toBe(200)
  expect(await signoffs(story)).toHaveLength(0)
})

test('nothing yet signs nothing; words without a decision are not lost', async () => {
  const story = await aSentStory(town)
  const editor = town.as(town.members.editor)
  expect((await editor.post(reviewPath(story), aDecision(story, { decision: 'wait' }))).status).toBe(303)
  const answer = await editor.post(reviewPath(story), aDecision(story, { decision: 'wait', reason: 'Je réfléchis.' }))
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Je réfléchis.')
  expect(await signoffs(story)).toHaveLength(0)
})

test('the same sending twice signs once', async () => {
  const story = await aSentStory(town)
  const fields = aDecision(story)
  for (let times = 0; times < 2; times++)
    expect((await town.as(town.members.editor).post(reviewPath(story), fields)).status).toBe(303)
  expect(await signoffs(story)).toHaveLength(1)
})

test('a refusal goes by letter to the facilitator, and is read on the page', async () => {
  const { as, members, desk } = town
  const story = await aSentStory(town, { title: 'Trop tôt' })
  await desk.db
    .updateTable('desk.person')
    .set({ email: 'ines@example.org', locale: 'en' })
    .where('id', '=', members.facilitator.person_id)
    .execute()
  await as(members.editor).post(
    reviewPath(story),
    aDecision(story, {
      decision: 'refuse',
      reason: 'Une autre personne est reconnaissable.',
      opinion: 'Entre nous : dommage.',
    }),
  )
  expect(await stageOf(story)).toBe('refused')
  const letter = await desk.db
    .selectFrom('desk.mail')
    .selectAll()
    .where('to_address', '=', 'ines@example.org')
    .executeTakeFirstOrThrow()
  expect(letter.body).toContain('Une autre personne est reconnaissable.')
  expect(letter.body).toContain('“Trop tôt”')
  expect(letter.body).not.toContain('Entre nous')
  const html = await (await as(members.facilitator).get(reviewPath(story))).text()
  expect(html).toContain('Une autre personne est reconnaissable.')
  // Confidential: between boards.
  expect(html).not.toContain('Entre nous')
  expect(await (await as(members.scientist).get(reviewPath(story))).text()).toContain('Entre nous')
  await desk.db
    .updateTable('desk.person')
    .set({ email: null, locale: 'fr' })
    .where('id', '=', members.facilitator.person_id)
    .execute()
})

test('without facilitator, the letter goes to who told, without a link she could not open', async () => {
  const { as, members, desk } = town
  const story = await aSentStory(town, { facilitator_id: null, title: 'Toute seule' })
  await desk.db
    .updateTable('desk.person')
    .set({ email: 'seule@example.org' })
    .where('id', '=', story.witness_id)
    .execute()
  await as(members.editor).post(reviewPath(story), aDecision(story, { decision: 'changes', reason: 'Quelle année ?' }))
  const letter = await desk.db
    .selectFrom('desk.mail')
    .selectAll()
    .where('to_address', '=', 'seule@example.org')
    .executeTakeFirstOrThrow()
  expect(letter.body).toContain('Quelle année ?')
  expect(letter.body).not.toContain('http')
})

test('an opinion is published as a note only when its author says so', async () => {
  const { as, members } = town
  const [told, kept] = [await aStory(town), await aStory(town)]
  for (const [story, visibility] of [
    [told, 'yes'],
    [kept, 'no'],
  ] as const)
    expect(
      (
        await as(members.scientist).post(
          reviewPath(story),
          aDecision(
            { revision_id: story.revision_id ?? '' },
            { board: 'scientific', opinion: 'Les boulangeries restaient ouvertes.', opinion_is_public: visibility },
          ),
        )
      ).status,
    ).toBe(303)
  expect(await notesOf(told)).toMatchObject([
    { kind: 'scientific', by: 'Hélène', text: 'Les boulangeries restaient ouvertes.' },
  ])
  expect(await notesOf(kept)).toEqual([])
})

test('a remark stands on its passage, follows it, is settled, and is kept apart when the passage goes', async () => {
  const { as, members } = town
  const story = await aSentStory(town, {
    body: 'Je suis venue en janvier.\n\nIl neigeait sur Oran, le pain était chaud.',
  })
  const scientist = as(members.scientist)
  const fields = {
    submission_id: randomUUID(),
    revision_id: story.revision_id,
    text: 'fr.original',
    after: '1',
    quote: 'neigeait sur Oran',
    start: '',
    body: 'Est-ce possible ?',
  }
  const added = await scientist.post(`${reviewPath(story)}/remarques`, fields)
  expect(added.status).toBe(303)
  expect(added.headers.get('location')).toMatch(/#remarques$/)
  const stored = await town.desk.db
    .selectFrom('desk.remark')
    .selectAll()
    .where('contribution_id', '=', story.id)
    .executeTakeFirstOrThrow()
  expect(stored).toMatchObject({
    quote: 'neigeait sur Oran',
    start: 'Je suis venue en janvier.\n\nIl '.length,
    language: 'fr',
    form: 'original',
  })
  const html = await (await as(members.editor).get(reviewPath(story))).text()
  expect(html).toMatch(/<mark id="m1">neigeait sur Oran<a class="c-n" href="#c1"/)
  expect(html).toMatch(/href="#m1"/)

  await reviseStory(
    town,
    story,
    'Un matin de gel.\n\nJe suis venue en janvier.\n\nIl neigeait sur Oran, le pain était chaud.',
  )
  const moved = await (await as(members.editor).get(reviewPath(story))).text()
  expect(moved).toMatch(/<mark id="m1">neigeait sur Oran<a/)
  expect(moved).toContain('<ins>')

  const settled = await scientist.post(`${reviewPath(story)}/remarques/${stored.id}`, {
    submission_id: randomUUID(),
    note: 'vu avec Zohra',
  })
  expect(settled.status).toBe(303)
  expect(await (await as(members.editor).get(reviewPath(story))).text()).toContain('vu avec Zohra')

  await reviseStory(town, story, 'Il faisait doux.')
  const gone = await (await as(members.editor).get(reviewPath(story))).text()
  expect(gone).toContain('Sur un passage qui n’est plus là')
  expect(gone).toContain('Est-ce possible ?')
  expect(gone).not.toContain('<mark id="m1">')
})

test('a remark on words that are not there is asked again with what was typed', async () => {
  const { as, members } = town
  const story = await aSentStory(town)
  const fields = {
    submission_id: randomUUID(),
    revision_id: story.revision_id,
    text: 'fr.original',
    quote: 'jamais dit',
    start: '3',
    body: 'Ma remarque entière.',
  }
  const answer = await as(members.editor).post(`${reviewPath(story)}/remarques`, fields)
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('Ma remarque entière.')
  expect(html).toContain('jamais dit')
  expect(html).toContain('On ne retrouve pas ce passage')
  expect((await as(members.editor).post(`${reviewPath(story)}/remarques`, { ...fields, text: 'xx.easy' })).status).toBe(
    404,
  )
  expect((await as(members.editor).post(`${reviewPath(story)}/remarques/${randomUUID()}`, { note: '' })).status).toBe(
    404,
  )
  expect((await as(members.editor).post(`${reviewPath(story)}/remarques/x`, { note: '' })).status).toBe(404)
})

test('a translation stands beside the words as told, each in its language', async () => {
  const story = await aSentStory(town, {
    language: 'ar',
    title: 'المدينة',
    body: 'جئتُ في يناير.',
    translation: { language: 'fr', title: 'La ville', body: 'Je suis venue en janvier.' },
  })
  const html = await (await town.as(town.members.editor).get(reviewPath(story, '?texte=fr.translation'))).text()
  expect(html).toContain('Les mots d’origine')
  expect(html).toMatch(/lang="ar" dir="rtl"[^>]*><p[^>]*>جئتُ في يناير\./)
  expect(html).toContain('Je suis venue en janvier.')
})

test('private notes are for whoever collects, not for boards', async () => {
  const { as, members } = town
  const story = await aSentStory(town)
  await town.desk.db
    .updateTable('desk.contribution')
    .set({ notes: 'Son mari ne sait pas.' })
    .where('id', '=', story.id)
    .execute()
  for (const who of [members.facilitator, members.administrator])
    expect(await (await as(who).get(reviewPath(story))).text()).toContain('Son mari ne sait pas.')
  for (const who of [members.editor, members.scientist])
    expect(await (await as(who).get(reviewPath(story))).text()).not.toContain('Son mari ne sait pas.')
})
