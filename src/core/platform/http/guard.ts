// What every response carries and every writing must prove: security headers (SEC-44) and same origin (SEC-29).

import type { MiddlewareHandler } from 'hono'
import { AppError } from '../errors.ts'

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

/** Security headers on every response, errors included. HSTS only when the site is served over https. */
export function securityHeaders(origin: string): MiddlewareHandler {
  const https = origin.startsWith('https:')
  return async (c, next) => {
    await next()
    c.header('Content-Security-Policy', https ? `${policy}; upgrade-insecure-requests` : policy)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('X-Frame-Options', 'DENY')
    c.header('Cross-Origin-Opener-Policy', 'same-origin')
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
    c.header('Permissions-Policy', 'camera=(), geolocation=(), microphone=(self), payment=()')
    if (!c.res.headers.has('Referrer-Policy')) c.header('Referrer-Policy', 'strict-origin-when-cross-origin')
    if (https) c.header('Strict-Transport-Security', 'max-age=31536000')
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
