// What every response carries and every writing must prove: security headers (SEC-44) and same origin (SEC-29).

import type { MiddlewareHandler } from 'hono'
import { AppError } from '../errors.ts'
import type { HeaderList } from './sendable.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const policyOf = (origin: string) => (origin.startsWith('https:') ? `${policy}; upgrade-insecure-requests` : policy)

/** For pages with a recorder: what was just said is listened to from the browser's own memory, before it leaves. */
export const recordingPolicy = (origin: string): string =>
  policyOf(origin).replace("media-src 'self'", "media-src 'self' blob:")

/** What every response says, errors included. HSTS only when the site is served over https. */
export function securityHeadersOf(origin: string): HeaderList {
  const https = origin.startsWith('https:')
  return [
    ['content-security-policy', policyOf(origin)],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(self), payment=()'],
    ['referrer-policy', 'strict-origin-when-cross-origin'],
    ...(https ? [['strict-transport-security', 'max-age=31536000'] as const] : []),
  ]
}

/** What a page may say of itself in other words: stricter, or wider when other sites are meant to show it. */
export const saidByPages: ReadonlySet<string> = new Set([
  'referrer-policy',
  'content-security-policy',
  'x-frame-options',
  'cross-origin-resource-policy',
])

/** For the few pages that other sites may show in a frame (SEC-44, SEC-51): they know no session and change nothing. */
export const framedHeaders = (origin: string): HeaderList => [
  ['content-security-policy', policyOf(origin).replace("frame-ancestors 'none'", 'frame-ancestors *')],
  // The word for "anyone" in the HTML standard; browsers that know frame-ancestors do not read it.
  ['x-frame-options', 'ALLOWALL'],
]

export function securityHeaders(origin: string): MiddlewareHandler {
  const always = securityHeadersOf(origin)
  return async (c, next) => {
    await next()
    // Not by `c.header`, which makes the whole Response anew each time.
    const { headers } = c.res
    for (const [name, value] of always) if (!saidByPages.has(name) || !headers.has(name)) headers.set(name, value)
  }
}

/**
 * Refuses any writing that does not come from our own pages: Sec-Fetch-Site when the browser sends it, else Origin,
 * compared with the configured origin (never with the Host header).
 */
export function sameOrigin(origin: string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const site = c.req.header('sec-fetch-site')
      const from = c.req.header('origin')
      const ours =
        from === undefined || from === 'null'
          ? site === 'same-origin'
          : from === origin && (site === undefined || site === 'same-origin')
      if (!ours) throw new AppError('forbidden', 'other origin')
    }
    await next()
  }
}
