// Themes as the public sees them: the tree, and one theme with its stories.

import type { Kinds } from '#core/contribution/kind.ts'
import { hrefOf } from '#core/doors.ts'
import { themeNameIn, type FoundTheme, type ThemeChoice } from '#core/shelf/browse.ts'
import type { Card } from '#core/shelf/cards.ts'
import { accentOr } from '#ui/accents.ts'
import { Band, Figures, ThemeLine } from '#ui/band.tsx'
import { LinkButton } from '#ui/button.tsx'
import { ContributionCards } from '#ui/contribution-card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Empty } from '#ui/empty.tsx'
import { Intro } from '#ui/hero.tsx'
import { Foreign, useLocale, useNumber, useTexts } from '#ui/locale.tsx'
import { Pager } from '#ui/pages.tsx'
import { isolated } from '#ui/who.ts'
import { addresses } from './territory.addresses.ts'
import { publicTexts } from './territory.texts.ts'
import { treeOf } from './themes.rules.ts'

/** Every theme, hung under the one above it. */
export function ThemesPage({ themes }: { themes: ThemeChoice[] }) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  return (
    <>
      <Crumbs
        items={[{ href: hrefOf(locale, addresses.home), label: t('crumb.home') }, { label: t('themes.title') }]}
      />
      <Intro title={t('themes.title')} lead={t('themes.lead')} />
      {themes.length === 0 && (
        <Empty title={t('themes.none')}>
          <p>{t('themes.noneText')}</p>
        </Empty>
      )}
      {treeOf(themes).map(({ theme, children }) => (
        <Band
          key={theme.id}
          id={`theme-${theme.slug}`}
          title={<Name theme={theme} />}
          lead={<Presentation theme={theme} />}
          accent={accentOr(theme.accent)}
        >
          <Line themes={[theme, ...children.map((child) => child.theme)]} whole={theme.id} />
        </Band>
      ))}
    </>
  )
}

function Name({ theme }: { theme: Pick<ThemeChoice, 'names'> }) {
  const name = themeNameIn(theme.names, useLocale())
  return <Foreign lang={name.language}>{name.text}</Foreign>
}

function Presentation({ theme }: { theme: Pick<ThemeChoice, 'presentation'> }) {
  const locale = useLocale()
  const language = theme.presentation[locale] ? locale : 'fr'
  const words = theme.presentation[language]
  return words ? <Foreign lang={language}>{words}</Foreign> : null
}

/** Themes on the line; `whole` is the one that holds the others. */
function Line({ themes, whole }: { themes: ThemeChoice[]; whole?: string }) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  return (
    <ThemeLine
      items={themes.map((theme) => ({
        href: hrefOf(locale, addresses.theme, { slug: theme.slug }),
        label: theme.id === whole ? t('themes.whole') : themeNameIn(theme.names, locale).text,
        small: t('count.stories', { count: Number(theme.count) }),
        accent: accentOr(theme.accent),
      }))}
    />
  )
}

type ThemeFigures = {
  stories: number
  voices: number
  languages: number
  places: number
  years: { from: number; to: number } | null
}

/** What the theme holds, counted. A span of years is told by its decades, as far as today. */
function ThemeCounts({ figures, thisYear }: { figures: ThemeFigures; thisYear: number }) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  const number = useNumber()
  const { stories, voices, languages, places, years } = figures
  const items = [
    { value: number(stories), words: t('figure.stories', { count: stories }) },
    ...(voices > 0 ? [{ value: number(voices), words: t('figure.voices', { count: voices }) }] : []),
    { value: number(languages), words: t('figure.languages', { count: languages }) },
    ...(places > 0 ? [{ value: number(places), words: t('figure.places', { count: places }) }] : []),
    ...(years
      ? [
          {
            value: isolated(`${years.from}\u2013${Math.min(years.to, thisYear)}`, locale),
            words: t('figure.years'),
          },
        ]
      : []),
  ]
  return (
    <div class="mt-5">
      <Figures items={items} />
    </div>
  )
}

export function ThemePage(props: {
  theme: FoundTheme
  figures: ThemeFigures
  thisYear: number
  parent: ThemeChoice | undefined
  children_themes: ThemeChoice[]
  /** What editors say to read first. */
  chosen: Card[]
  cards: Card[]
  kinds: Kinds
  others: { name: string; list: { href: string; label: string } | undefined; cards: Card[] }[]
  /** The same stories on the map, and in time. */
  onMap: string | undefined
  inTime: string | undefined
  previous: string | undefined
  next: string | undefined
  isFirst: boolean
}) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  const { theme, parent } = props
  const name = themeNameIn(theme.names, locale)
  const above = parent && themeNameIn(parent.names, locale)
  return (
    <div class="wrap" data-accent={accentOr(theme.accent)}>
      <Crumbs
        items={[
          { href: hrefOf(locale, addresses.home), label: t('crumb.home') },
          { href: hrefOf(locale, addresses.themes), label: t('themes.title') },
          ...(parent && above
            ? [
                {
                  href: hrefOf(locale, addresses.theme, { slug: parent.slug }),
                  label: above.text,
                  lang: above.language,
                },
              ]
            : []),
          { label: name.text, lang: name.language },
        ]}
      />
      <header class="intro">
        <Foreign lang={name.language} as="h1">
          {name.text}
        </Foreign>
        <p class="lead">
          <Presentation theme={theme} />
        </p>
        {props.figures.stories > 0 && props.isFirst ? (
          <ThemeCounts figures={props.figures} thisYear={props.thisYear} />
        ) : (
          <p class="small soft">{t('count.stories', { count: props.figures.stories })}</p>
        )}
        {(props.onMap || props.inTime) && (
          <p class="cluster gap-2 mt-5">
            {props.onMap && (
              <LinkButton href={props.onMap} variant="line" icon="map">
                {t('themes.onMap')}
              </LinkButton>
            )}
            {props.inTime && (
              <LinkButton href={props.inTime} variant="line" icon="history">
                {t('themes.inTime')}
              </LinkButton>
            )}
          </p>
        )}
      </header>
      {props.chosen.length > 0 && (
        <Band id="a-lire-d-abord" title={t('themes.readFirst')}>
          <ContributionCards cards={props.chosen} kinds={props.kinds} />
        </Band>
      )}
      {props.children_themes.length > 0 && props.isFirst && (
        <Band id="fils" title={t('themes.under')}>
          <Line themes={props.children_themes} />
        </Band>
      )}
      {(props.cards.length > 0 || props.figures.stories === 0) && (
        <Band id="recits" title={t('themes.stories')}>
          {props.figures.stories > 0 ? (
            <ContributionCards cards={props.cards} kinds={props.kinds} />
          ) : (
            <Empty title={t('themes.empty')} heading="h3">
              <p>{t('themes.emptyText')}</p>
              <p>
                <LinkButton href={hrefOf(locale, addresses.themes)} variant="line">
                  {t('home.allThemes')}
                </LinkButton>
              </p>
            </Empty>
          )}
        </Band>
      )}
      <Pager previous={props.previous} next={props.next} />
      {props.others.map((other) => (
        <Band key={other.name} id={`a-lire-${other.name}`} title={other.list?.label ?? t('home.alsoRead')}>
          <ContributionCards cards={other.cards} kinds={props.kinds} />
        </Band>
      ))}
    </div>
  )
}
