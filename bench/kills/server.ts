// The built server as `npm start` runs it: started, waited for, killed without warning, sometimes with its database.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from '#core/platform/assets.ts'

export type Running = {
  /** Milliseconds from its start to its first healthy answer. */
  ready: number
  pid: number
  isAlive: () => boolean
  /** What it called a bug in its log, last first. */
  bugs: () => string[]
  kill: () => Promise<void>
  stop: () => Promise<number | null>
}

/** Starts the server and waits until it is healthy; throws with its last words when it is not within a minute. */
export async function startBuilt(env: Record<string, string>): Promise<Running> {
  const began = performance.now()
  const main = path.join(projectFolder, 'dist', 'server', 'main.js')
  const { DATABASE_URL: _, READER_DATABASE_URL: __, ...ours } = process.env
  const child = spawn(process.execPath, ['--enable-source-maps', main, 'start'], {
    cwd: projectFolder,
    env: { ...ours, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const said = lastWords(child)
  const isAlive = () => child.exitCode === null && child.signalCode === null
  const end = async (signal: NodeJS.Signals) => {
    if (isAlive()) child.kill(signal)
    await ended
  }
  for (;;) {
    if (await isHealthy(Number(env['PORT']))) break
    if (!isAlive() || performance.now() - began > 60_000) {
      await end('SIGKILL')
      throw new Error(`the server did not become ready:\n${said()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    ready: performance.now() - began,
    pid: child.pid ?? 0,
    isAlive,
    bugs: () =>
      said()
        .split('\n')
        .filter((line) => line.includes(' error '))
        .toReversed(),
    kill: async () => await end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM')
      return child.exitCode
    },
  }
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(2_000) })
    await response.text()
    return response.status === 200
  } catch {
    return false
  }
}

function lastWords(child: ChildProcess): () => string {
  let words = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      words = (words + String(data)).slice(-20_000)
    })
  return () => words
}

/** The embedded database's own process and port, as it wrote them; undefined when it does not run. */
export function findPostmaster(dataDir: string): { pid: number; port: number } | undefined {
  try {
    const lines = readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]) }
  } catch {
    return undefined
  }
}

export function killPostmaster(dataDir: string): boolean {
  const pid = findPostmaster(dataDir)?.pid
  if (!pid) return false
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch {
    return false
  }
}
