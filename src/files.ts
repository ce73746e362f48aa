// Files that never change with the town: styles, scripts, fonts, drawings, maps. Their addresses carry a hash of their
// content when the build made one; those are kept for a year by browsers. Small ones are read and compressed once;
// large ones (a map) go from the disk to the socket, the part that is asked.

import { open, readFile, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { Context, MiddlewareHandler } from 'hono'
import { clientFolder } from '#core/platform/assets.ts'
import { fullEffort } from '#core/platform/http/encodings.ts'
import { rangeOf, type Range } from '#core/platform/http/ranges.ts'
import { alreadyHas, formOf, respondWith, sendable, type Sendable } from '#core/platform/http/sendable.ts'

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
  if (range === 'refused') return refused(plain.bytes.length)
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
    const headers = new Headers({ ...base, etag, 'accept-ranges': 'bytes' })
    if (alreadyHas({ etag }, c.req.header('if-none-match'))) {
      headers.delete('content-type')
      return new Response(null, { status: 304, headers })
    }
    const range = partAsked(c, etag, size)
    if (range === 'refused') return refused(size)
    const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range
    headers.set('content-length', String(end - start + 1))
    isSent = c.req.method === 'GET'
    const body = isSent ? streamOf(handle, start, end) : null
    return new Response(body, range === 'whole' ? { headers } : partial(headers, range, size))
  } finally {
    if (!isSent) await handle.close()
  }
}

/** Read as it is sent: a slow asker does not make the file pile up in memory. The file closes with the stream. */
const streamOf = (handle: FileHandle, start: number, end: number): globalThis.ReadableStream =>
  Readable.toWeb(handle.createReadStream({ start, end })) as ReadableStream as globalThis.ReadableStream

/** The range asked, unless it was asked of another version of the file (If-Range). */
function partAsked(c: Context, etag: string, size: number): Range | 'whole' | 'refused' {
  const ifRange = c.req.header('if-range')
  return ifRange !== undefined && ifRange !== etag ? 'whole' : rangeOf(c.req.header('range'), size)
}

function partial(headers: Headers, { start, end }: Range, size: number): ResponseInit {
  headers.set('content-range', `bytes ${start}-${end}/${size}`)
  headers.set('content-length', String(end - start + 1))
  return { status: 206, headers }
}

const refused = (size: number): Response =>
  new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}`, 'accept-ranges': 'bytes' } })
