// What the map that moves looks like: land, sea and ways in the house's colours, never a border, never a name from
// elsewhere. A town's own file adds its water, its green places and its streets to the land of the world.

import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { PMTiles } from 'pmtiles'

/** Colours of the page as it is now, day or night. */
export type Ink = Record<'sea' | 'land' | 'stone' | 'edge' | 'green' | 'way' | 'halo', string>

export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(name).trim() || '#888'
  return {
    sea: token('--sea'),
    land: token('--land'),
    stone: token('--wave'),
    edge: token('--surface'),
    green: token('--mousse-s'),
    way: token('--terre'),
    halo: token('--lamp'),
  }
}

export type TownSource = { source: SourceSpecification; layers: (ink: Ink) => LayerSpecification[]; credit: string }

/** The whole style: the world, the town when it has a file, then ways and places, fed by `places.json`. */
export function styleOf(ink: Ink, world: string, town: TownSource | undefined): StyleSpecification {
  return {
    version: 8,
    sources: {
      world: { type: 'vector', url: `pmtiles://${world}` },
      ...(town ? { town: town.source } : {}),
      ...shelfSources(),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': ink.sea } },
      { id: 'land', type: 'fill', source: 'world', 'source-layer': 'land', paint: { 'fill-color': ink.land } },
      ...(town?.layers(ink) ?? []),
      ...shelfLayers(ink),
    ],
  }
}

const nothing = { type: 'FeatureCollection' as const, features: [] }
// As wide as two marks, which grow with the text of the page (finding.css).
const clusterRadius = 3.5 * parseFloat(getComputedStyle(document.documentElement).fontSize)

export const shelfSources = (): Record<string, SourceSpecification> => ({
  ways: { type: 'geojson', data: nothing },
  places: { type: 'geojson', data: nothing, cluster: true, clusterRadius, clusterMaxZoom: 17 },
})

/** Ways, and the lamp's halo under each place; the places themselves are links of the page (atlas-marks.ts). */
export const shelfLayers = (ink: Ink): LayerSpecification[] => [
  {
    id: 'ways',
    type: 'line',
    source: 'ways',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': ink.way, 'line-width': 2.5, 'line-opacity': 0.85 },
  },
  {
    id: 'places',
    type: 'circle',
    source: 'places',
    paint: {
      'circle-color': ink.halo,
      'circle-opacity': 0.35,
      'circle-radius': ['case', ['has', 'point_count'], 30, 24],
    },
  },
]

// The names that usual makers of such files give to their layers (Protomaps, OpenMapTiles, Shortbread). Whatever else
// the file holds stays out: borders above all.
const waters = ['water', 'ocean', 'water_polygons', 'waterway', 'water_lines']
const greens = ['landuse', 'landcover', 'park', 'land', 'natural']
const streets = ['roads', 'transportation', 'streets']
const buildings = ['buildings', 'building']

/** What a town's file adds. Pictures are shown as they are; shapes take the house's colours. */
export async function townSourceOf(archive: PMTiles, address: string): Promise<TownSource> {
  const header = await archive.getHeader()
  const metadata = (await archive.getMetadata()) as { vector_layers?: { id?: string }[]; attribution?: string } | null
  const credit = wordsOf(metadata?.attribution ?? '')
  const isVector = header.tileType === 1
  const url = `pmtiles://${new URL(address, location.href).href}`
  if (!isVector)
    return {
      source: { type: 'raster', url, tileSize: 256 },
      layers: () => [{ id: 'town', type: 'raster', source: 'town' }],
      credit,
    }
  const names = (metadata?.vector_layers ?? []).flatMap(({ id }) => (typeof id === 'string' ? [id] : []))
  return { source: { type: 'vector', url }, layers: (ink) => townLayers(names, ink), credit }
}

function townLayers(names: readonly string[], ink: Ink): LayerSpecification[] {
  const base = (name: string, kind: string) => ({ id: `town-${kind}-${name}`, source: 'town', 'source-layer': name })
  const fill = (name: string, colour: string): LayerSpecification => ({
    ...base(name, 'fill'),
    type: 'fill',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': colour },
  })
  const line = (name: string, colour: string, width: number): LayerSpecification => ({
    ...base(name, 'line'),
    type: 'line',
    filter: ['==', ['geometry-type'], 'LineString'],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 9, width / 3, 17, width * 4],
    },
  })
  const those = (known: readonly string[]) => names.filter((name) => known.includes(name))
  return [
    ...those(greens).map((name) => fill(name, ink.green)),
    ...those(waters).flatMap((name) => [fill(name, ink.sea), line(name, ink.sea, 2)]),
    ...those(buildings).map((name) => fill(name, ink.stone)),
    ...those(streets).map((name) => line(name, ink.edge, 2.5)),
  ]
}

/** The words of a credit, without its links: shown as text, never as markup. */
const wordsOf = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, '')
    .replaceAll('&copy;', '©')
    .replaceAll('&amp;', '&')
    .slice(0, 300)
