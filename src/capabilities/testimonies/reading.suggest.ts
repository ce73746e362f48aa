// What the search box proposes while one types: stories, themes and places that begin so, as small JSON for the script of
// the page (client/suggest.ts). Without script the box searches all the same.

import { hrefOf, type Doors, type Reading } from '#core/doors.ts'
import { pathOf } from '#core/contribution/kind.ts'
import { suggestionsOf } from '#core/exchange/opensearch.ts'
import { defineTexts, directionOf, type Locale } from '#core/platform/i18n.ts'
import { listThemes, themeNameIn, withDescendants } from '#core/shelf/browse.ts'
import { isEnough, namedSo, suggestCards } from '#core/shelf/search/suggestions.ts'
import { countryIn } from '#ui/periods.ts'
import { sentence, whoIn } from '#ui/who.ts'
import { addresses, elsewhere } from './reading.addresses.ts'
import type { Asked } from './reading.finding.ts'
import { withChosen } from './reading.input.ts'
import ar from './messages/suggest.ar.json' with { type: 'json' }
import en from './messages/suggest.en.json' with { type: 'json' }
import fr from './messages/suggest.fr.json' with { type: 'json' }
import { readingTexts } from './reading.texts.ts'
import { testimonyKind } from './testimonies.kind.ts'

/** `detail`: who tells, or how many stories; `lang` and `dir` of the label when it is not in the page's language. */
export type Suggestion = { label: string; detail: string; href: string; lang?: string; dir?: 'ltr' | 'rtl' }
/** `said`: what a screen reader announces. */
export type Suggestions = { said: string; groups: { label: string; items: Suggestion[] }[] }

const suggestTexts = defineTexts({ fr, en, ar })

const kinds = [testimonyKind.name]
const most = { themes: 2, places: 2, all: 8 }
// Beyond, a place is one of a few stories: the search finds it.
const placesLooked = 3_000

export function suggestRoutes(doors: Doors): void {
  doors.read(addresses.suggestions, suggest)
}

async function suggest(reading: Reading): Promise<Response> {
  const typed = reading.query('q').trim()
  const found = isEnough(typed) ? await suggestionsFor(reading, typed) : { themes: [], places: [], stories: [] }
  const t = suggestTexts.in(reading.locale)
  const groups = (['themes', 'places', 'stories'] as const)
    .map((name) => ({ label: t(name), items: found[name] }))
    .filter(({ items }) => items.length > 0)
  // The search box of a browser (core/exchange/opensearch.ts) asks for the same in its own form.
  if (reading.query('format') === 'opensearch') return asBrowsersAsk(reading, typed, groups)
  const count = groups.reduce((sum, { items }) => sum + items.length, 0)
  return reading.c.json({ said: t('count', { count }), groups } satisfies Suggestions, 200, {
    'X-Robots-Tag': 'noindex',
  })
}

function asBrowsersAsk({ c, config }: Reading, typed: string, groups: Suggestions['groups']): Response {
  const items = groups.flatMap((group) => group.items)
  const found = items.map(({ label, detail, href }) => ({ text: label, about: detail, url: config.origin + href }))
  return c.body(JSON.stringify(suggestionsOf(typed, found)), 200, {
    'Content-Type': 'application/x-suggestions+json; charset=utf-8',
    'X-Robots-Tag': 'noindex',
  })
}

type Named = Record<'themes' | 'places' | 'stories', Suggestion[]>

const inTongue = (language: string, locale: Locale) =>
  language === locale ? {} : { lang: language, dir: directionOf(language) }

/** Themes and places whose name begins as these words, those that hold stories, a few of each. */
export function namedAs(
  { catalog, themes, locale }: Pick<Asked, 'catalog' | 'themes'> & { locale: Locale },
  typed: string,
): Pick<Named, 'themes' | 'places'> {
  const t = readingTexts.in(locale)
  const count = (number: number) => t('list.count', { count: number })
  const isNamedSo = namedSo(typed)
  const named = themes
    .filter(({ names }) => Object.values(names).some(isNamedSo))
    .map((theme) => ({
      ...theme,
      count: catalog.select({ kinds, theme: [...withDescendants(themes, theme.id)] }).count,
    }))
    .filter((theme) => theme.count > 0)
    .slice(0, most.themes)
    .map((theme): Suggestion => {
      const { text, language } = themeNameIn(theme.names, locale)
      return {
        label: text,
        detail: count(theme.count),
        href: hrefOf(locale, elsewhere.theme, { slug: theme.slug }),
        ...inTongue(language, locale),
      }
    })
  const places = catalog
    .once('places to name', () => catalog.select({ kinds }).places(placesLooked))
    .filter(({ name, country }) => isNamedSo(name) || isNamedSo(countryIn(country, locale)))
    .slice(0, most.places)
    .map((place): Suggestion => {
      const country = countryIn(place.country, locale)
      return {
        label: country ? `${place.name} (${country})` : place.name,
        detail: count(place.count),
        href: withChosen(hrefOf(locale, addresses.list), { lieu: place.key }),
      }
    })
  return { themes: named, places }
}

async function suggestionsFor(reading: Reading, typed: string): Promise<Named> {
  const { reader, locale, kinds: known } = reading
  const [catalog, told] = await Promise.all([reading.catalog(), listThemes(reader)])
  const { themes, places } = namedAs({ catalog, themes: told, locale }, typed)
  const cards = await suggestCards(reader, {
    typed,
    kinds,
    locale,
    limit: most.all - themes.length - places.length,
  })
  const stories = cards.map((card): Suggestion => {
    const kind = known.get(card.kind) ?? testimonyKind
    return {
      label: card.title.text,
      detail: sentence(whoIn(card.voices, locale), locale),
      href: pathOf(kind, locale, card.code, card.slug),
      ...inTongue(card.title.language, locale),
    }
  })
  return { themes, places, stories }
}
