// The drawings of the interface (public/icons.svg), one by one, as papers and a copy read offline need them: lines only.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from '#core/platform/assets.ts'

let known: Map<string, string> | undefined

/** One drawing as a whole SVG, in ink. Empty when there is none of this name. */
export function pictogram(name: string): string {
  known ??= new Map(
    [
      ...readFileSync(path.join(projectFolder, 'public', 'icons.svg'), 'utf8').matchAll(
        /<symbol id="i-([a-z]+)" viewBox="0 0 24 24">(.*?)<\/symbol>/g,
      ),
    ].map(([, id = '', lines = '']) => [
      id,
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#1d1b26" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">${lines}</svg>`,
    ]),
  )
  return known.get(name) ?? blank
}

const blank = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>'
