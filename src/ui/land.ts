// The outlines of land, read once from Natural Earth (public domain) and written as short SVG paths: whole numbers,
// relative moves, nothing smaller than a few pixels. Rivers of borders stay out: the data has none.

import { createRequire } from 'node:module'
import { geoMercator, geoNaturalEarth1, geoPath, type GeoContext, type GeoProjection } from 'd3-geo'
import { feature } from 'topojson-client'

export type Point = { x: number; y: number }
type LatLon = { lat: number; lon: number }
export type Shape = Parameters<ReturnType<typeof geoPath>>[0]

const load = createRequire(import.meta.url)
const shapes = new Map<string, Shape>()

export function landAt(resolution: '110m' | '50m'): Shape {
  let shape = shapes.get(resolution)
  if (!shape) {
    const atlas = load(`world-atlas/land-${resolution}.json`)
    shape = feature(atlas, atlas.objects.land) as Shape
    shapes.set(resolution, shape)
  }
  return shape
}

export const bounds = (width: number, height: number): [[number, number], [number, number]] => [
  [-8, -8],
  [width + 8, height + 8],
]
const pointsOf = (places: LatLon[]) => ({
  type: 'MultiPoint' as const,
  coordinates: places.map(({ lon, lat }): [number, number] => [lon, Math.min(Math.max(lat, -75), 78)]),
})

/** The narrowest view shows this many degrees around: a single town still stands in its country. */
const leastWidth = 16

/** A view that holds every stop, with room for labels, and never closer than a country. */
export function journeyProjection(stops: LatLon[], width: number, height: number): GeoProjection {
  const projection = geoMercator().rotate([-middleLongitude(stops), 0])
  projection.fitExtent(
    [
      [width * 0.17, height * 0.12],
      [width * 0.83, height * 0.88],
    ],
    pointsOf(stops),
  )
  const nearest = width / ((leastWidth * Math.PI) / 180)
  if (!(projection.scale() < nearest)) {
    const [lon, lat] = center(stops)
    projection
      .scale(nearest)
      .center([lon - middleLongitude(stops), lat])
      .translate([width / 2, height / 2])
  }
  return projection.clipExtent(bounds(width, height))
}

/** The world between the departures and the town, never closer than a continent. */
export function worldProjection(home: LatLon, departures: LatLon[], width: number, height: number): GeoProjection {
  const places = [home, ...departures]
  const projection = geoNaturalEarth1().rotate([-middleLongitude(places), 0])
  projection.fitExtent(
    [
      [width * 0.14, height * 0.14],
      [width * 0.86, height * 0.86],
    ],
    pointsOf(places),
  )
  const nearest = width / ((70 * Math.PI) / 180)
  if (!(projection.scale() < nearest)) {
    const [lon, lat] = center(places)
    const middle = projection.translate([0, 0]).scale(nearest)([lon, lat]) ?? [0, 0]
    projection.translate([width / 2 - middle[0], height / 2 - middle[1]])
  }
  return projection.clipExtent(bounds(width, height))
}

/** The longitude in the middle of the shortest arc that holds every place: the Pacific may be crossed. */
function middleLongitude(places: LatLon[]): number {
  const sorted = places.map(({ lon }) => lon).sort((one, other) => one - other)
  let widest = -1
  let middle = 0
  sorted.forEach((lon, index) => {
    const next = sorted[index + 1] ?? (sorted[0] ?? 0) + 360
    if (next - lon > widest) {
      widest = next - lon
      middle = next + (360 - widest) / 2
    }
  })
  return ((((middle + 180) % 360) + 360) % 360) - 180
}

function center(places: LatLon[]): [number, number] {
  const lats = places.map(({ lat }) => lat)
  return [middleLongitude(places), (Math.min(...lats) + Math.max(...lats)) / 2]
}

/** The land seen through a projection, as the `d` of one path. */
export function drawLand(projection: GeoProjection, width: number): string {
  const writer = pathWriter(leastStep(projection, width))
  geoPath(projection, writer)(landAt(resolutionOf(projection, width)))
  return writer.text()
}

const degreesOf = (projection: GeoProjection, width: number) => width / projection.scale() / (Math.PI / 180)
export const resolutionOf = (projection: GeoProjection, width: number) =>
  degreesOf(projection, width) > 75 ? '110m' : '50m'
/** Points closer than this, in units of the drawing, are one. */
export const leastStep = (projection: GeoProjection, width: number) => (degreesOf(projection, width) > 75 ? 2.2 : 1.6)

/** Collects rings, drops what would not be seen, writes the rest. */
function pathWriter(least: number): GeoContext & { text: () => string } {
  let ring: Point[] = []
  let written = ''
  const close = () => {
    written += ringText(ring, least)
    ring = []
  }
  return {
    beginPath: () => {},
    arc: () => {},
    moveTo: (x, y) => {
      ring = [{ x, y }]
    },
    lineTo: (x, y) => ring.push({ x, y }),
    closePath: close,
    text: () => written,
  }
}

export function ringText(ring: Point[], least: number): string {
  const kept: Point[] = []
  for (const point of ring) {
    const last = kept.at(-1)
    if (!last || Math.hypot(last.x - point.x, last.y - point.y) >= least)
      kept.push({ x: Math.round(point.x), y: Math.round(point.y) })
  }
  if (kept.length < 3 || Math.abs(area(kept)) < 8) return ''
  // Two halves, so that a closed line has two ends.
  const half = kept.length >> 1
  const [first, ...others] = [...straighter(kept.slice(0, half + 1)), ...straighter(kept.slice(half)).slice(1)] as [
    Point,
    ...Point[],
  ]
  let { x, y } = first
  let text = `M${x} ${y}l`
  others.forEach((point, index) => {
    text += `${index && point.x - x >= 0 ? ' ' : ''}${point.x - x}${point.y - y < 0 ? '' : ' '}${point.y - y}`
    x = point.x
    y = point.y
  })
  return `${text}Z`
}

/** The same line without the points that are hardly away from it (Douglas and Peucker). */
function straighter(line: readonly Point[]): Point[] {
  const [first, last] = [line[0], line.at(-1)]
  if (!first || !last || line.length < 3) return [...line]
  const kept = [first]
  keepFar(line, 0, line.length - 1, kept)
  kept.push(last)
  return kept
}

/** Adds to `kept`, in order, what stays of a line between two of its points. */
function keepFar(line: readonly Point[], start: number, end: number, kept: Point[]): void {
  const [from, to] = [line[start]!, line[end]!]
  const [alongX, alongY] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(alongX, alongY)
  let [farthest, at] = [0, start]
  for (let index = start + 1; index < end; index++) {
    const [x, y] = [line[index]!.x - from.x, line[index]!.y - from.y]
    const away = length ? Math.abs(x * alongY - y * alongX) / length : Math.hypot(x, y)
    if (away > farthest) [farthest, at] = [away, index]
  }
  if (farthest < 2) return
  keepFar(line, start, at, kept)
  kept.push(line[at]!)
  keepFar(line, at, end, kept)
}

const area = (ring: Point[]) =>
  ring.reduce((sum, point, index) => {
    const next = ring[(index + 1) % ring.length] ?? point
    return sum + (point.x * next.y - next.x * point.y) / 2
  }, 0)
