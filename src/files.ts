// Files that never change with the town: styles, scripts, fonts, drawings, maps. Their addresses carry a hash of their
// content when the build made one; those are kept for a year by browsers. Small ones are read and compressed once;
// large ones (a map) go from the disk to the socket, the part that is asked.

import { open, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Context, MiddlewareHandler } from 'hono'
import { clientFolder } from '#core/platform/assets.ts'
import { fullEffort } from '#core/platform/http/encodings.ts'
import { partAsked, partial, refusedPart, sendParts } from '#core/platform/http/parts.ts'
import { formOf, respondWith, sendable, type Sendable } from '#core/platform/http/sendable.ts'

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
  '.pmtiles': 'application/vnd.pmtiles',
  '.pbf': 'application/x-protobuf',
}

/** Files up to this many bytes are kept in memory, and compressed when that helps. */
const mostKept = 1_000_000

/** Serves the files of the built client folder, never outside it (SEC-37). Anything else goes on. */
export function serveFiles(): MiddlewareHandler {
  return async (c, next) => {
    const name = c.req.path
    const isFile =
      (c.req.method === 'GET' || c.req.method === 'HEAD') &&
      /^\/[A-Za-z0-9_\-./]+\.[a-z0-9]+$/.test(name) &&
      !name.includes('..')
    const file = path.join(clientFolder(), name)
    if (!isFile || !file.startsWith(clientFolder() + path.sep)) return await next()
    const caching = name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=86400'
    return (await sendFile(c, file, caching)) ?? (await next())
  }
}

const kept = new Map<string, { print: string; answer: Sendable }>()

/**
 * A file as an answer to a GET or a HEAD: ETag and 304, one range (206, 416), compressed once when small. Nothing when
 * there is no such file or its type is not one we serve. Never give it a path that an asker wrote.
 */
export async function sendFile(c: Context, file: string, caching: string): Promise<Response | undefined> {
  const type = types[path.extname(file)]
  const found = type === undefined ? undefined : await stat(file).catch(() => undefined)
  if (!type || !found?.isFile()) return undefined
  if (found.size > mostKept) return await sendLarge(c, file, { 'content-type': type, 'cache-control': caching })
  const small = await smallFile(file, `${found.size} ${found.mtimeMs}`, type, caching)
  const { plain } = small
  const range = partAsked(c, plain.etag, plain.bytes.length)
  if (range === 'refused') return refusedPart(plain.bytes.length)
  if (range === 'whole')
    return respondWith(small, await formOf(small, c.req.header('accept-encoding')), c.req.raw.headers)
  const part = plain.bytes.subarray(range.start, range.end + 1)
  const headers = new Headers(plain.headers as [string, string][])
  return new Response(part, partial(headers, range, plain.bytes.length))
}

async function smallFile(file: string, print: string, type: string, caching: string): Promise<Sendable> {
  const known = kept.get(file)
  if (known?.print === print) return known.answer
  const headers: [string, string][] = [
    ['content-type', type],
    ['cache-control', caching],
    ['accept-ranges', 'bytes'],
  ]
  const answer = sendable(200, headers, new Uint8Array(await readFile(file)), fullEffort)
  kept.set(file, { print, answer })
  return answer
}

async function sendLarge(c: Context, file: string, base: Record<string, string>): Promise<Response> {
  const handle = await open(file)
  let isSent = false
  try {
    // Asked of the file that is open: it may be replaced under its name while it is sent.
    const { size, mtimeMs } = await handle.stat()
    const etag = `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`
    return await sendParts(c, {
      size,
      etag,
      headers: base,
      open: (range) => {
        isSent = true
        // The file closes with the stream.
        return handle.createReadStream(range)
      },
    })
  } finally {
    if (!isSent) await handle.close()
  }
}
