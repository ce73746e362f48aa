// What one page of review needs, read from the desk. First parameter is always db.

import { sql } from 'kysely'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import type { SignoffKind } from '#core/review/review.tables.ts'
import { signoffKinds } from '#core/review/review.tables.ts'

export type PersonShown = { id: string; name: string; born: number | null; portrait: string | null }

export async function listPeople(db: DeskDatabase, ids: readonly string[]): Promise<Map<string, PersonShown>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('desk.person')
    .select(['id', 'name', 'born', 'portrait'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function listThemeNames(
  db: DeskDatabase,
  ids: readonly string[],
): Promise<{ id: string; names: Record<string, string> }[]> {
  return ids.length === 0
    ? []
    : await db
        .selectFrom('desk.theme')
        .select(['id', 'names'])
        .where('id', 'in', [...ids])
        .execute()
}

/** What a space asks before anything appears. */
export async function listRequired(db: DeskDatabase | DeskTransaction, space_id: string): Promise<SignoffKind[]> {
  const row = await db.selectFrom('desk.space').select('settings').where('id', '=', space_id).executeTakeFirst()
  return row?.settings.required_signoffs ?? []
}

export async function findNewestRevision(tx: DeskTransaction, contribution_id: string): Promise<string | undefined> {
  // submitDraft() takes the same lock: no revision appears between this reading and the signature.
  await tx.selectFrom('desk.contribution').select('id').where('id', '=', contribution_id).forUpdate().execute()
  const row = await tx
    .selectFrom('desk.revision')
    .select('id')
    .where('contribution_id', '=', contribution_id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

export type Receiver = { name: string; locale: 'fr' | 'en' | 'ar'; email: string; has_account: boolean }

/** Who receives a board's word: the facilitator in charge, else those who wrote or told, when they left an address. */
export async function listReceivers(
  tx: DeskTransaction,
  facilitator_id: string | null,
  authors: readonly string[],
): Promise<Receiver[]> {
  const ids = [facilitator_id, ...authors].filter((id) => id !== null)
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('desk.person as person')
    .leftJoin('desk.auth_user as account', 'account.id', 'person.account_id')
    .select([
      'person.id',
      'person.name',
      'person.locale',
      sql<string | null>`coalesce(account.email, person.email)`.as('email'),
      sql<boolean>`account.id is not null`.as('has_account'),
    ])
    .where('person.id', 'in', ids)
    .execute()
  const reached = rows.flatMap((row) => (row.email ? [{ ...row, email: row.email }] : []))
  const facilitator = reached.find((row) => row.id === facilitator_id)
  return facilitator ? [facilitator] : reached
}

export type Effect = {
  kind: SignoffKind
  /** Online, without this sign-off. */ would_leave: number
  /** Waiting only for it. */ waits_only: number
}

/** What asking for each sign-off, or no longer asking for it, would change today. */
export async function countEffects(
  db: DeskDatabase,
  space_id: string,
  kindsWithConsent: readonly string[],
): Promise<Effect[]> {
  return await Promise.all(
    signoffKinds.map(async (kind) => {
      const { rows } = await sql<{ would_leave: number; waits_only: number }>`
        select
          (select count(*)::int from desk.contribution as c
            join shelf.item as item on item.id = c.id
            join desk.revision as revision on revision.contribution_id = c.id and revision.number = item.revision_number
            where c.space_id = ${space_id}
              and (${kind} <> 'witness' or c.kind = any(${kindsWithConsent}))
              and not exists (select 1 from desk.signoff as signoff
                where signoff.revision_id = revision.id and signoff.kind = ${kind} and signoff.decision = 'approve')) as would_leave,
          (select count(*)::int from desk.contribution as c
            where c.space_id = ${space_id} and c.due = array[${kind}]::text[]
              and (c.stage in ('review', 'witness') or c.work_stage in ('review', 'witness'))) as waits_only`.execute(
        db,
      )
      return { kind, ...(rows[0] ?? { would_leave: 0, waits_only: 0 }) }
    }),
  )
}
