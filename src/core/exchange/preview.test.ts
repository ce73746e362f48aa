// The picture of a quote: real letters only, inside its column, the same every time, in a few hundredths of a second.

import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'
import { describe, expect, test } from 'vitest'
import { previewFonts, previewImage } from './preview-image.ts'
import { previewSvg, type Preview } from './preview.ts'
import { drawn, fitted, isDrawable, shortened, widthOf } from './preview-text.ts'

const require = createRequire(import.meta.url)
const fontOptions = {
  loadSystemFonts: false,
  defaultFontFamily: 'Fraunces',
  fontFiles: [
    '@expo-google-fonts/fraunces/500Medium_Italic/Fraunces_500Medium_Italic.ttf',
    '@expo-google-fonts/atkinson-hyperlegible-next/500Medium/AtkinsonHyperlegibleNext_500Medium.ttf',
    '@expo-google-fonts/noto-naskh-arabic/500Medium/NotoNaskhArabic_500Medium.ttf',
  ].map((name) => require.resolve(name)),
}

const fonts = previewFonts()
const latin = [fonts.said, fonts.plain, fonts.arabic]
const saying = (text: string, language: string): Preview => ({
  said: [{ text, language }],
  who: 'Zohra, 77 ans',
  site: 'Veillée de Valmorey',
  language: 'fr',
})
const wordsIn = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, words = '']) => words)

describe('letters', () => {
  test.each([
    ['fr', 'Elle m’a dessiné la ville : « œuf », ça, où ?'],
    ['vi', 'Tôi nhớ mùi phở của mẹ, mỗi buổi sáng ở Sài Gòn'],
    ['pl', 'Pamiętam śnieg i żółte światło'],
    ['tr', 'İstanbul’da çocukluğum'],
    ['ar', 'كان بيتنا رقم 12 قرب البحر، في وهران'],
    ['fa', 'خانه‌ی ما نزدیک دریا بود؛ پدرم چای می‌ریخت'],
    ['ur', 'ہمارا گھر سمندر کے قریب تھا'],
  ])('of %s are drawn', (language, text) => {
    expect(isDrawable(drawn(text), latin)).toBe(true)
    expect(wordsIn(previewSvg(saying(text, language), fonts)).length).toBeGreaterThan(2)
  })

  test.each([
    ['ru', 'Я помню снег'],
    ['zh', '我記得'],
    ['ta', 'எங்கள் வீடு'],
    ['hy', 'Մեր տունը'],
    ['am', 'ቤታችን'],
    ['emoji', 'Le train 🚂'],
  ])('of %s have no shape here: none is drawn, nor any empty box', (language, text) => {
    expect(isDrawable(drawn(text), latin)).toBe(false)
    const words = wordsIn(previewSvg({ ...saying(text, language), who: text }, fonts))
    expect(words).toEqual(['Veillée de Valmorey'])
  })

  test('of another wording are drawn instead', () => {
    const svg = previewSvg(
      {
        ...saying('我記得', 'zh'),
        said: [
          { text: '我記得', language: 'zh' },
          { text: 'Je me souviens', language: 'fr' },
        ],
      },
      fonts,
    )
    expect(wordsIn(svg)[0]).toBe('Je me souviens')
  })

  test('of an address or a tag stay words', () => {
    const svg = previewSvg(saying('<script>&"', 'fr'), fonts)
    expect(svg).toContain('&lt;script&gt;&amp;&quot;')
  })
})

describe('lines', () => {
  const box = { width: 800, height: 400, sizes: [68, 48, 36], lineHeight: 1.24 }
  const long = 'Quand nous sommes arrivés il n’y avait rien que de la neige et des wagons. '.repeat(12)

  test('stay in their column, by the renderer’s own measure', () => {
    for (const [text, language] of [
      ['« Elle m’a dessiné la ville sur un carton : trois autobus, un poisson, une croix. »', 'fr'],
      ['“Tôi nhớ mùi phở của mẹ, mỗi buổi sáng ở Sài Gòn trước khi chiến tranh đến.”', 'vi'],
      ['«كان بيتنا رقم 12 قرب البحر، في وهران، وكانت أمي تخبز الخبز كل صباح قبل أن نذهب إلى المدرسة»', 'ar'],
      ['W'.repeat(120), 'fr'],
      [long, 'fr'],
    ] as const) {
      const svg = previewSvg({ ...saying(text, language), who: '', site: '' }, fonts)
      // Only the words are measured.
      const bare = svg.replace(/<(?:rect|circle|path)[^>]*\/>/g, '')
      const measured = new Resvg(bare, { font: fontOptions }).getBBox()
      expect(measured?.width).toBeGreaterThan(200)
      expect(measured?.width).toBeLessThanOrEqual(box.width + 8)
      expect(measured?.y).toBeGreaterThan(20)
      expect((measured?.y ?? 0) + (measured?.height ?? 0)).toBeLessThan(500)
    }
  })

  test('are cut with an ellipsis only at the smallest size', () => {
    const block = fitted(drawn(long), box, latin)
    expect(block.size).toBe(36)
    expect(block.lines.at(-1)).toMatch(/…$/)
    expect(fitted('Court', box, latin)).toEqual({ lines: ['Court'], size: 68 })
  })

  test('never break a grapheme', () => {
    const cut = shortened('e\u0301'.repeat(50), 5, latin)
    expect(cut).toMatch(/^(?:e\u0301)+…$/)
    expect(widthOf(cut, latin)).toBeLessThanOrEqual(5)
  })
})

describe('the picture', () => {
  test('is a PNG of 1200 × 630, the same bytes every time, even when many are asked for at once', async () => {
    const asked = saying('« J’ai vu la mer. »', 'fr')
    const all = await Promise.all(Array.from({ length: 8 }, () => previewImage(asked)))
    const [first] = all
    const view = new DataView(first!.buffer)
    expect([...first!.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10])
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([1200, 630])
    for (const each of all) expect(Buffer.compare(each, first!)).toBe(0)
    expect(first!.length).toBeLessThan(200_000)
  })

  test('refuses, and says so, when too many wait', async () => {
    const asked = saying('« J’ai vu la mer. »', 'fr')
    const all = await Promise.allSettled(Array.from({ length: 80 }, () => previewImage(asked)))
    const refused = all.filter((each) => each.status === 'rejected')
    expect(refused).toHaveLength(80 - 2 - 64)
    expect(refused[0]?.reason).toMatchObject({ code: 'unavailable' })
    expect(await previewImage(asked)).toHaveProperty('length')
  })
})
