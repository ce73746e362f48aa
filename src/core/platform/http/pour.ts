// From the line to a file, in two pieces of memory however long it is: one fills while the other is written.

import type { FileHandle } from 'node:fs/promises'
import { IncomingMessage } from 'node:http'
import { Writable, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const pieceSize = 1 << 20
/** The disk is told to work meanwhile, so that the end has little left to wait for. */
const flushEvery = 64 * pieceSize

type Pieces = readonly [Buffer, Buffer]
/** Kept for the next file: taking and giving back memory costs more than filling it. */
const spare: Pieces[] = []
const mostSpare = 8

export class TooMuch extends Error {}

export type Pouring = {
  at?: number
  most?: number
  signal?: AbortSignal
  /** Hears, now and then, up to where the file is written. */
  onWritten?: (to: number) => void
}
export type Poured = { came: number; isCut: boolean; error?: unknown }

/**
 * Writes what comes into a file, from this place on. What came before a cut is in the file, and counted; whether and
 * why it was cut is told, not thrown. `most`: it is cut there when more comes.
 */
export async function pour(
  body: Readable,
  file: FileHandle,
  { at = 0, most = Number.POSITIVE_INFINITY, signal, onWritten }: Pouring,
): Promise<Poured> {
  const pieces = spare.pop() ?? ([Buffer.allocUnsafeSlow(pieceSize), Buffer.allocUnsafeSlow(pieceSize)] as const)
  let [filling, filled, came, written] = [0, 0, 0, 0]
  let writing: Promise<unknown> = Promise.resolve()
  let flushing: Promise<unknown> = Promise.resolve()
  const write = async () => {
    await writing
    if (written > 0) onWritten?.(at + written)
    if (filled === 0) return
    writing = writeAll(file, pieces[filling] as Buffer, filled, at + written)
    // Heard of by whoever waits for it, be it much later.
    writing.catch(() => {})
    written += filled
    filling = 1 - filling
    filled = 0
    if (written % flushEvery === 0) {
      await flushing
      flushing = file.datasync().catch(() => {})
    }
  }
  const take = async (bytes: Buffer): Promise<void> => {
    if (came + bytes.length > most) throw new TooMuch('more than announced')
    for (let from = 0; from < bytes.length;) {
      const copied = bytes.copy(pieces[filling] as Buffer, filled, from)
      from += copied
      filled += copied
      if (filled === pieceSize) await write()
    }
    came += bytes.length
    if (body instanceof IncomingMessage) giveBack(bytes)
  }
  const sink = new Writable({
    write: (bytes: Buffer, _, done) => {
      // oxlint-disable-next-line promise/no-callback-in-promise -- a stream is told by its callback
      void take(bytes).then(() => done(), done)
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
  } finally {
    await flushing
    if (spare.length < mostSpare) spare.push(pieces)
  }
}

/** A disk that fills writes a part, then refuses: nothing may be skipped. */
async function writeAll(file: FileHandle, piece: Buffer, length: number, at: number): Promise<void> {
  for (let done = 0; done < length;) done += (await file.write(piece, done, length - done, at + done)).bytesWritten
}

/** Gives the memory of a part back at once: left to the collector, a large file makes it run without end. */
function giveBack({ buffer, byteOffset, length }: Buffer): void {
  if (byteOffset === 0 && buffer.byteLength === length && buffer instanceof ArrayBuffer) buffer.transfer(0)
}
