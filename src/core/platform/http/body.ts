// The body of a request as it comes from the line: the server's own stream, since a web stream copies each piece.

import { Readable } from 'node:stream'
import type { Context } from 'hono'

/** For doors that read files. Without a server (tests), it is what the request holds. */
export function bodyOf(c: Context): Readable {
  const { incoming } = (c.env ?? {}) as { incoming?: Readable }
  if (incoming) return incoming
  const { body } = c.req.raw
  const stream = body ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]) : Readable.from([])
  // Cut before anyone reads it, it tells whoever does then.
  return stream.on('error', () => {})
}
