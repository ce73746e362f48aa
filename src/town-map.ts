// Serves what a town put in its data folder for its map: nothing else of that folder, ever.

import path from 'node:path'
import type { MiddlewareHandler } from 'hono'
import { readTownStyle, townStyle, townTiles } from '#core/platform/town-map.ts'
import { sendFile } from './files.ts'

const caching = 'public, max-age=3600'

/** `map.pmtiles` by ranges of bytes, `map-style.json` whole. */
export function serveTownMap(dataDir: string): MiddlewareHandler {
  return async (c, next) => {
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (isRead && c.req.path === townTiles.address)
      return (await sendFile(c, path.join(dataDir, townTiles.file), caching)) ?? (await next())
    const style = isRead && c.req.path === townStyle.address ? await readTownStyle(dataDir) : undefined
    if (style === undefined) return await next()
    return c.body(style, 200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': caching })
  }
}
