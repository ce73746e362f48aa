// The list of stories: who to listen to, by word, theme, language or form. Plain links: it works without script.

import type { ComponentChild, ComponentChildren } from 'preact'
import type { Kinds } from '#core/contribution/kind.ts'
import { hrefOf } from '#core/doors.ts'
import { languageName, type Locale } from '#core/platform/i18n.ts'
import { themeNameIn, type Choice, type ThemeChoice } from '#core/shelf/browse.ts'
import type { Card } from '#core/shelf/cards.ts'
import { LinkButton, Button } from '#ui/button.tsx'
import { ContributionCards } from '#ui/contribution-card.tsx'
import { Empty } from '#ui/empty.tsx'
import { Icon } from '#ui/icons.tsx'
import { Foreign, useLocale, useNumber, useTexts } from '#ui/locale.tsx'
import { Pager } from '#ui/pages.tsx'
import { sentence } from '#ui/who.ts'
import { addresses, elsewhere } from './reading.addresses.ts'
import { withChoices, type Choices } from './reading.input.ts'
import { readingTexts } from './reading.texts.ts'

export type StoryListProps = {
  chosen: Choices
  cards: Card[]
  count: number
  next?: string | undefined
  previous?: string | undefined
  themes: ThemeChoice[]
  languages: Choice[]
  media: Choice[]
  kinds: Kinds
}

export function StoryListPage(props: StoryListProps) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const { chosen } = props
  const path = hrefOf(locale, addresses.list)
  const here = (changes: Partial<Choices>) => withChoices(path, { ...chosen, apres: '', avant: '', ...changes })
  const isFiltered = Boolean(chosen.q || chosen.theme || chosen.langue || chosen.forme)
  return (
    <>
      <header class="find stack">
        <h1>{t('list.heading')}</h1>
        <form class="cluster gap-2" role="search" action={path} method="get">
          <label class="vh" for="q">
            {t('list.search')}
          </label>
          <input
            class="input"
            id="q"
            name="q"
            type="search"
            value={chosen.q}
            placeholder={t('list.placeholder')}
            maxlength={200}
            autocomplete="off"
          />
          {(['theme', 'langue', 'forme'] as const).map(
            (name) => chosen[name] && <input key={name} type="hidden" name={name} value={chosen[name]} />,
          )}
          <Button size="l" icon="search">
            {t('list.find')}
          </Button>
        </form>
      </header>
      <section aria-labelledby="res">
        <h2 class="vh" id="res">
          {t('list.stories')}
        </h2>
        <Facets {...props} here={here} />
        <ActiveChoices {...props} here={here} />
        <p class="found as-xl" role="status">
          {t('list.count', { count: props.count })}
        </p>
        {props.cards.length > 0 ? (
          <ContributionCards cards={props.cards} kinds={props.kinds} />
        ) : (
          <Nobody path={path} isFiltered={isFiltered || props.count > 0} />
        )}
        <Pager
          previous={props.previous && here({ avant: props.previous })}
          next={props.next && here({ apres: props.next })}
        />
      </section>
    </>
  )
}

type Here = { here: (changes: Partial<Choices>) => string }

function Facets(props: StoryListProps & Here) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const { here, chosen } = props
  const themes = props.themes.filter((theme) => theme.count > 0)
  const roots = themes.filter((theme) => !themes.some((other) => other.id === theme.parent_id))
  const inOrder = roots.flatMap((root) => [root, ...themes.filter((theme) => theme.parent_id === root.id)])
  return (
    <nav class="facets cluster gap-2 not-easy" aria-label={t('list.choose')}>
      <Facet label={t('list.theme')}>
        {inOrder.map((theme) => (
          <Option
            key={theme.id}
            href={here({ theme: theme.slug })}
            count={theme.count}
            current={chosen.theme === theme.slug}
            under={!roots.includes(theme)}
          >
            <ThemeName names={theme.names} />
          </Option>
        ))}
      </Facet>
      <Facet label={t('list.language')}>
        {props.languages.map(({ value, count }) => (
          <Option key={value} href={here({ langue: value })} count={count} current={chosen.langue === value}>
            {sentence(languageName(value, locale), locale)}
          </Option>
        ))}
      </Facet>
      <Facet label={t('list.medium')}>
        {props.media.filter(isMedium).map(({ value, count }) => (
          <Option key={value} href={here({ forme: value })} count={count} current={chosen.forme === value}>
            {t(`list.medium.${value}`)}
          </Option>
        ))}
      </Facet>
    </nav>
  )
}

type Medium = 'text' | 'sound' | 'video'
const isMedium = (choice: Choice): choice is Choice & { value: Medium } =>
  ['text', 'sound', 'video'].includes(choice.value)

function Facet(props: { label: string; children: ComponentChild[] }) {
  if (props.children.length === 0) return null
  return (
    <details class="pop" data-pop>
      <summary class="chip">{props.label}</summary>
      <ul class="panel">{props.children}</ul>
    </details>
  )
}

function Option(props: {
  href: string
  count: number
  current: boolean
  under?: boolean
  children: ComponentChildren
}) {
  const number = useNumber()
  return (
    <li>
      <a href={props.href} class={props.under ? 'under' : undefined} aria-current={props.current ? 'true' : undefined}>
        {props.children}
        <small>{number(props.count)}</small>
      </a>
    </li>
  )
}

function ThemeName(props: { names: Record<string, string> }) {
  const name = themeNameIn(props.names, useLocale())
  return <Foreign lang={name.language}>{name.text}</Foreign>
}

/** What is chosen, each with a link that removes it. */
function ActiveChoices(props: StoryListProps & Here) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const { chosen, here } = props
  const theme = props.themes.find((each) => each.slug === chosen.theme)
  const medium = [{ value: chosen.forme, count: 0 }].find(isMedium)
  const language = props.languages.some((each) => each.value === chosen.langue)
  // What nobody knows is shown as it came, so that it can be removed.
  const active = [
    { name: 'q', label: chosen.q && t('list.word', { words: chosen.q }) },
    { name: 'theme', label: theme ? themeNameIn(theme.names, locale).text : chosen.theme },
    { name: 'langue', label: language ? sentence(languageName(chosen.langue, locale), locale) : chosen.langue },
    { name: 'forme', label: medium ? t(`list.medium.${medium.value}`) : chosen.forme },
  ].filter((each) => each.label !== '')
  if (active.length === 0) return null
  return (
    <ul class="cluster gap-2 found" aria-label={t('list.chosen')}>
      {active.map(({ name, label }) => (
        <li key={name}>
          <a class="chip is-chosen" href={here({ [name]: '' })} aria-label={t('list.remove', { choice: label })}>
            <bdi>{label}</bdi>
            <Icon name="cross" />
          </a>
        </li>
      ))}
    </ul>
  )
}

function Nobody(props: { path: string; isFiltered: boolean }) {
  const t = useTexts(readingTexts)
  const tell = hrefOf(useLocale(), elsewhere.tell)
  return (
    <Empty title={t(props.isFiltered ? 'list.none.title' : 'list.empty.title')} heading="h3">
      <p>{t(props.isFiltered ? 'list.none.text' : 'list.empty.text')}</p>
      <p class="cluster">
        {props.isFiltered && <LinkButton href={props.path}>{t('list.all')}</LinkButton>}
        <LinkButton href={tell} variant={props.isFiltered ? 'line' : 'solid'}>
          {t('list.tell')}
        </LinkButton>
      </p>
    </Empty>
  )
}

/** The title of the list in a browser's tab. */
export const listTitle = (locale: Locale, words: string): string =>
  words ? readingTexts.in(locale)('list.titleWords', { words }) : readingTexts.in(locale)('list.title')
