// Who may see what: every stage × every relation between someone and a story, asked to the rule and to the list. A leak
// would be born where they differ. The rules for editing, signing and taking back are tables.

import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { hasRole, visitor, type Actor, type Member, type Role } from '../people/roles.ts'
import { dayOf } from '../platform/clock.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory } from '#tests/support/stories.ts'
import { aCardHolder, aMember, aPerson, aTown } from '#tests/support/town.ts'
import {
  mayEdit,
  mayRecordConsent,
  mayRemark,
  maySeal,
  maySee,
  maySignAsWitness,
  maySignFor,
  visibleTo,
  type MandateScope,
} from './contribution.can.ts'
import type { Stage } from './contribution.tables.ts'
import { getContribution, type Contribution } from './contributions.ts'
import { standingOn } from './standing.ts'

const town = await aTown(await testDatabase())
const { desk, space_id } = town
const now = new Date('2026-06-15T10:00:00Z')
const today = dayOf(now)
const stages: Stage[] = [
  'draft',
  'review',
  'changes',
  'witness',
  'consent',
  'published',
  'hidden',
  'refused',
  'withdrawn',
]

const someone = async (name: string, ...roles: Role[]): Promise<Member> => await aMember(desk, space_id, name, ...roles)
const inCharge = await someone('En charge', 'facilitator')
const author = await someone('Autrice', 'contributor')
const teller = await someone('Raconte elle-même', 'contributor')

/** A story of each stage, told by the same two witnesses, written by the author. */
const first = await aStory(town, { until: 'draft', facilitator_id: inCharge.person_id, name: 'Zohra' })
const witness_id = first.witness_id
const things: Contribution[] = []
for (const stage of stages) {
  const story = await aStory(town, { until: 'draft', facilitator_id: inCharge.person_id })
  const { draft } = await getContribution(desk.db, { id: story.id })
  const credits = [
    { person_id: witness_id, role: 'told' as const },
    { person_id: teller.person_id, role: 'wrote' as const },
  ]
  await desk.db
    .updateTable('desk.contribution')
    .set({ stage, created_by: author.person_id, draft: JSON.stringify({ ...draft, credits }) })
    .where('id', '=', story.id)
    .execute()
  things.push(await getContribution(desk.db, { id: story.id }))
}

const mandated = async (
  name: string,
  mandate: { scope: MandateScope[]; from: string; to: string; revoked?: boolean; role?: Role; person_id?: string },
): Promise<Member> => {
  const member = await someone(name, mandate.role ?? 'facilitator')
  await desk.db
    .insertInto('desk.mandate')
    .values({
      person_id: mandate.person_id ?? witness_id,
      facilitator_id: member.person_id,
      scope: mandate.scope,
      evidence: 'paper',
      evidence_note: '',
      starts_on: mandate.from,
      ends_on: mandate.to,
      created_at: now,
      created_by: member.person_id,
      revoked_at: mandate.revoked ? now : null,
      revoked_by: null,
    })
    .execute()
  return member
}
const every: MandateScope[] = ['collect', 'sign', 'withdraw']
const stranger_id = await aPerson(desk, 'Une autre')
const otherSpace = await desk.db
  .insertInto('desk.space')
  .values({ slug: 'zz-ailleurs', settings: '{"required_signoffs":[]}' })
  .returning('id')
  .executeTakeFirstOrThrow()
const elsewhere = (member: Member): Member => ({ ...member, space_id: otherSpace.id })

/** What each may do with a draft, and with what was sent: s(ee), e(dit), c(onsent), w(itness’s sign-off), t(ake back). */
const relations: Record<string, { actor: Actor; draft: string; sent: string }> = {
  visitor: { actor: visitor, draft: '', sent: '' },
  machine: { actor: { kind: 'machine', person_id: null, space_id }, draft: 'secwt', sent: 'secwt' },
  'contributor who wrote it': { actor: author, draft: 'sect', sent: 'sect' },
  'contributor who tells it': { actor: teller, draft: 'secwt', sent: 'secwt' },
  'another contributor': { actor: await someone('Autre', 'contributor'), draft: '', sent: '' },
  'member without role': { actor: await someone('Sans rôle'), draft: '', sent: '' },
  'facilitator in charge': { actor: inCharge, draft: 'secwt', sent: 'secwt' },
  'in charge, no longer facilitator': { actor: { ...inCharge, roles: ['contributor'] }, draft: '', sent: '' },
  'facilitator with a live mandate': {
    actor: await mandated('Mandat', { scope: every, from: '2026-01-01', to: '2026-12-31' }),
    draft: 'secwt',
    sent: 'secwt',
  },
  'mandate whose first day is today': {
    actor: await mandated('Premier jour', { scope: every, from: today, to: '2026-12-31' }),
    draft: 'secwt',
    sent: 'secwt',
  },
  'mandate whose last day is today': {
    actor: await mandated('Dernier jour', { scope: every, from: '2026-01-01', to: today }),
    draft: 'secwt',
    sent: 'secwt',
  },
  'mandate only to collect': {
    actor: await mandated('Recueil', { scope: ['collect'], from: '2026-01-01', to: '2026-12-31' }),
    draft: 'sect',
    sent: 'sect',
  },
  'mandate only to sign': {
    actor: await mandated('Signature', { scope: ['sign'], from: '2026-01-01', to: '2026-12-31' }),
    draft: 't',
    sent: 't',
  },
  'mandate that ended yesterday': {
    actor: await mandated('Échu', { scope: every, from: '2026-01-01', to: '2026-06-14' }),
    draft: 't',
    sent: 't',
  },
  'ended mandate, not to take back': {
    actor: await mandated('Échu, recueil', { scope: ['collect', 'sign'], from: '2026-01-01', to: '2026-06-14' }),
    draft: '',
    sent: '',
  },
  'mandate that begins tomorrow': {
    actor: await mandated('Demain', { scope: ['collect', 'sign'], from: '2026-06-16', to: '2026-12-31' }),
    draft: '',
    sent: '',
  },
  'mandate taken back': {
    actor: await mandated('Révoqué', { scope: every, from: '2026-01-01', to: '2026-12-31', revoked: true }),
    draft: '',
    sent: '',
  },
  'mandate of someone who is not a facilitator': {
    actor: await mandated('Sans rôle de relais', {
      scope: every,
      from: '2026-01-01',
      to: '2026-12-31',
      role: 'contributor',
    }),
    draft: '',
    sent: '',
  },
  'mandate for another witness': {
    actor: await mandated('Autre témoin', {
      scope: every,
      from: '2026-01-01',
      to: '2026-12-31',
      person_id: stranger_id,
    }),
    draft: '',
    sent: '',
  },
  'another facilitator': { actor: await someone('Autre relais', 'facilitator'), draft: '', sent: '' },
  editor: { actor: town.members.editor, draft: '', sent: 'se' },
  scientist: { actor: town.members.scientist, draft: '', sent: 's' },
  administrator: { actor: town.members.administrator, draft: 'set', sent: 'set' },
  'card of the witness': { actor: aCardHolder(witness_id, 'Zohra', space_id), draft: 'secwt', sent: 'secwt' },
  'card of another': { actor: aCardHolder(stranger_id, 'Une autre', space_id), draft: '', sent: '' },
  'editor of another space': { actor: elsewhere(town.members.editor), draft: '', sent: '' },
  'administrator of another space': { actor: elsewhere(town.members.administrator), draft: '', sent: '' },
  'facilitator in charge, gone to another space': { actor: elsewhere(inCharge), draft: '', sent: '' },
  'author gone to another space': { actor: elsewhere(author), draft: '', sent: '' },
}
const cases = Object.entries(relations).flatMap(([relation, may]) =>
  things.map((thing) => ({
    relation,
    stage: thing.stage,
    thing,
    actor: may.actor,
    may: thing.stage === 'draft' ? may.draft : may.sent,
  })),
)

describe('seeing', () => {
  test('the list and the rule agree, for every stage and every relation', async () => {
    const wrong: string[] = []
    const listed = new Map<Actor, Set<string>>()
    for (const { actor } of Object.values(relations)) {
      const rows = await desk.db.selectFrom('desk.contribution').select('id').where(visibleTo(actor, today)).execute()
      listed.set(actor, new Set(rows.map((row) => row.id)))
    }
    for (const { relation, stage, thing, actor, may } of cases) {
      const rule = maySee(actor, thing, await standingOn(desk.db, actor, thing, now))
      const isListed = listed.get(actor)?.has(thing.id)
      const expected = may.includes('s')
      if (rule.yes !== expected || isListed !== expected)
        wrong.push(`${relation}, ${stage}: rule ${rule.yes}, list ${isListed}, expected ${expected}`)
      // What someone may not see does not exist: never "forbidden".
      if (!rule.yes && !rule.hidden) wrong.push(`${relation}, ${stage}: seems to exist`)
    }
    expect(wrong).toEqual([])
    expect(cases.length).toBe(stages.length * Object.keys(relations).length)
  })

  test('the list agrees at the edges of a mandate’s days, whatever the hour', async () => {
    const { actor } = relations['mandate whose last day is today'] ?? { actor: visitor }
    const [thing] = things
    for (const [moment, expected] of [
      ['2026-06-15T21:59:59Z', true],
      ['2026-06-15T22:00:00Z', false],
      ['2025-12-31T22:59:59Z', false],
      ['2025-12-31T23:00:00Z', true],
    ] as const) {
      const at = new Date(moment)
      const rows = await desk.db
        .selectFrom('desk.contribution')
        .select('id')
        .where('id', '=', thing?.id ?? '')
        .where(visibleTo(actor, dayOf(at)))
        .execute()
      expect([
        moment,
        rows.length > 0,
        maySee(actor, thing as Contribution, await standingOn(desk.db, actor, thing as Contribution, at)).yes,
      ]).toEqual([moment, expected, expected])
    }
  })

  test('the filter is safe beside other conditions: it never widens what they leave', async () => {
    for (const { actor } of Object.values(relations)) {
      const rows = await desk.db
        .selectFrom('desk.contribution')
        .select('stage')
        .where('stage', '=', 'draft')
        .where(visibleTo(actor, today))
        .where(sql<boolean>`true`)
        .execute()
      expect(rows.every((row) => row.stage === 'draft')).toBe(true)
    }
  })
})

describe('acting', () => {
  test.each(Object.keys(relations))('%s', async (relation) => {
    const done = await Promise.all(
      cases
        .filter((each) => each.relation === relation)
        .map(async ({ stage, thing, actor, may }) => {
          const standing = await standingOn(desk.db, actor, thing, now)
          const verdicts = {
            s: maySee(actor, thing, standing),
            e: mayEdit(actor, thing, standing),
            c: mayRecordConsent(actor, thing, standing),
            w: maySignAsWitness(actor, thing, standing),
            t: maySeal(actor, thing, standing),
          }
          const is = Object.entries(verdicts)
            .filter(([, verdict]) => verdict.yes)
            .map(([letter]) => letter)
            .join('')
          // A story taken back is no longer worked on, but by an administrator.
          return {
            stage,
            is,
            expected: stage === 'withdrawn' && !hasRole(actor, 'administrator') ? may.replace('e', '') : may,
          }
        }),
    )
    expect(done.map(({ stage, is }) => `${stage}: ${is}`)).toEqual(
      done.map(({ stage, expected }) => `${stage}: ${expected}`),
    )
  })

  test('nobody acts on what does not exist for them', async () => {
    for (const { actor, thing, may } of cases) {
      if (may !== '') continue
      const standing = await standingOn(desk.db, actor, thing, now)
      for (const verdict of [
        mayEdit(actor, thing, standing),
        mayRecordConsent(actor, thing, standing),
        maySignAsWitness(actor, thing, standing),
        maySeal(actor, thing, standing),
        mayRemark(actor, thing, standing),
      ])
        expect(verdict).toMatchObject({ yes: false, hidden: true })
    }
  })

  test('a board signs by its own members, once it was sent, and never for one’s own words', async () => {
    const lawful = (actor: Actor, thing: Contribution) =>
      (['editorial', 'scientific'] as const).filter((board) => maySignFor(board, actor, thing).yes)
    const ownEditor: Member = { ...author, roles: ['contributor', 'editor', 'scientist'] }
    const tellerEditor: Member = { ...teller, roles: ['editor'] }
    for (const thing of things) {
      const sent = thing.stage !== 'draft'
      expect(lawful(town.members.editor, thing)).toEqual(sent ? ['editorial'] : [])
      expect(lawful(town.members.scientist, thing)).toEqual(sent ? ['scientific'] : [])
      expect(lawful({ ...town.members.editor, roles: ['editor', 'scientist'] }, thing)).toEqual(
        sent ? ['editorial', 'scientific'] : [],
      )
      for (const actor of [
        town.members.administrator,
        inCharge,
        ownEditor,
        tellerEditor,
        elsewhere(town.members.editor),
        visitor,
        aCardHolder(witness_id, 'Zohra', space_id),
      ])
        expect(lawful(actor, thing)).toEqual([])
    }
  })
})
