// What a file is, from its bytes, never from its name: kept or refused, and what is known of it. Reads headers only:
// nothing is decoded here, nothing is followed out of the file (SEC-11 to SEC-16).

import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import type { MediaNature } from '../../contribution/media.content.ts'
import type { FileFacts } from '../media.tables.ts'
import { formats } from './formats.ts'
import { lookAtPicture } from './picture.ts'
import type { Refusal } from './refusals.ts'
import { isText, refusedShape } from './shapes.ts'
import { lookAtSound } from './sound.ts'

export type Inspected = { media_type: string; nature: MediaNature; facts: FileFacts }
export type Inspection = Inspected | { refusal: Refusal }

const headBytes = 65_536

/** `inspect(file)` gives its type, its nature and what its header tells, or the key of why it is refused. */
export async function inspect(file: string): Promise<Inspection> {
  const { head, size } = await headOf(file)
  if (size === 0) return { refusal: 'empty' }
  const refusal = refusedShape(head)
  if (refusal) return { refusal }
  // A file made to be hard to read ends here as one that cannot be read.
  const found = await fileTypeFromFile(file).catch(() => undefined)
  const format = found && formats[found.mime]
  if (!format) return { refusal: !found && isText(head) ? 'page' : 'format' }
  const { nature } = format
  const media_type = format.media_type ?? found.mime
  if (nature === 'document') return { media_type, nature, facts: {} }
  if (format.reader !== undefined) {
    const seen = await lookAtPicture(file, format.reader, head)
    return 'refusal' in seen ? seen : { media_type, nature, facts: seen.facts }
  }
  const heard = await lookAtSound(file, format.demuxer ?? '')
  if ('refusal' in heard) return heard
  if (nature === 'video' && heard.has_image) return { media_type, nature, facts: heard.facts }
  return { media_type: format.heard_only ?? media_type, nature: 'sound', facts: heard.facts }
}

async function headOf(file: string): Promise<{ head: Buffer; size: number }> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(size, headBytes)), 0, undefined, 0)
    return { head: buffer.subarray(0, bytesRead), size }
  } finally {
    await handle.close()
  }
}
