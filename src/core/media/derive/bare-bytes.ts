// What the makers of bare copies share: bytes read and carried over in pieces, never a whole file in memory.

import type { FileHandle } from 'node:fs/promises'
import type { Findings, Span } from '../media.tables.ts'
import { DeriveTrouble } from './making.ts'

/** The most that is read at once. */
export const piece = 1 << 20

/** How many pages, elements or samples a file may have: a day of sound has half as many. */
export const mostParts = 8_000_000

/** Not understood to its last byte: only ffmpeg makes a copy of it, and it waits for it. */
export const refused = (detail: string): DeriveTrouble => new DeriveTrouble('no_ffmpeg', detail)

/** What a bare copy is made of, and where it is written. `spans`: what must be silent in it. */
export type Carrying = { from: FileHandle; to: FileHandle; size: number; spans: readonly Span[]; signal: AbortSignal }

/** Bytes at a place; fewer where the file ends. */
export async function readAt(from: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await from.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}

/** Reads small parts one after the other, through a window on the file. */
export function windowOn({ from, signal }: Pick<Carrying, 'from' | 'signal'>) {
  let [start, bytes] = [0, Buffer.alloc(0) as Buffer]
  return async (at: number, length: number): Promise<Buffer> => {
    if (at < start || at + length > start + bytes.length) {
      signal.throwIfAborted()
      start = at
      bytes = await readAt(from, at, Math.max(piece, length))
    }
    return bytes.subarray(at - start, at - start + length)
  }
}

/** What was carried over: the name and the type of the copy, and what its headers tell. */
export type Carried = { name: string; media_type: string; findings: Findings }

/** The same bytes at the same place of the copy. */
export async function carry({ from, to, signal }: Carrying, at: number, length: number): Promise<void> {
  for (let done = 0; done < length; done += piece) {
    signal.throwIfAborted()
    const bytes = await readAt(from, at + done, Math.min(piece, length - done))
    if (bytes.length < Math.min(piece, length - done)) throw refused('cut')
    await to.write(bytes, 0, bytes.length, at + done)
  }
}

/** A length nobody believes is not said. */
export const believed = (duration_ms: number): { duration_ms?: number } =>
  duration_ms >= 1 && duration_ms <= 86_400_000 ? { duration_ms: Math.round(duration_ms) } : {}
