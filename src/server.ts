// The running server: the application on a port, the jobs, and the ear on the shelf's movements.

import { createServer, type Server as HttpServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Context } from 'hono'
import { sql } from 'kysely'
import { capabilities } from '#capabilities/index.ts'
import { authOf } from '#core/people/auth.ts'
import { identify } from '#core/people/session.ts'
import { timeZone } from '#core/platform/clock.ts'
import type { Config } from '#core/platform/config.ts'
import { keptFirst } from '#core/platform/http/kept-first.ts'
import { createPageCache, type PageCache } from '#core/platform/http/page-cache.ts'
import { startJobs, type Jobs } from '#core/platform/jobs.ts'
import { sendWaiting } from '#core/platform/mail.ts'
import { listenToShelf } from '#core/platform/peers.ts'
import { portError } from '#core/platform/port.ts'
import { collectPagesYoung } from '#core/platform/young-memory.ts'
import { coreJobs } from '#core/jobs.ts'
import { createApp } from './app.ts'
import type { Installation } from './installation.ts'

export type Server = { stop: () => Promise<void> }

/** Listens, and resolves once ready to answer. `cache` is given by measures that want to do without. */
export async function startServer(
  { config, database, desk, log }: Installation,
  cache: PageCache = createPageCache(),
): Promise<Server> {
  collectPagesYoung()
  const ear = listenToShelf(database.url, cache)
  const auth = authOf(desk, config)
  let ready = false
  let jobs: Jobs | undefined
  const app = createApp({
    config,
    desk: database.desk,
    reader: database.reader,
    vault: desk.vault,
    wake: (job) => void jobs?.runNow(job).catch((error: unknown) => log.warn('jobs', { error: String(error) })),
    capabilities,
    identify: (asked, headers) => identify(auth, asked, headers),
    log,
    cache,
    process: ear.id,
    addressOf: (c) => addressOf(c, config.trusted_proxies),
    isReady: async () => ready && (await sql`select 1`.execute(database.reader)) !== undefined,
  })
  const answer = getRequestListener(app.fetch)
  const server = createServer(
    // A large file takes as long as its line needs; a form has its own hour (forms.ts), and silence ends everything.
    { requestTimeout: 0, headersTimeout: 60_000 },
    keptFirst(cache, config.origin, (incoming, outgoing) => void answer(incoming, outgoing)),
  )
  server.setTimeout(600_000)
  await listen(server, config).catch(async (error: unknown) => {
    await ear.stop()
    throw error
  })
  jobs = await startJobs(
    database.url,
    [...coreJobs, ...capabilities.flatMap((each) => each.jobs ?? [])],
    { desk: app.desk, log, config, sendMail: async () => void (await sendWaiting(database.desk, config, log)) },
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
  await app.warm()
  ready = true
  return {
    stop: async () => {
      ready = false
      clearInterval(postman)
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        // Requests in course end; connections kept open for later ones do not hold the stop.
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 5_000).unref()
      })
      await jobs?.stop()
      await ear.stop()
    },
  }
}

function listen(server: HttpServer, { port, host }: Pick<Config, 'port' | 'host'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, host, port)))
    server.listen(port, host, resolve)
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
