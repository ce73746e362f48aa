// A witness's own page of hiding, behind her card. Another witness's story does not exist here.

import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import type { CardHolder } from '#core/people/roles.ts'
import { page, redirect } from '#ui/respond.tsx'
import { getOwn, hideOwn, putBackOwn } from './own.actions.ts'
import { addresses } from './hidings.addresses.ts'
import { OwnInput } from './own.input.ts'
import { OwnPage } from './own.pages.tsx'
import { inPage, ownView, partsAskedFor, readOwn } from './own.views.ts'
import { texts } from './texts.ts'

export function ownRoutes(doors: Doors): void {
  doors.card('get', addresses.mine, async (visit) => await show(visit))

  doors.card('post', addresses.mine, async (visit) => {
    const { desk, actor } = visit
    const code = visit.param('code')
    const { contribution } = await getOwn(desk.db, actor, code, visit.now())
    const input = OwnInput.safeParse(visit.form)
    if (!input.success) return await show(visit, true)
    if ('hiding_id' in input.data) {
      await putBackOwn(desk, actor, code, input.data.hiding_id)
      return redirect(visit, hereOf(visit), 'remis')
    }
    const { passage } = input.data
    const parts = partsAskedFor(passage, await readOwn(visit, contribution))
    // The text has changed since it was shown.
    if (!parts) return await show(visit, true)
    await hideOwn(desk, actor, code, parts)
    return redirect(visit, `${hereOf(visit)}#p-${passage}`, 'cache')
  })
}

/** Which passages of which sound are on the page. */
function placeOf(visit: Visit): { only: string; at: number } {
  const only = /^(?:textes|[0-9a-f-]{36})$/.exec(visit.query('dans'))?.[0] ?? ''
  return { only, at: Math.min(Math.max(Math.trunc(Number(visit.query('page'))) || 1, 1), 2_000) }
}

function hereOf(visit: Visit): string {
  const { only, at } = placeOf(visit)
  const path = hrefOf(visit.locale, addresses.mine, { code: visit.param('code') })
  return only ? `${path}?${inPage(only, at)}` : path
}

async function show(visit: Visit<CardHolder>, isGone = false): Promise<Response> {
  const t = texts.in(visit.locale)
  const { contribution } = await getOwn(visit.desk.db, visit.actor, visit.param('code'), visit.now())
  const view = await ownView(visit, contribution, await readOwn(visit, contribution), placeOf(visit))
  const done = visit.query('fait')
  return page(
    visit,
    { title: t('own.title'), main: 'wrap', noindex: true, ...(isGone && { status: 409 as const }) },
    <OwnPage
      view={{
        ...view,
        here: hereOf(visit),
        isGone,
        notice: done === 'cache' ? t('own.done.hidden') : done === 'remis' ? t('own.done.putBack') : '',
      }}
    />,
  )
}
