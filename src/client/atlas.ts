// The map that moves: the land of the world and the town's own file, both from this site, the places and the ways of
// the selection on them. It takes the place of the drawing once it can show the same.

import { addProtocol, LngLatBounds, Map as Atlas, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerAddress from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { PMTiles, Protocol } from 'pmtiles'
import { find, findAll } from '#client/dom.ts'
import { keepMarks, lightHome } from '#client/atlas-marks.ts'
import {
  inkOf,
  shelfLayers,
  shelfSources,
  styleOf,
  townSourceOf,
  type Ink,
  type TownSource,
} from '#client/atlas-style.ts'

type Places = GeoJSON.FeatureCollection
const own = (address: string) => new URL(address, location.href).href
/** Room for marks at the edge, and never so close that a single place has nothing around it. */
const around = (within: HTMLElement) => ({
  padding: within.clientWidth < 640 ? 30 : { top: 64, bottom: 48, left: 48, right: 48 },
  maxZoom: 7,
})
const world = own('/map/world.pmtiles')

/** `within` holds the drawing and says, in `data-*`, where the places are and what the buttons are called. */
export async function openAtlas(within: HTMLElement): Promise<void> {
  const { atlas: address = '', tiles, style: townStyle, label = '' } = within.dataset
  const places = await read<Places>(address)
  setWorkerUrl(workerAddress)
  const protocol = new Protocol()
  addProtocol('pmtiles', protocol.tile)
  const town = tiles ? await openTown(protocol, tiles) : undefined
  const ink = inkOf(within)

  const ground = document.createElement('div')
  ground.className = 'atlas-ground'
  within.append(ground)
  const atlas = new Atlas({
    container: ground,
    style: townStyle ? own(townStyle) : styleOf(ink, world, town),
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: true,
    // On a phone the whole world is narrower than the map's usual smallest.
    minZoom: -1,
    maxZoom: town || townStyle ? 17 : 9,
    fadeDuration: 0,
    locale: {
      'Map.Title': label,
      'CooperativeGesturesHandler.WindowsHelpText': within.dataset['wheel'] ?? '',
      'CooperativeGesturesHandler.MacHelpText': within.dataset['wheelMac'] ?? '',
      'CooperativeGesturesHandler.MobileHelpText': within.dataset['touch'] ?? '',
    },
    bounds: boundsOf(places),
    fitBoundsOptions: around(within),
  })
  atlas.touchZoomRotate.disableRotation()
  atlas.keyboard.disableRotation()
  atlas.on('error', ({ error }) => console.error(error))
  await new Promise<void>((resolve) => void atlas.once('load', () => resolve()))

  if (townStyle) addShelf(atlas, ink)
  fill(atlas, places)
  keepMarks(atlas, (count) => (within.dataset['cluster'] ?? '').replace('{count}', count))
  const [lon = Number.NaN, lat = Number.NaN] = (within.dataset['at'] ?? '').split(' ').map(Number)
  if (within.dataset['home'] && Number.isFinite(lon + lat)) lightHome(atlas, within.dataset['home'], [lon, lat])
  tools(within, atlas, places)
  if (!townStyle) followDaylight(within, atlas, town)
  const credit = find('[data-credit]')
  if (credit && town?.credit) credit.textContent = town.credit
  within.dataset['open'] = ''
}

async function read<Value>(address: string): Promise<Value> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${answer.status} ${address}`)
  return (await answer.json()) as Value
}

/** A town's file that cannot be read leaves the land of the world. */
async function openTown(protocol: Protocol, tiles: string): Promise<TownSource | undefined> {
  try {
    const archive = new PMTiles(own(tiles))
    protocol.add(archive)
    return await townSourceOf(archive, tiles)
  } catch (error) {
    console.error(error)
    return undefined
  }
}

function addShelf(atlas: Atlas, ink: Ink): void {
  for (const [name, source] of Object.entries(shelfSources())) atlas.addSource(name, source)
  for (const layer of shelfLayers(ink)) atlas.addLayer(layer)
}

function fill(atlas: Atlas, { features }: Places): void {
  const set = (name: string, kept: Places['features']) =>
    void atlas.getSource<GeoJSONSource>(name)?.setData({ type: 'FeatureCollection', features: kept })
  set(
    'places',
    features.filter(({ geometry }) => geometry.type === 'Point'),
  )
  set(
    'ways',
    features.flatMap((feature) => {
      const { geometry } = feature
      const lines =
        geometry.type === 'LineString'
          ? [geometry.coordinates]
          : geometry.type === 'MultiLineString'
            ? geometry.coordinates
            : []
      return lines.length ? [{ ...feature, geometry: { type: 'MultiLineString', coordinates: lines.map(bent) } }] : []
    }),
  )
}

type Line = GeoJSON.Position[]

/** A way bends a little, like a road: straight lines look like borders. */
function bent(line: Line): Line {
  const steps = 24
  return line.flatMap((to, index) => {
    const from = line[index - 1]
    if (!from) return [to]
    const [[x = 0, y = 0], [toX = 0, toY = 0]] = [from, to]
    const [midX, midY] = [(x + toX) / 2 + (toY - y) * 0.16, (y + toY) / 2 - (toX - x) * 0.16]
    return Array.from({ length: steps }, (_, step) => {
      const part = (step + 1) / steps
      const [a, b, c] = [(1 - part) ** 2, 2 * part * (1 - part), part ** 2]
      return [a * x + b * midX + c * toX, Math.max(-85, Math.min(85, a * y + b * midY + c * toY))]
    })
  })
}

/** Around every place, the shortest way: the Pacific may be in the middle. */
function boundsOf({ features }: Places): LngLatBounds {
  const points = features.flatMap(({ geometry }) =>
    geometry.type === 'Point' ? [geometry.coordinates as [number, number]] : [],
  )
  const sorted = points.map(([lon]) => lon).sort((one, other) => one - other)
  // The view begins after the widest stretch where nothing is.
  let from = -180
  let widest = -1
  sorted.forEach((lon, index) => {
    const before = sorted[index - 1] ?? (sorted.at(-1) ?? 0) - 360
    if (lon - before > widest) [widest, from] = [lon - before, lon]
  })
  const bounds = new LngLatBounds()
  for (const [lon, lat] of points) bounds.extend([lon < from ? lon + 360 : lon, lat])
  return bounds.isEmpty() ? new LngLatBounds([-20, -40, 60, 60]) : bounds
}

function tools(within: HTMLElement, atlas: Atlas, places: Places): void {
  const bar = find('.atlas-tools', within)
  if (!bar) return
  bar.hidden = false
  for (const button of findAll('[data-zoom]', bar))
    button.addEventListener('click', () => {
      const { zoom } = button.dataset
      if (zoom === 'in') atlas.zoomIn()
      else if (zoom === 'out') atlas.zoomOut()
      else atlas.fitBounds(boundsOf(places), around(within))
    })
}

/** Day and night have other colours: the map follows the page. */
function followDaylight(within: HTMLElement, atlas: Atlas, town: TownSource | undefined): void {
  const repaint = () => {
    const { layers } = styleOf(inkOf(within), world, town)
    for (const layer of layers)
      for (const [name, value] of Object.entries(layer.paint ?? {}))
        if (atlas.getLayer(layer.id)) atlas.setPaintProperty(layer.id, name as 'fill-color', value as string)
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint)
  new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ['data-theme'] })
}
