// A signature as bytes of the vault: a drawing as it came, or the sentence of a name typed.

import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { MediaNature } from '#core/contribution/media.content.ts'
import type { Desk } from '#core/desk.ts'
import type { FileFacts } from '#core/media/media.tables.ts'
import { inspect } from '#core/media/receive/inspect.ts'
import type { Kept } from '#core/platform/vault/vault.ts'

/** Bytes already in the vault, not yet named by a row. */
export type KeptSignature = Kept & { name: string; media_type: string; nature: MediaNature; facts: FileFacts }

const widest = 2_000

/** Keeps a drawing; undefined when it is no picture we know, or one too large to be a signature. */
export async function keepDrawing(desk: Pick<Desk, 'vault'>, drawn: Buffer): Promise<KeptSignature | undefined> {
  const file = path.join(desk.vault.work, `${randomUUID()}.png`)
  try {
    await writeFile(file, drawn)
    const found = await inspect(file)
    if ('refusal' in found || found.media_type !== 'image/png') return undefined
    if ((found.facts.width ?? 0) > widest || (found.facts.height ?? 0) > widest) return undefined
    return { ...(await desk.vault.keep('originals', file)), ...found, name: 'signature.png' }
  } finally {
    await rm(file, { force: true })
  }
}

/** Keeps the words of a signature by keyboard. */
export async function keepTyped(desk: Pick<Desk, 'vault'>, words: string): Promise<KeptSignature> {
  const file = path.join(desk.vault.work, `${randomUUID()}.txt`)
  try {
    await writeFile(file, words)
    const kept = await desk.vault.keep('originals', file)
    return { ...kept, media_type: 'text/plain', nature: 'document', facts: {}, name: 'signature.txt' }
  } finally {
    await rm(file, { force: true })
  }
}
