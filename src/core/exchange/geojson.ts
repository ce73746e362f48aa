// GeoJSON (RFC 7946): places told of, as points. Longitude first, WGS 84.

import { placeKey, type PlaceCount } from '../shelf/choice.ts'

export type PlaceFeature = {
  type: 'Feature'
  id: string
  geometry: { type: 'Point'; coordinates: [number, number] }
  properties: { name: string; country: string | null; stories: number; stories_url: string }
}
export type PlaceCollection = {
  type: 'FeatureCollection'
  /** West, south, east, north; absent when there is no place. */
  bbox?: [number, number, number, number]
  features: PlaceFeature[]
}

/** `storiesUrl` says where the contributions of a place are listed, from its key. */
export function placesOf(places: readonly PlaceCount[], storiesUrl: (key: string) => string): PlaceCollection {
  const features = places.map(({ name, country, lat, lon, count }): PlaceFeature => {
    const key = placeKey(name, country)
    return {
      type: 'Feature',
      id: key,
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: { name, country: country || null, stories: count, stories_url: storiesUrl(key) },
    }
  })
  if (features.length === 0) return { type: 'FeatureCollection', features }
  const [longitudes, latitudes] = [places.map(({ lon }) => lon), places.map(({ lat }) => lat)]
  return {
    type: 'FeatureCollection',
    bbox: [least(longitudes), least(latitudes), most(longitudes), most(latitudes)],
    features,
  }
}

const least = (numbers: readonly number[]): number => numbers.reduce((one, other) => Math.min(one, other))
const most = (numbers: readonly number[]): number => numbers.reduce((one, other) => Math.max(one, other))
