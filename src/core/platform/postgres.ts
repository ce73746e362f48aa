// The embedded database: a real PostgreSQL server, run for this data folder alone and reachable only from this machine.
// It is a process of its own: if Veillée is killed it goes on, and the next start takes it over.

import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { alone, openDataFolder } from '#core/platform/data-folder.ts'
import {
  findRunning,
  freePort,
  notStarted,
  openCluster,
  startServer,
  stopServer,
  type Cluster,
} from '#core/platform/postgres-cluster.ts'
import { readSecrets, type Secrets } from '#core/platform/secrets.ts'
import { StartError, type Progress } from '#core/platform/terminal.ts'

export type Embedded = {
  /** As `veillee`, who owns the database of that name and nothing more. */
  readonly url: string
  /** As the superuser, in the database `postgres`: for preparing roles, never for serving. */
  readonly adminUrl: string
  /** Leaves the server; stops it when no other Veillée uses it. Close the pools first. */
  readonly stop: () => Promise<void>
}

export type EmbeddedOptions = {
  readonly onProgress?: Progress
  /** More server settings; tests turn off `fsync` with it. */
  readonly settings?: Record<string, string>
}

// Every Veillée that uses the server holds this lock, shared. Who can take it alone is the last one.
const usersLock = 7_345_501

/** Starts the data folder's server, or takes over the one that already runs. */
export async function startEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const { onProgress = () => {}, settings = {} } = options
  const dataDir = path.resolve(folder)
  openDataFolder(dataDir)
  const secrets = readSecrets(dataDir)
  const cluster = await alone(dataDir, () => openCluster(dataDir, secrets.superuser, onProgress))
  let { adminUrl, session } = await join()
  const { port } = new URL(adminUrl)
  let stopping = false
  let joining = Promise.resolve()
  watch()

  function join(onPort?: number) {
    return alone(dataDir, async () => {
      const adminUrl = await ensureRunning(cluster, secrets, settings, onProgress, onPort)
      await ensureOwner(adminUrl, secrets)
      return { adminUrl, session: await hold(adminUrl) }
    })
  }

  // A server that falls is started again, on the same port, so that the pools find it.
  function watch(): void {
    session.once('end', () => (joining = joinAgain()))
  }

  async function joinAgain(): Promise<void> {
    while (!stopping) {
      try {
        session = (await join(Number(port))).session
        return watch()
      } catch {
        await wait(1000)
      }
    }
  }

  return {
    adminUrl,
    url: addressOf(port, 'veillee', secrets.owner, 'veillee'),
    async stop() {
      if (stopping) return
      stopping = true
      // Of a server just started again, we may be the last.
      await joining
      await alone(dataDir, async () => {
        if (await isLast(session)) await stopServer(cluster)
      })
      await session.end().catch(() => {})
    },
  }
}

async function ensureRunning(
  cluster: Cluster,
  secrets: Secrets,
  settings: Record<string, string>,
  onProgress: Progress,
  port?: number,
): Promise<string> {
  const deadline = Date.now() + 60_000
  const patience = Date.now() + 6_000
  let said = ''
  while (Date.now() < deadline) {
    const found = findRunning(cluster)
    if (found) {
      const url = addressOf(found.port, 'postgres', secrets.superuser, 'postgres')
      const answer = await ask(url)
      if (answer === 'ready') return url
      if (answer === 'refused password') throw lostSecrets(cluster)
      // Alive but mute: stopped by hand, or out of breath. A start that recovers says "wait" and is given its time.
      if (answer === 'silent' && Date.now() > patience) await stopServer(cluster, 'immediate')
      await wait(100)
      continue
    }
    onProgress({ fr: 'Démarrage de la base de données…', en: 'Starting the database…' })
    said = await startServer(cluster, port ?? (await freePort()), settings)
    if (said === 'ready') continue
    // The port was taken meanwhile, or processes of a killed server are still leaving: try again. Anything else is final.
    if (!/could not bind|Address already in use|shared memory block|lock file/i.test(said))
      throw notStarted(fatal(said))
    await wait(300)
  }
  throw notStarted(fatal(said) || 'timeout')
}

function fatal(log: string): string {
  return (
    log
      .split('\n')
      .findLast((line) => /FATAL|PANIC|error/i.test(line))
      ?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? log
  )
}

function lostSecrets({ place }: Cluster): StartError {
  return new StartError({
    fr: `secrets.json n’est pas celui de la base de données ${place} : remettez celui de votre dernière sauvegarde.`,
    en: `secrets.json is not the one of the database ${place}: put back the one from your last backup.`,
  })
}

function addressOf(port: number | string, user: string, password: string, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
}

async function ask(url: string): Promise<'ready' | 'wait' | 'silent' | 'refused password'> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000, query_timeout: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return 'ready'
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === '28P01' || code === '28000') return 'refused password'
    return code === '57P03' ? 'wait' : 'silent'
  } finally {
    client.end().catch(() => {})
  }
}

async function hold(adminUrl: string): Promise<pg.Client> {
  const session = new pg.Client({
    connectionString: adminUrl,
    application_name: `veillee ${process.pid}`,
    keepAlive: true,
  })
  session.on('error', () => {})
  await session.connect()
  await session.query('select pg_advisory_lock_shared($1)', [usersLock])
  return session
}

async function isLast(session: pg.Client): Promise<boolean> {
  try {
    await session.query('select pg_advisory_unlock_shared($1)', [usersLock])
    const { rows } = await session.query('select pg_try_advisory_lock($1) as alone', [usersLock])
    return rows[0].alone
  } catch {
    return false
  }
}

// The server's owner is not the superuser: whatever reaches the database through the pages cannot leave it.
async function ensureOwner(adminUrl: string, secrets: Secrets): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    const role = await admin.query(`select from pg_roles where rolname = 'veillee'`)
    if (!role.rowCount) await admin.query(`create role veillee login password ${pg.escapeLiteral(secrets.owner)}`)
    const database = await admin.query(`select from pg_database where datname = 'veillee'`)
    if (!database.rowCount) await admin.query('create database veillee owner veillee')
  } finally {
    await admin.end()
  }
}
