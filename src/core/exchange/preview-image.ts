// Draws a preview or a cover as PNG, with three font files of ours and no other font of the machine: the same words give the same
// bytes everywhere. Drawing takes a few hundredths of a second: a few at a time, and a short queue.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { renderAsync } from '@resvg/resvg-js'
import { AppError } from '../platform/errors.ts'
import { coverSvg, type Cover } from './cover.ts'
import { previewSvg, type Fonts, type Preview } from './preview.ts'
import { readFont } from './truetype.ts'

const require = createRequire(import.meta.url)
const files = {
  said: require.resolve('@expo-google-fonts/fraunces/500Medium_Italic/Fraunces_500Medium_Italic.ttf'),
  plain:
    require.resolve('@expo-google-fonts/atkinson-hyperlegible-next/500Medium/AtkinsonHyperlegibleNext_500Medium.ttf'),
  arabic: require.resolve('@expo-google-fonts/noto-naskh-arabic/500Medium/NotoNaskhArabic_500Medium.ttf'),
}

let known: Fonts | undefined
/** Read once, the first time a picture is asked for. */
export const previewFonts = (): Fonts =>
  (known ??= {
    said: readFont('Fraunces', readFileSync(files.said)),
    plain: readFont('Atkinson Hyperlegible Next', readFileSync(files.plain)),
    arabic: readFont('Noto Naskh Arabic', readFileSync(files.arabic)),
  })

const atOnce = 2
const longestQueue = 64
let running = 0
const waiting: (() => void)[] = []

/** The picture shown with a link to a contribution. */
export const previewImage = async (preview: Preview) => await painted((fonts) => previewSvg(preview, fonts))

/** The cover of the podcast. */
export const coverImage = async (cover: Cover) => await painted((fonts) => coverSvg(cover, fonts))

/** The picture's bytes. Refuses as `unavailable` when too many are already waiting. */
async function painted(svgWith: (fonts: Fonts) => string): Promise<Uint8Array<ArrayBuffer>> {
  if (running >= atOnce) {
    if (waiting.length >= longestQueue) throw new AppError('unavailable', 'too many pictures')
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running += 1
  try {
    const image = await renderAsync(svgWith(previewFonts()), {
      font: { loadSystemFonts: false, fontFiles: Object.values(files), defaultFontFamily: 'Fraunces' },
    })
    return new Uint8Array(image.asPng())
  } finally {
    // The place goes to the next one, or is given back.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
