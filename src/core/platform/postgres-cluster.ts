// The embedded database's folder and its server process: making the folder, starting, finding again, stopping.
// Knows nothing of roles or tables. postgres.ts decides when to call what.

import { spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { giveTo, letThrough, mayEnter, serverAccount, type Account } from '#core/platform/postgres-account.ts'
import { findBinaries, sharedPlace, type Binaries } from '#core/platform/postgres-binaries.ts'
import { StartError, type Progress } from '#core/platform/terminal.ts'

const majorVersion = '18'

export type Cluster = { readonly place: string; readonly account: Account; readonly binaries: Binaries }

/** Finds the data folder's cluster, making it when there is none yet. */
export async function openCluster(dataDir: string, superuserPassword: string, onProgress: Progress): Promise<Cluster> {
  const account = serverAccount(dataDir)
  const binaries = findBinaries(dataDir, account)
  const place = path.join(dataDir, 'postgres')
  letThrough(account, dataDir)
  if (existsSync(path.join(place, 'PG_VERSION'))) {
    if (!mayEnter(account, realpathSync(place))) throw unreachable(place)
    const version = readFileSync(path.join(place, 'PG_VERSION'), 'utf8').trim()
    if (version !== majorVersion) throw otherVersion(place, version)
  } else {
    onProgress({ fr: 'Préparation de la base de données…', en: 'Preparing the database…' })
    await makeCluster(dataDir, { place, account, binaries }, superuserPassword)
  }
  return { place: realpathSync(place), account, binaries }
}

// Made beside, then renamed: a first start that is cut short leaves nothing half made.
async function makeCluster(dataDir: string, { place, account, binaries }: Cluster, password: string): Promise<void> {
  const inside = mayEnter(account, dataDir)
  const draft = inside ? `${place}.new` : placeOutside()
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  giveTo(account, draft)
  const drawer = mkdtempSync(path.join(path.dirname(draft), '.initdb-'))
  const passwordFile = path.join(drawer, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  for (const each of [drawer, passwordFile]) giveTo(account, each)
  try {
    const made = await run(binaries.initdb, account, [
      `--pgdata=${draft}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--text-search-config=simple',
      '--data-checksums',
    ])
    if (/could not look up effective user/.test(made.output)) throw nameless()
    if (made.code !== 0) throw notStarted(made.output)
  } finally {
    rmSync(drawer, { recursive: true, force: true })
  }
  if (inside) renameSync(draft, place)
  else symlinkSync(draft, place)
}

// A data folder under a closed folder (/root, often) cannot be entered by the server's account.
function placeOutside(): string {
  try {
    mkdirSync(sharedPlace, { recursive: true, mode: 0o755 })
    const place = mkdtempSync(path.join(sharedPlace, 'database-'))
    return place
  } catch {
    throw unreachable(sharedPlace)
  }
}

/** Starts the server on this port of the loopback, detached from us. Gives 'ready', or why it did not start. */
export async function startServer(cluster: Cluster, port: number, settings: Record<string, string>): Promise<string> {
  const { place, account, binaries } = cluster
  const log = logFile(cluster)
  if (existsSync(log) && statSync(log).size > 1_000_000) truncateSync(log)
  const start = existsSync(log) ? statSync(log).size : 0
  const options = { ...serverSettings, ...settings }
  const flags = Object.entries(options).map(([name, value]) => `-c ${name}=${value}`)
  const args = ['start', '-w', '-t', '60', '-D', place, '-l', log, '-o', `-p ${port} ${flags.join(' ')}`]
  const started = await run(binaries.pg_ctl, account, args)
  if (started.code === 0) return 'ready'
  const said = existsSync(log) ? readFileSync(log).subarray(start).toString() : ''
  return said.trim() || started.output.trim() || 'pg_ctl'
}

// Failed statements are not written to the log, because they would hold people's words.
const serverSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  jit: 'off',
}

/** Stops the server: what runs is rolled back, what was acknowledged is on disk. */
export async function stopServer(
  { place, account, binaries }: Cluster,
  mode: 'fast' | 'immediate' = 'fast',
): Promise<boolean> {
  const stopped = await run(binaries.pg_ctl, account, ['stop', '-w', '-t', '30', '-D', place, '-m', mode])
  return stopped.code === 0
}

export type Running = { readonly pid: number; readonly port: number }

/** The server that says it runs in this place; undefined when there is none, or when it died without tidying. */
export function findRunning({ place }: Cluster): Running | undefined {
  const file = path.join(place, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const running = { pid: Math.abs(Number(lines[0])), port: Number(lines[3]) }
  if (running.pid > 1 && isAlive(running.pid) && isPostgres(running.pid)) return running
  // After a crash or a restart of the machine, the number may belong to another program of ours by now: PostgreSQL
  // would then refuse to start.
  rmSync(file, { force: true })
  return undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isPostgres(pid: number): boolean {
  const [command, ...args] =
    process.platform === 'win32'
      ? ['tasklist', '/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']
      : ['ps', '-o', 'command=', '-p', String(pid)]
  const onLinux = `/proc/${pid}/cmdline`
  if (existsSync(onLinux)) return readFileSync(onLinux, 'utf8').includes('postgres')
  const asked = spawnSync(command as string, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  // Unable to tell: believe the file, rather than start two servers on one folder.
  return asked.status === 0
    ? asked.stdout.toString().includes('postgres')
    : process.platform === 'win32' || isAlive(pid)
}

/**
 * A port of the loopback that nobody uses at this moment. Below those that systems lend to outgoing connections: the
 * server must find it free again if it has to be started a second time.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(20_000, 32_000)
    if (await isFree(port)) return port
  }
  throw notStarted('no free port')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

function logFile({ place }: Cluster): string {
  return path.join(place, 'server.log')
}

// Output goes through a file descriptor that the server never inherits, or the end of pg_ctl would not be seen.
function run(program: string, account: Account, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' }
    const child = spawn(program, args, {
      ...account,
      cwd: path.parse(program).root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()))
    child.once('error', reject)
    child.once('exit', (code) => {
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ code, output })
    })
  })
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split('\n')
      .findLast((line) => line.trim()) ?? ''
  )
}

export function notStarted(reason: string): StartError {
  return new StartError({
    fr: `La base de données n’a pas démarré (${lastLine(reason)}) : libérez de la place si le disque est plein, ou donnez DATABASE_URL.`,
    en: `The database did not start (${lastLine(reason)}): make room if the disk is full, or set DATABASE_URL.`,
  })
}

function nameless(): StartError {
  return new StartError({
    fr: `Le compte ${process.getuid?.()} n’a pas de nom sur ce système et PostgreSQL en demande un : créez ce compte, ou donnez DATABASE_URL.`,
    en: `The account ${process.getuid?.()} has no name on this system and PostgreSQL asks for one: create this account, or set DATABASE_URL.`,
  })
}

function unreachable(place: string): StartError {
  return new StartError({
    fr: `Le compte qui porte la base de données ne peut pas entrer dans ${place} : placez DATA_DIR dans un dossier ouvert, comme /srv/veillee, ou donnez DATABASE_URL.`,
    en: `The account that runs the database cannot enter ${place}: put DATA_DIR in an open folder, such as /srv/veillee, or set DATABASE_URL.`,
  })
}

function otherVersion(place: string, version: string): StartError {
  return new StartError({
    fr: `${place} vient de PostgreSQL ${version}, et cette version de Veillée apporte PostgreSQL ${majorVersion} : remettez la version précédente de Veillée, ou donnez DATABASE_URL.`,
    en: `${place} comes from PostgreSQL ${version}, and this version of Veillée brings PostgreSQL ${majorVersion}: go back to the previous version of Veillée, or set DATABASE_URL.`,
  })
}
