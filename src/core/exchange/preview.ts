// The picture shown with a link to a contribution: its sentence at night, beside the lamp. An SVG of 1200 × 630 in the
// colours of ui/styles/tokens.css that never change; preview-image.ts draws it.

import { directionOf } from '../platform/i18n.ts'
import { drawn, fitted, isDrawable, shortened, widthOf } from './preview-text.ts'
import { escaped } from './xml.ts'
import type { Font } from './truetype.ts'

export const previewSize = { width: 1200, height: 630 }

/** Fraunces italic for what was said, Atkinson for who and where, Naskh for Arabic letters in both. */
export type Fonts = { said: Font; plain: Font; arabic: Font }

/** Several wordings of the same thing, the best first: the first that can be drawn is. */
export type Sayings = readonly { text: string; language: string }[]
export type Preview = {
  /** The quote between its marks, then the title. */
  said: Sayings
  who: string
  site: string
  /** The page's own language. */
  language: string
}

export const night = '#141D35'
export const cream = '#FFFAF0'
const soft = '#C9C7CF'
export const lamp = '#F4B24A'
const column = { start: 80, width: 800, top: 70, height: 400 }
const [whoLine, siteLine] = [552, 596]

/** The drawing as SVG text: the first wording whose every letter has a shape in our fonts; none may have one. */
export function previewSvg(preview: Preview, fonts: Fonts): string {
  const said = preview.said
    .map(({ text, language }) => ({ text: drawn(text), language }))
    .find(({ text, language }) => text !== '' && isDrawable(text, fontsFor(language, fonts)))
  const isReversed = directionOf(said?.language ?? preview.language) === 'rtl'
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${previewSize.width}" height="${previewSize.height}" viewBox="0 0 ${previewSize.width} ${previewSize.height}">`,
    `<rect width="${previewSize.width}" height="${previewSize.height}" fill="${night}"/>`,
    lampAt(isReversed ? 170 : 1030),
    said ? quoteOf(said.text, said.language, isReversed, fonts) : '',
    `<rect x="${isReversed ? previewSize.width - column.start - 96 : column.start}" y="496" width="96" height="5" fill="${lamp}"/>`,
    lineOf(preview.who, { y: whoLine, size: 32, fill: cream, isReversed }, fonts),
    lineOf(preview.site, { y: siteLine, size: 26, fill: soft, isReversed }, fonts),
    '</svg>',
  ].join('')
}

/** The halo in flat discs, the cord and the shade of the house's mark. */
export function lampAt(x: number): string {
  const discs = [
    [290, 0.07],
    [205, 0.1],
    [128, 0.22],
    [78, 1],
  ]
  return [
    ...discs.map(
      ([radius, opacity]) => `<circle cx="${x}" cy="216" r="${radius}" fill="${lamp}" fill-opacity="${opacity}"/>`,
    ),
    `<g transform="translate(${x - 150} 13.5) scale(7.5)">`,
    `<path d="M20-4v13" stroke="${lamp}" stroke-width="1.4"/>`,
    '<path d="M16.5 8.5h7c6 1.5 10 7 11 13.5h-29c1-6.5 5-12 11-13.5Z" fill="#C9592F"/>',
    '<path d="M12.5 22a7.5 6 0 0 0 15 0Z" fill="#FFF0CF"/>',
    '</g>',
  ].join('')
}

function quoteOf(text: string, language: string, isReversed: boolean, fonts: Fonts): string {
  const lineHeight = isReversed ? 1.6 : 1.24
  const mine = fontsFor(language, fonts)
  const block = fitted(text, { width: column.width, height: column.height, sizes: sizesOf(text), lineHeight }, mine)
  const step = block.size * lineHeight
  const top = column.top + (column.height - block.lines.length * step) / 2 + block.size * (isReversed ? 1 : 0.95)
  const font = isReversed
    ? `font-family="${fonts.arabic.family}" font-weight="500"`
    : `font-family="${fonts.said.family}" font-style="italic" font-weight="500"`
  return block.lines
    .map((line, index) => textOf(line, { y: top + index * step, size: block.size, fill: cream, isReversed, font }))
    .join('')
}

/** Short words may be large; a long passage never begins larger than it will end. */
const sizesOf = (text: string): readonly number[] => (text.length > 220 ? [44, 40, 36] : [68, 60, 54, 48, 44, 40, 36])

type Look = { y: number; size: number; fill: string; isReversed: boolean }

/** One line about who or where; nothing at all when its letters have no shape here. */
function lineOf(words: string, look: Look, fonts: Fonts): string {
  const text = drawn(words)
  const mine = [fonts.plain, fonts.arabic, fonts.said]
  if (text === '' || !isDrawable(text, mine)) return ''
  const room = (previewSize.width - column.start * 2) / look.size
  const shown = widthOf(text, mine) > room ? shortened(text, room, mine) : text
  const isArabic = /\p{Script=Arabic}/u.test(shown) && !/\p{Script=Latin}/u.test(shown)
  return textOf(shown, {
    ...look,
    font: `font-family="${isArabic ? fonts.arabic.family : fonts.plain.family}" font-weight="500"`,
  })
}

/** Set against the side where reading begins; the marks keep the order of words whatever the renderer thinks. */
function textOf(text: string, { y, size, fill, isReversed, font }: Look & { font: string }): string {
  const x = isReversed ? previewSize.width - column.start : column.start
  const ordered = isReversed ? `\u202b${text}\u202c` : text
  return `<text x="${x}" y="${Math.round(y)}" text-anchor="${isReversed ? 'end' : 'start'}" font-size="${size}" fill="${fill}" ${font}>${escaped(ordered)}</text>`
}

/** Those tried for words of a language, the best first. */
export const fontsFor = (language: string, fonts: Fonts): Font[] =>
  directionOf(language) === 'rtl' ? [fonts.arabic, fonts.said, fonts.plain] : [fonts.said, fonts.plain, fonts.arabic]
