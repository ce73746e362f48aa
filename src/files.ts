// Files that never change with the town: styles, scripts, fonts, drawings. Their addresses carry a hash of their
// content when the build made one; those are kept for a year by browsers.

import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { MiddlewareHandler } from 'hono'
import { clientFolder } from '#core/platform/assets.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.gz': 'application/gzip',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

/** Serves the files of the built client folder, never outside it (SEC-37). Anything else goes on. */
export function serveFiles(): MiddlewareHandler {
  const kept = new Map<string, { bytes: Uint8Array<ArrayBuffer>; type: string } | undefined>()
  const load = async (name: string) => {
    const type = types[path.extname(name)]
    const file = path.join(clientFolder(), name)
    if (!type || !file.startsWith(clientFolder() + path.sep)) return undefined
    const found = await stat(file).catch(() => undefined)
    return found?.isFile() ? { bytes: new Uint8Array(await readFile(file)), type } : undefined
  }
  return async (c, next) => {
    const name = c.req.path
    if (
      (c.req.method !== 'GET' && c.req.method !== 'HEAD') ||
      !/^\/[A-Za-z0-9_\-./]+\.[a-z0-9]+$/.test(name) ||
      name.includes('..')
    )
      return await next()
    if (!kept.has(name)) {
      const loaded = await load(name)
      if (!loaded) return await next()
      kept.set(name, loaded)
    }
    const file = kept.get(name)
    if (!file) return await next()
    return c.body(file.bytes, 200, {
      'Content-Type': file.type,
      'Cache-Control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=86400',
    })
  }
}
