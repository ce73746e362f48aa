// The processes that are measured: the built server, with its pages kept or not, and the floor. Each is another process
// than the one that asks.

import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from '#core/platform/assets.ts'
import { freePort } from '#core/platform/postgres-cluster.ts'

export type Served = { origin: string; pid: number; stop: () => Promise<void> }

const { DATABASE_URL: _, READER_DATABASE_URL: __, ...inherited } = process.env

/** A program of the build, run with the settings of a data folder; `say` gets its lines. */
export function runBuilt(name: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  const program = path.join(projectFolder, 'dist', 'bench', `${name}.js`)
  return spawn(process.execPath, ['--expose-gc', program, ...args], {
    cwd: projectFolder,
    env: { ...inherited, NODE_ENV: 'production', HOST: '127.0.0.1', DEMO: 'none', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** The last line a program said, as JSON; throws when it failed. */
export async function resultOf<Result>(child: ChildProcess): Promise<Result> {
  let said = ''
  child.stdout?.on('data', (data: Buffer) => (said += String(data)))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${child.spawnargs.slice(2).join(' ')} ended with ${code}:\n${said}`)
  return JSON.parse(said.trim().split('\n').at(-1) ?? 'null') as Result
}

/** The server on this data folder. `keepsPages: false`: every page is computed anew. */
export async function serve(
  data: string,
  { keepsPages }: { keepsPages: boolean },
  env: Record<string, string> = {},
): Promise<Served> {
  const port = await freePort()
  const settings = { ...env, DATA_DIR: data, PORT: String(port) }
  const child = keepsPages ? startMain(settings) : runBuilt('serve', [], settings)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data_: Buffer) => (said = (said + String(data_)).slice(-5_000)))
  const ended = once(child, 'exit')
  const origin = `http://127.0.0.1:${port}`
  while (!(await isHealthy(origin))) {
    if (child.exitCode !== null) throw new Error(`the server did not start:\n${said}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    origin,
    pid: child.pid ?? 0,
    stop: async () => {
      // What a rush left behind is answered first.
      await new Promise((resolve) => setTimeout(resolve, 500))
      child.kill('SIGTERM')
      await ended
    },
  }
}

const startMain = (env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [path.join(projectFolder, 'dist', 'server', 'main.js'), 'start'], {
    cwd: projectFolder,
    env: { ...inherited, NODE_ENV: 'production', HOST: '127.0.0.1', DEMO: 'none', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

async function isHealthy(origin: string): Promise<boolean> {
  const response = await fetch(`${origin}/health`).catch(() => undefined)
  await response?.text()
  return response?.status === 200
}

/** A floor that answers like this page. */
export async function layFloor(page: { headers: [string, string][]; body: Buffer }): Promise<Served> {
  const child = fork(path.join(projectFolder, 'bench', 'reading', 'floor.mjs'), { execArgv: [] })
  child.send({ headers: page.headers.flat(), body: page.body.toString('base64') })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const ended = once(child, 'exit')
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: async () => {
      child.disconnect()
      await ended
    },
  }
}

// Linux counts processor time in hundredths of a second.
const tick = 10

/** Milliseconds of processor a process has used, all its threads together; NaN where the system does not tell (/proc). */
export function cpuOf(pid: number): number {
  const fields = statOf(pid)
  return fields ? (Number(fields[11]) + Number(fields[12])) * tick : Number.NaN
}

/** The same for a database: its postmaster, what it has started, and what has ended since. */
export function databaseCpuOf(data: string): number {
  const pid = postmasterOf(data)
  const own = pid === undefined ? undefined : statOf(pid)
  if (pid === undefined || !own) return Number.NaN
  let ticks = Number(own[11]) + Number(own[12]) + Number(own[13]) + Number(own[14])
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const fields = statOf(Number(name))
    if (fields && Number(fields[1]) === pid) ticks += Number(fields[11]) + Number(fields[12])
  }
  return ticks * tick
}

/** Megabytes of memory a process holds. */
export function memoryOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024
  } catch {
    return Number.NaN
  }
}

/** What follows the name in /proc/…/stat: state, parent, … */
function statOf(pid: number): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
  } catch {
    // It has just ended, or this system has no /proc.
    return undefined
  }
}

function postmasterOf(data: string): number | undefined {
  try {
    return Number(readFileSync(path.join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return undefined
  }
}
