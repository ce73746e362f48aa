// The stories of a witness, as her card shows them.

import { visibleTo } from '#core/contribution/contribution.can.ts'
import { originalOf } from '#core/contribution/content.ts'
import type { DeskDatabase } from '#core/desk.ts'
import type { CardHolder } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'

export async function listMyStories(db: DeskDatabase, actor: CardHolder, now: Date) {
  const rows = await db
    .selectFrom('desk.contribution')
    .select(['code', 'kind', 'draft', 'stage', 'work_stage', 'due', 'stage_since'])
    .where(visibleTo(actor, dayOf(now)))
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(({ draft, ...row }) => ({ ...row, title: originalOf(draft).title, language: draft.language }))
}
export type MyStory = Awaited<ReturnType<typeof listMyStories>>[number]
