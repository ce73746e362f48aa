// Articles on the desk.

import { sql } from 'kysely'
import { visibleTo } from '#core/contribution/contribution.can.ts'
import type { DeskDatabase } from '#core/desk.ts'
import type { Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { articleKind } from './articles.kind.ts'

/** Those this member may see, the last one worked on first. */
export const listMine = async (db: DeskDatabase, actor: Member, now: Date) =>
  await db
    .selectFrom('desk.contribution')
    .select(['id', 'code', 'stage', 'work_stage', 'draft_saved_at'])
    .select([sql<string>`draft->'texts'->0->>'title'`.as('title'), sql<string>`draft->>'language'`.as('language')])
    .where('kind', '=', articleKind.name)
    .where(visibleTo(actor, dayOf(now)))
    .orderBy('draft_saved_at', 'desc')
    .limit(100)
    .execute()
export type ArticleRow = Awaited<ReturnType<typeof listMine>>[number]
