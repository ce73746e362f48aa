// Bytes sent as they are read, whole or the part that is asked (RFC 9110 §14): a large file never piles up in memory,
// however slow the asker. The caller says what they are; this answers GET, HEAD, If-None-Match, If-Range and Range.

import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { Context } from 'hono'
import { rangeOf, type Range } from './ranges.ts'
import { alreadyHas } from './sendable.ts'

export type Parts = {
  size: number
  /** Strong: other bytes, another one. */
  etag: string
  /** Everything else that is said of them. */
  headers: Record<string, string>
  /** Opens the bytes, or a part of them; asked only when they are sent. */
  open: (range: Range | undefined) => Readable | Promise<Readable>
}

export async function sendParts(c: Context, { size, etag, headers: said, open }: Parts): Promise<Response> {
  const headers = new Headers({ ...said, etag, 'accept-ranges': 'bytes' })
  if (alreadyHas({ etag }, c.req.header('if-none-match'))) {
    headers.delete('content-type')
    headers.delete('content-disposition')
    return new Response(null, { status: 304, headers })
  }
  const range = partAsked(c, etag, size)
  if (range === 'refused') return refusedPart(size)
  const part = range === 'whole' ? undefined : range
  headers.set('content-length', String(part ? part.end - part.start + 1 : size))
  // An empty file has no part to open.
  const body = c.req.method === 'GET' && size > 0 ? streamOf(await open(part)) : null
  return new Response(body, part ? partial(headers, part, size) : { headers })
}

/** The stream of a response. When the asker goes away, what it is read from is closed. */
const streamOf = (readable: Readable): globalThis.ReadableStream =>
  Readable.toWeb(readable) as ReadableStream as globalThis.ReadableStream

/** The range asked, unless it was asked of another version of the file (If-Range). */
export function partAsked(c: Context, etag: string, size: number): Range | 'whole' | 'refused' {
  const ifRange = c.req.header('if-range')
  return ifRange !== undefined && ifRange !== etag ? 'whole' : rangeOf(c.req.header('range'), size)
}

/** What a 206 says of itself. */
export function partial(headers: Headers, { start, end }: Range, size: number): ResponseInit {
  headers.set('content-range', `bytes ${start}-${end}/${size}`)
  headers.set('content-length', String(end - start + 1))
  return { status: 206, headers }
}

/** 416: the part is not in the file, or several were asked at once. */
export const refusedPart = (size: number): Response =>
  new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}`, 'accept-ranges': 'bytes' } })
