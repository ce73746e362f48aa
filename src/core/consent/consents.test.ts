// The ledger in the database: added to, chained, and unable to hide that a row was altered.

import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { describe, expect, test } from 'vitest'
import { deedsOf } from '#tests/safety/deeds.ts'
import { testDatabase } from '#tests/support/database.ts'
import { withDatabase } from '#tests/support/postgres.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
import { change } from '../change.ts'
import { getContribution } from '../contribution/contributions.ts'
import { addEvidence } from '../media/evidence.ts'
import { addFile } from '../media/files.ts'
import { allow, yes } from '../people/can.ts'
import { isChainIntact, listConsents, listSeals } from './consents.ts'

const database = await testDatabase()
const town = await aTown(database)
const { desk } = town
const deeds = deedsOf(desk, town.space_id)

/** What someone with the server's own password could do. */
async function asSuperuser(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const postgres = inject('postgres')
  if ('failure' in postgres) throw new Error(postgres.failure)
  const client = new pg.Client({
    connectionString: withDatabase(postgres.adminUrl, new URL(database.url).pathname.slice(1)),
  })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
const alter = async (text: string, values: unknown[]) =>
  await asSuperuser(async (client) => {
    await client.query(`set session_replication_role = replica`)
    const { rowCount } = await client.query(text, values)
    expect(rowCount).toBeGreaterThan(0)
  })

async function aLedger() {
  const story = await aStory(town)
  const given = { person_id: story.witness_id, form: 'voice' as const }
  await deeds.answer(story.id, { ...given, answer: 'yes', ends_on: '2031-12-31' })
  await deeds.answer(story.id, { ...given, answer: 'no' })
  return { ...story, rows: await listConsents(desk.db, story.id) }
}

const given = (person_id: string) => ({ person_id, form: 'text', answer: 'yes' }) as const

/** A signature of hers, kept. */
async function anEvidence(contribution_id: string, person_id: string): Promise<string> {
  const machine = { kind: 'machine', person_id: null, space_id: town.space_id } as const
  const drawing = path.join(desk.vault.work, randomUUID())
  await writeFile(drawing, `signature ${contribution_id}`)
  const bytes = await desk.vault.keep('originals', drawing)
  const { sha256 } = bytes
  return await change(desk, { action: 'test.evidence', actor: machine }, async (work) => {
    const thing = allow(yes, machine, 'consent', await getContribution(work.tx, { id: contribution_id }))
    const file = { name: 'signature.png', media_type: 'image/png', nature: 'picture', facts: {} } as const
    const file_id = await addFile(work, thing, { ...file, ...bytes, purpose: 'evidence', received_by: null })
    const shown = { wording: 'Voulez-vous ?', wording_language: 'fr', recorded_by: null }
    return await addEvidence(work, thing, { person_id, nature: 'signature', file_id, sha256, ...shown })
  })
}

describe('the ledger', () => {
  test('keeps a first no, adds a change of mind, and adds nothing when nothing changes', async () => {
    const { id, witness_id, rows } = await aLedger()
    expect(rows.map((row) => [row.form, row.answer, row.ends_on])).toEqual([
      ['text', 'yes', null],
      ['name', 'yes', null],
      ['voice', 'yes', '2031-12-31'],
      ['voice', 'no', null],
    ])
    expect(await deeds.answer(id, { person_id: witness_id, form: 'voice', answer: 'no' })).toBe(0)
    expect(await deeds.answer(id, { person_id: witness_id, form: 'image', answer: 'no' })).toBe(1)
    expect(await deeds.answer(id, { person_id: witness_id, form: 'image', answer: 'no', ends_on: '2030-01-01' })).toBe(
      1,
    )
  })

  test('is whole when nobody altered it', async () => {
    const { id } = await aLedger()
    expect(await isChainIntact(desk.db, id)).toBe(true)
  })

  test.each([
    ['answer', 'yes'],
    ['ends_on', '2040-01-01'],
    ['person_id', 'someone else'],
    ['said_by', 'her son'],
    ['method', 'paper'],
    ['in_front_of', null],
    ['wording', 'Autre phrase'],
    ['wording_version', '1999-01'],
    ['recorded_at', '2001-01-01T00:00:00Z'],
    ['recorded_by', null],
    ['hash', 'f'.repeat(64)],
    ['previous_hash', 'f'.repeat(64)],
  ])('shows that someone with the server’s password altered %s', async (column, value) => {
    const { id, rows } = await aLedger()
    // The first row was heard by the facilitator: some columns are empty on the others.
    const row = column === 'answer' || column === 'ends_on' ? rows.at(-1) : rows[0]
    const other = column === 'person_id' ? town.members.editor.person_id : value
    await alter(`update desk.consent set ${column} = $1 where id = $2`, [other, row?.id])
    expect(await isChainIntact(desk.db, id)).toBe(false)
  })

  test.each([
    ['sha256', 'f'.repeat(64)],
    ['wording', 'Une autre phrase'],
    ['nature', 'paper'],
    ['recorded_at', '2001-01-01T00:00:00Z'],
  ])('covers the evidence of an answer: %s altered shows', async (column, value) => {
    const { id, witness_id } = await aLedger()
    const before = await listConsents(desk.db, id)
    const evidence_id = await anEvidence(id, witness_id)
    expect(await deeds.answer(id, { ...given(witness_id), evidence_id })).toBe(1)
    expect(await deeds.answer(id, { ...given(witness_id), evidence_id })).toBe(0)
    expect(await deeds.answer(id, given(witness_id))).toBe(0)
    expect((await listConsents(desk.db, id)).slice(0, before.length)).toEqual(before)
    expect(await isChainIntact(desk.db, id)).toBe(true)
    await alter(`update desk.evidence set ${column} = $1 where id = $2`, [value, evidence_id])
    expect(await isChainIntact(desk.db, id)).toBe(false)
  })

  test('an evidence is never changed nor taken away by the town itself', async () => {
    const { id, witness_id } = await aLedger()
    const evidence_id = await anEvidence(id, witness_id)
    await expect(desk.db.deleteFrom('desk.evidence').where('id', '=', evidence_id).execute()).rejects.toThrow(
      /only grows/,
    )
    await expect(
      desk.db.updateTable('desk.evidence').set({ wording: '' }).where('id', '=', evidence_id).execute(),
    ).rejects.toThrow(/only grows/)
  })

  test('shows that a row was removed, or slipped in', async () => {
    const removed = await aLedger()
    await alter('delete from desk.consent where id = $1', [removed.rows[1]?.id])
    expect(await isChainIntact(desk.db, removed.id)).toBe(false)
    const slipped = await aLedger()
    await alter(
      `insert into desk.consent (contribution_id, person_id, use, form, answer, capacity, said_by, method, wording_version, wording_language, wording, recorded_at, previous_hash, hash)
       select contribution_id, person_id, use, form, 'yes', capacity, said_by, method, wording_version, wording_language, wording, recorded_at, hash, hash from desk.consent where id = $1`,
      [slipped.rows.at(-1)?.id],
    )
    expect(await isChainIntact(desk.db, slipped.id)).toBe(false)
  })
})

describe('a seal', () => {
  test('is lifted once, and stays written', async () => {
    const { id } = await aStory(town)
    await deeds.seal(id, { reason: 'restriction' })
    await deeds.liftAll(id)
    const [first] = await listSeals(desk.db, id)
    await deeds.liftAll(id)
    expect(await listSeals(desk.db, id)).toEqual([first])
    expect(first?.lifted_at).not.toBeNull()
  })
})
