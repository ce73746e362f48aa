// The queue: what waits, for whom, since when. Each list is one query on what publish() keeps of every contribution.

import { sql, type ExpressionBuilder, type SqlBool, type Expression } from 'kysely'
import { visibleTo } from '#core/contribution/contribution.can.ts'
import type { Stage } from '#core/contribution/contribution.tables.ts'
import type { Desk, DeskDatabase, DeskTables } from '#core/desk.ts'
import { dayOf } from '#core/platform/clock.ts'
import { hasRole, type Member, type Role } from '#core/people/roles.ts'
import { tabs, type Tab } from './review.rules.ts'

export const pageSize = 25
const recentDays = 60

type Builder = ExpressionBuilder<DeskTables, 'desk.contribution'>

export type QueueRow = {
  id: string
  code: string
  kind: string
  stage: Stage
  work_stage: Stage | null
  stage_since: Date
  due: string[]
  language: string
  title: string
  told_by: string[]
  collected_by: string[]
  portrait: string | null
}

/** One page of a list, oldest first (newest first for what was just published), with one row more when there is more. */
export async function listQueue(
  db: DeskDatabase,
  actor: Member,
  tab: Tab,
  now: Date,
  page: number,
): Promise<QueueRow[]> {
  const rows = await db
    .selectFrom('desk.contribution')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('desk.revision')
          .select('content')
          .whereRef('contribution_id', '=', 'desk.contribution.id')
          .orderBy('number', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .select(['desk.contribution.id', 'code', 'kind', 'stage', 'work_stage', 'stage_since', 'due'])
    .select([
      sql<string>`newest.content->>'language'`.as('language'),
      sql<string>`coalesce((select each->>'title' from jsonb_array_elements(newest.content->'texts') as each order by each->>'form' = 'original' desc limit 1), '')`.as(
        'title',
      ),
      named('told', 'wrote').as('told_by'),
      named('collected').as('collected_by'),
      sql<string | null>`(select person.portrait from jsonb_array_elements(newest.content->'credits') as credit
        join desk.person as person on person.id = (credit->>'person_id')::uuid where credit->>'role' in ('told', 'wrote') limit 1)`.as(
        'portrait',
      ),
    ])
    .where(visibleTo(actor, dayOf(now)))
    .where(within(tab, actor, now))
    .orderBy('stage_since', tab === 'recent' ? 'desc' : 'asc')
    .orderBy('desk.contribution.id')
    .limit(pageSize + 1)
    .offset((page - 1) * pageSize)
    .execute()
  return rows
}

const named = (...roles: string[]) => sql<string[]>`array(
  select distinct person.name from jsonb_array_elements(newest.content->'credits') as credit
  join desk.person as person on person.id = (credit->>'person_id')::uuid
  where credit->>'role' in (${sql.join(roles)}))`

/** How many things each list holds. */
export async function countQueues(db: DeskDatabase, actor: Member, now: Date): Promise<Record<Tab, number>> {
  const counts = await db
    .selectFrom('desk.contribution')
    .select((eb) =>
      tabs.map((tab) =>
        eb.fn
          .countAll<number>()
          .filterWhere(within(tab, actor, now))
          .as(tab),
      ),
    )
    .where(visibleTo(actor, dayOf(now)))
    .where('stage', '!=', 'draft')
    .executeTakeFirst()
  return Object.fromEntries(
    tabs.map((tab) => [tab, Number((counts as Record<string, unknown> | undefined)?.[tab] ?? 0)]),
  ) as Record<Tab, number>
}

/** Since when the oldest of a list has waited. */
export async function findOldest(db: DeskDatabase, actor: Member, tab: Tab, now: Date): Promise<Date | undefined> {
  const row = await db
    .selectFrom('desk.contribution')
    .select((eb) => eb.fn.min('stage_since').as('since'))
    .where(visibleTo(actor, dayOf(now)))
    .where(within(tab, actor, now))
    .executeTakeFirst()
  return row?.since ?? undefined
}

/** How many things wait for this person: for the desk's menu, which knows her but not her roles. */
export async function countMine(desk: Desk, person_id: string, space_id: string): Promise<number> {
  const grants = await desk.db
    .selectFrom('desk.role_grant')
    .select('role')
    .where('person_id', '=', person_id)
    .where('space_id', '=', space_id)
    .where('revoked_at', 'is', null)
    .execute()
  const roles: Role[] = grants.map((each) => each.role)
  const actor: Member = { kind: 'member', person_id, name: '', space_id, roles }
  return (await countQueues(desk.db, actor, desk.now())).mine
}

/** Which contributions a list holds. */
function within(tab: Tab, actor: Member, now: Date) {
  return (eb: Builder): Expression<SqlBool> => {
    const stands = (...stages: Stage[]) =>
      eb.or([eb('desk.contribution.stage', 'in', stages), eb('desk.contribution.work_stage', 'in', stages)])
    const alive = eb('desk.contribution.stage', 'not in', ['withdrawn', 'draft'])
    if (tab === 'board') return eb.and([alive, stands('review', 'changes', 'witness')])
    if (tab === 'agreement') return eb.and([alive, stands('witness', 'consent')])
    if (tab === 'recent')
      return eb.and([
        eb('desk.contribution.stage', '=', 'published'),
        eb('desk.contribution.work_stage', 'is', null),
        eb('desk.contribution.stage_since', '>', new Date(now.getTime() - recentDays * 86_400_000)),
      ])
    if (tab === 'refused') return eb.and([alive, stands('refused')])
    return eb.and([alive, eb.or(waitingFor(eb, actor))])
  }
}

/** What waits for this person: her board's turn on others' words; as a facilitator, what comes back to her. */
function waitingFor(eb: Builder, actor: Member): Expression<SqlBool>[] {
  const ways: Expression<SqlBool>[] = []
  const notMine = sql<boolean>`desk.contribution.created_by is distinct from ${actor.person_id} and not exists (
    select 1 from jsonb_array_elements(desk.contribution.draft->'credits') as credit
    where credit->>'role' in ('told', 'wrote') and credit->>'person_id' = ${actor.person_id})`
  const inReview = eb.or([
    eb('desk.contribution.stage', '=', 'review'),
    eb('desk.contribution.work_stage', '=', 'review'),
  ])
  for (const [role, board] of [
    ['editor', 'editorial'],
    ['scientist', 'scientific'],
  ] as const)
    if (hasRole(actor, role))
      ways.push(eb.and([inReview, sql<boolean>`${board} = any(desk.contribution.due)`, notMine]))
  if (hasRole(actor, 'facilitator'))
    ways.push(
      eb.and([
        eb('desk.contribution.facilitator_id', '=', actor.person_id),
        eb.or([
          eb('desk.contribution.stage', 'in', ['changes', 'witness', 'consent']),
          eb('desk.contribution.work_stage', 'in', ['changes', 'witness']),
        ]),
      ]),
    )
  return ways
}
