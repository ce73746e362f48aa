// Writes public/map/world.pmtiles: land of the whole world for the map of stories, zoom 0 to 6, from Natural Earth
// (public domain, npm package world-atlas). Land only: no border, no name. Run again when the atlas changes:
// `node scripts/make-world.mjs`.

import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { geoArea, geoEquirectangular, geoStream } from 'd3-geo'
import GeoJSONVT from 'geojson-vt'
import { zxyToTileId } from 'pmtiles'
import { feature } from 'topojson-client'
import vtpbf from 'vt-pbf'

const out = path.resolve(import.meta.dirname, '../public/map/world.pmtiles')
/** How fine the land is at each zoom: nobody sees more, and the file stays small. */
const resolutions = [
  { atlas: 'land-110m', zooms: [0, 1] },
  { atlas: 'land-50m', zooms: [2, 3, 4] },
  { atlas: 'land-10m', zooms: [5, 6] },
]
const maxZoom = 6
const gzip = (bytes) => gzipSync(bytes, { level: 9 })

const tiles = []
for (const { atlas, zooms } of resolutions) {
  const file = path.resolve(import.meta.dirname, `../node_modules/world-atlas/${atlas}.json`)
  const topology = JSON.parse(await readFile(file, 'utf8'))
  const index = new GeoJSONVT(flat(feature(topology, topology.objects.land)), {
    maxZoom,
    indexMaxZoom: maxZoom,
    indexMaxPoints: 0,
    tolerance: 4,
    buffer: 64,
  })
  for (const zoom of zooms)
    for (let x = 0; x < 2 ** zoom; x++)
      for (let y = 0; y < 2 ** zoom; y++) {
        const tile = index.getTile(zoom, x, y)
        if (!tile?.features.length) continue
        const land = { features: tile.features.map((each) => ({ ...each, tags: {} })) }
        tiles.push({ id: zxyToTileId(zoom, x, y), bytes: gzip(vtpbf.fromGeojsonVt({ land }, { version: 2 })) })
      }
}
tiles.sort((one, other) => one.id - other.id)
const archive = archiveOf(tiles)
await mkdir(path.dirname(out), { recursive: true })
await writeFile(out, archive)
console.log(`${path.relative(process.cwd(), out)}: ${tiles.length} tiles, ${archive.length} bytes`)

/**
 * The atlas goes round the globe without a seam: cut at the antimeridian, for maps that are flat. Each outline becomes a
 * polygon with the lakes inside it.
 */
function flat(globe) {
  const outlines = []
  const lakes = []
  let rings = []
  let ring = []
  const sink = {
    polygonStart: () => (rings = []),
    polygonEnd: () => {
      for (const each of rings) (area(each) > 0 ? outlines : lakes).push(each)
    },
    lineStart: () => (ring = []),
    lineEnd: () => {
      if (ring.length > 2) rings.push([...ring, ring[0]])
    },
    point: (x, y) => ring.push([x, -y]),
    sphere: () => {},
  }
  const plane = geoEquirectangular()
    .scale(180 / Math.PI)
    .translate([0, 0])
    .precision(0)
  for (const { geometry } of globe.features ?? [globe])
    for (const coordinates of geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) {
      const polygon = { type: 'Polygon', coordinates }
      // An islet drawn the wrong way round would be all the rest of the earth.
      if (geoArea(polygon) > 2 * Math.PI) polygon.coordinates = coordinates.map((each) => each.toReversed())
      geoStream(polygon, plane.stream(sink))
    }
  const polygons = outlines.map((outline) => [outline])
  for (const lake of lakes) polygons.find(([outline]) => isInside(lake[0], outline))?.push(lake)
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: polygons } }
}

/** Positive for an outline, negative for a lake: the atlas draws them in opposite ways. */
function area(ring) {
  let sum = 0
  for (let at = 1; at < ring.length; at++) {
    const [[x, y], [nextX, nextY]] = [ring[at - 1], ring[at]]
    sum += (nextX - x) * (nextY + y)
  }
  return sum / 2
}

function isInside([x, y], ring) {
  let inside = false
  for (let at = 1; at < ring.length; at++) {
    const [[fromX, fromY], [toX, toY]] = [ring[at - 1], ring[at]]
    if (fromY > y !== toY > y && x < fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX)) inside = !inside
  }
  return inside
}

/** A PMTiles archive, version 3: header, root directory, metadata, tiles. Equal tiles are written once. */
function archiveOf(sorted) {
  const entries = []
  const offsets = new Map()
  const data = []
  let length = 0
  for (const { id, bytes } of sorted) {
    const print = createHash('sha256').update(bytes).digest('base64')
    const known = offsets.get(print)
    const offset = known ?? length
    if (known === undefined) {
      offsets.set(print, offset)
      data.push(bytes)
      length += bytes.length
    }
    const last = entries.at(-1)
    if (last && last.offset === offset && last.id + last.run === id) last.run += 1
    else entries.push({ id, offset, length: bytes.length, run: 1 })
  }
  const root = gzip(directoryOf(entries))
  // Readers fetch the first 16 KiB in one go and expect the whole root directory there.
  if (127 + root.length > 16_384) throw new Error(`the root directory needs leaves: ${root.length} bytes`)
  const metadata = gzip(
    JSON.stringify({
      name: 'Veillée, land of the world',
      attribution: 'Natural Earth',
      type: 'baselayer',
      vector_layers: [{ id: 'land', fields: {}, minzoom: 0, maxzoom: maxZoom }],
    }),
  )
  const places = [127, 127 + root.length, 127 + root.length + metadata.length]
  const header = headerOf(places, [root.length, metadata.length, length], {
    addressed: sorted.length,
    entries: entries.length,
    contents: data.length,
  })
  return Buffer.concat([header, root, metadata, ...data])
}

/** 127 bytes, little endian, as the specification numbers them. */
function headerOf([rootAt, metadataAt, tilesAt], [rootLength, metadataLength, tilesLength], counts) {
  const header = Buffer.alloc(127)
  header.write('PMTiles', 0, 'latin1')
  header.writeUInt8(3, 7)
  const longs = [rootAt, rootLength, metadataAt, metadataLength, 0, 0, tilesAt, tilesLength]
  longs.push(counts.addressed, counts.entries, counts.contents)
  longs.forEach((value, index) => header.writeBigUInt64LE(BigInt(value), 8 + index * 8))
  // Tiles follow their order; directories and tiles are in gzip; Mapbox vector tiles; zooms.
  ;[1, 2, 2, 1, 0, maxZoom].forEach((value, index) => header.writeUInt8(value, 96 + index))
  const degrees = [-180, -85.051129, 180, 85.051129]
  degrees.forEach((value, index) => header.writeInt32LE(Math.round(value * 1e7), 102 + index * 4))
  header.writeUInt8(1, 118)
  header.writeInt32LE(0, 119)
  header.writeInt32LE(200_000_000, 123)
  return header
}

/** Columns of varints: how many, steps between ids, runs, lengths, offsets (0: just after the one before). */
function directoryOf(entries) {
  const bytes = []
  const varint = (value) => {
    let rest = value
    while (rest > 127) {
      bytes.push((rest & 127) | 128)
      rest = Math.floor(rest / 128)
    }
    bytes.push(rest)
  }
  varint(entries.length)
  entries.forEach((entry, index) => varint(entry.id - (entries[index - 1]?.id ?? 0)))
  for (const entry of entries) varint(entry.run)
  for (const entry of entries) varint(entry.length)
  entries.forEach((entry, index) => {
    const before = entries[index - 1]
    varint(before && entry.offset === before.offset + before.length ? 0 : entry.offset + 1)
  })
  return Buffer.from(bytes)
}
