// Reading bytes again and comparing them with their name, at the pace that is asked.

import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../platform/errors.ts'
import type { Area, Vault } from '../platform/vault/vault.ts'

export type Seen = 'kept' | 'damaged' | 'lost'
/**
 * `share`: the part of the time spent reading, 1 for all of it. `unrested`: time spent reading that was not rested for
 * yet, carried from one file to the next: thousands of photographs are not read in one breath.
 */
export type Pace = { share: number; signal?: AbortSignal | undefined; unrested?: { ms: number } }

const longestRead_ms = 50

/** What a place holds under this name. Throws when it cannot be known for now (a store that is away). */
export async function seenIn(
  place: Pick<Vault, 'find' | 'read'>,
  area: Area,
  { sha256, size }: { sha256: string; size: number },
  pace: Pace,
): Promise<Seen> {
  try {
    const found = await place.find(area, sha256)
    if (!found) return 'lost'
    if (found.size !== size) return 'damaged'
    return (await sumAtPace(await place.read(area, sha256), pace)) === sha256 ? 'kept' : 'damaged'
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return 'lost'
    // The disk itself says that it cannot read there any more.
    if ((error as NodeJS.ErrnoException).code === 'EIO') return 'damaged'
    throw error
  }
}

/** Reads a little, then rests so much longer: others keep the rest of the disk's time, however fast it is. */
export async function sumAtPace(bytes: Readable, { share, signal, unrested = { ms: 0 } }: Pace): Promise<string> {
  const hash = createHash('sha256')
  let began = performance.now() - unrested.ms
  for await (const chunk of bytes) {
    hash.update(chunk as Uint8Array)
    const busy = performance.now() - began
    if (share >= 1 || busy < longestRead_ms) continue
    await pause(busy * (1 / share - 1), undefined, { signal })
    began = performance.now()
  }
  unrested.ms = performance.now() - began
  return hash.digest('hex')
}
