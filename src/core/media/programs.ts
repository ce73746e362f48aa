// The programs beside Veillée that files are better with: which of them this machine has, at this moment.

import type { Config } from '../platform/config.ts'
import { hasTypesetter } from '../platform/typst.ts'
import { findTool } from './derive/tools.ts'
import { isScannerThere } from './receive/scan.ts'

/** `scanner`: 'unset' when the settings name none, 'away' when it does not answer. */
export type Programs = {
  ffmpeg: boolean
  pdftoppm: boolean
  typst: boolean
  scanner: 'there' | 'away' | 'unset'
}

/** Looks for each of them. */
export async function readPrograms({ clamd_url }: Pick<Config, 'clamd_url'>): Promise<Programs> {
  const [ffmpeg, ffprobe, pdftoppm] = await Promise.all([findTool('ffmpeg'), findTool('ffprobe'), findTool('pdftoppm')])
  return {
    ffmpeg: ffmpeg !== undefined && ffprobe !== undefined,
    pdftoppm: pdftoppm !== undefined,
    typst: hasTypesetter(),
    scanner: clamd_url === undefined ? 'unset' : (await isScannerThere(clamd_url)) ? 'there' : 'away',
  }
}
