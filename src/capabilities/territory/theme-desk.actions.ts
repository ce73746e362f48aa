// Growing the tree of themes: add, rename, move, order, retire. Every change is published at once; addresses are kept.

import { change, type Work } from '#core/change.ts'
import type { Desk, DeskTransaction } from '#core/desk.ts'
import { allow } from '#core/people/can.ts'
import type { Member } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'
import type { FieldMistakes } from '#core/platform/fields.ts'
import { canonicalJson } from '#core/platform/identifiers.ts'
import { shelveThemeAgain } from '#core/shelf/publish.ts'
import { themeRow, type ThemeInput } from './theme-desk.input.ts'
import {
  holdThemes,
  insertTheme,
  listAllThemes,
  orderThemes,
  restoreTheme,
  retireTheme,
  updateTheme,
  type Theme,
} from './theme-desk.queries.ts'
import { mayRunTown } from './territory.can.ts'
import { mayHangFrom, stepped, treeOf, type Branch } from './themes.rules.ts'
import { publishSite } from './town.ts'

type Asked = { desk: Desk; actor: Member; submission_id: string }
type Saved = { id: string } | { mistakes: FieldMistakes }

const alive = (themes: readonly Theme[]): Theme[] => themes.filter((theme) => theme.retired_at === null)

async function onTree<Result>(
  { desk, actor, submission_id }: Asked,
  action: string,
  work: (work: Work, themes: Theme[]) => Promise<Result>,
): Promise<Result> {
  return await change(desk, { action: `territory.theme.${action}`, actor, submission_id }, async (running) => {
    const themes = allow(mayRunTown(actor), actor, 'run', await holdThemes(running.tx))
    const done = await work(running, themes)
    await renumber(running.tx)
    await publishSite(running)
    return done
  })
}

/** Places follow the tree from top to bottom: any list of themes in their order reads like it. */
async function renumber(tx: DeskTransaction): Promise<void> {
  const flat = (branches: readonly Branch<Theme>[]): string[] =>
    branches.flatMap(({ theme, children }) => [theme.id, ...flat(children)])
  await orderThemes(tx, flat(treeOf(alive(await listAllThemes(tx)))))
}

const get = (themes: readonly Theme[], id: string): Theme => {
  const theme = themes.find((each) => each.id === id)
  if (!theme) throw notFound()
  return theme
}

/** A new theme, last among its sisters; or the fields to correct. */
export async function addTheme(asked: Asked, input: ThemeInput): Promise<Saved> {
  return await onTree(asked, 'add', async (work, themes): Promise<Saved> => {
    const row = themeRow(input)
    const mistakes = mistakesIn(row, themes, undefined)
    if (mistakes) return { mistakes }
    const id = await insertTheme(work.tx, row, themes.length)
    await work.record({ kind: 'theme.added', data: { theme: row.names['fr'] ?? row.slug } })
    return { id }
  })
}

export async function saveTheme(asked: Asked, id: string, input: ThemeInput): Promise<Saved> {
  return await onTree(asked, `save ${id}`, async (work, themes): Promise<Saved> => {
    const before = get(themes, id)
    const row = themeRow(input)
    const mistakes = mistakesIn(row, themes, before)
    if (mistakes) return { mistakes }
    await updateTheme(work.tx, before, row)
    if (canonicalJson(row.names) !== canonicalJson(before.names)) await shelveThemeAgain(work.tx, id)
    await work.record({ kind: 'theme.changed', data: { theme: row.names['fr'] ?? row.slug } })
    return { id }
  })
}

function mistakesIn(
  row: ReturnType<typeof themeRow>,
  themes: readonly Theme[],
  before: Theme | undefined,
): FieldMistakes | undefined {
  if (themes.some((theme) => theme.slug === row.slug && theme.id !== before?.id)) return { slug: 'taken' }
  const fits = before
    ? mayHangFrom(alive(themes), before.id, row.parent_id)
    : row.parent_id === null || alive(themes).some((theme) => theme.id === row.parent_id)
  return fits ? undefined : { parent_id: 'bad_choice' }
}

/** One step up or down among its sisters. */
export async function stepTheme(asked: Asked, id: string, step: -1 | 1): Promise<null> {
  return await onTree(asked, `step ${id}`, async (work, themes) => {
    const theme = get(alive(themes), id)
    const sisters = alive(themes)
      .filter((each) => each.parent_id === theme.parent_id)
      .map((each) => each.id)
    await orderThemes(work.tx, stepped(sisters, id, step))
    return null
  })
}

export async function retire(asked: Asked, id: string): Promise<null> {
  return await onTree(asked, `retire ${id}`, async (work, themes) => {
    const theme = get(alive(themes), id)
    await retireTheme(work.tx, theme, work.now)
    await shelveThemeAgain(work.tx, id)
    await work.record({ kind: 'theme.retired', data: { theme: theme.names['fr'] ?? theme.slug } })
    return null
  })
}

/** Hangs a retired theme again, at the top when the one above it is gone. */
export async function restore(asked: Asked, id: string): Promise<null> {
  return await onTree(asked, `restore ${id}`, async (work, themes) => {
    const theme = get(themes, id)
    await restoreTheme(work.tx, id)
    await shelveThemeAgain(work.tx, id)
    await work.record({ kind: 'theme.restored', data: { theme: theme.names['fr'] ?? theme.slug } })
    return null
  })
}
