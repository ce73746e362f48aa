// What the list knows of a selection, whatever the view: what was chosen, what else may be, in words and with numbers.
// Pure: the catalog's answers come in, labels and counts go out.

import { languageName, type Locale } from '#core/platform/i18n.ts'
import type { Catalog } from '#core/shelf/catalog.ts'
import { here, type Choice, type Counted, type FoundOrdinals } from '#core/shelf/choice.ts'
import { themeNameIn, withDescendants } from '#core/shelf/browse.ts'
import { countryIn } from '#ui/periods.ts'
import { isolated, sentence } from '#ui/who.ts'
import { decadeText, originInAddress, yearsIn, type Chosen, type FacetName } from './reading.input.ts'
import { readingTexts } from './reading.texts.ts'

export type ThemeSeen = { id: string; parent_id: string | null; slug: string; names: Record<string, string> }

/** One thing to choose: the words of the address, the words of the page, how many would be found. */
export type Option = { value: string; label: string; language?: string; count: number; isUnder?: boolean }
export type FacetOptions = { name: FacetName; label: string; options: Option[] }

const media = ['text', 'sound', 'video'] as const
const isMedium = (medium: string): medium is (typeof media)[number] => (media as readonly string[]).includes(medium)

export type Asked = { catalog: Catalog; choice: Choice; found: FoundOrdinals | undefined; themes: readonly ThemeSeen[] }

/** Every facet of the selection, with what it still offers. Nothing that would find nobody is offered. */
export function facetsOf(asked: Asked, locale: Locale): FacetOptions[] {
  const { catalog, choice, found } = asked
  const t = readingTexts.in(locale)
  const counts = catalog.select(choice, found).facets()
  const named = (options: Counted[], value: (each: string) => string, label: (each: string) => string): Option[] =>
    options.flatMap((each) => {
      const words = label(each.value)
      return words ? [{ value: value(each.value), label: words, count: each.count }] : []
    })
  const same = (value: string) => value
  return [
    { name: 'theme', label: t('list.theme'), options: themeOptions(asked, counts.theme, locale) },
    {
      name: 'origine',
      label: t('list.origin'),
      options: hereFirst(named(counts.origin, originInAddress, (value) => originName(value, locale))),
    },
    { name: 'quartier', label: t('list.district'), options: named(counts.district, same, same) },
    {
      name: 'annees',
      label: t('list.years'),
      options: named(counts.decade, decadeText, (year) => t('list.years.decade', { year })),
    },
    {
      name: 'langue',
      label: t('list.language'),
      options: named(counts.language, same, (value) => sentence(languageName(value, locale), locale)),
    },
    {
      name: 'forme',
      label: t('list.medium'),
      options: named(counts.medium, same, (value) => (isMedium(value) ? t(`list.medium.${value}`) : '')),
    },
    {
      name: 'version',
      label: t('list.easy'),
      options: counts.easy ? [{ value: 'facile', label: t('list.easy'), count: counts.easy }] : [],
    },
  ]
}

const hereFirst = (options: Option[]) =>
  options.toSorted((one, other) => Number(other.value === 'ici') - Number(one.value === 'ici'))

const originName = (origin: string, locale: Locale): string =>
  origin === here || origin === 'ici'
    ? readingTexts.in(locale)('list.origin.here')
    : countryIn(origin, locale) || (origin.length > 2 ? '' : origin)

/** Themes as a tree of two levels. A story under two sub-themes counts once for the theme above them. */
function themeOptions({ catalog, choice, found, themes }: Asked, direct: ReadonlyMap<string, number>, locale: Locale) {
  const countOf = (theme: ThemeSeen): number => {
    const ids = [...withDescendants(themes, theme.id)]
    const told = ids.filter((id) => direct.has(id))
    if (told.length <= 1) return direct.get(told[0] ?? '') ?? 0
    return catalog.select({ ...choice, theme: ids }, found).count
  }
  const known = new Set(themes.map((theme) => theme.id))
  const roots = themes.filter((theme) => theme.parent_id === null || !known.has(theme.parent_id))
  return roots
    .flatMap((root) => [
      { theme: root, isUnder: false },
      ...[...withDescendants(themes, root.id)]
        .slice(1)
        .flatMap((id) => themes.find((theme) => theme.id === id) ?? [])
        .map((theme) => ({ theme, isUnder: true })),
    ])
    .map(({ theme, isUnder }): Option => {
      const name = themeNameIn(theme.names, locale)
      return { value: theme.slug, label: name.text, language: name.language, count: countOf(theme), isUnder }
    })
    .filter(({ count }) => count > 0)
}

/** A choice in words: what nobody knows is said as it came, so that it can be taken away. */
export function chosenLabel(
  name: FacetName,
  chosen: Chosen,
  themes: readonly ThemeSeen[],
  locale: Locale,
): { text: string; language?: string } {
  const t = readingTexts.in(locale)
  const value = chosen[name]
  switch (name) {
    case 'q':
      return { text: t('list.word', { words: isolated(value, locale) }) }
    case 'theme': {
      const theme = themes.find((each) => each.slug === value)
      const named = theme && themeNameIn(theme.names, locale)
      return named ? { text: named.text, language: named.language } : { text: value }
    }
    case 'origine':
      return { text: originName(value, locale) || value }
    case 'annees':
      return { text: yearsLabel(value, locale) }
    case 'langue':
      return { text: sentence(languageName(value, locale), locale) }
    case 'forme':
      return { text: isMedium(value) ? t(`list.medium.${value}`) : value }
    case 'version':
      return { text: t('list.easy') }
    case 'lieu':
      return { text: t('list.place', { place: isolated(value.split('|')[0] ?? value, locale) }) }
    case 'quartier':
      return { text: value }
  }
}

/** “Années 1960”, “De 1962 à 1968”, “En 1962”. */
export function yearsLabel(text: string, locale: Locale): string {
  const t = readingTexts.in(locale)
  const years = yearsIn(text)
  if (!years) return text
  const { from, to } = years
  if (from === to) return t('list.years.one', { year: String(from) })
  return from % 10 === 0 && to === from + 9
    ? t('list.years.decade', { year: String(from) })
    : t('list.years.range', { from: String(from), to: String(to) })
}
