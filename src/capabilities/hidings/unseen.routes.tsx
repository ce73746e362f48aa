// The list of what witnesses hid themselves, until who answers for the story has read it.

import { originalOf } from '#core/contribution/content.ts'
import { hrefOf, type Doors } from '#core/doors.ts'
import type { DeskDatabase } from '#core/desk.ts'
import { listUnseen } from '#core/media/hide.ts'
import { AppError } from '#core/platform/errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { noticeOf } from './all.routes.tsx'
import { getHideable, sayRead } from './hidings.actions.ts'
import { addresses } from './hidings.addresses.ts'
import { UnseenInput } from './hidings.input.ts'
import { askers, isFor } from './register.routes.tsx'
import { texts } from './texts.ts'
import { UnseenPage } from './unseen.pages.tsx'

type Asker = Parameters<typeof isFor>[1]

export function unseenRoutes(doors: Doors): void {
  doors.work('get', addresses.unseen, askers, async (visit) =>
    deskPage(
      visit,
      { title: texts.in(visit.locale)('unseen.title') },
      <UnseenPage rows={await unseenFor(visit.desk.db, visit.actor)} notice={noticeOf(visit)} />,
    ),
  )

  doors.work('post', addresses.unseen, askers, async (visit) => {
    const input = UnseenInput.safeParse(visit.form)
    if (!input.success) throw new AppError('invalid')
    const hideable = await getHideable(visit.desk, visit.actor, input.data.code)
    await sayRead(visit.desk, visit, hideable)
    return redirect(visit, hrefOf(visit.locale, addresses.unseen), 'read')
  })
}

/** One line a story. */
export async function unseenFor(db: DeskDatabase, actor: Asker) {
  const rows = (await listUnseen(db)).filter((row) => isFor(row, actor))
  return [...Map.groupBy(rows, ({ code }) => code)].flatMap(([code, its]) => {
    const [first] = its
    if (!first) return []
    return {
      code,
      title: originalOf(first.draft).title,
      language: first.draft.language,
      witnesses: [...new Set(its.map(({ witness }) => witness))],
      // What was hidden in one gesture is one.
      count: new Set(its.map(({ placed_at }) => placed_at.getTime())).size,
      since: first.placed_at,
    }
  })
}
