// The running server: the application on a port, the jobs, and the ear on the shelf's movements.

import { serve } from '@hono/node-server'
import type { Context } from 'hono'
import pg from 'pg'
import { sql } from 'kysely'
import { capabilities } from '#capabilities/index.ts'
import { authOf } from '#core/people/auth.ts'
import { identify } from '#core/people/session.ts'
import { timeZone } from '#core/platform/clock.ts'
import { createPageCache, type PageCache } from '#core/platform/http/page-cache.ts'
import { startJobs } from '#core/platform/jobs.ts'
import { sendWaiting } from '#core/platform/mail.ts'
import { portError } from '#core/platform/port.ts'
import { coreJobs } from '#core/jobs.ts'
import { createApp } from './app.ts'
import type { Installation } from './installation.ts'

export type Server = { stop: () => Promise<void> }

/** Listens, and resolves once ready to answer. */
export async function startServer({ config, database, desk, log }: Installation): Promise<Server> {
  const cache = createPageCache()
  const auth = authOf(desk, config)
  let ready = false
  const app = createApp({
    config,
    desk: database.desk,
    reader: database.reader,
    capabilities,
    identify: (asked, headers) => identify(auth, asked, headers),
    log,
    cache,
    addressOf: (c) => addressOf(c, config.trusted_proxies),
    isReady: async () => ready && (await sql`select 1`.execute(database.reader)) !== undefined,
  })
  const server = await listen(app.fetch, config.port, config.host)
  const ear = listenToShelf(database.url, cache)
  const jobs = await startJobs(
    database.url,
    [...coreJobs, ...capabilities.flatMap((each) => each.jobs ?? [])],
    { desk: app.desk, log, sendMail: async () => void (await sendWaiting(database.desk, config, log)) },
    timeZone,
  )
  // A sign-in code is waited for: letters leave within seconds, and the minute's job takes what failed.
  const postman = config.smtp_url
    ? setInterval(
        () =>
          void sendWaiting(database.desk, config, log).catch((error: unknown) =>
            log.warn('mail', { error: String(error) }),
          ),
        5_000,
      )
    : undefined
  ready = true
  return {
    stop: async () => {
      ready = false
      clearInterval(postman)
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        // Requests in course end; connections kept open for later ones do not hold the stop.
        ;(server as { closeIdleConnections?: () => void }).closeIdleConnections?.()
        setTimeout(() => (server as { closeAllConnections?: () => void }).closeAllConnections?.(), 5_000).unref()
      })
      await jobs.stop()
      await ear.stop()
    },
  }
}

function listen(
  fetch: Parameters<typeof serve>[0]['fetch'],
  port: number,
  host: string,
): Promise<ReturnType<typeof serve>> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, () => resolve(server))
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, host, port)))
  })
}

/** The visitor's address: the socket's, or the one our own proxies saw, counted from the right (SEC-39). */
function addressOf(c: Context, proxies: number): string {
  const socket =
    (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ?? ''
  if (proxies === 0) return socket
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((each) => each.trim())
  return forwarded.at(-proxies) || socket
}

/** Empties the pages kept each time any process moves the shelf. While it cannot hear, pages kept are a last resort. */
export function listenToShelf(url: string, cache: PageCache): { stop: () => Promise<void> } {
  let client: pg.Client | undefined
  let stopped = false
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'veillee ear', keepAlive: true })
    client = next
    const lost = () => {
      if (stopped || client !== next) return
      client = undefined
      cache.setBlind(true)
      setTimeout(() => void connect(), 500).unref()
    }
    next.on('error', lost)
    next.on('end', lost)
    next.on('notification', () => cache.clear())
    try {
      await next.connect()
      await next.query('listen shelf')
      // What happened while deaf is unknown: forget everything, then trust what is kept again.
      cache.clear()
      cache.setBlind(false)
    } catch {
      lost()
    }
  }
  cache.setBlind(true)
  void connect()
  return {
    stop: async () => {
      stopped = true
      await client?.end().catch(() => {})
    },
  }
}
