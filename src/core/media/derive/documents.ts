// A paper as pictures of its pages: what a PDF carries beside its ink (author, drafts, files, programs) never leaves.

import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { DeriveTrouble, type Made, type MadeFile, type Making } from './making.ts'
import { pictureCopies } from './pictures.ts'
import { asTrouble, findTool, runTool } from './tools.ts'

export const mostPages = 40
const sizes = [960, 1600]

/** The first page is named as a picture is ('webp-960'), the others with their number ('webp-960-p2'). */
export async function makeDocument(making: Making): Promise<Made> {
  const { file, media_type, folder, signal, onProgress } = making
  if (media_type !== 'application/pdf') throw new DeriveTrouble('unknown_format', media_type)
  const command = await findTool('pdftoppm')
  if (!command) throw new DeriveTrouble('no_pages')
  await runTool({
    command,
    // By the longest side: a page a kilometre long stays a small picture.
    args: ['-png', '-scale-to', '2200', '-f', '1', '-l', String(mostPages), file, path.join(folder, 'sheet')],
    cwd: folder,
    signal,
    most_ms: 300_000,
    most_memory: 1_000_000_000,
  }).catch((error: unknown) => {
    throw asTrouble(error)
  })
  const sheets = (await readdir(folder)).filter((name) => /^sheet-\d+\.png$/.test(name)).toSorted(byNumber)
  if (sheets.length === 0) throw new DeriveTrouble('nothing_inside')
  const files: MadeFile[] = []
  const findings: Made['findings'] = {}
  for (const [index, sheet] of sheets.entries()) {
    // A region is sealed on every page: which one it was drawn on is not known here.
    const page = await pictureCopies(
      { ...making, onProgress: (percent) => onProgress(((index + percent / 100) / sheets.length) * 100) },
      { file: path.join(folder, sheet), sizes, formats: ['webp', 'jpeg'], name: `page-${index}-` },
    )
    if (index === 0) Object.assign(findings, page.findings)
    files.push(...page.files.map((each) => ({ ...each, name: index === 0 ? each.name : `${each.name}-p${index + 1}` })))
  }
  return { files, findings }
}

const byNumber = (a: string, b: string): number => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0])
