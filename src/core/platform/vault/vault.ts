// The vault: originals kept unaltered, and what is derived from them, each named by the SHA-256 of its bytes. On disk or
// on an S3-compatible store; who uses it does not know which.

import type { Readable } from 'node:stream'
import type { Range } from '../http/ranges.ts'

/** 'originals' are never changed and never public; 'derived' can always be made again. */
export type Area = 'originals' | 'derived'
export const areas: readonly Area[] = ['originals', 'derived']

export type Kept = { sha256: string; size: number }
/** `at`: when it came there. */
export type Found = { size: number; at: Date }

export type Vault = {
  /** A folder of this process's machine, for work in course; what is left there is thrown away within a day. */
  readonly work: string
  /** The second copy of the originals, when there is one (FILES_COPY_URL). */
  readonly copy?: Vault
  /**
   * Keeps a file of the work folder, which leaves it: flushed, its hash read again, then named (REL-06). The same bytes
   * twice are kept once. Throws when `expected` is given and the bytes are not those. Bytes that were damaged under this
   * name are replaced by the good ones. 'read again': `expected` was just read from this very file (follow.ts), and is
   * not read once more.
   */
  keep(area: Area, file: string, expected?: string, how?: 'read again'): Promise<Kept>
  /** The bytes, or a part of them (both ends included). Throws `not_found`. */
  read(area: Area, sha256: string, range?: Range): Promise<Readable>
  find(area: Area, sha256: string): Promise<Found | undefined>
  /** A file on this machine with these bytes, to be read only; `release` when done. Throws `not_found`. */
  borrow(area: Area, sha256: string): Promise<{ file: string; release: () => Promise<void> }>
  /** Moves it to the trash, from which `restore` brings it back until it is emptied (30 days, core/media/janitor.ts). */
  discard(area: Area, sha256: string): Promise<void>
  /** False when the trash does not hold it. */
  restore(area: Area, sha256: string): Promise<boolean>
  list(area: Area): AsyncIterable<{ sha256: string } & Found>
  /** What waits in the trash; `at`: since when. */
  listTrash(): AsyncIterable<{ area: Area; sha256: string } & Found>
  /** Takes it out of the trash for ever. */
  forget(area: Area, sha256: string): Promise<void>
  /** Throws away what was left half-done before then, uploads excepted. Gives how many files. */
  sweep(before: Date): Promise<number>
  /** Bytes left where files are kept, when that can be known. */
  room(): Promise<{ free: number; total: number } | undefined>
}

/** Folder of `work` where sendings in course wait, for days; who receives them clears it, sweep() never does. */
export const uploadsFolder = 'uploads'

export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)
