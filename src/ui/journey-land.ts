// The land behind a journey, drawn in less than a millisecond: the outlines are put on Mercator's plane once, so that each
// drawing only moves, enlarges and cuts those that can be seen. A story nobody has read for months must open at once too.

import type { GeoProjection } from 'd3-geo'
import { bounds, landAt, leastStep, resolutionOf, ringText, type Point } from '#ui/land.ts'

/** A closed outline on the plane: longitudes in radians, Mercator's height above the equator. */
type Ring = Box & { x: Float64Array; y: Float64Array; boxes: Box[] }
type Box = { left: number; right: number; bottom: number; top: number }
type Position = number[]

const turn = 2 * Math.PI
/** Neighbours on an outline that share a box. */
const together = 16
// Mercator has no poles: its plane goes up for ever.
const highest = 89.9

const heightOf = (latitude: number): number => {
  const radians = (Math.min(Math.max(latitude, -highest), highest) * Math.PI) / 180
  return Math.log(Math.tan(Math.PI / 4 + radians / 2))
}

const drawn = new Map<string, Ring[]>()

/** The outlines with no two neighbours closer than `step`; made once for each resolution and power of two. */
function ringsAt(resolution: '110m' | '50m', step: number): Ring[] {
  const level = Math.floor(Math.log2(step))
  const key = `${resolution} ${level}`
  let rings = drawn.get(key)
  if (!rings) {
    rings = positionsIn(landAt(resolution)).map((positions) => ringOf(positions, 2 ** level))
    drawn.set(key, rings)
  }
  return rings
}

/** Every ring of a shape, however it is nested. */
function positionsIn(shape: unknown): Position[][] {
  const { features, geometry, geometries, coordinates, type } = shape as {
    features?: unknown[]
    geometry?: unknown
    geometries?: unknown[]
    coordinates?: unknown[]
    type: string
  }
  if (geometry) return positionsIn(geometry)
  if (type === 'Polygon') return coordinates as Position[][]
  if (type === 'MultiPolygon') return (coordinates as Position[][][]).flat()
  return (features ?? geometries ?? []).flatMap(positionsIn)
}

function ringOf(positions: readonly Position[], step: number): Ring {
  const kept: Point[] = []
  let round = 0
  let before: number | undefined
  for (const [lon = 0, lat = 0] of positions) {
    // Past the last meridian, the outline goes on.
    if (before !== undefined && Math.abs(lon - before) > 180) round += lon < before ? turn : -turn
    before = lon
    const point = { x: (lon * Math.PI) / 180 + round, y: heightOf(lat) }
    const last = kept.at(-1)
    if (!last || Math.hypot(last.x - point.x, last.y - point.y) >= step) kept.push(point)
  }
  const [first, last] = [kept[0], kept.at(-1)]
  // Around the pole: it closes along the lower edge of the plane.
  if (round !== 0 && first && last)
    kept.push({ x: last.x, y: heightOf(-highest) }, { x: first.x, y: heightOf(-highest) })
  const [x, y] = [Float64Array.from(kept, (each) => each.x), Float64Array.from(kept, (each) => each.y)]
  const boxes = Array.from({ length: Math.ceil(x.length / together) }, (_, at) => boxOf(x, y, at * together, together))
  return { x, y, boxes, ...boxOf(x, y, 0, x.length) }
}

function boxOf(x: Float64Array, y: Float64Array, from: number, count: number): Box {
  const [some, heights] = [x.subarray(from, from + count), y.subarray(from, from + count)]
  return { left: Math.min(...some), right: Math.max(...some), bottom: Math.min(...heights), top: Math.max(...heights) }
}

/** The same as `drawLand` for a Mercator projection that turns around the poles only. */
export function drawJourneyLand(projection: GeoProjection, width: number, height: number): string {
  const scale = projection.scale()
  const middle = (-projection.rotate()[0] * Math.PI) / 180
  // Where the middle meridian crosses the equator.
  const [originX, originY] = projection([(middle * 180) / Math.PI, 0]) ?? [width / 2, height / 2]
  const least = leastStep(projection, width)
  const [[left, top], [right, bottom]] = bounds(width, height)
  const [north, south] = [(originY - top) / scale, (originY - bottom) / scale]
  let text = ''
  for (const ring of ringsAt(resolutionOf(projection, width), least / scale)) {
    if (ring.bottom > north || ring.top < south) continue
    if ((ring.right - ring.left) * (ring.top - ring.bottom) * scale * scale < 8) continue
    for (const round of [-turn, 0, turn]) {
      const shift = originX + scale * (round - middle)
      const [west, east] = [(left - shift) / scale, (right - shift) / scale]
      if (ring.right < west || ring.left > east) continue
      let { x, y } = near(ring, { left: west, right: east, bottom: south, top: north })
      if (ring.left < west) [x, y] = cut(x, y, west, 1)
      if (ring.right > east) [x, y] = cut(x, y, east, -1)
      if (ring.top > north) [y, x] = cut(y, x, north, -1)
      if (ring.bottom < south) [y, x] = cut(y, x, south, 1)
      const points: Point[] = []
      for (let at = 0; at < x.length; at++) points.push({ x: shift + scale * x[at]!, y: originY - scale * y[at]! })
      if (points.length > 2) text += ringText(points, least)
    }
  }
  return text
}

/** What of an outline can be seen: of neighbours all beyond one side, the first and the last cut the same. */
function near({ x, y, boxes }: Ring, view: Box): Outline {
  const seen: { x: number[]; y: number[] } = { x: [], y: [] }
  for (const [at, box] of boxes.entries()) {
    const [first, last] = [at * together, Math.min((at + 1) * together, x.length) - 1]
    const isBeyond = box.right < view.left || box.left > view.right || box.top < view.bottom || box.bottom > view.top
    const step = isBeyond ? Math.max(1, last - first) : 1
    for (let point = first; point <= last; point += step) {
      seen.x.push(x[point]!)
      seen.y.push(y[point]!)
    }
  }
  return seen
}

type Outline = { x: number[]; y: number[] }

/** What of an outline lies beyond a line drawn across its first axis (Sutherland and Hodgman). */
function cut(along: number[], across: number[], line: number, sign: 1 | -1): [number[], number[]] {
  const [keptAlong, keptAcross]: [number[], number[]] = [[], []]
  const count = along.length
  for (let at = 0; at < count; at++) {
    const from = at === 0 ? count - 1 : at - 1
    const [before, here] = [along[from]!, along[at]!]
    const isIn = (here - line) * sign >= 0
    if (isIn !== (before - line) * sign >= 0) {
      keptAlong.push(line)
      keptAcross.push(across[from]! + ((across[at]! - across[from]!) * (line - before)) / (here - before))
    }
    if (isIn) {
      keptAlong.push(here)
      keptAcross.push(across[at]!)
    }
  }
  return [keptAlong, keptAcross]
}
