import { expect, test } from 'vitest'
import { drawJourneyLand } from '#ui/journey-land.ts'
import { drawLand, journeyProjection } from '#ui/land.ts'

const [width, height] = [560, 640]

/** The surface inside the rings of a path, holes taken away. */
function surfaceOf(path: string): number {
  let surface = 0
  for (const [, start, moves] of path.matchAll(/M([-\d ]+)l([-\d ]+)Z/g)) {
    let [x, y] = (start ?? '').split(' ').map(Number) as [number, number]
    const numbers = (moves ?? '').match(/-?\d+/g)?.map(Number) ?? []
    const points: [number, number][] = [[x, y]]
    for (let at = 0; at < numbers.length; at += 2) points.push([(x += numbers[at] ?? 0), (y += numbers[at + 1] ?? 0)])
    for (const [at, [fromX, fromY]] of points.entries()) {
      const [toX, toY] = points[(at + 1) % points.length] ?? [fromX, fromY]
      surface += (fromX * toY - toX * fromY) / 2
    }
  }
  return Math.abs(surface)
}

test.each([
  ['one town', [[47.3, 5]]],
  [
    'Oran to the town',
    [
      [35.7, -0.6],
      [47.3, 5],
    ],
  ],
  [
    'from Hanoi',
    [
      [21, 105.8],
      [47.3, 5],
    ],
  ],
  [
    'across the Pacific, past the last meridian',
    [
      [-17.5, -149.6],
      [-22.3, 166.4],
    ],
  ],
  [
    'down to the ice',
    [
      [-54.8, -68.3],
      [-78, 166],
    ],
  ],
])('%s: as much land as the exact drawing', (_, stops) => {
  const projection = journeyProjection(
    stops.map(([lat = 0, lon = 0]) => ({ lat, lon })),
    width,
    height,
  )
  const [quick, exact] = [surfaceOf(drawJourneyLand(projection, width, height)), surfaceOf(drawLand(projection, width))]
  expect(exact).toBeGreaterThan(100)
  expect(Math.abs(quick - exact) / exact).toBeLessThan(0.03)
})
