// Another process that opens a data folder's database, to be killed, doubled or run under another account by tests.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
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
  console.log('ready')
  process.once('SIGTERM', () => database.close().then(() => process.exit(0)))
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
