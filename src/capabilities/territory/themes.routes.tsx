// Public pages of themes: the whole tree, and each theme with what was told under it.

import { hrefOf, type Doors, type Reading } from '#core/doors.ts'
import { notFound } from '#core/platform/errors.ts'
import { countCards, listCards } from '#core/shelf/cards.ts'
import { findTheme, listThemeChoices, themeNameIn, type FoundTheme } from '#core/shelf/browse.ts'
import { page } from '#ui/respond.tsx'
import { listOfKind, namesOf, sorted } from './home.rules.ts'
import { addresses } from './territory.addresses.ts'
import { publicTexts } from './territory.texts.ts'
import { ThemePage, ThemesPage } from './themes.pages.tsx'
import { pageOf } from './themes.rules.ts'

const pageSize = 24

export function themeRoutes(doors: Doors): void {
  doors.read(addresses.themes, async (reading) => {
    const t = publicTexts.in(reading.locale)
    const themes = await listThemeChoices(reading.reader, namesOf(sorted(reading.kinds).told))
    return page(
      reading,
      { title: t('themes.title'), description: t('themes.lead'), main: 'wrap' },
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
  const [after, before] = [reading.query('apres'), reading.query('avant')]
  const found = await listCards(reader, {
    locale,
    kinds: namesOf(told),
    themes: theme.ids,
    limit: pageSize + 1,
    after,
    before,
  })
  const shown = pageOf(found, pageSize, after, before)
  const href = hrefOf(locale, addresses.theme, { slug: theme.slug })
  const [themes, count] = await Promise.all([
    listThemeChoices(reader, namesOf(told)),
    countCards(reader, { kinds: namesOf(told), themes: theme.ids }),
  ])
  const isFirst = shown.previous === undefined
  const besides = isFirst
    ? await Promise.all(
        others.map(async (kind) => ({
          name: kind.name,
          list: listOfKind(kind, menus, locale),
          cards: await listCards(reader, { locale, kinds: [kind.name], themes: theme.ids, limit: 6 }),
        })),
      )
    : []
  const name = themeNameIn(theme.names, locale)
  const description = theme.presentation[locale] || theme.presentation['fr']
  return page(
    reading,
    { title: name.text, ...(description ? { description } : {}) },
    <ThemePage
      theme={theme}
      count={count}
      parent={themes.find((each) => each.id === theme.parent_id)}
      children_themes={themes.filter((each) => each.parent_id === theme.id)}
      cards={shown.rows}
      kinds={kinds}
      others={besides.filter((each) => each.cards.length > 0)}
      previous={shown.previous && `${href}?avant=${shown.previous}`}
      next={shown.next && `${href}?apres=${shown.next}`}
      isFirst={isFirst}
    />,
  )
}
