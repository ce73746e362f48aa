// The map a town adds to that of the world (docs/carte.md): files of its data folder at fixed addresses, or a style
// elsewhere on its own site. A reader's browser never asks another site.

import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'

/** Vector or picture tiles in one file, and a whole MapLibre style, in DATA_DIR. */
export const townTiles = { file: 'map.pmtiles', address: '/carte/ville.pmtiles' } as const
export const townStyle = { file: 'map-style.json', address: '/carte/style.json' } as const
const largestStyle = 1_000_000

export type TownMap = { tiles: string | undefined; style: string | undefined }

/** A path of this site: never `//elsewhere`, never another scheme. */
export const isOwnPath = (address: string): boolean => /^\/(?![/\\])[\w\-./~%]*$/.test(address)

/** What the map of stories adds to the world; `chosen` is the style the town wrote in its settings. */
export async function townMapOf(dataDir: string, chosen: string): Promise<TownMap> {
  const isThere = async (file: string) => (await stat(path.join(dataDir, file)).catch(() => undefined))?.isFile()
  const [hasTiles, hasStyle] = await Promise.all([isThere(townTiles.file), isThere(townStyle.file)])
  return {
    tiles: hasTiles ? townTiles.address : undefined,
    style: isOwnPath(chosen) ? chosen : hasStyle ? townStyle.address : undefined,
  }
}

/** The style as the town wrote it; undefined when there is none, or when it is far too long to be one. */
export async function readTownStyle(dataDir: string): Promise<string | undefined> {
  const file = path.join(dataDir, townStyle.file)
  const found = await stat(file).catch(() => undefined)
  return found?.isFile() && found.size <= largestStyle ? await readFile(file, 'utf8') : undefined
}
