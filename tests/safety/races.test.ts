// Everyone at once (SEC-47): whatever the order in which people withdraw, sign, agree and save, the shelf ends as one
// reading of the facts says, nothing is overwritten in silence, and nobody meets an error that is ours.

import { describe, expect, test } from 'vitest'
import { change } from '#core/change.ts'
import { isChainIntact, listConsents } from '#core/consent/consents.ts'
import { getContribution, listRevisions } from '#core/contribution/contributions.ts'
import { AppError } from '#core/platform/errors.ts'
import { incoherences } from '#tests/support/coherence.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
import { deedsOf } from './deeds.ts'

const town = await aTown(await testDatabase())
const { desk, members } = town
const deeds = deedsOf(desk, town.space_id)
const { editor, scientist } = members

const shuffled = <Item>(items: readonly Item[]): Item[] =>
  items
    .map((item) => [Math.random(), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item)
const isShown = async (id: string) =>
  (await desk.db.selectFrom('shelf.item').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
/** Starts everything at nearly the same moment, in a random order; throws what any of them threw. */
const atOnce = async (works: (() => Promise<unknown>)[]): Promise<void> => {
  const ended = await Promise.allSettled(shuffled(works).map(async (work) => await work()))
  for (const each of ended) if (each.status === 'rejected') throw each.reason
}

describe('people at the same story at the same moment', () => {
  test('a withdrawal wins over whoever signs, agrees or sends again, 60 times', async () => {
    for (let round = 0; round < 60; round++) {
      const story = await aStory(town, { until: round % 2 ? 'published' : 'submitted', title: `Course ${round}` })
      const { id, witness_id } = story
      await atOnce([
        () => deeds.seal(id),
        () =>
          deeds.answer(id, {
            person_id: witness_id,
            form: 'text',
            answer: 'yes',
            ends_on: round % 3 ? null : '2031-01-01',
          }),
        () => deeds.answer(id, { person_id: witness_id, form: 'name', answer: round % 5 ? 'yes' : 'no' }),
        () => deeds.sign(id, { kind: 'editorial', person_id: editor.person_id }),
        () => deeds.sign(id, { kind: 'witness', person_id: witness_id, method: 'card' }),
        () => deeds.revise(id, (content) => ({ ...content, period: `19${10 + round}` })),
      ])
      expect(await isShown(id)).toBe(false)
      expect(await incoherences(desk, [id])).toEqual([])
    }
  })

  test('the last sign-offs given together publish, whoever comes last', async () => {
    for (let round = 0; round < 15; round++) {
      const { id, witness_id } = await aStory(town, { until: 'submitted' })
      await atOnce([
        () => deeds.sign(id, { kind: 'editorial', person_id: editor.person_id }),
        () => deeds.sign(id, { kind: 'witness', person_id: witness_id }),
        () => deeds.sign(id, { kind: 'scientific', person_id: scientist.person_id }),
        () => deeds.answer(id, { person_id: witness_id, form: 'text', answer: 'yes' }),
      ])
      expect(await isShown(id)).toBe(true)
      expect(await incoherences(desk, [id])).toEqual([])
    }
  })

  test('yes and no at once: the shelf says what the ledger’s last line says', async () => {
    for (let round = 0; round < 15; round++) {
      const { id, witness_id } = await aStory(town)
      await atOnce([
        () => deeds.answer(id, { person_id: witness_id, form: 'text', answer: 'no' }),
        () => deeds.answer(id, { person_id: witness_id, form: 'text', answer: 'yes', ends_on: '2031-01-01' }),
      ])
      expect(await isShown(id)).toBe((await listConsents(desk.db, id)).at(-1)?.answer === 'yes')
      expect(await incoherences(desk, [id])).toEqual([])
    }
  })

  test('two people save one draft: one is kept, the other is told', async () => {
    const { id } = await aStory(town, { until: 'draft' })
    for (let round = 0; round < 10; round++) {
      const thing = await getContribution(desk.db, { id })
      const ended = await Promise.allSettled(
        ['un', 'deux'].map((words) =>
          deeds.save(id, { ...thing.draft, period: words === 'un' ? '1961' : '1962' }, thing.draft_version),
        ),
      )
      const refused = ended.filter((each) => each.status === 'rejected')
      expect(refused).toHaveLength(1)
      expect(refused[0]?.reason).toMatchObject(new AppError('conflict'))
      expect((await getContribution(desk.db, { id })).draft_version).toBe(thing.draft_version + 1)
    }
  })

  test('one draft sent by three hands makes one revision', async () => {
    const { id } = await aStory(town, { until: 'draft' })
    const sent = await Promise.all([deeds.send(id), deeds.send(id), deeds.send(id)])
    expect(new Set(sent.map((each) => each.revision_id)).size).toBe(1)
    expect(await listRevisions(desk.db, id)).toHaveLength(1)
  })

  test('answers written together make one chain, without a fork', async () => {
    const { id, witness_id } = await aStory(town)
    const forms = ['text', 'name', 'voice', 'image', 'lent'] as const
    for (const answer of ['no', 'yes', 'later'] as const)
      await atOnce(forms.map((form) => () => deeds.answer(id, { person_id: witness_id, form, answer })))
    const rows = await listConsents(desk.db, id)
    expect(rows.length).toBeGreaterThanOrEqual(14)
    expect(new Set(rows.map((row) => row.previous_hash)).size).toBe(rows.length)
    expect(await isChainIntact(desk.db, id)).toBe(true)
  })
})

describe('the town at work while stories come and go', () => {
  test('themes renamed, accounts brought together, stories published in any order: nobody waits in a circle', async () => {
    const [administrator, composer] = [town.as(members.administrator), town.as(editor)]
    const names = { name_en: '', name_ar: '', presentation_fr: '', presentation_en: '', presentation_ar: '' }
    const rename = async (path: string, name_fr: string) =>
      (await administrator.post(path, { ...names, name_fr, slug: 'neige', accent: 'terre', parent_id: '' })).status
    expect(await rename('/bureau/themes/nouveau', 'Neige')).toBe(303)
    const theme = await desk.db
      .selectFrom('desk.theme')
      .select('id')
      .where('slug', '=', 'neige')
      .executeTakeFirstOrThrow()
    const stories: TestStory[] = []
    for (let year = 1990; year < 1996; year++)
      stories.push(
        await aStory(town, { themes: [theme.id], stages: [{ place: 'Le pont', country: 'FR', when: `${year}` }] }),
      )
    const [one, two, three, four] = stories.map(({ code }) => code)
    const pair = { story_1: one ?? '', story_2: two ?? '' }
    const together = async (path: string, version: string) =>
      (await composer.post(path, { title_fr: 'Au pont', kind: 'place', version, ...pair })).status
    expect(await together('/bureau/croisements/nouveau', '')).toBe(303)
    const gathering = await desk.db.selectFrom('desk.gathering').select('id').executeTakeFirstOrThrow()
    const decide = async (deed: string) =>
      (await composer.post(`/bureau/recits/${three}/croisements`, { do: `${deed} ${four}` })).status
    for (let round = 0; round < 8; round++) {
      const statuses: number[] = []
      const asked = (asking: () => Promise<number>) => async () => void statuses.push(await asking())
      await atOnce([
        ...[0, 1, 2].map(() => async () => {
          const order = shuffled(stories)
          await change(desk, { action: 'test.touch', actor: editor }, async (work) => {
            for (const { id } of order) work.touch(id)
          })
        }),
        ...stories.slice(0, 2).map(({ id, witness_id }) => async () => {
          await deeds.answer(id, { person_id: witness_id, form: 'text', answer: round % 2 ? 'yes' : 'no' })
        }),
        asked(async () => await rename(`/bureau/themes/${theme.id}`, `Neige ${round}`)),
        asked(async () => await rename(`/bureau/themes/${theme.id}`, `Neiges ${round}`)),
        asked(async () => await together(`/bureau/croisements/${gathering.id}`, `${round + 1}`)),
        asked(async () => await decide(round % 2 ? 'silence' : 'confirm')),
        asked(async () => await decide('forget')),
      ])
      expect(statuses).toEqual([303, 303, 303, 303, 303])
    }
    expect(
      await incoherences(
        desk,
        stories.map(({ id }) => id),
      ),
    ).toEqual([])
  }, 60_000)
})
