// Writes public/fonts/*.woff2, cut to what the stylesheets ask, and prints the measures of the fallback faces of
// src/ui/styles/tokens.css. Run again when a weight or a size is added there. Its packages are in no other use: in any
// folder, `npm install subset-font@2 fontkit@2 @fontsource-variable/fraunces@5 @fontsource-variable/atkinson-hyperlegible-next@5
// @fontsource/{noto-naskh-arabic,gelasio,noto-serif,tinos,arimo,roboto}@5`, then `node scripts/make-fonts.mjs <folder>`.

import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

const folder = path.resolve(process.argv[2] ?? '.')
const load = createRequire(path.join(folder, 'package.json'))
const [cut, fontkit] = [load('subset-font'), load('fontkit')]
const out = path.resolve(import.meta.dirname, '../public/fonts')
const read = (file) => readFile(path.join(folder, 'node_modules', file))

/** Weights and sizes that the stylesheets ask: every other one of the variable files stays out. */
const roman = { wght: { min: 480, max: 620 }, opsz: { min: 14, max: 80 } }
const plain = { wght: { min: 400, max: 700 } }
const fraunces = '@fontsource-variable/fraunces/files/fraunces'
const atkinson = '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next'
const naskh = '@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic'
/** What French and English are written with, as tokens.css says it; the rest of western Europe is a file of its own. */
const first = /[ -~\u00a0«°·»À-ÏÔÙÛÜà-ïôùûüŒœ–-„•…€]/
/** The same for Arabic and Persian. */
const isCommon = (letter) =>
  /[\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652\u0660-\u0669\u0670\u067e\u0686\u0698\u06a4\u06a9\u06af\u06cc\u06f0-\u06f9]/.test(
    letter,
  )
const parts = [
  { to: 'latin', from: 'latin', has: (letter) => first.test(letter) },
  { to: 'latin-more', from: 'latin', has: (letter) => !first.test(letter) },
  { to: 'latin-ext', from: 'latin-ext', has: () => true },
]
const files = [
  ...parts.flatMap(({ to, from, has }) => [
    { to: `fraunces-${to}`, from: `${fraunces}-${from}-opsz-normal`, axes: roman, has },
    { to: `fraunces-italic-${to}`, from: `${fraunces}-${from}-wght-italic`, axes: { wght: 400 }, has },
    { to: `atkinson-${to}`, from: `${atkinson}-${from}-wght-normal`, axes: plain, has },
    { to: `atkinson-italic-${to}`, from: `${atkinson}-${from}-wght-italic`, axes: plain, has },
  ]),
  ...['400', '700'].flatMap((weight) => [
    { to: `naskh-arabic-${weight}`, from: `${naskh}-${weight}-normal`, axes: {}, has: isCommon },
    { to: `naskh-more-${weight}`, from: `${naskh}-${weight}-normal`, axes: {}, has: (letter) => !isCommon(letter) },
  ]),
]
// Arabic letters choose their own forms: the old codes of each form (PDF extracts) are read, ornaments are not.
const isWanted = (code) => code < 0xfb50 || code >= 0xfe70 || code === 0xfdf2 || code === 0xfdfa

for (const { to, from, axes, has = () => true } of files) {
  const whole = await read(`${from}.woff2`)
  const letters = fontkit
    .create(whole)
    .characterSet.filter(isWanted)
    .map((code) => String.fromCodePoint(code))
    .filter(has)
  const less = await cut(whole, letters.join(''), { targetFormat: 'woff2', variationAxes: axes })
  await writeFile(path.join(out, `${to}.woff2`), less)
  console.log(`${to}: ${whole.length} → ${less.length} bytes`)
}

// A fallback face takes as much room as ours: its letters scaled until a sentence is as long (size-adjust), its line as
// high (ascent, descent; both count from the scaled size). Measured on files with the same letter widths, to the unit.
const sentence =
  'Il me disait que dans cette ville on avait toujours gardé une place pour qui voulait raconter son histoire, et que les voisins écoutaient jusqu’au soir. '
const lengthOf = (font) => font.layout(sentence).advanceWidth / font.unitsPerEm
const percent = (ratio) => `${(100 * ratio).toFixed(1).replace(/\.0$/, '')}%`
const faces = [
  { ours: `${fraunces}-latin-opsz-normal`, at: { wght: 520, opsz: 30 }, theirs: ['gelasio', 'noto-serif', 'tinos'] },
  { ours: `${fraunces}-latin-wght-italic`, at: { wght: 400 }, theirs: ['tinos'] },
  { ours: `${atkinson}-latin-wght-normal`, at: { wght: 400 }, theirs: ['arimo', 'roboto'] },
]
for (const { ours, at, theirs } of faces) {
  const whole = await read(`${ours}.woff2`)
  const web = fontkit.create(await cut(whole, sentence, { targetFormat: 'sfnt', variationAxes: at }))
  const style = ours.endsWith('italic') ? 'italic' : 'normal'
  for (const name of theirs) {
    const local = fontkit.create(await read(`@fontsource/${name}/files/${name}-latin-400-${style}.woff2`))
    const size = lengthOf(web) / lengthOf(local)
    const [up, down] = [web.ascent, -web.descent].map((part) => percent(part / web.unitsPerEm / size))
    console.log(
      `${name} for ${path.basename(ours)}: size-adjust:${percent(size)};ascent-override:${up};descent-override:${down}`,
    )
  }
}
