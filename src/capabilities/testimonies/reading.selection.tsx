// From the address to what is shown: what was chosen, the selection the catalog makes of it, and each view of it.
// Two or three queries whatever the view: the names of themes, the cards shown, the stages drawn.

import type { ComponentChildren } from 'preact'
import type { Reading } from '#core/doors.ts'
import { townMapOf } from '#core/platform/town-map.ts'
import { findTheme, listThemes, withDescendants } from '#core/shelf/browse.ts'
import { listCards } from '#core/shelf/cards.ts'
import type { Catalog } from '#core/shelf/catalog.ts'
import type { PlaceCount } from '#core/shelf/choice.ts'
import { findWords, type Found } from '#core/shelf/search/find-words.ts'
import { listExtracts } from '#core/shelf/search/list-extracts.ts'
import type { Selection } from '#core/shelf/selection.ts'
import { hereIn, CardsView } from './reading.list.tsx'
import { type Asked } from './reading.finding.ts'
import { choiceOf, chosenIn, yearsIn, type Chosen } from './reading.input.ts'
import { PlacesView, type Home, type Way } from './reading.places.tsx'
import { listStagePoints } from './reading.queries.ts'
import { TimeView } from './reading.time.tsx'
import { testimonyKind } from './testimonies.kind.ts'

const kinds = [testimonyKind.name]
const pageSize = 24
/** As many places as a map is given, and as many stories whose ways it draws. */
export const mostPlaces = 2_000
const mostWays = 30

export type Selected = Asked & { chosen: Chosen; selection: Selection; found: Found | undefined }

/** What the address chooses. */
export async function selectedBy(reading: Reading): Promise<Selected> {
  const { reader } = reading
  const chosen = chosenIn(reading)
  const [catalog, themes, found] = await Promise.all([
    reading.catalog(),
    listThemes(reader),
    chosen.q ? findWords(reader, chosen.q, { exact: chosen.mots === 'exacts' }) : undefined,
  ])
  const theme = chosen.theme ? await themeIds(reading, chosen.theme, themes) : undefined
  const choice = choiceOf(chosen, kinds, theme)
  return { chosen, catalog, choice, found, themes, selection: catalog.select(choice, found) }
}

/** A theme that was renamed keeps every address it ever had. */
async function themeIds({ reader }: Reading, slug: string, themes: Asked['themes']): Promise<readonly string[]> {
  const known = themes.find((theme) => theme.slug === slug)
  return known ? [...withDescendants(themes, known.id)] : ((await findTheme(reader, slug))?.ids ?? [])
}

/** The stories of a selection, in the view chosen. */
export async function viewOf(reading: Reading, selected: Selected): Promise<ComponentChildren> {
  if (selected.selection.count === 0) return null
  switch (selected.chosen.vue) {
    case 'carte':
      return await mapView(reading, selected)
    case 'temps':
      return await timeView(reading, selected)
    default:
      return await cardsView(reading, selected)
  }
}

async function cardsView(reading: Reading, { chosen, selection, found }: Selected) {
  const { reader, locale, kinds: known } = reading
  const { ids, next, previous } = selection.page({ after: chosen.apres, before: chosen.avant, limit: pageSize })
  const [cards, extracts] = await Promise.all([
    listCards(reader, { locale, ids }),
    found ? listExtracts(reader, { ids, terms: found.terms, locale }) : undefined,
  ])
  return (
    <CardsView
      chosen={chosen}
      here={hereIn(locale, chosen)}
      cards={cards}
      extracts={extracts}
      kinds={known}
      next={next}
      previous={previous}
    />
  )
}

async function mapView(reading: Reading, { chosen, selection, catalog }: Selected) {
  const { locale, kinds: known, config, site } = reading
  return (
    <PlacesView
      chosen={chosen}
      here={hereIn(locale, chosen)}
      kinds={known}
      places={selection.places(mostPlaces)}
      home={homeOf(catalog)}
      ways={await waysOf(reading, selection)}
      townMap={await townMapOf(config.data_dir, site.map_style)}
    />
  )
}

/** Where the town is: as it says itself, else where its stories put it. */
function homeOf(catalog: Catalog): Home | undefined {
  const { name, lat, lon } = catalog.town
  if (lat !== null && lon !== null) return { name, lat, lon }
  const told = catalog.select({ kinds }).places(mostPlaces)
  return told.find((place: PlaceCount) => place.name === name)
}

/** The ways of a few stories, those that have at least two places. Many ways at once would say nothing. */
export async function waysOf({ reader, locale }: Reading, selection: Selection): Promise<Way[]> {
  if (selection.count > mostWays) return []
  const { ids } = selection.page({ limit: mostWays })
  const [stages, cards] = await Promise.all([listStagePoints(reader, ids), listCards(reader, { locale, ids })])
  const byStory = Map.groupBy(stages, (stage) => stage.item_id)
  return cards.flatMap((card) => {
    const own = byStory.get(card.id) ?? []
    return own.length > 1 ? [{ card, stages: own }] : []
  })
}

async function timeView(reading: Reading, { chosen, choice, found, catalog, selection }: Selected) {
  const { reader, locale, kinds: known } = reading
  const whole = catalog.select({ ...choice, years: undefined }, found)
  const span = yearsIn(chosen.annees) ?? { from: 0, to: 9_999 }
  const { told, next, previous } = selection.chronicle({
    ...span,
    after: chosen.apres,
    before: chosen.avant,
    limit: pageSize,
  })
  const cards = await listCards(reader, { locale, ids: told.map(({ id }) => id) })
  return (
    <TimeView
      chosen={chosen}
      here={hereIn(locale, chosen)}
      kinds={known}
      decades={selection.facets().decade}
      years={whole.years()}
      undated={whole.undated()}
      told={told}
      cards={cards}
      next={next}
      previous={previous}
    />
  )
}
