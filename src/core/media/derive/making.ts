// What every maker of public copies is given and gives back.

import type { DerivationRecipe, Findings } from '../media.tables.ts'

export type Making = {
  /** The original on this machine, to be read only. */
  file: string
  /** Found in its bytes. */
  media_type: string
  recipe: DerivationRecipe
  /** An empty folder for work in course, thrown away afterwards. */
  folder: string
  /** Aborted when the work must stop at once. */
  signal: AbortSignal
  /** From 0 to 100. */
  onProgress: (percent: number) => void
}

/** A copy as it was just made, in the folder of the work. */
export type MadeFile = { name: string; file: string; media_type: string; width?: number; height?: number }
/** `lacks`: what kept these copies from being better; once it is there they are made again. */
export type Made = { files: MadeFile[]; findings: Findings; lacks?: Trouble }

/** Why a copy cannot be made, however often one tries: each has its sentence on the desk’s pages. */
export const troubles = [
  'no_ffmpeg',
  'no_pages',
  'unknown_format',
  'unreadable',
  'too_big',
  'nothing_inside',
  'gone',
  'broken',
] as const
export type Trouble = (typeof troubles)[number]

export class DeriveTrouble extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble, detail = trouble as string) {
    super(detail)
    this.name = 'DeriveTrouble'
    this.trouble = trouble
  }
}
