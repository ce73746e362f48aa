// A town really served, as a visitor meets it: its own database, the built styles and scripts, a port of its own.
// The journeys open it in a browser; `desk` lets them look behind and choose beginnings.

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inject } from 'vitest'
import { randomBytes } from 'node:crypto'
import type { Desk } from '#core/desk.ts'
import { readConfig, type Config } from '#core/platform/config.ts'
import { prepareDatabase } from '#core/platform/database-roles.ts'
import { onServer, withDatabase } from '#tests/support/postgres.ts'
import { loadDemonstration } from '../../src/demonstration/load.ts'
import { openInstallation } from '../../src/installation.ts'
import { startServer } from '../../src/server.ts'

export type Served = { url: string; desk: Desk; config: Config; stop: () => Promise<void> }

/** Serves a town: the demonstration, or an empty one. */
export async function serveTown(options: { demo: boolean }): Promise<Served> {
  const postgres = inject('postgres')
  if ('failure' in postgres) throw new Error(`no database for the tests: ${postgres.failure}`)
  const { adminUrl, url, readerPassword, template } = postgres
  const name = template.replace(/template$/, randomBytes(5).toString('hex'))
  await onServer(adminUrl, (admin) =>
    admin.query(`create database ${name} template ${template} owner ${new URL(url).username}`),
  )
  const ours = withDatabase(url, name)
  const readerUrl = await prepareDatabase({ url: ours, adminUrl: withDatabase(adminUrl, name), readerPassword })
  const port = await freePort()
  const folder = await mkdtemp(path.join(tmpdir(), 'veillee-journey-'))
  const config = readConfig({
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: ours,
    READER_DATABASE_URL: readerUrl,
    DEMO: 'none',
  })
  const installation = await openInstallation(() => {}, config)
  if (options.demo) await loadDemonstration(installation)
  const server = await startServer(installation)
  return {
    url: config.origin,
    desk: installation.desk,
    config,
    stop: async () => {
      await server.stop()
      await installation.close()
      await onServer(adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
