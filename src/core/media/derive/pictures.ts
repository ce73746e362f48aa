// Copies of a picture for reading pages: three sizes, three formats, upright, with nothing left of what the camera
// wrote. Made in a process of their own (pictures.process.ts), bounded in time and memory.

import path from 'node:path'
import { projectFolder } from '../../platform/assets.ts'
import type { Region } from '../media.tables.ts'
import { DeriveTrouble, type Made, type MadeFile, type Making, type Trouble } from './making.ts'
import { asTrouble, runTool } from './tools.ts'

export type PictureFormat = 'avif' | 'webp' | 'jpeg'
export type PictureRequest = {
  file: string
  folder: string
  /** Put before the names of the files made, so that several pictures share a folder. */
  name: string
  /** Widths, smallest first. */
  sizes: readonly number[]
  formats: readonly PictureFormat[]
  regions: readonly Region[]
  quality: typeof pictureQuality
}
/** What the process says, a line each. */
export type PictureSaid = { width: number; height: number } | { made: MadeFile } | { trouble: Trouble } | { slow: true }

export const pictureSizes = [480, 960, 1600] as const
export const pictureFormats = ['avif', 'webp', 'jpeg'] as const
export const pictureQuality = {
  avif: { quality: 50, effort: 3 },
  webp: { quality: 78, effort: 4 },
  jpeg: { quality: 78, progressive: true },
} as const

/** The copies of a picture in the sizes and formats of reading pages. */
export const makePicture = async (making: Making): Promise<Made> =>
  await pictureCopies(making, { sizes: pictureSizes, formats: pictureFormats })

/** Copies of a picture; of `making.file` unless another file is named. */
export async function pictureCopies(
  { file, folder, recipe, signal, onProgress }: Making,
  asked: Pick<PictureRequest, 'sizes' | 'formats'> & Partial<PictureRequest>,
): Promise<Made> {
  const request: PictureRequest = { file, folder, name: '', regions: recipe.regions, quality: pictureQuality, ...asked }
  const files: MadeFile[] = []
  const findings: Made['findings'] = {}
  const most = request.sizes.length * request.formats.length
  let trouble: Trouble | undefined
  let isSlow = false
  await runTool({
    command: process.execPath,
    args: ['--max-old-space-size=192', programFile()],
    input: JSON.stringify(request),
    cwd: folder,
    signal,
    most_ms: 180_000,
    most_memory: 512_000_000,
    onLine: (line) => {
      const said = JSON.parse(line) as PictureSaid
      if ('trouble' in said) trouble = said.trouble
      else if ('slow' in said) isSlow = true
      else if ('made' in said) {
        files.push(said.made)
        onProgress((files.length / most) * 100)
      } else Object.assign(findings, said)
    },
  }).catch((error: unknown) => {
    throw asTrouble(error)
  })
  if (trouble) throw new DeriveTrouble(trouble)
  if (isSlow) throw new Error('a picture took too long')
  // Always the same order, whichever was ready first.
  const names = request.sizes.flatMap((size) => request.formats.map((format) => `${format}-${size}`))
  return { files: files.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name)), findings }
}

/** The built program, or its source when we run from the sources (Node 24 reads it as it is). */
const programFile = (): string =>
  import.meta.filename.endsWith('.ts')
    ? path.join(import.meta.dirname, 'pictures.process.ts')
    : path.join(projectFolder, 'dist', 'server', 'pictures.js')
