// The map of the world in public/map, read as browsers read it: by ranges of bytes, with the pmtiles package.

import { open, stat } from 'node:fs/promises'
import path from 'node:path'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { PMTiles, TileType, type Source } from 'pmtiles'
import { afterAll, expect, test } from 'vitest'

const file = path.resolve(import.meta.dirname, '../public/map/world.pmtiles')
const handle = await open(file)
afterAll(() => handle.close())

const source: Source = {
  getKey: () => file,
  getBytes: async (offset, length) => {
    const bytes = new Uint8Array(length)
    const { bytesRead } = await handle.read(bytes, 0, length, offset)
    return { data: bytes.buffer.slice(0, bytesRead) }
  },
}
const world = new PMTiles(source)

/** Where a point falls: its tile, and how far into it (0 to 1). */
function spot(zoom: number, lon: number, lat: number) {
  const side = 2 ** zoom
  const [x, y] = [((lon + 180) / 360) * side, ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * side]
  return { column: Math.floor(x), row: Math.floor(y), across: x % 1, down: y % 1 }
}

async function landIn(zoom: number, column: number, row: number) {
  const tile = await world.getZxy(zoom, column, row)
  return tile && new VectorTile(new PbfReader(new Uint8Array(tile.data))).layers['land']
}

/** As a browser paints it: inside an odd number of outlines. */
async function isLand(zoom: number, lon: number, lat: number): Promise<boolean> {
  const { column, row, across, down } = spot(zoom, lon, lat)
  const land = await landIn(zoom, column, row)
  let inside = false
  for (let index = 0; land && index < land.length; index++) {
    const [x, y] = [across * land.extent, down * land.extent]
    for (const ring of land.feature(index).loadGeometry())
      for (let at = 1; at < ring.length; at++) {
        const [from, to] = [ring[at - 1]!, ring[at]!]
        if (from.y > y !== to.y > y && x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)) inside = !inside
      }
  }
  return inside
}

test('is small, and says what it holds', async () => {
  expect((await stat(file)).size).toBeLessThanOrEqual(1_500_000)
  const header = await world.getHeader()
  expect([header.specVersion, header.tileType, header.minZoom, header.maxZoom, header.clustered]).toEqual([
    3,
    TileType.Mvt,
    0,
    6,
    true,
  ])
  expect(header.numTileContents).toBeLessThan(header.numAddressedTiles)
  expect(await world.getMetadata()).toMatchObject({ attribution: 'Natural Earth', vector_layers: [{ id: 'land' }] })
})

test('has land where there is land and sea where there is sea, at every zoom', async () => {
  const land = [
    [6.8, 47.3],
    [0.5, 34],
    [105.5, 12.5],
    [-11, 11],
    // Both sides of the edge of flat maps.
    [177, 66.5],
    [-174, 66.6],
  ] as const
  const sea = [
    [-30, 30],
    [51, 42],
    [-175, 73.5],
    // The latitude of Fiji, which lies on both sides of that edge: badly cut, it would draw a line across the world.
    [-120, -16.8],
    [90, -16.8],
  ] as const
  for (let zoom = 2; zoom <= 6; zoom++) {
    for (const [lon, lat] of land) expect(await isLand(zoom, lon, lat), `land ${zoom} ${lon} ${lat}`).toBe(true)
    for (const [lon, lat] of sea) expect(await isLand(zoom, lon, lat), `sea ${zoom} ${lon} ${lat}`).toBe(false)
  }
  expect(await isLand(0, 20, 10)).toBe(true)
  expect(await isLand(1, -160, 10)).toBe(false)
})

test('holds shapes of land only: no border, no name', async () => {
  const { column, row } = spot(4, 6.8, 47.5)
  const tile = await world.getZxy(4, column, row)
  expect(Object.keys(new VectorTile(new PbfReader(new Uint8Array(tile!.data))).layers)).toEqual(['land'])
  const land = await landIn(4, column, row)
  expect(land?.length).toBeGreaterThan(0)
  for (let index = 0; index < (land?.length ?? 0); index++) {
    const shape = land?.feature(index)
    expect([shape?.type, shape?.properties]).toEqual([3, {}])
  }
})
