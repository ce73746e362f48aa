// The home page, hung on the thread: the night and its three doors, a voice, themes, paths, stories, people nearby.

import { Fragment, type ComponentChildren } from 'preact'
import type { MenuEntry } from '#core/capability.ts'
import type { Kinds } from '#core/contribution/kind.ts'
import { hrefOf, localPath } from '#core/doors.ts'
import { themeNameIn, type ThemeChoice } from '#core/shelf/browse.ts'
import type { Card, Words } from '#core/shelf/cards.ts'
import { accentOr } from '#ui/accents.ts'
import { Band, Figures, ThemeLine } from '#ui/band.tsx'
import { LinkButton } from '#ui/button.tsx'
import { ContributionCards, storyCard } from '#ui/contribution-card.tsx'
import type { DoorKind } from '#ui/doors.tsx'
import { Empty } from '#ui/empty.tsx'
import { HomeHero } from '#ui/hero.tsx'
import { Foreign, Quote, useLocale, useNumber, useTexts } from '#ui/locale.tsx'
import { PathsMap } from '#ui/map.tsx'
import { Person } from '#ui/person.tsx'
import { Portrait, portraitOr } from '#ui/portraits.tsx'
import { isolated, languagesIn, whoIn } from '#ui/who.ts'
import type { Relay } from '#core/shelf/relays.ts'
import type { BandName } from './composition.rules.ts'
import { addresses } from './territory.addresses.ts'
import { publicTexts } from './territory.texts.ts'

type List = { href: string; label: string }
type ThreadShown = {
  id: string
  title: Words
  words: Words
  cards: Card[]
  accent?: string
  /** Where it goes on; `label` names the theme it comes from. */
  all?: { href: string; label?: string }
}
export type HomeContent = {
  /** Those shown, in their order. */
  bands: readonly BandName[]
  threads: readonly ThreadShown[]
  place: string
  town: string
  doors: readonly MenuEntry[]
  storiesList: List | undefined
  kinds: Kinds
  figures: { stories: number; languages: number; countries: number; born_here: number }
  map: { home: { lat: number; lon: number }; departures: { lat: number; lon: number }[] } | null
  themes: ThemeChoice[]
  cards: Card[]
  voice: Card | undefined
  others: { name: string; list: List | undefined; cards: Card[] }[]
  relays: Relay[]
}

export function HomePage(props: HomeContent) {
  const t = useTexts(publicTexts)
  const { place } = props
  return (
    <>
      <HomeHero
        lines={[t('home.line1'), t('home.line2'), t('home.line3')]}
        lead={t('home.lead', { place })}
        easy={[t('home.easy1', { place }), t('home.easy2'), t('home.easy3'), t('home.easy4')]}
        doors={useDoors(props)}
      />
      <div class="wrap">
        {props.bands.map((band) => (
          <Fragment key={band}>{shown[band](props)}</Fragment>
        ))}
      </div>
    </>
  )
}

const shown: Record<BandName, (home: HomeContent) => ComponentChildren> = {
  voice: ({ voice, kinds }) => voice && <Voice card={voice} kinds={kinds} />,
  themes: ({ themes }) => themes.length > 0 && <Themes themes={themes} />,
  threads: ({ threads, kinds }) =>
    threads.map((thread, index) => <ThreadBand key={thread.id} thread={thread} number={index + 1} kinds={kinds} />),
  map: (home) => <Paths {...home} />,
  latest: (home) => <Latest {...home} />,
  others: ({ others, kinds }) => others.map((other) => <Beside key={other.name} {...other} kinds={kinds} />),
  relays: ({ relays }) => <Relays relays={relays} />,
}

// The three doors come in their order; what is behind each is counted, never promised.
const doorKinds: readonly DoorKind[] = ['listen', 'tell', 'meet']

function useDoors({ doors, figures, relays }: HomeContent) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  const words: Partial<Record<DoorKind, string>> = {
    listen: figures.stories
      ? t('home.door.listen', { stories: figures.stories, languages: figures.languages })
      : t('home.door.listenSoon'),
    tell: t('home.door.tell'),
    meet: relays.length ? t('home.door.meet', { count: relays.length }) : t('home.door.meetSoon'),
  }
  return doors.map((door) => {
    const kind = doorKinds[Math.round(door.position / 10) - 1] ?? 'meet'
    return { kind, href: localPath(locale, door.href[locale]), label: door.label[locale], words: words[kind] ?? '' }
  })
}

function Voice({ card, kinds }: { card: Card; kinds: Kinds }) {
  const t = useTexts(publicTexts)
  const shown = storyCard(card, kinds, useLocale())
  return (
    <Band id="voix" title={t('home.voice')}>
      <div class="voice media">
        <Portrait name={shown.portrait} />
        <div class="stack">
          {card.quote && <Quote text={card.quote.text} lang={card.quote.language} />}
          <div>
            <p>
              <strong>{shown.who}</strong>
            </p>
            {card.lead && (
              <Foreign lang={card.lead.language} as="p">
                {card.lead.text}
              </Foreign>
            )}
          </div>
          <p>
            <LinkButton href={shown.href} variant="line" after="arrow">
              {t('home.voiceRead')}
            </LinkButton>
          </p>
        </div>
      </div>
    </Band>
  )
}

/** A thread that editors hung: its title and words as they wrote them, its stories, and where it goes on. */
function ThreadBand({ thread, number, kinds }: { thread: ThreadShown; number: number; kinds: Kinds }) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  const { title, words, all } = thread
  return (
    <Band
      id={`fil-${number}`}
      title={<Foreign lang={title.language}>{title.text}</Foreign>}
      lead={words.text && <Foreign lang={words.language}>{words.text}</Foreign>}
      accent={thread.accent ? accentOr(thread.accent) : undefined}
    >
      <ContributionCards cards={thread.cards} kinds={kinds} />
      {all && (
        <p class="mt-5">
          <LinkButton href={all.href} variant="quiet" after="arrow">
            {all.label ? t('home.threadTheme', { theme: isolated(all.label, locale) }) : t('home.threadAll')}
          </LinkButton>
        </p>
      )}
    </Band>
  )
}

function Themes({ themes }: { themes: ThemeChoice[] }) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  return (
    <Band id="themes" class="not-easy" title={t('home.themes')} lead={t('home.themesLead')}>
      <ThemeLine
        items={themes.map((theme) => ({
          href: hrefOf(locale, addresses.theme, { slug: theme.slug }),
          label: themeNameIn(theme.names, locale).text,
          small: t('count.stories', { count: Number(theme.count) }),
          accent: accentOr(theme.accent),
        }))}
      />
      <p class="mt-5">
        <LinkButton href={hrefOf(locale, addresses.themes)} variant="quiet" after="arrow">
          {t('home.allThemes')}
        </LinkButton>
      </p>
    </Band>
  )
}

function Paths({ figures, map, town, storiesList }: HomeContent) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  const number = useNumber()
  if (!figures.stories) return null
  const items = [
    { value: number(figures.stories), words: t('figure.stories', { count: figures.stories }) },
    { value: number(figures.countries), words: t('figure.countries', { count: figures.countries }) },
    { value: number(figures.languages), words: t('figure.languages', { count: figures.languages }) },
    { value: number(figures.born_here), words: t('figure.bornHere', { count: figures.born_here }) },
  ]
  return (
    <Band
      id="carte"
      title={t('home.map')}
      lead={figures.countries ? t('home.mapLead', { count: figures.countries }) : t('home.mapLeadHere')}
    >
      <figure class="stack">
        {map && (
          <PathsMap
            home={{ ...map.home, label: town }}
            departures={map.departures}
            label={t('home.mapLabel', { count: map.departures.length, town: isolated(town, locale) })}
          />
        )}
        <figcaption>
          <Figures items={items.filter((item) => item.value !== '0')} />
        </figcaption>
      </figure>
      {storiesList && (
        <p class="mt-5">
          <LinkButton href={`${localPath(locale, storiesList.href)}?vue=carte`} variant="quiet" after="arrow">
            {t('home.mapAll')}
          </LinkButton>
        </p>
      )}
    </Band>
  )
}

function Latest({ cards, kinds, storiesList }: HomeContent) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  return (
    <Band id="recits" title={t('home.latest')}>
      {cards.length > 0 ? (
        <ContributionCards cards={cards} kinds={kinds} />
      ) : (
        <Empty title={t('home.nothingYet')} heading="h3">
          <p>{t('home.nothingYetText')}</p>
        </Empty>
      )}
      {storiesList && cards.length > 0 && (
        <p class="mt-5">
          <LinkButton href={localPath(locale, storiesList.href)} variant="quiet" after="arrow">
            {t('home.allStories')}
          </LinkButton>
        </p>
      )}
    </Band>
  )
}

/** What else is written about the town: the first one large, the others beside. */
function Beside(props: { name: string; list: List | undefined; cards: Card[]; kinds: Kinds }) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  const [first, ...rest] = props.cards.map((card) => ({ card, shown: storyCard(card, props.kinds, locale) }))
  if (!first) return null
  const line = ({ card, shown }: typeof first, large: boolean) => (
    <article key={card.id} class={large ? 'stack sp-3' : undefined}>
      <h3 class={large ? 'as-2xl' : undefined}>
        <a href={shown.href}>
          <Foreign lang={card.title.language}>{card.title.text}</Foreign>
        </a>
      </h3>
      {card.lead && (
        <Foreign lang={card.lead.language} as="p">
          {card.lead.text}
        </Foreign>
      )}
      {large && <p class="small soft">{t('home.by', { who: whoIn(card.voices, locale) })}</p>}
    </article>
  )
  return (
    <Band
      id={`a-lire-${props.name}`}
      class="not-easy"
      side
      title={props.list?.label ?? t('home.alsoRead')}
      lead={t('home.alsoReadLead')}
    >
      {/* One alone takes the whole width. */}
      <div class={rest.length > 0 ? 'split' : undefined}>
        {line(first, true)}
        {rest.length > 0 && <div class="rows">{rest.map((each) => line(each, false))}</div>}
      </div>
      {props.list && (
        <p class="mt-4">
          <LinkButton href={localPath(locale, props.list.href)} variant="quiet" after="arrow">
            {t('home.readAll')}
          </LinkButton>
        </p>
      )}
    </Band>
  )
}

/** People who listen, with their telephone: always on the page, because the door "meet" leads here. */
function Relays({ relays }: { relays: Relay[] }) {
  const t = useTexts(publicTexts)
  const locale = useLocale()
  return (
    <Band id="relais" title={t('home.relays')} lead={t('home.relaysLead')}>
      {relays.length > 0 ? (
        <div class="grid">
          {relays.map((relay) => {
            const words = relay.presentation[locale] || relay.presentation['fr'] || ''
            return (
              <Person
                key={relay.person_id}
                name={relay.name}
                portrait={portraitOr(relay.portrait, relay.person_id)}
                phone={relay.phone ? { shown: relay.phone, dial: relay.phone.replace(/[^\d+]/g, '') } : undefined}
              >
                {words && <Foreign lang={relay.presentation[locale] ? locale : 'fr'}>{words}</Foreign>}
                {!words &&
                  relay.languages.length > 0 &&
                  t('home.speaks', { languages: languagesIn(relay.languages, locale) })}
              </Person>
            )
          })}
        </div>
      ) : (
        <p>{t('home.noRelays')}</p>
      )}
    </Band>
  )
}
