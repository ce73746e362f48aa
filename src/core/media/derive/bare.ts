// Copies on a machine without ffmpeg: sound and images are carried over as they are into a file made anew, with nothing
// of what stood beside them. Only formats that browsers play, only what is understood to the last byte. Of what is
// sealed, only the samples of a WAV can be silenced here; anything else sealed waits for ffmpeg.

import { open } from 'node:fs/promises'
import path from 'node:path'
import type { Findings } from '../media.tables.ts'
import { refused, type Carried, type Carrying } from './bare-bytes.ts'
import { carryMatroska } from './bare-matroska.ts'
import { carryMp4 } from './bare-mp4.ts'
import { carryOgg } from './bare-ogg.ts'
import { carryFrames, carryWave } from './bare-sounds.ts'
import type { Made, Making } from './making.ts'

const carriers: readonly [RegExp, (carrying: Carrying, nature: 'sound' | 'video') => Promise<Carried>][] = [
  [/^audio\/mpeg$/, carryFrames],
  [/^audio\/(?:x-|vnd\.)?wave?$/, carryWave],
  [/^(?:audio|application)\/(?:ogg|opus)$/, carryOgg],
  [/^(?:audio|video)\/(?:mp4|x-m4a|x-m4v|quicktime|3gpp2?)$/, carryMp4],
  [/^(?:audio|video)\/(?:webm|(?:x-)?matroska)$/, carryMatroska],
]

export async function makeBare({ file, media_type, recipe, folder, signal }: Making): Promise<Made> {
  const { nature, spans, regions } = recipe
  const [type = ''] = media_type.toLowerCase().split(/\s*;/)
  const carrier = carriers.find(([types]) => types.test(type))?.[1]
  const isSealed = regions.length > 0 || (spans.length > 0 && carrier !== carryWave)
  if (isSealed || !carrier || (nature !== 'sound' && nature !== 'video')) throw refused(type)
  const made = path.join(folder, 'bare')
  const [from, to] = [await open(file), await open(made, 'wx')]
  try {
    const { size } = await from.stat()
    const { findings, ...named } = await carrier({ from, to, size, spans, signal }, nature)
    return { files: [{ ...named, file: made, ...sizeIn(findings) }], findings, lacks: 'no_ffmpeg' }
  } catch (error) {
    // A number read past the end of what it stands in: the file is not what it says.
    throw error instanceof RangeError ? refused(error.message) : error
  } finally {
    await from.close()
    await to.close()
  }
}

const sizeIn = ({ width, height }: Findings) => (width && height ? { width, height } : {})
