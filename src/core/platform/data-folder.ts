// The data folder: made with closed permissions, checked for writing, and held by one process at a time while the
// embedded database is being started or stopped.

import { accessSync, constants, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { StartError } from '#core/platform/terminal.ts'

/** Makes the data folder if needed. Throws a StartError when it cannot be written. */
export function openDataFolder(dataDir: string): void {
  try {
    // Under root, the database's account must be able to pass through it. Folders inside stay closed.
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StartError(
      {
        fr: `Le dossier ${dataDir} n’est pas accessible en écriture : donnez-le au compte qui lance Veillée, ou choisissez-en un autre avec DATA_DIR.`,
        en: `The folder ${dataDir} is not writable: give it to the account that runs Veillée, or choose another one with DATA_DIR.`,
      },
      { cause: error },
    )
  }
}

/** Runs the work while no other process works in this data folder. The lock is a file holding our process number. */
export async function alone<Result>(dataDir: string, work: () => Promise<Result>): Promise<Result> {
  const file = path.join(dataDir, 'starting.lock')
  while (!take(file)) await wait(50)
  const alive = setInterval(() => touch(file), 1000)
  try {
    return await work()
  } finally {
    clearInterval(alive)
    rmSync(file, { force: true })
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  if (isAbandoned(file)) rmSync(file, { force: true })
  return false
}

// Killed while holding it: the process is gone, or (its number given to another) no longer touches the file.
function isAbandoned(file: string): boolean {
  try {
    const silence = Date.now() - statSync(file).mtimeMs
    const holder = Number(readFileSync(file, 'utf8'))
    if (silence > 5_000) return true
    if (holder > 0 && holder !== process.pid) process.kill(holder, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date())
  } catch {
    // Taken from us after a long pause of the machine: nothing better to do than to finish.
  }
}
