// Who sees whom: every role with every tie; the function and the SQL filter must agree. And what people do with persons.

import { beforeAll, describe, expect, test } from 'vitest'
import { change, type Work } from '../change.ts'
import type { Desk } from '../desk.ts'
import { dayOf } from '../platform/clock.ts'
import { testDatabase } from '#tests/support/database.ts'
import {
  grantMandate,
  listMandates,
  liveMandate,
  revokeMandate,
  transferPerson,
  type MandateInput,
} from './mandates.ts'
import { grantRole, listMembers, revokeRole } from './members.ts'
import { mayNamePerson, mayViewPerson } from './persons.can.ts'
import {
  createPerson,
  findPerson,
  getPerson,
  listPersonsFor,
  namesFor,
  PersonInput,
  updatePerson,
} from './persons.queries.ts'
import { roles, visitor, type Actor, type Member, type Role } from './roles.ts'
import { testVault } from '#tests/support/vault.ts'

const database = await testDatabase()
const now = new Date('2026-11-22T10:00:00Z')
const today = dayOf(now)
const desk: Desk = { db: database.desk, kinds: new Map(), now: () => now, vault: await testVault() }
const mandate: MandateInput = {
  scope: ['collect', 'sign', 'withdraw'],
  evidence: 'paper',
  evidence_note: '',
  starts_on: '2026-01-01',
  ends_on: '2026-12-31',
}

let space_id: string
let machine: Actor
const inside = <Result>(work: (work: Work) => Promise<Result>): Promise<Result> =>
  change(desk, { action: 'test', actor: machine }, work)
const aPerson = (name: string, created_by: string | null = null) =>
  inside((work) => createPerson(work, { name }, created_by))
const asMember = (person_id: string, ...given: Role[]): Member => ({
  kind: 'member',
  person_id,
  name: '',
  space_id,
  roles: given,
})

let code = 100_000
async function aContribution(
  credited: string,
  stage: 'draft' | 'review',
  facilitator_id: string | null = null,
  space = space_id,
) {
  const { id } = await desk.db
    .insertInto('desk.contribution')
    .values({
      code: String(code++),
      kind: 'testimony',
      space_id: space,
      draft: '{}',
      draft_saved_at: now,
      draft_saved_by: null,
      facilitator_id,
      notes: '',
      created_at: now,
      created_by: null,
      stage,
      stage_since: now,
      work_stage: null,
      due: [],
      first_published_at: null,
      next_change_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await desk.db
    .insertInto('desk.credit')
    .values({ contribution_id: id, person_id: credited, role: 'told', pseudonym: null })
    .execute()
  return id
}

beforeAll(async () => {
  const add = (slug: string) =>
    desk.db
      .insertInto('desk.space')
      .values({ slug, settings: '{"required_signoffs":[]}' })
      .returning('id')
      .executeTakeFirstOrThrow()
  space_id = (await add('a-town')).id
  machine = { kind: 'machine', person_id: null, space_id }
  elsewhere = (await add('b-elsewhere')).id
})
let elsewhere: string

describe('who may see a person', () => {
  test('the function and the filter agree, for every role and every tie', async () => {
    const asking = await aPerson('Inès')
    const other = await aPerson('Karim')
    const persons: Record<string, string> = {
      self: asking,
      stranger: await aPerson('Inconnue'),
      created: await aPerson('Créée', asking),
      createdByOther: await aPerson('D’une autre', other),
      mandated: await aPerson('Mandat'),
      endedMandate: await aPerson('Mandat fini'),
      revokedMandate: await aPerson('Mandat retiré'),
      futureMandate: await aPerson('Mandat à venir'),
      othersMandate: await aPerson('Mandat d’une autre'),
      inCharge: await aPerson('En charge'),
      inReview: await aPerson('En relecture'),
      inReviewElsewhere: await aPerson('Relue ailleurs'),
      inDraft: await aPerson('Brouillon'),
    }
    const p = (name: string) => persons[name] as string
    await inside(async (work) => {
      await grantMandate(work, p('mandated'), asking, mandate, asking)
      await grantMandate(work, p('endedMandate'), asking, { ...mandate, ends_on: '2026-11-21' }, asking)
      await revokeMandate(work, await grantMandate(work, p('revokedMandate'), asking, mandate, asking), asking)
      await grantMandate(work, p('futureMandate'), asking, { ...mandate, starts_on: '2026-11-23' }, asking)
      await grantMandate(work, p('othersMandate'), other, mandate, other)
      return null
    })
    await aContribution(p('inCharge'), 'draft', asking)
    await aContribution(p('inReview'), 'review', other)
    await aContribution(p('inReviewElsewhere'), 'review', other, elsewhere)
    await aContribution(p('inDraft'), 'draft', other)

    const table: string[] = []
    const actors: [string, Actor][] = [
      ...roles.map((role): [string, Actor] => [role, asMember(asking, role)]),
      ['facilitator+editor', asMember(asking, 'facilitator', 'editor')],
      ['no role', asMember(asking)],
      ['card', { kind: 'card', person_id: asking, name: '', card_id: '', space_id }],
      ['visitor', visitor],
    ]
    for (const [role, actor] of actors) {
      const listed = new Set((await listPersonsFor(desk.db, actor, today)).map((person) => person.id))
      const named = await namesFor(desk.db, actor, Object.values(persons), today)
      const seen: string[] = []
      for (const [name, id] of Object.entries(persons)) {
        const found = await findPerson(desk.db, actor, id, today)
        const view = mayViewPerson(actor, id, found!.ties).yes
        const known = mayNamePerson(actor, id, found!.ties).yes
        expect([role, name, 'view', listed.has(id)]).toEqual([role, name, 'view', view])
        expect([role, name, 'name', named.has(id)]).toEqual([role, name, 'name', known])
        seen.push(view ? name : known ? `(${name})` : '')
      }
      table.push(`${role}: ${seen.filter(Boolean).join(' ')}`)
    }
    expect(table).toEqual([
      'contributor: self',
      'facilitator: self created mandated inCharge',
      'editor: self (inReview)',
      'scientist: self (inReview)',
      `administrator: ${Object.keys(persons).join(' ')}`,
      'facilitator+editor: self created mandated inCharge (inReview)',
      'no role: self',
      'card: self',
      'visitor: ',
    ])
  })

  test('what may not be seen does not exist', async () => {
    const stranger = await aPerson('Inconnue')
    const editor = asMember(await aPerson('Nadia'), 'editor')
    await expect(getPerson(desk.db, editor, 'view', stranger, today)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getPerson(desk.db, editor, 'view', 'not-a-uuid', today)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getPerson(desk.db, visitor, 'view', stranger, today)).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('a sheet needs only a name, and keeps it as typed', async () => {
  expect(
    PersonInput.parse({ name: '  Zohra\u202e B. ', notes: '', phone: '', born: '', other_names: ['زهرة', ''] }),
  ).toMatchObject({
    name: 'Zohra B.',
    phone: null,
    born: null,
    other_names: ['زهرة'],
    languages: [],
    locale: 'fr',
  })
  for (const wrong of [
    { name: '' },
    { name: ['a', 'b'] },
    { name: 'a', born: 'abc' },
    { name: 'a', phone: 'abc' },
    { name: 'a', languages: ['not a tag'] },
    { name: 'a\0' },
  ])
    expect(PersonInput.safeParse({ notes: '', ...wrong }).success).toBe(false)
})

test('changing a sheet is written in the journal without what was written', async () => {
  const administrator = asMember(await aPerson('Sophie'), 'administrator')
  const id = await aPerson('Zohra')
  await inside(async (work) => {
    await updatePerson(work, await getPerson(work.tx, administrator, 'edit', id, today), { phone: '06 12 34 56 78' })
    return null
  })
  const events = await desk.db.selectFrom('desk.event').selectAll().where('for_person_id', '=', id).execute()
  expect(events.map((event) => event.kind)).toEqual(['person.created', 'person.changed'])
  expect(JSON.stringify(events)).not.toContain('06 12')
})

describe('mandates', () => {
  test('a live one is found by its scope', async () => {
    const [person, facilitator] = [await aPerson('Zohra'), await aPerson('Inès')]
    await inside((work) =>
      grantMandate(
        work,
        person,
        facilitator,
        { ...mandate, scope: ['collect', 'withdraw'], ends_on: '2026-11-21' },
        facilitator,
      ),
    )
    expect(await liveMandate(desk.db, person, facilitator, 'collect', '2026-11-21')).toMatchObject({
      ends_on: '2026-11-21',
    })
    expect(await liveMandate(desk.db, person, facilitator, 'collect', today)).toBeUndefined()
    expect(await liveMandate(desk.db, person, facilitator, 'withdraw', today)).toBeDefined()
    expect(await liveMandate(desk.db, person, facilitator, 'sign', '2026-11-21')).toBeUndefined()
  })

  test('passing a person to another facilitator keeps the history', async () => {
    const [person, from, to] = [await aPerson('Zohra'), await aPerson('Inès'), await aPerson('Karim')]
    await inside(async (work) => {
      await grantMandate(work, person, from, mandate, from)
      await grantMandate(work, person, from, { ...mandate, ends_on: '2026-02-01' }, from)
      return null
    })
    const contribution = await aContribution(person, 'draft', from)
    // Without publish(): this contribution is a bare row.
    expect(await inside((work) => transferPerson({ ...work, touch: () => {} }, person, from, to, today, to))).toBe(2)
    const all = await listMandates(desk.db, person)
    expect(
      all
        .map((each) => [
          each.facilitator_id === to ? 'to' : 'from',
          each.revoked_at !== null,
          each.starts_on,
          each.ends_on,
        ])
        .toSorted(),
    ).toEqual([
      ['from', true, '2026-01-01', '2026-02-01'],
      ['from', true, '2026-01-01', '2026-12-31'],
      ['to', false, today, '2026-12-31'],
    ])
    expect(
      await desk.db
        .selectFrom('desk.contribution')
        .select('facilitator_id')
        .where('id', '=', contribution)
        .executeTakeFirst(),
    ).toEqual({ facilitator_id: to })
    expect(
      mayViewPerson(
        asMember(from, 'facilitator'),
        person,
        (await findPerson(desk.db, asMember(from, 'facilitator'), person, today))!.ties,
      ).yes,
    ).toBe(false)
  })
})

test('roles are given once, taken away, and one administrator always stays', async () => {
  const [one, two] = [await aPerson('Sophie'), await aPerson('Paul')]
  await inside(async (work) => {
    await grantRole(work, one, space_id, 'administrator', null)
    await grantRole(work, one, space_id, 'administrator', null)
    await grantRole(work, one, space_id, 'editor', null)
    await grantRole(work, two, space_id, 'administrator', one)
    return null
  })
  expect((await listMembers(desk.db, space_id)).map((member) => [member.name, member.roles.toSorted()])).toEqual([
    ['Paul', ['administrator']],
    ['Sophie', ['administrator', 'editor']],
  ])
  await inside(async (work) => (await revokeRole(work, two, space_id, 'administrator', one), null))
  await expect(inside((work) => revokeRole(work, one, space_id, 'administrator', one))).rejects.toMatchObject({
    code: 'conflict',
  })
  await expect(inside((work) => revokeRole(work, two, space_id, 'administrator', one))).rejects.toMatchObject({
    code: 'not_found',
  })
})
