// How far a place is from the town, and which way, in words: what a map shows, for who does not see it. Pure.

type Point = { lat: number; lon: number }
const winds = ['n', 'ne', 'e', 'se', 's', 'so', 'o', 'no'] as const
export type Wind = (typeof winds)[number]

const radian = Math.PI / 180
const earth = 6_371

/**
 * Kilometres along the shortest way, rounded as people say them, and the wind as a map shows it (the line of constant
 * bearing: over the pole, the shortest way to the other side of the earth would be called north).
 */
export function directionFrom(home: Point, place: Point): { kilometres: number; wind: Wind } {
  const [from, to] = [home.lat * radian, place.lat * radian]
  const turn = ((((place.lon - home.lon + 180) % 360) + 360) % 360) * radian - Math.PI
  const half = Math.sin((to - from) / 2) ** 2 + Math.cos(from) * Math.cos(to) * Math.sin(turn / 2) ** 2
  const kilometres = 2 * earth * Math.asin(Math.min(1, Math.sqrt(half)))
  const eighth = Math.round(Math.atan2(turn, stretched(to) - stretched(from)) / (Math.PI / 4))
  return { kilometres: rounded(kilometres), wind: winds[(eighth + 8) % 8] ?? 'n' }
}

/** A latitude where Mercator draws it; the poles, which it cannot draw, a little before. */
const stretched = (lat: number): number => Math.asinh(Math.tan(Math.max(-1.56, Math.min(1.56, lat))))

function rounded(kilometres: number): number {
  const step = kilometres < 20 ? 1 : kilometres < 100 ? 5 : kilometres < 1_000 ? 10 : 50
  return Math.round(kilometres / step) * step
}
