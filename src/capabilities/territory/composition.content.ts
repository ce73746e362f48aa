// What the screens of the home's composition show: the draft, what each thread holds today, what there is to choose.

import type { Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { listThemes, themeNameIn, withDescendants } from '#core/shelf/browse.ts'
import { languageName } from '#core/platform/i18n.ts'
import { canonicalJson } from '#core/platform/identifiers.ts'
import { isolated } from '#ui/who.ts'
import { getHome } from './composition.queries.ts'
import { emptyComposition, minPicks, picksOf, type Thread } from './composition.rules.ts'
import type { Composing, ThreadChoices, ThreadRow } from './composition.pages.tsx'
import { findCards } from './home.queries.ts'
import { namesOf, sorted, weekOf } from './home.rules.ts'
import { picksShown } from './picks.content.ts'
import { deskTexts } from './territory.texts.ts'

const same = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other)

export async function composingOf(visit: Visit<Member>): Promise<Composing> {
  const { desk, locale, reader, now } = visit
  const t = deskTexts.in(locale)
  const kinds = namesOf(sorted(visit.kinds).told)
  const [{ draft, published, version }, catalog, themes] = await Promise.all([
    getHome(desk.db),
    visit.catalog(),
    listThemes(reader),
  ])
  const drawn = catalog.draw(weekOf(now()), kinds)
  const [picks, drawnCards] = await Promise.all([
    picksShown(visit, picksOf(draft)),
    findCards(reader, locale, drawn ? [drawn] : []),
  ])
  const shownNow = new Set(picks.filter((pick) => pick.card).map((pick) => pick.id))

  return {
    draft,
    version,
    isPublished: same(draft, published),
    isDefault: same(draft, emptyComposition),
    voice: picks.find((pick) => pick.id === draft.voice?.pick),
    drawn: drawn ? drawnCards.get(drawn) : undefined,
    threads: draft.threads.map(rowOf),
  }

  function rowOf(thread: Thread): ThreadRow {
    const { what, count, gone = 0 } = holds(thread)
    return { thread, what, gone, isShown: count >= minPicks }
  }

  function holds({ source }: Thread): { what: string; count: number; gone?: number } {
    if (source.from === 'stories') {
      const count = source.picks.filter((id) => shownNow.has(id)).length
      return { what: t('compose.picked', { count: source.picks.length }), count, gone: source.picks.length - count }
    }
    if (source.from === 'theme') {
      const theme = themes.find((each) => each.id === source.theme_id)
      if (!theme) return { what: t('compose.themeGone'), count: 0 }
      const under = [...withDescendants(themes, theme.id)]
      return {
        what: t('compose.fromTheme', { theme: isolated(themeNameIn(theme.names, locale).text, locale) }),
        count: catalog.select({ kinds, theme: under }).count,
      }
    }
    const { language, decade } = source
    const years = decade === null ? undefined : { from: decade, to: decade + 9 }
    return {
      what: [
        ...(language ? [languageName(language, locale)] : []),
        ...(decade === null ? [] : [t('compose.decade', { decade: String(decade) })]),
      ].join(' · '),
      count: catalog.select({ kinds, language: language ?? undefined, years }).count,
    }
  }
}

/** What a thread may be made of: themes on the tree, languages heard, decades told of. What it holds already stays. */
export async function threadChoices(visit: Visit<Member>, thread: Thread | undefined): Promise<ThreadChoices> {
  const { locale, reader } = visit
  const t = deskTexts.in(locale)
  const [themes, catalog] = await Promise.all([listThemes(reader), visit.catalog()])
  const { language, decade } = catalog.select({ kinds: namesOf(sorted(visit.kinds).told) }).facets()
  const kept = thread?.source.from === 'choice' ? thread.source : undefined
  const also = (values: string[], value: string | null | undefined) =>
    value && !values.includes(value) ? [...values, value] : values
  return {
    themes: themes.map((theme) => ({ value: theme.id, label: themeNameIn(theme.names, locale).text })),
    languages: also(
      language.map(({ value }) => value),
      kept?.language,
    ).map((value) => ({ value, label: languageName(value, locale) })),
    decades: also(
      decade.map(({ value }) => value),
      kept?.decade?.toString(),
    ).map((value) => ({ value, label: t('compose.decade', { decade: value }) })),
  }
}
