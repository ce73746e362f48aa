// Public pages of themes: the whole tree, and each theme with what was told under it.

import { hrefOf, localPath, type Doors, type Reading } from '#core/doors.ts'
import { dayOf } from '#core/platform/clock.ts'
import { notFound } from '#core/platform/errors.ts'
import { findTheme, listThemeChoices, themeNameIn, type FoundTheme } from '#core/shelf/browse.ts'
import { machineHead } from '#ui/machine-head.tsx'
import { page } from '#ui/respond.tsx'
import { findCards, inOrder } from './home.queries.ts'
import { listOfKind, namesOf, sorted } from './home.rules.ts'
import { addresses } from './territory.addresses.ts'
import { publicTexts } from './territory.texts.ts'
import { ThemePage, ThemesPage } from './themes.pages.tsx'
import { listPicks } from './theme-picks.queries.ts'

const pageSize = 24
const beside = 6

export function themeRoutes(doors: Doors): void {
  doors.read(addresses.themes, async (reading) => {
    const t = publicTexts.in(reading.locale)
    const words = { title: t('themes.title'), description: t('themes.lead') }
    const themes = await listThemeChoices(reading.reader, await reading.catalog(), namesOf(sorted(reading.kinds).told))
    return page(
      reading,
      { ...words, main: 'wrap', head: machineHead(reading, { kind: 'list', ...words }) },
      <ThemesPage themes={themes} />,
    )
  })

  doors.read(addresses.theme, async (reading) => {
    const { reader, locale } = reading
    const theme = await findTheme(reader, reading.param('slug').slice(0, 200))
    if (!theme) throw notFound()
    // A theme that was renamed or moved keeps every address it ever had.
    if (theme.slug !== reading.param('slug'))
      return reading.c.redirect(hrefOf(locale, addresses.theme, { slug: theme.slug }), 301)
    return await themePage(reading, theme)
  })
}

async function themePage(reading: Reading, theme: FoundTheme): Promise<Response> {
  const { reader, locale, kinds, menus } = reading
  const { told, others } = sorted(kinds)
  const catalog = await reading.catalog()
  const [after, before] = [reading.query('apres'), reading.query('avant')]
  const selection = catalog.select({ kinds: namesOf(told), theme: theme.ids })
  const { ids, next, previous } = selection.page({ after, before, limit: pageSize })
  const isFirst = previous === undefined
  const besides = (isFirst ? others : []).map((kind) => ({
    kind,
    ids: catalog.select({ kinds: [kind.name], theme: theme.ids }).page({ limit: beside }).ids,
  }))
  const picks = await listPicks(reader, theme.id)
  const [themes, cards] = await Promise.all([
    listThemeChoices(reader, catalog, namesOf(told)),
    findCards(reader, locale, [...picks, ...ids, ...besides.flatMap((each) => each.ids)]),
  ])
  const href = hrefOf(locale, addresses.theme, { slug: theme.slug })
  const list = told.map((kind) => listOfKind(kind, menus, locale)).find((each) => each !== undefined)
  const seen = (view: string) =>
    list && selection.count > 0 ? `${localPath(locale, list.href)}?theme=${theme.slug}&vue=${view}` : undefined
  const name = themeNameIn(theme.names, locale)
  const description = theme.presentation[locale] || theme.presentation['fr']
  return page(
    reading,
    { title: name.text, ...(description && { description }), head: machineHead(reading, { kind: 'theme', theme }) },
    <ThemePage
      theme={theme}
      figures={catalog.once(`figures ${theme.ids.join()}`, () => selection.figures())}
      thisYear={Number(dayOf(reading.now()).slice(0, 4))}
      parent={themes.find((each) => each.id === theme.parent_id)}
      children_themes={themes.filter((each) => each.parent_id === theme.id)}
      chosen={isFirst ? inOrder(cards, picks) : []}
      cards={inOrder(
        cards,
        ids.filter((id) => !picks.includes(id)),
      )}
      kinds={kinds}
      others={besides
        .map((each) => ({
          name: each.kind.name,
          list: listOfKind(each.kind, menus, locale),
          cards: inOrder(cards, each.ids),
        }))
        .filter((each) => each.cards.length > 0)}
      onMap={seen('carte')}
      inTime={seen('temps')}
      previous={previous && `${href}?avant=${previous}`}
      next={next && `${href}?apres=${next}`}
      isFirst={isFirst}
    />,
  )
}
