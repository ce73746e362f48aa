// Programs of this machine that make copies: found on the PATH, started without shell, at low priority, bounded in time,
// in memory and in what they may say. Those still running when this process ends are ended with it.

import { spawn, type ChildProcess } from 'node:child_process'
import { constants } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { DeriveTrouble } from './making.ts'

export type ToolName = 'ffmpeg' | 'ffprobe' | 'pdftoppm'

/** Where a program is, or undefined when this machine has none. Asked each time: it may be installed meanwhile. */
export async function findTool(name: ToolName): Promise<string | undefined> {
  const names = process.platform === 'win32' ? [`${name}.exe`] : [name]
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter))
    for (const each of folder ? names : []) {
      const file = path.join(folder, each)
      if (
        await access(file, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return file
    }
  return undefined
}

export type Run = {
  command: string
  args: readonly string[]
  signal: AbortSignal
  /** Ended after this long, whatever it does. */
  most_ms: number
  /** Ended when it has said nothing for so long. */
  still_ms?: number
  /** Ended above so many bytes of memory (where the system tells: Linux). */
  most_memory?: number
  /** Written to its standard input. */
  input?: string
  onLine?: (line: string) => void
  onBytes?: (bytes: Buffer) => void
  cwd?: string
}

/** Options that never change, as they are typed: `words('-v error -nostdin')`. */
export const words = (text: string): string[] => text.split(' ')

const running = new Set<ChildProcess>()
let isWatching = false
const endAll = () => running.forEach((child) => child.kill('SIGKILL'))

/** Runs a program to its end; gives the tail of what it said on its standard error. Throws when it fails, lasts too long or is stopped. */
export async function runTool(run: Run): Promise<string> {
  run.signal.throwIfAborted()
  if (!isWatching) process.on('exit', endAll)
  isWatching = true
  // Nothing of our settings (passwords of the database, of mail) goes to a program that reads strangers' files.
  const env = { PATH: process.env['PATH'] ?? '', TMPDIR: run.cwd ?? os.tmpdir(), LC_ALL: 'C.UTF-8' }
  const child = spawn(run.command, run.args, { stdio: ['pipe', 'pipe', 'pipe'], env, cwd: run.cwd, windowsHide: true })
  running.add(child)
  let ending: string | undefined
  const end = (why: string) => {
    ending ??= why
    child.kill('SIGKILL')
  }
  const stop = () => end('stopped')
  run.signal.addEventListener('abort', stop, { once: true })
  const limit = setTimeout(() => end('too long'), run.most_ms)
  let heard = Date.now()
  const watch = setInterval(() => {
    if (run.still_ms !== undefined && Date.now() - heard > run.still_ms) end('still')
    if (run.most_memory !== undefined && child.pid !== undefined)
      void memoryOf(child.pid).then((bytes) => bytes > (run.most_memory ?? Infinity) && end('memory'))
  }, 250)
  let complaint = ''
  let rest = ''
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject)
      child.once('spawn', () => {
        if (child.pid !== undefined) lower(child.pid)
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-2_000)))
      child.stdout.on('data', (bytes: Buffer) => {
        heard = Date.now()
        run.onBytes?.(bytes)
        if (!run.onLine) return
        const lines = (rest + bytes.toString('utf8')).split('\n')
        rest = (lines.pop() ?? '').slice(-100_000)
        lines.forEach(run.onLine)
      })
      child.stdin.on('error', () => undefined)
      child.stdin.end(run.input ?? '')
      child.once('close', (code) =>
        code === 0 ? resolve() : reject(new ToolFailure(run.command, code, ending, complaint)),
      )
    })
  } finally {
    clearTimeout(limit)
    clearInterval(watch)
    run.signal.removeEventListener('abort', stop)
    running.delete(child)
  }
  if (rest) run.onLine?.(rest)
  return complaint
}

/** A program that did not end well. `ending`: why we ended it, when we did. */
export class ToolFailure extends Error {
  readonly ending: string | undefined
  constructor(command: string, code: number | null, ending: string | undefined, complaint: string) {
    super(`${path.basename(command)} ended with ${ending ?? code ?? 'a signal'}: ${complaint.trim().slice(-500)}`)
    this.name = 'ToolFailure'
    this.ending = ending
  }
}

/** A failure of a program means a file that cannot be read, unless we ended it: what only lasted is tried again. */
export function asTrouble(error: unknown): unknown {
  if (!(error instanceof ToolFailure)) return error
  if (error.ending === 'memory') return new DeriveTrouble('too_big', error.message)
  return error.ending === undefined ? new DeriveTrouble('unreadable', error.message) : error
}

/** Pages are answered before copies are made. */
function lower(pid: number): void {
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_LOW)
  } catch (error) {
    // It has already ended, or the system keeps priorities to itself: the copy is made all the same.
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
}
