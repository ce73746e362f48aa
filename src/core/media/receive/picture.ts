// A picture's header: how large it is, judged before anything is decoded (SEC-13).

import sharp from 'sharp'
import type { FileFacts } from '../media.tables.ts'
import type { Refusal } from './refusals.ts'

const mostPixels = 100_000_000
/** Of all the images of an animation, or pages of a scan, together. */
const mostPixelsInAll = 2_000_000_000

/** `reader`: what sharp must call it too; two readers that disagree are being fooled. */
export async function lookAtPicture(
  file: string,
  reader: string,
  head: Buffer,
): Promise<{ facts: FileFacts } | { refusal: Refusal }> {
  try {
    const seen = await sharp(file, { limitInputPixels: mostPixels, failOn: 'error' }).metadata()
    if (seen.format !== reader || !seen.width || !seen.height) return { refusal: 'unreadable' }
    const { width, height } = seen.autoOrient
    const count = seen.pages ?? 1
    if (width * height > mostPixels || width * height * count > mostPixelsInAll) return { refusal: 'too_many_pixels' }
    return { facts: { width, height, ...(count > 1 && { pages: count }) } }
  } catch (error) {
    if (/pixel limit/i.test(String(error))) return { refusal: 'too_many_pixels' }
    // Photos of some telephones (HEVC inside HEIF): kept even where sharp has no decoder for them.
    return reader === 'heif' ? lookAtHeif(head) : { refusal: 'unreadable' }
  }
}

/** The largest image that the boxes of a HEIF file announce. */
function lookAtHeif(head: Buffer): { facts: FileFacts } | { refusal: Refusal } {
  let largest = { width: 0, height: 0 }
  for (let at = head.indexOf('ispe'); at >= 0 && at + 16 <= head.length; at = head.indexOf('ispe', at + 4)) {
    const [width, height] = [head.readUInt32BE(at + 8), head.readUInt32BE(at + 12)]
    if (width * height > largest.width * largest.height) largest = { width, height }
  }
  if (largest.width === 0) return { refusal: 'unreadable' }
  return largest.width * largest.height > mostPixels ? { refusal: 'too_many_pixels' } : { facts: largest }
}
