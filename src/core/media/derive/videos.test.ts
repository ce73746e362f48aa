// Copies of videos: sealed seconds are black and silent, sealed regions destroyed all along, the still shows neither.

import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { aFile, copiesOf, ffmpegFile, lightIn, loudest, pixelsOf, samplesOf, stillOf } from '#tests/support/copies.ts'
import { hasFfmpeg, hasPdftoppm } from '#tests/support/tools.ts'
import { words } from './tools.ts'
import { momentOutside } from './videos.ts'

// Encoding takes as long as the machine is busy.
vi.setConfig({ testTimeout: 90_000 })

describe.skipIf(!hasFfmpeg)('with ffmpeg', () => {
  const aFilm = (...more: string[]) =>
    ffmpegFile(
      'film.mp4',
      ...words('-f lavfi -i testsrc=d=6:s=640x360:r=25 -f lavfi -i sine=440:d=6 -pix_fmt yuv420p -preset ultrafast'),
      ...more,
    )

  test('sealed seconds are black and silent, and the still is taken elsewhere', async () => {
    const far = Array.from({ length: 120 }, (_, at) => ({ start_ms: 60_000 + at * 200, end_ms: 60_100 + at * 200 }))
    const spans = [{ start_ms: 0, end_ms: 2_500 }, ...far]
    const made = await copiesOf(aFilm(), 'video/mp4', { nature: 'video', spans })
    expect(made.files.map(({ name, media_type }) => `${name} ${media_type}`)).toEqual([
      'h264 video/mp4',
      'vp9 video/webm',
      'poster image/jpeg',
      'poster-webp image/webp',
    ])
    for (const { name, file } of made.files.slice(0, 2)) {
      for (const at of [0, 1_200, 2_450]) {
        const { mean, spread } = lightIn(await stillOf(file, at), { x: 0, y: 0, w: 1, h: 1 })
        expect.soft(mean, `${name} at ${at}`).toBeLessThan(3)
        expect.soft(spread, `${name} at ${at}`).toBeLessThan(2)
      }
      expect.soft(lightIn(await stillOf(file, 4_000), { x: 0, y: 0, w: 1, h: 1 }).spread, name).toBeGreaterThan(30)
      const samples = samplesOf(file)
      expect.soft(loudest(samples, 0, 2_480), name).toBeLessThan(0.002)
      expect.soft(loudest(samples, 2_700, 5_500), name).toBeGreaterThan(0.05)
    }
    const poster = await pixelsOf(made.files.find(({ name }) => name === 'poster')?.file ?? '')
    expect(lightIn(poster, { x: 0, y: 0, w: 1, h: 1 }).spread).toBeGreaterThan(30)
    expect(made.findings).toMatchObject({ width: 640, height: 360 })
    expect(Math.max(...(made.findings.waveform ?? []).slice(0, 80))).toBe(0)
  })

  test('a sealed region is destroyed in every frame and in the still', async () => {
    const region = { x: 0.25, y: 0.25, w: 0.3, h: 0.4 }
    const noisy = ffmpegFile(
      'noise.mp4',
      ...words("-f lavfi -i nullsrc=s=640x360:r=10:d=3,geq=lum='235*mod(floor(X/8)+floor(Y/8)+N,2)':cb=128:cr=128"),
      ...words('-pix_fmt yuv420p -preset ultrafast -crf 10'),
    )
    const made = await copiesOf(noisy, 'video/mp4', { nature: 'video', regions: [region] })
    const stills = [
      ...(await Promise.all(
        made.files.slice(0, 2).flatMap(({ file }) => [0, 1_000, 2_500].map((at) => stillOf(file, at))),
      )),
      await pixelsOf(made.files.find(({ name }) => name === 'poster')?.file ?? ''),
    ]
    for (const still of stills) {
      expect.soft(lightIn(still, region).spread).toBeLessThan(15)
      expect.soft(lightIn(still, { x: 0.6, y: 0.25, w: 0.3, h: 0.4 }).spread).toBeGreaterThan(60)
    }
  })

  test('no word of a camera is in a copy (SEC-14)', async () => {
    const canaries = ['CANARITITRE', 'CANARILIEU', 'CANARICOMMENT', 'CANARIPISTE', '+47.3500']
    const [title, place, comment, track, where] = canaries
    const film = aFilm(
      ...words(`-t 1 -movflags use_metadata_tags -metadata title=${title} -metadata place=${place}`),
      ...words(
        `-metadata comment=${comment} -metadata:s:a:0 handler_name=${track} -metadata location=${where}+003.0000/`,
      ),
    )
    expect(canaries.filter((each) => !readFileSync(film).includes(each))).toEqual([])
    const { files } = await copiesOf(film, 'video/mp4', { nature: 'video' })
    for (const { name, file } of files)
      expect
        .soft(
          canaries.filter((each) => readFileSync(file).includes(each)),
          name,
        )
        .toEqual([])
  })

  test('without a sound, turned on its side, larger than a screen', async () => {
    const wide = ffmpegFile('wide.mp4', '-f', 'lavfi', '-i', 'testsrc=d=1:s=1920x1080:r=10', '-pix_fmt', 'yuv420p')
    // As a telephone held upright marks it: the matrix of the track, by hand.
    const bytes = readFileSync(wide)
    const matrix = bytes.indexOf('tkhd') + 44
    for (const [at, value] of [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000].entries())
      bytes.writeInt32BE(value, matrix + at * 4)
    const { files, findings } = await copiesOf(aFile('turned.mp4', bytes), 'video/mp4', { nature: 'video' })
    expect(findings).toMatchObject({ width: 720, height: 1280 })
    const still = await pixelsOf(files.find(({ name }) => name === 'poster')?.file ?? '')
    expect([still.width, still.height]).toEqual([720, 1280])
    expect(findings.waveform).toBeUndefined()
  })
})

describe('papers', () => {
  const pdf = (text: string) =>
    Buffer.from(
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n` +
        [3, 4].map((at) => `${at} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\n`).join('') +
        `5 0 obj<</Author(${text})>>endobj\ntrailer<</Root 1 0 R/Info 5 0 R>>\n%%EOF`,
    )

  test.skipIf(!hasPdftoppm)('a PDF becomes pictures of its pages, and nothing else of it leaves', async () => {
    const made = await copiesOf(aFile('a.pdf', pdf('CANARIAUTEUR')), 'application/pdf', { nature: 'document' })
    expect(made.files.map(({ name }) => name)).toEqual(
      ['', '-p2'].flatMap((page) => [960, 1600].flatMap((size) => [`webp-${size}${page}`, `jpeg-${size}${page}`])),
    )
    for (const { file } of made.files) expect(readFileSync(file).includes('CANARIAUTEUR')).toBe(false)
  })

  test('without pdftoppm, it says so', async () => {
    const before = process.env['PATH']
    process.env['PATH'] = ''
    try {
      const made = copiesOf(aFile('a.pdf', pdf('x')), 'application/pdf', { nature: 'document' })
      await expect(made).rejects.toMatchObject({ trouble: 'no_pages' })
    } finally {
      process.env['PATH'] = before
    }
  })
})

test('the moment of the still is never in a sealed span', () => {
  expect(momentOutside([], 10_000)).toBe(1_000)
  expect(momentOutside([{ start_ms: 0, end_ms: 4_000 }], 10_000)).toBe(5_000)
  expect(momentOutside([{ start_ms: 500, end_ms: 10_000 }], 10_000)).toBe(0)
  expect(momentOutside([{ start_ms: 0, end_ms: 10_000 }], 10_000)).toBeUndefined()
})
