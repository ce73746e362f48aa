// Maps drawn on the server: land, sea and paths, never borders. Shapes: Natural Earth, public domain. A reading page
// needs no script and no tiles to show a journey.

import { remembered } from '#core/platform/remembered.ts'
import { drawJourneyLand } from '#ui/journey-land.ts'
import { drawLand, journeyProjection, worldProjection, type Point } from '#ui/land.ts'

export type MapStop = { lat: number; lon: number; label: string; number: number; travel?: boolean; language?: string }

const width = 560
const height = 640
const round = Math.round

/**
 * `<JourneyMap label="De Tlemcen à Oran, puis…" stops={[{ lat, lon, label, number }]} />`
 * Stops follow one another; `travel` on a stop dashes the way that leaves it. `label` tells the journey in words.
 */
export function JourneyMap(props: { stops: MapStop[]; label: string }) {
  const stops = props.stops.filter((stop) => Number.isFinite(stop.lat) && Number.isFinite(stop.lon))
  if (stops.length === 0) return null
  const key = JSON.stringify(stops.map(({ lat, lon, label, number }) => [lat, lon, label, number]))
  const drawn = rememberJourney(key, () => layOut(stops))
  const last = drawn.places.length - 1
  return (
    <div class="map">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
        <path class="land" d={drawn.land} />
        {drawn.ways.map((way, index) => (
          <path key={index} class={stops[index]?.travel === false ? 'path' : 'path go'} d={way} />
        ))}
        {drawn.places.map((place, index) => (
          <Stop key={place.number} place={place} here={index === last} />
        ))}
        {drawn.places.map((place) => (
          <text
            key={place.number}
            class="lbl"
            x={place.labelX}
            y={place.labelY}
            text-anchor={place.anchor}
            direction="ltr"
          >
            {place.label}
          </text>
        ))}
      </svg>
    </div>
  )
}

type Place = {
  x: number
  y: number
  number: number
  label: string
  labelX: number
  labelY: number
  anchor: 'start' | 'end' | 'middle'
}

function Stop(props: { place: Place; here: boolean }) {
  const { x, y, number } = props.place
  return (
    <>
      {props.here && <circle cx={x} cy={y} r="34" fill="#F4B24A" fill-opacity=".4" />}
      <circle class={props.here ? 'here' : 'stop'} cx={x} cy={y} r="19" />
      <text class="n" x={x} y={y + 7}>
        {number}
      </text>
    </>
  )
}

function layOut(stops: MapStop[]) {
  const project = journeyProjection(stops, width, height)
  const points = spread(
    stops.map((stop) => {
      const [x, y] = project([stop.lon, stop.lat]) ?? [width / 2, height / 2]
      return { x, y }
    }),
  )
  const ways = points.slice(1).map((point, index) => curve(points[index] ?? point, point))
  return { land: drawJourneyLand(project, width, height), ways, places: placeLabels(stops, points) }
}

/** Stops of the same town would hide one another: each next one steps aside. */
function spread(points: Point[]): Point[] {
  const done: Point[] = []
  for (const point of points) {
    let { x, y } = point
    for (let turn = 0; turn < 12; turn++) {
      const near = done.find((other) => Math.hypot(other.x - x, other.y - y) < 40)
      if (!near) break
      const angle = (turn * Math.PI) / 3 - Math.PI / 6
      x = point.x + Math.cos(angle) * 44
      y = point.y + Math.sin(angle) * 44
    }
    done.push({ x: round(Math.min(Math.max(x, 28), width - 28)), y: round(Math.min(Math.max(y, 28), height - 28)) })
  }
  return done
}

/** A way bends a little, like a road: straight lines look like borders. */
export function curve(from: Point, to: Point): string {
  const bend = 0.18
  const midX = (from.x + to.x) / 2 - (to.y - from.y) * bend
  const midY = (from.y + to.y) / 2 + (to.x - from.x) * bend
  return `M${from.x} ${from.y}Q${round(midX)} ${round(midY)} ${to.x} ${to.y}`
}

/** Each label takes the first free side of its stop: the inside, the other side, below, above. */
function placeLabels(stops: MapStop[], points: Point[]): Place[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 22, right: x + 22, top: y - 22, bottom: y + 22 }))
  const labelled = new Set<string>()
  return points.map((point, index) => {
    const stop = stops[index]
    const place = {
      ...point,
      number: stop?.number ?? index + 1,
      label: '',
      labelX: point.x,
      labelY: point.y,
      anchor: 'start' as const,
    }
    if (!stop?.label || labelled.has(stop.label)) return place
    // 1em is 25 on a phone, where labels are largest; half an em a letter.
    const long = [...stop.label].length * 13
    const sides = point.x > width / 2 ? (['end', 'start'] as const) : (['start', 'end'] as const)
    const choices: Pick<Place, 'labelX' | 'labelY' | 'anchor'>[] = [
      ...sides.map((anchor) => ({ anchor, labelX: point.x + (anchor === 'start' ? 28 : -28), labelY: point.y + 8 })),
      { anchor: 'middle', labelX: point.x, labelY: point.y + 46 },
      { anchor: 'middle', labelX: point.x, labelY: point.y - 30 },
    ]
    const free = choices.find((choice) => {
      const box = boxOf(choice, long)
      return (
        box.left > 4 &&
        box.right < width - 4 &&
        box.top > 4 &&
        box.bottom < height - 4 &&
        !taken.some((other) => meets(box, other))
      )
    })
    // A stop whose label has no room keeps its number: the list beside the map says the name.
    if (!free) return place
    labelled.add(stop.label)
    taken.push(boxOf(free, long))
    return { ...place, ...free, label: stop.label }
  })
}

export type Box = { left: number; right: number; top: number; bottom: number }
export const meets = (one: Box, other: Box) =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top
function boxOf(label: Pick<Place, 'labelX' | 'labelY' | 'anchor'>, long: number): Box {
  const left =
    label.anchor === 'start' ? label.labelX : label.anchor === 'end' ? label.labelX - long : label.labelX - long / 2
  return { left, right: left + long, top: label.labelY - 22, bottom: label.labelY + 8 }
}

/** A few kilobytes each. */
export const mostDrawn = 200
const rememberJourney = remembered<ReturnType<typeof layOut>>(mostDrawn)
const rememberPaths = remembered<ReturnType<typeof layOutPaths>>(mostDrawn)

type LatLon = { lat: number; lon: number }

/** Ways from many places to one town, on a map of the world. */
export function PathsMap(props: { departures: LatLon[]; home: LatLon & { label: string }; label: string }) {
  const { home, departures } = props
  const key = JSON.stringify([home.lat, home.lon, departures.map(({ lat, lon }) => [lat, lon])])
  const drawn = rememberPaths(key, () => layOutPaths(home, departures))
  const { x, y } = drawn.town
  const isEnd = x > 300
  return (
    <div class="map">
      <svg viewBox="0 0 1000 500" role="img" aria-label={props.label}>
        <path class="land" d={drawn.land} />
        {drawn.ways.map((way, index) => (
          <path key={index} class="path" d={way} />
        ))}
        {drawn.starts.map((start, index) => (
          <circle key={index} class="stop" cx={start.x} cy={start.y} r="6" />
        ))}
        <circle cx={x} cy={y} r="26" fill="#F4B24A" fill-opacity=".35" />
        <circle class="here" cx={x} cy={y} r="12" stroke="#141D35" stroke-width="3" />
        <text
          class="lbl big"
          x={x + (isEnd ? -34 : 34)}
          y={y - 14}
          text-anchor={isEnd ? 'end' : 'start'}
          direction="ltr"
        >
          {home.label}
        </text>
      </svg>
    </div>
  )
}

function layOutPaths(home: LatLon, departures: LatLon[]) {
  const project = worldProjection(home, departures, 1000, 500)
  const at = ({ lon, lat }: LatLon): Point => {
    const [x, y] = project([lon, lat]) ?? [500, 250]
    return { x: round(x), y: round(y) }
  }
  const town = at(home)
  const starts = departures.map(at).filter(({ x, y }) => Math.hypot(x - town.x, y - town.y) > 6)
  const ways = starts.map(
    ({ x, y }) =>
      `M${x} ${y}Q${round((x + town.x) / 2)} ${round((y + town.y) / 2 - Math.abs(x - town.x) / 8)} ${town.x} ${town.y}`,
  )
  return { land: drawLand(project, 1000), town, starts, ways }
}
