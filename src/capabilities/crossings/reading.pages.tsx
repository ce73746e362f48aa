// Accounts side by side: of a place, in the order of time, or of what editors brought together; and where to find them.

import type { Kinds } from '#core/contribution/kind.ts'
import { hrefOf } from '#core/doors.ts'
import { boundsOf } from '#core/platform/edtf.ts'
import type { Account, GatheringPage, SharedPlace, PlacePage } from '#core/shelf/crossings/accounts.ts'
import type { GatheringSeen } from '#core/shelf/crossings/crossings.ts'
import type { GatheringKind, InWords } from '#core/shelf/crossings/crossings.tables.ts'
import { Band, ThemeLine } from '#ui/band.tsx'
import { LinkButton } from '#ui/button.tsx'
import { Crossings } from '#ui/card.tsx'
import { storyCard } from '#ui/contribution-card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Empty } from '#ui/empty.tsx'
import { Intro } from '#ui/hero.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Pager } from '#ui/pages.tsx'
import { countryIn, formatPeriod } from '#ui/periods.ts'
import { isolated } from '#ui/who.ts'
import { wordsIn } from '#ui/words-in.ts'
import { addresses, elsewhere } from './crossings.addresses.ts'
import { texts } from './texts.ts'

const accents: Record<GatheringKind, 'terre' | 'canard' | 'ambre' | 'prune'> = {
  place: 'canard',
  event: 'ambre',
  object: 'terre',
  family: 'prune',
}

export function CrossingsIndexPage(props: {
  gatherings: (GatheringSeen & { presentations: InWords })[]
  places: SharedPlace[]
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  const at = (slug: string) => hrefOf(locale, addresses.together, { slug })
  const count = (items: number) => t('count.stories', { count: items })
  return (
    <>
      <Crumbs items={[{ href: hrefOf(locale, elsewhere.home), label: t('crumb.home') }, { label: t('menu') }]} />
      <Intro title={t('index.title')} lead={t('index.lead')} />
      {props.gatherings.length + props.places.length === 0 && (
        <Empty title={t('index.none')}>
          <p>{t('index.noneText')}</p>
          <p>
            <LinkButton href={hrefOf(locale, elsewhere.list)} variant="line">
              {t('index.list')}
            </LinkButton>
          </p>
        </Empty>
      )}
      {props.gatherings.length > 0 && (
        <Band id="ensemble" title={t('index.gatherings')}>
          <ul class="rows">
            {props.gatherings.map((gathering) => {
              const title = wordsIn(gathering.titles, locale)
              const about = wordsIn(gathering.presentations, locale)
              return (
                <li key={gathering.slug} data-accent={accents[gathering.kind]}>
                  <h3>
                    <a href={at(gathering.slug)}>
                      <Foreign lang={title?.language}>{title?.text ?? gathering.slug}</Foreign>
                    </a>
                  </h3>
                  {about && (
                    <Foreign as="p" lang={about.language}>
                      {about.text}
                    </Foreign>
                  )}
                  <p class="small soft">
                    {t(`kind.${gathering.kind}`)} · {count(gathering.items)}
                  </p>
                </li>
              )
            })}
          </ul>
        </Band>
      )}
      {props.places.length > 0 && (
        <Band id="lieux" title={t('index.places')}>
          <ThemeLine
            items={props.places.map(({ slug, name, items }) => ({
              href: at(slug),
              label: isolated(name, locale),
              small: count(items),
              accent: 'canard',
            }))}
          />
        </Band>
      )}
    </>
  )
}

function Head(props: { label: string; lang?: string | undefined }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <Crumbs
      items={[
        { href: hrefOf(locale, elsewhere.home), label: t('crumb.home') },
        { href: hrefOf(locale, addresses.index), label: t('menu') },
        { label: props.label, ...(props.lang && { lang: props.lang }) },
      ]}
    />
  )
}

export function PlaceAccountsPage({ place, kinds }: { place: PlacePage; kinds: Kinds }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const href = hrefOf(locale, addresses.together, { slug: place.slug })
  const choice = (name: string, value: string | undefined) =>
    value && `${href}?${new URLSearchParams({ ...(place.country && { pays: place.country }), [name]: value })}`
  return (
    <>
      <Head label={isolated(place.name, locale)} />
      <Intro title={isolated(place.name, locale)} lead={t('place.lead', { count: place.items })} />
      <Band id="recits" title={t('place.accounts')}>
        <Accounts accounts={fromTheFirst(place.accounts)} kinds={kinds} here={place.name} />
        <Pager previous={choice('avant', place.previous)} next={choice('apres', place.next)} />
        {place.elsewhere.map((country) => (
          <p key={country}>
            <a href={`${href}?pays=${country}`}>
              {t('place.elsewhere', { country: countryIn(country, locale) || country })}
            </a>
          </p>
        ))}
      </Band>
    </>
  )
}

export function GatheringAccountsPage({ gathering, kinds }: { gathering: GatheringPage; kinds: Kinds }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const title = wordsIn(gathering.titles, locale) ?? { text: gathering.slug, language: locale }
  const about = wordsIn(gathering.presentations, locale)
  return (
    <div data-accent={accents[gathering.kind]}>
      <Head label={title.text} lang={title.language} />
      <header class="intro">
        <p class="small soft">{t(`kind.${gathering.kind}`)}</p>
        <Foreign as="h1" lang={title.language}>
          {title.text}
        </Foreign>
        {about?.text.split(/\n{2,}/).map((paragraph, index) => (
          <Foreign key={index} as="p" lang={about.language} class="lead">
            {paragraph}
          </Foreign>
        ))}
        <p class="small soft">{t('count.stories', { count: gathering.accounts.length })}</p>
      </header>
      <Band id="recits" title={t('gathering.accounts')}>
        <Accounts accounts={gathering.accounts} kinds={kinds} />
      </Band>
    </div>
  )
}

// The shelf keeps a stay by its middle, to find who was near; one reads it from the day it began.
const fromTheFirst = (accounts: readonly Account[]): Account[] => {
  const begins = ({ period }: Account) => boundsOf(period)?.start ?? 'unknown'
  return accounts.toSorted((one, other) => (begins(one) < begins(other) ? -1 : begins(one) > begins(other) ? 1 : 0))
}

/** When, who, and her own words of it; each leads to her story. */
function Accounts(props: { accounts: readonly Account[]; kinds: Kinds; here?: string }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <Crossings
      items={props.accounts.map(({ card, period, place, words }) => {
        const own = wordsIn(words, locale, card.language)
        const when = formatPeriod(period, locale) || t('place.undated')
        return {
          ...storyCard(card, props.kinds, locale),
          ...(own && { quote: own.text, quoteLanguage: own.language }),
          // The page is named after the place: only another name of it is worth saying.
          why: place && place !== props.here ? t('place.when', { when, place: isolated(place, locale) }) : when,
        }
      })}
    />
  )
}
