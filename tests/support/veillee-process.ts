// Another process that opens a data folder's database, to be killed, doubled or run under another account by tests.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { projectFolder } from '#core/platform/assets.ts'

export type OtherProcess = {
  readonly child: ChildProcess
  /** The first line it said: 'ready', or its StartError. */
  readonly said: string
  readonly kill: (signal: NodeJS.Signals) => Promise<void>
}

const program = `
import { openDatabase } from '#core/platform/database.ts'
try {
  const database = await openDatabase({ data_dir: process.argv[1] })
  process.once('SIGTERM', () => database.close().then(() => process.exit(0)))
  console.log('ready')
  setInterval(() => {}, 1000)
} catch (error) {
  console.log(error.name + ': ' + error.message)
  process.exitCode = 1
}`

/** Opens the folder's database in a process of its own, and waits for its first line. */
export async function openElsewhere(
  folder: string,
  options: { uid?: number; gid?: number } = {},
): Promise<OtherProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, folder], {
    ...options,
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let said = ''
  for await (const data of child.stdout) {
    said += data
    if (said.includes('\n')) break
  }
  return {
    child,
    said: said.trim(),
    kill: async (signal) => {
      child.kill(signal)
      await ended
    },
  }
}

/** The number of the server that runs on this data folder, by its own account. */
export function postmasterOf(dataFolder: string): number | undefined {
  const file = path.join(dataFolder, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

/** Removes a data folder with its server, and its database if that had to live outside (see postgres-cluster.ts). */
export async function removeData(dataFolder: string): Promise<void> {
  const pid = postmasterOf(dataFolder)
  if (pid && isAlive(pid)) process.kill(pid, 'SIGKILL')
  while (pid && isAlive(pid)) await wait(50)
  const place = path.join(dataFolder, 'postgres')
  if (existsSync(place)) rmSync(realpathSync(place), { recursive: true, force: true })
  rmSync(dataFolder, { recursive: true, force: true })
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A process that ended stays in the table until its parent asks about it.
    const status = `/proc/${pid}/status`
    return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'))
  } catch {
    return false
  }
}
