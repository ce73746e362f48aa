// Themes as the public sees them: the tree, and one theme with its stories.

import type { Kinds } from '#core/contribution/kind.ts'
import { hrefOf } from '#core/doors.ts'
import { themeNameIn, type FoundTheme, type ThemeChoice } from '#core/shelf/browse.ts'
import type { Card } from '#core/shelf/cards.ts'
import { accentOr } from '#ui/accents.ts'
import { Band, ThemeLine } from '#ui/band.tsx'
import { LinkButton } from '#ui/button.tsx'
import { ContributionCards } from '#ui/contribution-card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Empty } from '#ui/empty.tsx'
import { Intro } from '#ui/hero.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Pager } from '#ui/pages.tsx'
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
          title={themeNameIn(theme.names, locale).text}
          lead={<Presentation theme={theme} />}
          accent={accentOr(theme.accent)}
        >
          <Line themes={[theme, ...children.map((child) => child.theme)]} whole={theme.id} />
        </Band>
      ))}
    </>
  )
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

export function ThemePage(props: {
  theme: FoundTheme
  count: number
  parent: ThemeChoice | undefined
  children_themes: ThemeChoice[]
  cards: Card[]
  kinds: Kinds
  others: { name: string; list: { href: string; label: string } | undefined; cards: Card[] }[]
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
        <p class="small soft">{t('count.stories', { count: props.count })}</p>
      </header>
      {props.children_themes.length > 0 && props.isFirst && (
        <Band id="fils" title={t('themes.under')}>
          <Line themes={props.children_themes} />
        </Band>
      )}
      <Band id="recits" title={t('themes.stories')}>
        {props.cards.length > 0 ? (
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
        <Pager previous={props.previous} next={props.next} />
      </Band>
      {props.others.map((other) => (
        <Band key={other.name} id={`a-lire-${other.name}`} title={other.list?.label ?? t('home.alsoRead')}>
          <ContributionCards cards={other.cards} kinds={props.kinds} />
        </Band>
      ))}
    </div>
  )
}
