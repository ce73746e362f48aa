// What stands on a home page, from its composition: the one everyone sees, or the draft an editor looks at. Counts and
// lists come from the catalog; the cards of every band are read in one go.

import { hrefOf, localPath, type Reading } from '#core/doors.ts'
import { here } from '#core/shelf/choice.ts'
import { listThemeChoices, themeNameIn, withDescendants, type ThemeChoice } from '#core/shelf/browse.ts'
import { dayOf } from '#core/platform/clock.ts'
import { listRelays } from '#core/shelf/relays.ts'
import { chosenVoice, minPicks, threadWordsIn, type Composition, type Thread } from './composition.rules.ts'
import type { HomeContent } from './home.pages.tsx'
import { findCards, findHomePoint, inOrder } from './home.queries.ts'
import { listOfKind, mostTold, namesOf, sorted, weekOf } from './home.rules.ts'
import { addresses } from './territory.addresses.ts'

const latest = 6
const beside = 4
const inThread = 3
const onMap = 60

export async function contentOf(
  { reader, catalog: open, locale, site, kinds, menus, now }: Reading,
  composition: Composition,
): Promise<Omit<HomeContent, 'place' | 'town'>> {
  const { told, others } = sorted(kinds)
  const names = namesOf(told)
  const [catalog, home, relays] = await Promise.all([open(), findHomePoint(reader, site), listRelays(reader)])
  const themes = await listThemeChoices(reader, catalog, names)
  const newest = (choice: Parameters<typeof catalog.select>[0], limit: number) =>
    catalog.select(choice).page({ limit }).ids
  const { stories, languages, born_here, origins, departures } = catalog.once('home', () => {
    const all = catalog.select({ kinds: names })
    return { ...all.figures(), origins: all.facets().origin, departures: all.departures(onMap) }
  })
  const countries = origins.filter(({ value }) => value !== here && value !== home?.country).length

  const list = told.map((kind) => listOfKind(kind, menus, locale)).find((each) => each !== undefined)
  const latestIds = newest({ kinds: names }, latest)
  const besides = others.map((kind) => ({ kind, ids: newest({ kinds: [kind.name] }, beside) }))
  const threads = composition.threads.map((thread) => ({ thread, ids: idsOf(thread) }))
  const week = weekOf(now())
  const [chosen, drawn] = [
    chosenVoice(composition, dayOf(now())),
    catalog.once(`draw ${week}`, () => catalog.draw(week, names)),
  ]
  const cards = await findCards(reader, locale, [
    ...[chosen, drawn].filter((id) => id !== undefined),
    ...latestIds,
    ...besides.flatMap(({ ids }) => ids),
    ...threads.flatMap(({ ids }) => ids),
  ])

  return {
    bands: composition.bands.filter((band) => band.shown).map((band) => band.name),
    doors: menus.navigation.slice(0, 3),
    storiesList: list,
    kinds,
    figures: { stories, languages, countries, born_here },
    map: home && { home, departures },
    themes: mostTold(themes, 8),
    cards: inOrder(cards, latestIds),
    // A story that was taken back leaves its place to the draw of the week.
    voice: cards.get(chosen ?? '') ?? cards.get(drawn ?? ''),
    threads: threads
      .map(({ thread, ids }) => ({
        id: thread.id,
        title: threadWordsIn(thread.title, locale),
        words: threadWordsIn(thread.words, locale),
        cards: inOrder(cards, ids),
        ...goesOn(thread),
      }))
      .filter((thread) => thread.cards.length >= minPicks),
    others: besides
      .map(({ kind, ids }) => ({ name: kind.name, list: listOfKind(kind, menus, locale), cards: inOrder(cards, ids) }))
      .filter((each) => each.cards.length > 0),
    relays,
  }

  function idsOf({ source }: Thread): readonly string[] {
    if (source.from === 'stories') return source.picks
    if (source.from === 'theme') {
      const isThere = themes.some((theme) => theme.id === source.theme_id)
      return isThere ? newest({ kinds: names, theme: [...withDescendants(themes, source.theme_id)] }, inThread) : []
    }
    const { language, decade } = source
    const years = decade === null ? undefined : { from: decade, to: decade + 9 }
    return newest({ kinds: names, language: language ?? undefined, years }, inThread)
  }

  /** Where a thread goes on: the theme's page, or the list with the same choice. */
  function goesOn({ source }: Thread): { accent?: string; all?: { href: string; label?: string } } {
    if (source.from === 'theme') {
      const theme: ThemeChoice | undefined = themes.find((each) => each.id === source.theme_id)
      if (!theme) return {}
      const href = hrefOf(locale, addresses.theme, { slug: theme.slug })
      return { accent: theme.accent, all: { href, label: themeNameIn(theme.names, locale).text } }
    }
    if (source.from === 'stories' || !list) return {}
    const chosenIn = new URLSearchParams({
      ...(source.language ? { langue: source.language } : {}),
      ...(source.decade === null ? {} : { annees: `${source.decade}-${source.decade + 9}` }),
    })
    return { all: { href: `${localPath(locale, list.href)}?${chosenIn.toString()}` } }
  }
}
