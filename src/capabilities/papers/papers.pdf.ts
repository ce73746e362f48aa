// A paper as PDF, with the picture it shows.

import sharp from 'sharp'
import type { DeskDatabase } from '#core/desk.ts'
import { notFound } from '#core/platform/errors.ts'
import { typeset } from '#core/platform/typst.ts'
import type { Vault } from '#core/platform/vault/vault.ts'
import type { Sheet } from './papers.sheet.ts'
import template from './templates/sheet.typ?raw'

/** The bytes of the PDF. Refuses as `unavailable` when this machine cannot set papers: the page to print remains. */
export const pdfOf = async (sheet: Sheet, at: Date, photo?: Uint8Array): Promise<Uint8Array<ArrayBuffer>> =>
  await typeset({ template, data: sheet, at, ...(photo && { files: { 'photo.jpg': photo } }) })

const shown = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/tiff', 'image/gif'])
const mostPixels = 120_000_000

/** A picture small enough to print, upright; undefined when this machine cannot read it (the receipt says it is kept). */
export async function printable(db: DeskDatabase, vault: Vault, file_id: string): Promise<Uint8Array | undefined> {
  const file = await db
    .selectFrom('desk.file')
    .select(['sha256', 'media_type'])
    .where('id', '=', file_id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!file) throw notFound()
  if (!shown.has(file.media_type)) return undefined
  const { file: bytes, release } = await vault.borrow('originals', file.sha256)
  try {
    return await sharp(bytes, { limitInputPixels: mostPixels, sequentialRead: true })
      .rotate()
      .resize({ width: 900, height: 900, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 })
      .toBuffer()
  } catch {
    // A picture sharp cannot read is still lent, and still on the receipt in words.
    return undefined
  } finally {
    await release()
  }
}
