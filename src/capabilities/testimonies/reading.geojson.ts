// The places of a selection, and the ways of its stories when they are few, as GeoJSON (RFC 7946): what the map that
// moves is fed with. Nothing there that the page does not already say.

import type { Feature, FeatureCollection, Position } from 'geojson'
import { pathOf } from '#core/contribution/kind.ts'
import { hrefOf } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import type { PlaceCount } from '#core/shelf/choice.ts'
import { addresses } from './reading.addresses.ts'
import { withChosen, type Chosen } from './reading.input.ts'
import { placeLabel, shortName, type Way } from './reading.places.tsx'
import { testimonyKind } from './testimonies.kind.ts'

export function placesAsGeoJson(
  locale: Locale,
  chosen: Chosen,
  places: readonly PlaceCount[],
  ways: readonly Way[],
  town: string,
): FeatureCollection {
  const list = hrefOf(locale, addresses.list)
  const href = (lieu: string) => withChosen(list, { ...chosen, vue: '', apres: '', avant: '', lieu })
  return {
    type: 'FeatureCollection',
    features: [
      ...places.map((place): Feature => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
        properties: {
          name: shortName(place.name, town),
          label: placeLabel(place, locale),
          count: place.count,
          href: href(place.key),
        },
      })),
      ...ways.map(({ card, stages }): Feature => ({
        type: 'Feature',
        geometry: lineOf(stages),
        properties: { title: card.title.text, href: pathOf(testimonyKind, locale, card.code, card.slug) },
      })),
    ],
  }
}

/** A line never jumps over the edge of the map: it is cut there, as RFC 7946 §3.1.9 asks. */
function lineOf(stages: Way['stages']): Feature['geometry'] {
  const lines: Position[][] = [[]]
  stages.forEach(({ lon, lat }, index) => {
    const last = stages[index - 1]
    if (last && Math.abs(lon - last.lon) > 180) {
      const edge = last.lon > 0 ? 180 : -180
      const across = edge - last.lon + (lon + edge)
      const part = across === 0 ? 0.5 : (edge - last.lon) / across
      const at = last.lat + (lat - last.lat) * part
      lines.at(-1)?.push([edge, at])
      lines.push([[-edge, at]])
    }
    lines.at(-1)?.push([lon, lat])
  })
  const [only] = lines
  return lines.length === 1 && only
    ? { type: 'LineString', coordinates: only }
    : { type: 'MultiLineString', coordinates: lines }
}
