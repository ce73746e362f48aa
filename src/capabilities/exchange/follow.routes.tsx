// The page for whoever wants to follow the site from elsewhere: every feed, and the doors for programs.

import { machines } from '#core/exchange/addresses.ts'
import type { Doors } from '#core/doors.ts'
import { languageName } from '#core/platform/i18n.ts'
import { listThemes, themeNameIn } from '#core/shelf/browse.ts'
import { machineHead } from '#ui/machine-head.tsx'
import { page } from '#ui/respond.tsx'
import { exchangeTexts } from './exchange.texts.ts'
import { FollowPage } from './follow.pages.tsx'

export function followRoutes(doors: Doors): void {
  doors.read(machines.follow, async (reading) => {
    const { reader, locale, kinds } = reading
    const t = exchangeTexts.in(locale)
    const [themes, catalog] = await Promise.all([listThemes(reader), reading.catalog()])
    const chosen = { kinds: [...kinds.keys()] }
    const told = catalog.select(chosen).facets().language
    const heard = ['sound', 'video'].map((medium) => catalog.select({ ...chosen, medium }).facets())
    const [title, description] = [t('follow.title'), t('follow.lead')]
    return page(
      reading,
      { title, description, main: 'wrap', head: machineHead(reading, { kind: 'list', title, description }) },
      <FollowPage
        themes={themes.map(({ id, slug, names }) => ({
          slug,
          name: themeNameIn(names, locale),
          isHeard: heard.some(({ theme }) => theme.has(id)),
        }))}
        languages={told.slice(0, 60).map(({ value }) => ({
          tag: value,
          name: languageName(value, locale),
          isHeard: heard.some(({ language }) => language.some((each) => each.value === value)),
        }))}
      />,
    )
  })
}
