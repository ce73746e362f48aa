// What the workshop reads: lists of stories, whom one may credit, who did what.

import { sql } from 'kysely'
import type { Stage } from '#core/contribution/contribution.tables.ts'
import { visibleTo } from '#core/contribution/contribution.can.ts'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { listMembers } from '#core/people/members.ts'
import { listPersonsFor } from '#core/people/persons.queries.ts'
import type { Member } from '#core/people/roles.ts'

type Db = DeskDatabase | DeskTransaction

export type StoryRow = {
  id: string
  code: string
  title: string
  language: string
  languages: string[]
  voices: string[]
  stage: Stage
  work_stage: Stage | null
  draft_saved_at: Date
}
export type StoryFilter = {
  stage?: Stage | undefined
  language?: string | undefined
  words?: string | undefined
  mine?: boolean | undefined
}

export const storiesPerPage = 30

/** The stories a member may see in the workshop, the last touched first. One more than a page when there are others. */
export async function listStories(
  db: Db,
  actor: Member,
  filter: StoryFilter,
  today: string,
  page: number,
): Promise<StoryRow[]> {
  let query = db
    .selectFrom('desk.contribution')
    .select(['id', 'code', 'stage', 'work_stage', 'draft_saved_at'])
    .select([
      sql<string>`draft->>'language'`.as('language'),
      sql<string>`coalesce((select text->>'title' from jsonb_array_elements(draft->'texts') as text where text->>'form' = 'original' limit 1), '')`.as(
        'title',
      ),
      sql<
        string[]
      >`array(select text->>'language' from jsonb_array_elements(draft->'texts') as text where text->>'form' = 'translation')`.as(
        'languages',
      ),
      sql<
        string[]
      >`array(select distinct credit->>'person_id' from jsonb_array_elements(draft->'credits') as credit where credit->>'role' in ('told', 'wrote'))`.as(
        'voices',
      ),
    ])
    .where('kind', '=', 'testimony')
    .where(visibleTo(actor, today))
  if (filter.stage)
    query = query.where((eb) =>
      eb.or([eb('stage', '=', filter.stage as Stage), eb('work_stage', '=', filter.stage as Stage)]),
    )
  if (filter.language) query = query.where(sql<boolean>`draft->>'language' = ${filter.language}`)
  if (filter.mine)
    query = query.where((eb) =>
      eb.or([eb('created_by', '=', actor.person_id), eb('facilitator_id', '=', actor.person_id)]),
    )
  if (filter.words) {
    const pattern = `%${filter.words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    query = query.where(
      sql<boolean>`exists (select 1 from jsonb_array_elements(draft->'texts') as text where text->>'title' ilike ${pattern}) or code = ${filter.words}`,
    )
  }
  return await query
    .orderBy('draft_saved_at', 'desc')
    .orderBy('id')
    .limit(storiesPerPage + 1)
    .offset((page - 1) * storiesPerPage)
    .execute()
}

/** How many stories were sent back to this member's hands. */
export async function countToRework(db: Db, actor: Member, today: string): Promise<number> {
  const { count } = await db
    .selectFrom('desk.contribution')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('kind', '=', 'testimony')
    .where(visibleTo(actor, today))
    .where((eb) => eb.or([eb('stage', '=', 'changes'), eb('work_stage', '=', 'changes')]))
    .where((eb) => eb.or([eb('created_by', '=', actor.person_id), eb('facilitator_id', '=', actor.person_id)]))
    .executeTakeFirstOrThrow()
  return Number(count)
}

export type ArrivedRow = { code: string; language: string; stage_since: Date }

/** Stories sent by someone alone, that no facilitator looks after yet. No title, no name: only that one waits. */
export const listArrived = (db: Db, space_id: string): Promise<ArrivedRow[]> =>
  db
    .selectFrom('desk.contribution')
    .select(['code', 'stage_since', sql<string>`draft->>'language'`.as('language')])
    .where('kind', '=', 'testimony')
    .where('space_id', '=', space_id)
    .where('created_by', 'is', null)
    .where('facilitator_id', 'is', null)
    .where('stage', 'not in', ['draft', 'withdrawn'])
    .orderBy('stage_since')
    .limit(100)
    .execute()

export type Creditable = { id: string; name: string; isMember: boolean }

/** Whom a member may credit: herself, the persons whose sheet she may open, and those who work in her space. */
export async function listCreditable(db: Db, actor: Member, today: string): Promise<Creditable[]> {
  const people = new Map<string, Creditable>([
    [actor.person_id, { id: actor.person_id, name: actor.name, isMember: true }],
  ])
  for (const { person_id, name } of await listMembers(db, actor.space_id))
    people.set(person_id, { id: person_id, name, isMember: true })
  for (const { id, name } of await listPersonsFor(db, actor, today)) people.set(id, { id, name, isMember: false })
  const collator = new Intl.Collator()
  return [...people.values()].sort((one, other) => collator.compare(one.name, other.name))
}

/** The other names chosen in one story: person → name. */
export async function pseudonymsOf(db: Db, contribution_id: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('desk.credit')
    .select(['person_id', 'pseudonym'])
    .where('contribution_id', '=', contribution_id)
    .where('pseudonym', 'is not', null)
    .execute()
  return new Map(rows.map(({ person_id, pseudonym }) => [person_id, pseudonym ?? '']))
}

/** Names of those credited in a story its reader may already see: whoever edits it works with them. */
export async function creditedNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('desk.person')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
