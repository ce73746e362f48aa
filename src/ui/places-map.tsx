// The places of many stories on one map, drawn on the server: land, sea and discs, never borders. A disc is a place and
// how many stories pass there; a ringed disc is several places too close to be told apart at this size.

import { remembered } from '#core/platform/remembered.ts'
import { drawLand, worldProjection, type Point } from '#ui/land.ts'
import { useNumber } from '#ui/locale.tsx'
import { curve, meets, mostDrawn, type Box } from '#ui/map.tsx'

type LatLon = { lat: number; lon: number }
export type PlaceOnMap = LatLon & { label: string; count: number }

const width = 1_000
const height = 560
const round = Math.round

/**
 * `<PlacesMap places={places} home={town} label="Carte sans frontières : 12 lieux." />`
 * `places` come most told first. `ways`: journeys to draw, stage after stage. `label` sends to the list beside.
 */
export function PlacesMap(props: {
  places: readonly PlaceOnMap[]
  ways?: readonly (readonly LatLon[])[]
  home?: (LatLon & { label: string }) | undefined
  label: string
}) {
  const number = useNumber()
  const { places, home, ways = [] } = props
  const [first] = places
  if (!first) return null
  const key = JSON.stringify([home, places.map(({ lat, lon, count }) => [lat, lon, count]), ways])
  const drawn = remember(key, () => layOut(places, ways, home ?? first, home))
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label} data-drawn>
      <path class="land" d={drawn.land} />
      {drawn.ways.map((way, index) => (
        <path key={index} class="path" d={way} />
      ))}
      {drawn.town && <circle class="spot-home" cx={drawn.town.x} cy={drawn.town.y} r="44" />}
      {drawn.spots.map(({ x, y, radius, count, near }) => (
        <g key={`${x} ${y}`} class={near > 1 ? 'spot spot-many' : 'spot'}>
          {near > 1 && <circle class="spot-ring" cx={x} cy={y} r={radius + 5} />}
          <circle cx={x} cy={y} r={radius} />
          <text class="spot-n" x={x} y={y + 7} direction="ltr">
            {number(near > 1 ? near : count)}
          </text>
        </g>
      ))}
      {drawn.labels.map((label) => (
        <text
          key={label.text}
          class={label.isHome ? 'lbl big' : 'lbl lbl-wide'}
          x={label.x}
          y={label.y}
          text-anchor={label.anchor}
          direction="ltr"
        >
          {label.text}
        </text>
      ))}
    </svg>
  )
}

type Spot = Point & { radius: number; count: number; near: number; label: string }
type Label = { text: string; x: number; y: number; anchor: 'start' | 'middle' | 'end'; isHome: boolean }

const remember = remembered<ReturnType<typeof layOut>>(mostDrawn)

function layOut(
  places: readonly PlaceOnMap[],
  ways: readonly (readonly LatLon[])[],
  middle: LatLon,
  home: (LatLon & { label: string }) | undefined,
) {
  const project = worldProjection(middle, [...places, ...ways.flat()], width, height)
  const at = ({ lat, lon }: LatLon): Point => {
    const [x, y] = project([lon, lat]) ?? [width / 2, height / 2]
    return { x: round(x), y: round(y) }
  }
  const most = Math.max(...places.map(({ count }) => count))
  const spots: Spot[] = []
  for (const place of places) {
    const point = at(place)
    const radius = round(14 + 14 * Math.sqrt(place.count / most))
    const close = spots.find((spot) => Math.hypot(spot.x - point.x, spot.y - point.y) < spot.radius + radius * 0.6)
    if (close) close.near += 1
    else spots.push({ ...point, radius, count: place.count, near: 1, label: place.label })
  }
  const town = home && at(home)
  const drawnWays = ways.flatMap((way) => {
    const points = way.map(at)
    return points.slice(1).flatMap((point, index) => {
      const from = points[index] ?? point
      return Math.hypot(from.x - point.x, from.y - point.y) < 4 ? [] : [curve(from, point)]
    })
  })
  return { land: drawLand(project, width), spots, town, ways: drawnWays, labels: labelsOf(spots, town, home?.label) }
}

/** The town's name, then those of the places most told of that have room beside them. */
function labelsOf(spots: readonly Spot[], town: Point | undefined, name: string | undefined): Label[] {
  const taken: Box[] = spots.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }))
  const labels: Label[] = []
  const place = (text: string, { x, y }: Point, reach: number, isHome: boolean) => {
    // 1em is 42 (the town) or 25 on a phone, where labels are largest; half an em a letter.
    const long = [...text].length * (isHome ? 21 : 11)
    const tall = isHome ? 40 : 24
    const sides = x > width / 2 ? (['end', 'start'] as const) : (['start', 'end'] as const)
    const choices = [
      ...sides.map((anchor) => ({ anchor, at: anchor === 'start' ? x + reach : x - reach, base: y })),
      { anchor: 'middle' as const, at: x, base: y - reach - tall * 0.2 },
      { anchor: 'middle' as const, at: x, base: y + reach + tall * 0.4 },
    ]
    for (const { anchor, at, base } of choices) {
      const left = anchor === 'start' ? at : anchor === 'end' ? at - long : at - long / 2
      const box = { left, right: left + long, top: base - tall * 0.6, bottom: base + tall * 0.4 }
      if (left < 6 || box.right > width - 6 || box.top < 4 || taken.some((other) => meets(box, other))) continue
      taken.push(box)
      labels.push({ text, x: at, y: round(base + tall * 0.25), anchor, isHome })
      return
    }
  }
  if (town && name) place(name, town, 50, true)
  for (const spot of spots.slice(0, 24))
    if (labels.length < 9 && spot.near === 1 && spot.label !== name) place(spot.label, spot, spot.radius + 8, false)
  return labels
}
