// The stories that open a theme: chosen by editors, shown at once. One that leaves the site simply is not shown.

import { change } from '#core/change.ts'
import { allow } from '#core/people/can.ts'
import { notFound } from '#core/platform/errors.ts'
import type { FieldMistakes } from '#core/platform/fields.ts'
import type { Asked, Outcome } from './composition.actions.ts'
import { findShelved } from './composition.queries.ts'
import { afterStep, withPick, type Step } from './composition.rules.ts'
import { mayCompose } from './territory.can.ts'
import { holdPicks, savePicks } from './theme-picks.queries.ts'
import { keepThemesTrue } from './themes.queries.ts'

async function onPicks(
  { desk, actor, submission_id }: Asked,
  action: string,
  theme_id: string,
  edit: (picks: string[]) => string[] | { mistakes: FieldMistakes },
): Promise<Outcome> {
  return await change(
    desk,
    { action: `territory.themePick.${action} ${theme_id}`, actor, submission_id },
    async (work) => {
      const held = await holdPicks(work.tx, theme_id)
      if (!held) throw notFound()
      const { theme, picks } = allow(mayCompose(actor), actor, 'compose', held)
      const chosen = edit(picks)
      if (!Array.isArray(chosen)) return chosen
      await savePicks(work.tx, theme_id, chosen)
      // Its presentation hides the names that the stories chosen hide.
      await keepThemesTrue(work.tx, { kinds: work.kinds, now: work.now, ids: [...picks, ...chosen] })
      await work.record({ kind: 'theme.picked', data: { theme: theme.names['fr'] ?? theme.slug } })
      work.touchSite()
      return {}
    },
  )
}

/** Adds the story of that number, last; or says what is wrong with it. */
export async function addToTheme(asked: Asked, theme_id: string, code: string): Promise<Outcome> {
  const pick = await findShelved(asked.reader, code)
  return await onPicks(asked, 'add', theme_id, (picks) => {
    if (!pick) return { mistakes: { code: 'bad_code' } }
    return withPick(picks, pick) ?? { mistakes: { code: 'too_long' } }
  })
}

export const moveInTheme = async (asked: Asked, theme_id: string, pick: string, step: Step): Promise<Outcome> =>
  await onPicks(asked, step, theme_id, (picks) => afterStep(picks, pick, step))
