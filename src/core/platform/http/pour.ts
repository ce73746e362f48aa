// From the line to a file, a megabyte at a time however long it is: one gathers while the one before is written.

import type { FileHandle } from 'node:fs/promises'
import { IncomingMessage } from 'node:http'
import { Writable, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const gathered = 1_000_000

export class TooMuch extends Error {}

export type Pouring = {
  at?: number
  most?: number
  signal?: AbortSignal
  /** Hears, now and then, up to where the file is written. */
  onWritten?: (to: number) => void
  /** Where the pieces of `body` come from, when a parser stands between. */
  source?: Readable
}
export type Poured = { came: number; isCut: boolean; error?: unknown }

/**
 * Writes what comes into a file, from this place on. What came before a cut is in the file, and counted; whether and
 * why it was cut is told, not thrown. `most`: it is cut there when more comes.
 */
export async function pour(
  body: Readable,
  file: FileHandle,
  { at = 0, most = Number.POSITIVE_INFINITY, signal, onWritten, source = body }: Pouring,
): Promise<Poured> {
  // Only the server's own parts are nobody else's.
  const isOurs = source instanceof IncomingMessage
  let parts: Buffer[] = []
  let [size, came, given] = [0, 0, 0]
  let writing: Promise<unknown> = Promise.resolve()
  const write = async () => {
    await writing
    if (given > 0) onWritten?.(at + given)
    if (size === 0) return
    writing = writeAll(file, parts, at + given, isOurs)
    // Heard of by whoever waits for it, be it much later.
    writing.catch(() => {})
    given += size
    parts = []
    size = 0
  }
  const sink = new Writable({
    // The line is not held up for each piece: only when a megabyte waits for the disk.
    highWaterMark: gathered,
    write: (part: Buffer, _, done) => {
      if (came + part.length > most) return done(new TooMuch('more than announced'))
      came += part.length
      size += part.length
      parts.push(part)
      if (size < gathered) return done()
      // oxlint-disable-next-line promise/no-callback-in-promise -- a stream is told by its callback
      void write().then(() => done(), done)
    },
  })
  try {
    await pipeline(body, sink, signal ? { signal } : {})
    await write()
    await writing
    return { came, isCut: false }
  } catch (error) {
    await write().catch(() => {})
    await writing.catch(() => {})
    return { came, isCut: true, error }
  }
}

/** A disk that fills writes a part, then refuses: nothing may be skipped. */
async function writeAll(file: FileHandle, parts: Buffer[], at: number, isOurs: boolean): Promise<void> {
  let left = parts
  for (let place = at; left.length > 0;) {
    let { bytesWritten } = await file.writev(left, place)
    place += bytesWritten
    while (left[0] && bytesWritten >= left[0].length) {
      bytesWritten -= left[0].length
      left = left.slice(1)
    }
    if (bytesWritten > 0 && left[0]) left = [left[0].subarray(bytesWritten), ...left.slice(1)]
  }
  if (isOurs) for (const part of parts) giveBack(part)
}

/** Gives the memory of a part back at once: left to the collector, a large file makes it run without end. */
function giveBack({ buffer, byteOffset, length }: Buffer): void {
  if (byteOffset === 0 && buffer.byteLength === length && buffer instanceof ArrayBuffer) buffer.transfer(0)
}
