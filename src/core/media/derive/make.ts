// Which maker makes the public copies of a file, by what it is.

import { makeBare } from './bare.ts'
import { makeDocument } from './documents.ts'
import type { Made, Making } from './making.ts'
import { makePicture } from './pictures.ts'
import { makeSound } from './sounds.ts'
import { findTool } from './tools.ts'
import { makeVideo } from './videos.ts'

export async function make(making: Making): Promise<Made> {
  const { media_type, recipe } = making
  if (recipe.nature === 'video' || recipe.nature === 'sound') {
    if (!(await hasFfmpeg())) return await makeBare(making)
    return await (recipe.nature === 'video' ? makeVideo(making) : makeSound(making))
  }
  // A scanned paper may be a picture as well as a PDF.
  return await (media_type.startsWith('image/') ? makePicture(making) : makeDocument(making))
}

const hasFfmpeg = async (): Promise<boolean> =>
  (await findTool('ffmpeg')) !== undefined && (await findTool('ffprobe')) !== undefined
