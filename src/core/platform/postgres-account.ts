// PostgreSQL refuses to run as root. When Veillée itself runs as root (containers, continuous integration), the embedded
// server drops to an account that already exists, and this file answers what that account may reach.

import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '#core/platform/terminal.ts'

/** The account the server runs under; undefined means "the one Veillée runs under". */
export type Account = { readonly uid: number; readonly gid: number } | undefined

/**
 * Undefined unless we are root. Then, in order: who owns the database already, who owns the data folder,
 * `postgres`, `nobody`.
 */
export function serverAccount(dataDir: string): Account {
  if (process.getuid?.() !== 0) return undefined
  for (const place of [path.join(dataDir, 'postgres'), dataDir]) {
    if (!existsSync(place)) continue
    const { uid, gid } = statSync(place)
    if (uid !== 0 && isNamed(uid)) return { uid, gid }
  }
  for (const name of ['postgres', '_postgres', 'nobody', 'daemon']) {
    const uid = numberOf(name, '-u')
    const gid = numberOf(name, '-g')
    // Some systems give "nobody" the number -2, which cannot be asked for when starting a program.
    if (uid && gid && uid < 2 ** 31 && gid < 2 ** 31) return { uid, gid }
  }
  throw new StartError({
    fr: 'PostgreSQL ne se lance pas en root et aucun compte « postgres » ni « nobody » n’existe : lancez Veillée avec un compte ordinaire, ou donnez DATABASE_URL.',
    en: 'PostgreSQL does not run as root and there is no "postgres" or "nobody" account: run Veillée as an ordinary user, or set DATABASE_URL.',
  })
}

// The server's programs look up the name of who runs them; a mounted folder may belong to a number without any.
function isNamed(uid: number): boolean {
  return spawnSync('id', ['-nu', String(uid)], { stdio: 'ignore' }).status === 0
}

function numberOf(name: string, flag: '-u' | '-g'): number | undefined {
  try {
    return Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString())
  } catch {
    return undefined
  }
}

/** Can this account enter this folder, through all those above it? Asked of the system itself, access lists included. */
export function mayEnter(account: Account, folder: string): boolean {
  if (!account) return true
  const asked = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' })
  return asked.status === 0
}

/** Lets the account pass through the data folder (not list it): its own files inside keep their own, closed, modes. */
export function letThrough(account: Account, dataDir: string): void {
  if (!account || mayEnter(account, dataDir)) return
  chmodSync(dataDir, statSync(dataDir).mode | 0o011)
}

export function giveTo(account: Account, place: string): void {
  if (account) chownSync(place, account.uid, account.gid)
}
