// The places of a selection: drawn on a map without borders, then the same in words, country by country, each with how
// far it is from the town and which way. With script, the drawing becomes a map that moves (client/atlas.ts).

import type { JSX } from 'preact'
import type { Kinds } from '#core/contribution/kind.ts'
import { hrefOf } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import type { Card } from '#core/shelf/cards.ts'
import type { PlaceCount } from '#core/shelf/choice.ts'
import { assetUrl } from '#core/platform/assets.ts'
import type { TownMap } from '#core/platform/town-map.ts'
import { storyCard } from '#ui/contribution-card.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Pager } from '#ui/pages.tsx'
import { countryIn } from '#ui/periods.ts'
import { PlacesMap } from '#ui/places-map.tsx'
import { ofTown } from '#ui/town.ts'
import { isolated, sentence } from '#ui/who.ts'
import { addresses } from './reading.addresses.ts'
import { directionFrom } from './reading.directions.ts'
import type { Here } from './reading.facets.tsx'
import { withChosen, type Chosen } from './reading.input.ts'
import { readingTexts } from './reading.texts.ts'

export type Home = { name: string; lat: number; lon: number }
/** The way of one story: its stages in order, the places known. */
export type Way = { card: Card; stages: { name: string; country: string; lat: number; lon: number }[] }

export type PlacesProps = {
  chosen: Chosen
  here: Here
  kinds: Kinds
  /** All of them, those most told of first. */
  places: PlaceCount[]
  home: Home | undefined
  ways: Way[]
  townMap: TownMap
}

// What one drawing and one page hold; the map that moves shows more, the list goes on.
const drawn = 150
const listed = 100

export function PlacesView(props: PlacesProps) {
  const t = useTexts(readingTexts)
  const { places } = props
  if (places.length === 0) return <p class="prose">{t('places.none')}</p>
  return (
    <>
      <section class="places" aria-labelledby="lieux">
        <h3 class="vh" id="lieux">
          {t('places.heading')}
        </h3>
        <Atlas {...props} />
        <Legend hasWays={props.ways.length > 0} />
      </section>
      <Countries {...props} />
      {props.ways.length > 0 && <Ways {...props} />}
      <script type="module" src={assetUrl('shelf-map')} />
    </>
  )
}

function Atlas({ places, home, ways, chosen, townMap }: PlacesProps) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const source = withChosen(hrefOf(locale, addresses.places), { ...chosen, vue: '', apres: '', avant: '' })
  return (
    <div
      class="map atlas"
      data-atlas={source}
      data-tiles={townMap.tiles}
      data-style={townMap.style}
      data-home={home?.name}
      data-at={home && `${home.lon} ${home.lat}`}
      data-label={t('places.canvas')}
      data-cluster={t('places.cluster', { count: '{count}' })}
      data-touch={t('places.touch')}
      data-wheel={t('places.wheel')}
      data-wheel-mac={t('places.wheelMac')}
    >
      <PlacesMap
        places={places.slice(0, drawn).map(({ name, ...place }) => ({ ...place, label: shortName(name, home?.name) }))}
        ways={ways.map(({ stages }) => stages)}
        home={home && { lat: home.lat, lon: home.lon, label: home.name }}
        label={t(places.length > drawn ? 'places.mapSome' : 'places.map', { count: Math.min(places.length, drawn) })}
      />
      <p class="atlas-tools" hidden>
        <button class="btn btn-line" type="button" data-zoom="in">
          <span aria-hidden="true">+</span>
          <span class="vh">{t('places.in')}</span>
        </button>
        <button class="btn btn-line" type="button" data-zoom="out">
          <span aria-hidden="true">−</span>
          <span class="vh">{t('places.out')}</span>
        </button>
        <button class="btn btn-line btn-s" type="button" data-zoom="all">
          {t('places.whole')}
        </button>
      </p>
    </div>
  )
}

/** “Oran” from “Oran, la marine (Algérie)”, and “la gare” from “Valmorey, la gare” when that is the town. */
export function shortName(name: string, town: string | undefined): string {
  const [first, second] = name.split(/[,،(]/).map((part) => part.trim())
  return (first === town && second ? second : first) || name
}

function Legend(props: { hasWays: boolean }) {
  const t = useTexts(readingTexts)
  const sign = (shape: JSX.Element) => (
    <svg class="swatch" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      {shape}
    </svg>
  )
  return (
    <div class="legend small">
      <ul class="cluster" aria-label={t('places.legend')}>
        <li>
          {sign(
            <g class="spot">
              <circle cx="20" cy="20" r="15" />
            </g>,
          )}
          {t('places.legend.one')}
        </li>
        <li>
          {sign(
            <g class="spot spot-many">
              <circle class="spot-ring" cx="20" cy="20" r="18" />
              <circle cx="20" cy="20" r="13" />
            </g>,
          )}
          {t('places.legend.many')}
        </li>
        {props.hasWays && (
          <li>
            {sign(<path class="path" d="M4 32Q10 8 36 10" />)}
            {t('places.legend.path')}
          </li>
        )}
      </ul>
      <p class="soft">
        {t('places.source')} <span data-credit />
      </p>
    </div>
  )
}

/** The journeys drawn, in words: who, then each place in order. */
function Ways({ ways, kinds, home }: PlacesProps) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  return (
    <section class="band" aria-labelledby="chemins">
      <h3 class="as-xl" id="chemins">
        {t('places.journeys')}
      </h3>
      <ul class="rows ways-told">
        {ways.map(({ card, stages }) => {
          const shown = storyCard(card, kinds, locale)
          return (
            <li class="row" key={card.id}>
              <div>
                <p>
                  <a href={shown.href}>
                    <Foreign lang={shown.language}>{shown.title}</Foreign>
                  </a>{' '}
                  <span class="small soft">{shown.who}</span>
                </p>
                <ol class="way">
                  {stages.map((stage, index) => (
                    <li key={index}>
                      <bdi>{shortName(stage.name, home?.name)}</bdi>
                    </li>
                  ))}
                </ol>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Countries({ places, home, chosen, here }: PlacesProps) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const start = Math.max(0, places.findIndex((place) => place.key === chosen.apres) + 1)
  const shown = places.slice(start, start + listed)
  const countries = Map.groupBy(shown, (place) => place.country)
  const inCountry = Map.groupBy(places, (place) => place.country)
  return (
    <section class="band" aria-labelledby="pays">
      <h3 class="as-xl" id="pays">
        {t('places.countries')}
      </h3>
      <div class="countries">
        {[...countries].map(([country, inside]) => (
          <section key={country} aria-labelledby={`pays-${country || 'x'}`}>
            <h4 id={`pays-${country || 'x'}`}>
              {countryIn(country, locale) || t('places.noCountry')}{' '}
              <span class="small soft">{t('places.countPlaces', { count: inCountry.get(country)?.length ?? 0 })}</span>
            </h4>
            <ul class="rows">
              {inside.map((place) => (
                <li class="row" key={place.key}>
                  <span>
                    <a href={here({ lieu: place.key, vue: 'cartes' })} rel="nofollow">
                      <bdi>{place.name}</bdi>
                    </a>{' '}
                    <span class="small soft">{wayTo(home, place, locale)}</span>
                  </span>
                  <span class="push small how-many">{t('places.count', { count: place.count })}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Pager
        previous={start > 0 ? here({ vue: 'carte', apres: places[start - listed - 1]?.key ?? '' }) : undefined}
        next={start + listed < places.length ? here({ vue: 'carte', apres: shown.at(-1)?.key ?? '' }) : undefined}
      />
    </section>
  )
}

/** “à 1 450 km au sud de Valmorey”; nothing when nobody knows where the town is. */
export function wayTo(home: Home | undefined, place: { lat: number; lon: number }, locale: Locale): string {
  if (!home) return ''
  const t = readingTexts.in(locale)
  const { kilometres, wind } = directionFrom(home, place)
  if (kilometres < 1) return t('places.here')
  const town = isolated(home.name, locale)
  return t('places.near', { kilometres, wind, town, of: ofTown(home.name) })
}

/** What the map says of a place: “Oran, Algérie, 12 récits”. */
export function placeLabel(place: PlaceCount, locale: Locale): string {
  const country = countryIn(place.country, locale)
  const name = isolated(place.name, locale)
  const where =
    country && !place.name.includes(country) ? readingTexts.in(locale)('story.place', { place: name, country }) : name
  const count = readingTexts.in(locale)('places.count', { count: place.count })
  return readingTexts.in(locale)('places.label', { place: sentence(where, locale), stories: count })
}
