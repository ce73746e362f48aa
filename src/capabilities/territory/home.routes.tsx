// The home page: everything on it is read from the shelf.

import type { Doors, Reading } from '#core/doors.ts'
import { listThemeChoices } from '#core/shelf/browse.ts'
import { listCards, type Card } from '#core/shelf/cards.ts'
import { page } from '#ui/respond.tsx'
import { ofTown } from '#ui/town.ts'
import { HomePage, type HomeContent } from './home.pages.tsx'
import { listRelays } from '#core/shelf/relays.ts'
import { countFigures, findHomePoint, findVoiceOfWeek, listDepartures } from './home.queries.ts'
import { inTown, listOfKind, mostTold, namesOf, sorted, weekOf } from './home.rules.ts'
import { addresses } from './territory.addresses.ts'
import { publicTexts } from './territory.texts.ts'

const latest = 6

export function homeRoutes(doors: Doors): void {
  doors.read(addresses.home, async (reading) => {
    const { locale, site } = reading
    const t = publicTexts.in(locale)
    const town = site.name || t('town.unnamed')
    const title = t('home.title', { town, of: ofTown(town) })
    const place = site.name ? inTown(site.name, locale) : t('town.here')
    return page(
      reading,
      { title, wholeTitle: true, description: t('home.description', { place }), hasEasy: true },
      <HomePage {...await contentOf(reading)} place={place} town={town} />,
    )
  })
}

async function contentOf({
  reader,
  locale,
  site,
  kinds,
  menus,
  now,
}: Reading): Promise<Omit<HomeContent, 'place' | 'town'>> {
  const { told, others } = sorted(kinds)
  const names = namesOf(told)
  const home = await findHomePoint(reader, site)
  const voice = await findVoiceOfWeek(reader, names, weekOf(now()))
  const [figures, departures, themes, cards, relays, [card]] = await Promise.all([
    countFigures(reader, names, site.name, home),
    listDepartures(reader, names),
    listThemeChoices(reader, names),
    listCards(reader, { locale, kinds: names, limit: latest }),
    listRelays(reader),
    voice ? listCards(reader, { locale, ids: [voice], limit: 1 }) : ([] as Card[]),
  ])
  const besides = await Promise.all(
    others.map(async (kind) => ({
      name: kind.name,
      list: listOfKind(kind, menus, locale),
      cards: await listCards(reader, { locale, kinds: [kind.name], limit: 4 }),
    })),
  )
  return {
    doors: menus.navigation.slice(0, 3),
    storiesList: told.map((kind) => listOfKind(kind, menus, locale)).find((each) => each !== undefined),
    kinds,
    figures,
    map: home && { home, departures },
    themes: mostTold(themes, 8),
    cards,
    voice: card,
    others: besides.filter((each) => each.cards.length > 0),
    relays,
  }
}
