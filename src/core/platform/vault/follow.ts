// The hash of a file that is still coming: another thread reads it again from the disk, behind whoever writes it, so that
// little is left to read when it is whole (REL-06: the hash is that of what was written, read again). What the thread
// does not know, after a restart, it reads from the beginning.

// oxlint-disable unicorn/require-post-message-target-origin -- a thread of ours has no origin
import { open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import code from './follow-thread.js?raw'

type Answer = { question: number; sha256?: string }

let thread: Worker | undefined
let questions = 0
const flushEvery = 32_000_000
/** Up to where each file was last sent to the disk. */
const flushed = new Map<string, number>()
const waiting = new Map<number, (sha256: string | undefined) => void>()

/** The bytes of this file before `to` are written and will not change. */
export function follow(name: string, to: number): void {
  reader().postMessage({ name, to })
  const before = flushed.get(name) ?? 0
  if (to - before < flushEvery) return
  flushed.set(name, to)
  void flush(name)
}

/** The file will not be asked about. */
export function unfollow(name: string): void {
  flushed.delete(name)
  thread?.postMessage({ name })
}

/** The disk works while the rest comes, so that the end has little left to wait for. */
async function flush(name: string): Promise<void> {
  const file = await open(name, 'r+').catch(() => undefined)
  // Whoever keeps the file flushes it whole, and hears of any trouble.
  await file?.datasync().catch(() => {})
  await file?.close()
}

/** The SHA-256 of a file that is whole, of this size; undefined when it could not be read to its end. */
export async function followedHash(name: string, size: number): Promise<string | undefined> {
  const question = (questions += 1)
  return await new Promise((resolve) => {
    waiting.set(question, resolve)
    reader().postMessage({ name, to: size, question })
  })
}

function reader(): Worker {
  if (thread) return thread
  const opened = new Worker(code, { eval: true })
  thread = opened
  opened.on('message', ({ question, sha256 }: Answer) => {
    waiting.get(question)?.(sha256)
    waiting.delete(question)
  })
  const closed = () => {
    if (thread === opened) thread = undefined
    for (const resolve of waiting.values()) resolve(undefined)
    waiting.clear()
  }
  opened.on('error', closed)
  opened.on('exit', closed)
  // Last: listening to it would hold the process again.
  opened.unref()
  return opened
}
