// The cover of the podcast: the lamp and the name of the site, at night. A square SVG in the manner of preview.ts, of the
// size that listening programs ask for (1400 to 3000 px a side); preview-image.ts draws it.

import { directionOf } from '../platform/i18n.ts'
import { cream, fontsFor, lamp, lampAt, night, type Fonts } from './preview.ts'
import { drawn, fitted, isDrawable } from './preview-text.ts'
import { escaped } from './xml.ts'

export const coverSize = 1600

export type Cover = {
  /** The name of the site, in this language. */
  name: string
  language: string
}

const middle = coverSize / 2
const words = { top: 1080, height: 380, width: 1360 }

/** The drawing as SVG text; a name whose letters have no shape in our fonts leaves the lamp alone. */
export const coverSvg = ({ name, language }: Cover, fonts: Fonts): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${coverSize}" height="${coverSize}" viewBox="0 0 ${coverSize} ${coverSize}">`,
    `<rect width="${coverSize}" height="${coverSize}" fill="${night}"/>`,
    `<rect x="${middle - 10}" width="20" height="160" fill="${lamp}"/>`,
    `<g transform="translate(${middle} 120) scale(1.9)">${lampAt(0)}</g>`,
    nameOf(drawn(name), language, fonts),
    '</svg>',
  ].join('')

function nameOf(name: string, language: string, fonts: Fonts): string {
  const mine = fontsFor(language, fonts)
  if (name === '' || !isDrawable(name, mine)) return ''
  const isReversed = directionOf(language) === 'rtl'
  const lineHeight = isReversed ? 1.6 : 1.2
  const sizes = [168, 144, 120, 104, 88, 72, 60]
  const block = fitted(name, { width: words.width, height: words.height, sizes, lineHeight }, mine)
  const step = block.size * lineHeight
  const top = words.top + (words.height - block.lines.length * step) / 2 + block.size
  const font = isReversed
    ? `font-family="${fonts.arabic.family}"`
    : `font-family="${fonts.said.family}" font-style="italic"`
  return block.lines
    .map((line, at) => {
      // The marks keep the order of words whatever the renderer thinks.
      const ordered = isReversed ? `\u202b${line}\u202c` : line
      return `<text x="${middle}" y="${Math.round(top + at * step)}" text-anchor="middle" font-size="${block.size}" font-weight="500" fill="${cream}" ${font}>${escaped(ordered)}</text>`
    })
    .join('')
}
