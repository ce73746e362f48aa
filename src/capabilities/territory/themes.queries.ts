// Themes on the shelf, as the desk's tree gives them: their presentations hide the names that their stories hide.

import { withDescendants } from '#core/shelf/browse.ts'
import type { DeskTransaction, Published } from '#core/desk.ts'
import { listNaming, redactionAmong } from '#core/shelf/crossings/hiding.ts'
import { holdShelf } from '#core/shelf/crossings/hold.ts'
import { redactValue } from '#core/shelf/redact.ts'
import type { Theme } from './theme-desk.queries.ts'

type What = Pick<Parameters<Published>[1], 'kinds' | 'now'>

const listLive = async (tx: DeskTransaction): Promise<Theme[]> =>
  await tx.selectFrom('desk.theme').selectAll().where('retired_at', 'is', null).execute()

const wordsOf = (themes: readonly Theme[]): string[] =>
  themes.flatMap(({ presentation }) => Object.values(presentation))

/** Replaces the themes of the shelf and their old addresses. */
export async function shelveThemes(tx: DeskTransaction, what: What): Promise<void> {
  await holdShelf(tx)
  const themes = await presented(tx, what, await listLive(tx))
  await tx.deleteFrom('shelf.theme').execute()
  await tx.deleteFrom('shelf.theme_address').execute()
  if (themes.length)
    await tx
      .insertInto('shelf.theme')
      .values(
        themes.map(({ retired_at: _, names, presentation, ...theme }) => ({
          ...theme,
          names: JSON.stringify(names),
          presentation: JSON.stringify(presentation),
        })),
      )
      .execute()
  const addresses = await tx.selectFrom('desk.theme_address').selectAll().execute()
  const live = new Set(themes.map((theme) => theme.id))
  const kept = addresses.filter((address) => live.has(address.theme_id))
  if (kept.length) await tx.insertInto('shelf.theme_address').values(kept).execute()
}

/** Themes with the presentation that everyone may read. */
async function presented(tx: DeskTransaction, { kinds, now }: What, themes: readonly Theme[]): Promise<Theme[]> {
  const naming = await listNaming(tx, wordsOf(themes))
  if (naming.length === 0) return [...themes]
  const picks = await tx.selectFrom('desk.theme_pick').selectAll().execute()
  const shown: Theme[] = []
  for (const theme of themes) {
    const under = withDescendants(themes, theme.id)
    const chosen = picks.filter((pick) => under.has(pick.theme_id)).map((pick) => pick.contribution_id)
    const ids = naming.filter((each) => chosen.includes(each.id) || each.themes.some((id) => under.has(id)))
    const redact = ids.length
      ? await redactionAmong(
          tx,
          kinds,
          ids.map(({ id }) => id),
          now,
        )
      : undefined
    shown.push(redact ? { ...theme, presentation: redactValue(theme.presentation, redact) } : theme)
  }
  return shown
}

/** Shelves the themes again when a presentation may name someone of a story that was published or taken away. */
export const keepThemesTrue: Published = async (tx, { kinds, ids, now }) => {
  if ((await listNaming(tx, wordsOf(await listLive(tx)), ids)).length > 0) await shelveThemes(tx, { kinds, now })
}
