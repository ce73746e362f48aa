// Writing once, whole, or not at all.

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
import { change, type Work } from './change.ts'
import { placeSeal } from './consent/consents.ts'
import { getContribution } from './contribution/contributions.ts'
import type { Desk } from './desk.ts'
import { allow, yes } from './people/can.ts'
import type { Actor } from './people/roles.ts'

const town = await aTown(await testDatabase())
let moved = 0
const desk: Desk = { ...town.desk, moved: () => void (moved += 1) }
const ines = town.members.facilitator
const machine: Actor = { kind: 'machine', person_id: null, space_id: town.space_id }
const story = await aStory(town)

const events = async (kind: string) =>
  await desk.db.selectFrom('desk.event').selectAll().where('kind', '=', kind).orderBy('id').execute()
const submission = async (id: string) =>
  await desk.db.selectFrom('desk.submission').selectAll().where('id', '=', id).executeTakeFirst()
const isShown = async () =>
  (await desk.db.selectFrom('shelf.item').select('id').where('id', '=', story.id).executeTakeFirst()) !== undefined
const seal = async (work: Work) => {
  const thing = await getContribution(work.tx, { id: story.id })
  return await placeSeal(work, allow(yes, machine, 'seal', thing), {
    scope: 'all',
    person_id: null,
    until: null,
    reason: 'restriction',
    asked_by: 'administrator',
    placed_by: null,
  })
}
beforeEach(() => (moved = 0))

describe('a submission', () => {
  test('sent five times at once has one effect, and everyone reads the same result', async () => {
    let ran = 0
    const submission_id = randomUUID()
    const once = async () =>
      await change(desk, { action: 'test.five', actor: ines, submission_id }, async (work) => {
        ran += 1
        await work.record({ kind: 'test.five' })
        // Slow enough that the others arrive meanwhile.
        await sql`select pg_sleep(0.05)`.execute(work.tx)
        return { number: ran, at: 'first' }
      })
    const results = await Promise.all([once(), once(), once(), once(), once()])
    expect(ran).toBe(1)
    expect(results).toEqual(Array.from({ length: 5 }, () => ({ number: 1, at: 'first' })))
    expect(await events('test.five')).toHaveLength(1)
    expect(await once()).toEqual({ number: 1, at: 'first' })
  })

  test('whose first arrival fails can be sent again', async () => {
    const submission_id = randomUUID()
    let tries = 0
    const flaky = async () =>
      await change(desk, { action: 'test.flaky', actor: ines, submission_id }, async () => {
        tries += 1
        if (tries === 1) throw new Error('power cut')
        return 'done'
      })
    await expect(flaky()).rejects.toThrow('power cut')
    expect(await flaky()).toBe('done')
    expect(await flaky()).toBe('done')
    expect(tries).toBe(2)
  })

  test.each([
    ['another action', { action: 'test.other', actor: ines }],
    ['another person', { action: 'test.mine', actor: town.members.editor }],
    ['a visitor', { action: 'test.mine', actor: { kind: 'visitor' } as Actor }],
  ])('cannot be taken over by %s', async (_, options) => {
    const submission_id = randomUUID()
    await change(desk, { action: 'test.mine', actor: ines, submission_id }, async () => 'secret result')
    await expect(change(desk, { ...options, submission_id }, async () => 'other')).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test.each([[undefined], [null], [0], [false], [['a', 1]], [{ a: { b: 'ü ’ "\\' } }]])(
    'gives back %j as it was',
    async (result) => {
      const submission_id = randomUUID()
      const asked = async () =>
        await change(desk, { action: 'test.json', actor: ines, submission_id }, async () => result)
      expect(await asked()).toEqual(result)
      expect(await asked()).toEqual(result ?? null)
    },
  )

  test('without identifier is done each time', async () => {
    for (const _ of [1, 2])
      await change(
        desk,
        { action: 'test.twice', actor: ines },
        async (work) => await work.record({ kind: 'test.twice' }),
      )
    expect(await events('test.twice')).toHaveLength(2)
  })
})

describe('a change', () => {
  test('that fails leaves nothing: no event, no submission, no seal, and the shelf as it was', async () => {
    const submission_id = randomUUID()
    const failing = change(desk, { action: 'test.fails', actor: ines, submission_id }, async (work) => {
      await seal(work)
      await work.record({ kind: 'test.fails' })
      throw new Error('after everything was written')
    })
    await expect(failing).rejects.toThrow('after everything was written')
    expect(await events('test.fails')).toEqual([])
    expect(await submission(submission_id)).toBeUndefined()
    expect(await desk.db.selectFrom('desk.seal').select('id').execute()).toEqual([])
    expect(await isShown()).toBe(true)
    expect(moved).toBe(0)
  })

  test('tells who did it, for whom, when, and where', async () => {
    await change(
      desk,
      { action: 'test.told', actor: ines },
      async (work) =>
        await work.record({
          kind: 'test.told',
          contribution_id: story.id,
          for_person_id: story.witness_id,
          data: { a: 1 },
        }),
    )
    expect(await events('test.told')).toMatchObject([
      {
        actor_id: ines.person_id,
        for_person_id: story.witness_id,
        contribution_id: story.id,
        space_id: town.space_id,
        data: { a: 1 },
      },
    ])
  })

  test('that touches nothing public does not empty the pages kept', async () => {
    await change(desk, { action: 'test.quiet', actor: ines }, async (work) => await work.record({ kind: 'test.quiet' }))
    expect(moved).toBe(0)
    await change(desk, { action: 'test.site', actor: ines }, async (work) => work.touchSite())
    expect(moved).toBe(1)
  })

  test('publishes in its own transaction: seen from outside, the seal and the shelf move together', async () => {
    let insideDone = () => {}
    const inside = new Promise<void>((resolve) => (insideDone = resolve))
    const sealing = change(desk, { action: 'test.seal', actor: machine }, async (work) => {
      await seal(work)
      await inside
    })
    expect(await isShown()).toBe(true)
    insideDone()
    await sealing
    expect(await isShown()).toBe(false)
    expect(moved).toBe(1)
  })
})

describe('what only grows', () => {
  test.each(['revision', 'signoff', 'consent', 'event'])(
    'desk.%s refuses to be changed, removed or emptied',
    async (table) => {
      const name = sql.table(`desk.${table}`)
      const { rows } = await sql<{ count: number }>`select count(*) as count from ${name}`.execute(desk.db)
      expect(rows[0]?.count).toBeGreaterThan(0)
      const column = sql.ref(table === 'event' ? 'kind' : 'contribution_id')
      await expect(sql`update ${name} set ${column} = ${column}`.execute(desk.db)).rejects.toThrow('only grows')
      await expect(sql`delete from ${name}`.execute(desk.db)).rejects.toThrow('only grows')
      await expect(sql`truncate ${name} cascade`.execute(desk.db)).rejects.toThrow('only grows')
      expect((await sql<{ count: number }>`select count(*) as count from ${name}`.execute(desk.db)).rows).toEqual(rows)
    },
  )
})
