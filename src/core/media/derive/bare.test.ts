// On a machine without ffmpeg: sound and images as they were, no word of what stood beside them, and nothing at all of
// what is not understood.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { canariesIn, samples, type SampleName } from '#tests/support/bare-samples.ts'
import { aFile, copiesOf, ffmpegFile } from '#tests/support/copies.ts'
import { hasFfmpeg } from '#tests/support/tools.ts'
import { sumOf } from './bare-ogg.ts'
import { DeriveTrouble } from './making.ts'
import { words } from './tools.ts'

vi.setConfig({ testTimeout: 60_000 })

const before = process.env['PATH']
const withoutTools = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  process.env['PATH'] = ''
  try {
    return await work()
  } finally {
    process.env['PATH'] = before
  }
}
type Nature = 'sound' | 'video'
const bareOf = async (bytes: Buffer, media_type: string, nature: Nature) =>
  await withoutTools(async () => {
    const { files, ...made } = await copiesOf(aFile('bare', bytes), media_type, { nature })
    return { ...made, ...files[0], bytes: readFileSync(files[0]?.file ?? '') }
  })
const sample = (name: SampleName) => {
  const found = samples.find((each) => each.name === name)
  if (!found) throw new Error(name)
  return { ...found, bytes: Buffer.from(found.bytes) }
}
const box = (type: string, ...inside: Buffer[]): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + inside.reduce((sum, each) => sum + each.length, 0))
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, ...inside])
}

describe('very short ones', () => {
  const expected = {
    mp4: ['h264', 'video/mp4', 16, 400],
    m4a: ['aac', 'audio/mp4', undefined, 200],
    opus: ['opus', 'audio/ogg', undefined, 200],
    vorbis: ['vorbis', 'audio/ogg', undefined, 200],
    webm: ['vp9', 'video/webm', 16, 400],
  } as const

  test.each(samples)(
    '$name: its tags are gone, its length is the same, and so is the copy of the copy',
    async (one) => {
      expect(canariesIn(one.bytes)).toContain('CANARI')
      const made = await bareOf(one.bytes, one.media_type, one.nature)
      expect(canariesIn(made.bytes)).toEqual([])
      expect(made.bytes.length).toBe(one.bytes.length)
      const [name, media_type, width, duration_ms] = expected[one.name]
      expect(made).toMatchObject({ name, media_type, lacks: 'no_ffmpeg' })
      expect(made.width).toBe(width)
      expect(Math.abs((made.findings.duration_ms ?? 0) - duration_ms)).toBeLessThan(30)
      const again = await bareOf(made.bytes, made.media_type ?? '', one.nature)
      expect(again.bytes.equals(made.bytes)).toBe(true)
    },
  )

  test.each(samples)('$name: with a sealed second or region nothing is made', async ({ bytes, media_type, nature }) => {
    const file = aFile('a', bytes)
    for (const sealed of [{ spans: [{ start_ms: 0, end_ms: 1 }] }, { regions: [{ x: 0, y: 0, w: 0.1, h: 0.1 }] }])
      await withoutTools(async () => {
        await expect(copiesOf(file, media_type, { nature, ...sealed })).rejects.toMatchObject({ trouble: 'no_ffmpeg' })
      })
  })

  test.each(samples)(
    '$name: damaged anyhow, it is made or refused, and quickly',
    async ({ bytes, media_type, nature }) => {
      const hits = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 12 })
      const numbers = fc.option(fc.tuple(fc.nat(bytes.length - 5), fc.constantFrom(0, 1, 0x7fffffff, 0xffffffff)))
      await fc.assert(
        fc.asyncProperty(hits, numbers, fc.option(fc.nat(bytes.length)), async (hit, number, cut) => {
          const damaged = Buffer.from(bytes)
          for (const [at, value] of hit) damaged[at] = value
          if (number) damaged.writeUInt32BE(number[1], number[0])
          const began = performance.now()
          await bareOf(damaged.subarray(0, cut ?? undefined), media_type, nature).catch((error: unknown) => {
            if (!(error instanceof DeriveTrouble)) throw error
          })
          expect(performance.now() - began).toBeLessThan(5_000)
        }),
        { numRuns: 150 },
      )
    },
  )
})

describe('of an MP4, only samples and what says where they are', () => {
  test('boxes nobody knows, bytes no sample is in, makers’ units beside images: nothing stays', async () => {
    const { bytes, media_type, nature } = sample('mp4')
    const more = [
      box('mdat', Buffer.from('CANARI')),
      box('uuid', Buffer.from('CANARI')),
      box('gps ', Buffer.from('CANARI')),
    ]
    const made = await bareOf(Buffer.concat([bytes, ...more]), media_type, nature)
    expect(canariesIn(made.bytes)).toEqual([])
    expect(made.bytes.subarray(0, bytes.length).equals((await bareOf(bytes, media_type, nature)).bytes)).toBe(true)
    expect(made.bytes.subarray(bytes.length).toString('latin1').replaceAll('\0', '')).toBe('\x0emdat\x0efree\x0efree')
  })

  const changed = (from: string | Buffer, to: string | Buffer, name: SampleName = 'mp4', offset = 0) => {
    const one = sample(name)
    const at = one.bytes.lastIndexOf(from)
    expect(at).toBeGreaterThan(0)
    Buffer.from(to).copy(one.bytes, at + offset)
    return one
  }
  test.each([
    ['a track of places', changed('soun', 'meta')],
    ['a coding no browser plays', changed('mp4a', 'samr')],
    ['an encrypted sound', changed('mp4a', 'enca')],
    ['samples in another file', changed('url ', Buffer.from([0, 0, 0, 0]), 'mp4', 4)],
    ['a track that is not shown', changed('tkhd', Buffer.from([0, 0, 0, 2]), 'mp4', 4)],
    ['seconds left out by an edit', changed('elst', Buffer.from([0, 1, 0, 0]), 'mp4', 16)],
    ['samples among the titles', changed('stco', Buffer.from([0, 0, 0, 1, 0, 0, 0, 40]), 'mp4', 8)],
    ['a film in fragments', { ...sample('mp4'), bytes: Buffer.concat([sample('mp4').bytes, box('moof')]) }],
    ['two films', { ...sample('mp4'), bytes: Buffer.concat([sample('mp4').bytes, box('moov')]) }],
    ['an image under the name of a sound', { ...sample('mp4'), nature: 'sound' as const }],
    [
      'two sounds after one another',
      { ...sample('opus'), bytes: Buffer.concat([sample('opus').bytes, sample('opus').bytes]), whole: true },
    ],
    ['a coded track', changed(Buffer.from([0x9c, 0x81, 0]), Buffer.from([0x6d, 0x80, 0x80]), 'webm')],
    ['an unknown coding', changed('A_OPUS', 'A_FLAC', 'webm')],
  ])('%s: nothing is made', async (_, { bytes, media_type, nature, ...more }) => {
    if ('whole' in more) {
      // Cut at its end, it is the first sound only; not marked as ended, what follows is seen.
      const at = bytes.lastIndexOf('OggS', bytes.length / 2 - 1)
      bytes[at + 5] = 0
    }
    await expect(bareOf(bytes, media_type, nature)).rejects.toMatchObject({ trouble: 'no_ffmpeg' })
  })

  test('a sound of Ogg that ended is not followed further', async () => {
    const { bytes, media_type, nature } = sample('opus')
    const made = await bareOf(Buffer.concat([bytes, bytes, Buffer.from('CANARI')]), media_type, nature)
    expect(made.bytes.equals((await bareOf(bytes, media_type, nature)).bytes)).toBe(true)
  })

  test('every page of Ogg has its right sum', async () => {
    for (const name of ['opus', 'vorbis'] as const) {
      const { bytes } = await bareOf(sample(name).bytes, 'audio/ogg', 'sound')
      for (let at = 0; at >= 0; at = bytes.indexOf('OggS', at + 4)) {
        const next = bytes.indexOf('OggS', at + 4)
        const page = bytes.subarray(at, next < 0 ? bytes.length : next)
        expect(sumOf(page)).toBe(page.readUInt32LE(22))
      }
    }
  })
})

describe.skipIf(!hasFfmpeg)('what ffmpeg makes', () => {
  const tags = words(
    '-metadata title=CANARI -metadata artist=CANARI -metadata comment=CANARI -metadata location=+47.3500+003.0000/ -metadata:s:0 title=CANARI -metadata:s:0 handler_name=CANARI -metadata creation_time=2020-01-02T03:04:05Z',
  )
  const images = words('-f lavfi -i testsrc=d=2:s=64x48:r=10')
  const tone = words('-f lavfi -i sine=440:d=2')
  const h264 = words('-pix_fmt yuv420p -c:v libx264')
  let cover = ''
  beforeEach(
    () =>
      (cover ||= ffmpegFile(
        'cover.jpg',
        ...words('-f lavfi -i testsrc=d=1:s=64x48:r=1 -frames:v 1 -metadata comment=CANARI'),
      )),
  )
  const chapters = () =>
    aFile(
      'chapters.txt',
      Buffer.from(';FFMETADATA1\ntitle=CANARI\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=CANARI\n'),
    )

  /** What every decoded sample is, whatever stands around it. */
  const decoded = (file: string) =>
    execFileSync('ffmpeg', ['-v', 'error', '-i', file, ...words('-map 0:V? -map 0:a? -f framemd5 -')])
      .toString()
      .replace(/^#.*\n/gm, '')
  const probed = (file: string) =>
    execFileSync(
      'ffprobe',
      [
        '-v',
        'warning',
        '-of',
        'json',
        ...words('-show_format -show_chapters -show_entries stream_tags:stream_disposition'),
        file,
      ],
      { encoding: 'utf8' },
    )

  test.each([
    ['a.mp4', 'video/mp4', () => [...images, ...tone, ...h264]],
    ['first.mp4', 'video/mp4', () => [...images, ...tone, ...h264, ...words('-movflags use_metadata_tags+faststart')]],
    ['a.mov', 'video/quicktime', () => [...images, ...tone, ...h264]],
    ['vp9.mp4', 'video/mp4', () => [...images, ...words('-c:v libvpx-vp9')]],
    ['av1.mp4', 'video/mp4', () => [...images, ...words('-pix_fmt yuv420p -c:v libaom-av1 -cpu-used 8')]],
    [
      'cover.m4a',
      'audio/mp4',
      () => [...tone, '-i', cover, ...words('-map 0 -map 1 -c:v mjpeg -disposition:v:0 attached_pic')],
    ],
    ['opus.mp4', 'audio/mp4', () => [...tone, ...words('-c:a libopus')]],
    ['opus.ogg', 'audio/ogg', () => [...tone, ...words(`-c:a libopus -metadata COVER=CANARI${'A'.repeat(100_000)}`)]],
    ['vorbis.ogg', 'audio/ogg', () => [...tone, ...words('-c:a libvorbis')]],
    [
      'vp9.webm',
      'video/webm',
      () => [
        ...images,
        ...tone,
        '-i',
        chapters(),
        ...words('-map_metadata 2 -map_chapters 2 -map 0 -map 1 -c:v libvpx-vp9 -c:a libopus'),
      ],
    ],
    [
      'cover.mkv',
      'video/x-matroska',
      () => [
        ...images,
        ...tone,
        ...words('-map 0 -map 1 -c:v libvpx -c:a libvorbis -attach'),
        cover,
        ...words('-metadata:s:2 mimetype=image/jpeg -metadata:s:2 filename=CANARI.jpg'),
      ],
    ],
    [
      'live.webm',
      'video/webm',
      () => [...images, ...tone, ...words('-c:v libvpx -c:a libopus -live 1 -cluster_time_limit 500')],
    ],
    ['sound.webm', 'audio/webm', () => [...tone, ...words('-c:a libopus')]],
  ] as const)('%s', async (name, media_type, how) => {
    const original = ffmpegFile(name, ...how(), ...tags)
    const nature = media_type.startsWith('video') ? 'video' : 'sound'
    const source = readFileSync(original)
    expect(canariesIn(source)).toContain('CANARI')
    const made = await bareOf(source, media_type, nature)
    const { findings, bytes } = made
    expect(canariesIn(bytes)).toEqual([])
    const copy = aFile(name, bytes)
    expect(decoded(copy)).toBe(decoded(original))
    const told = JSON.parse(probed(copy)) as {
      format: { duration?: string }
      chapters: unknown[]
      streams: { disposition: object }[]
    }
    expect(told.chapters).toEqual([])
    expect(JSON.stringify(told)).not.toMatch(/attached_pic":1|creation_time":"[^1]/)
    expect(Math.abs(Number(told.format.duration ?? 2) * 1000 - (findings.duration_ms ?? 0))).toBeLessThan(60)
    if (nature === 'video') expect(findings).toMatchObject({ width: 64, height: 48 })
  })

  test('chapters as a track, and the places of a drive as one, wait for ffmpeg', async () => {
    const chaptered = ffmpegFile('c.mp4', ...images, '-i', chapters(), ...words('-map 0 -map_chapters 1'), ...h264)
    const timed = ffmpegFile('t.mov', ...images, ...h264, ...words('-timecode 01:00:00:00'))
    for (const [file, media_type] of [
      [chaptered, 'video/mp4'],
      [timed, 'video/quicktime'],
    ] as const)
      await expect(bareOf(readFileSync(file), media_type, 'video')).rejects.toMatchObject({ trouble: 'no_ffmpeg' })
  })

  test('a recording cut short is carried over as far as it goes', async () => {
    const whole = readFileSync(
      ffmpegFile('l.webm', ...images, ...tone, ...words('-c:v libvpx -c:a libopus -live 1 -cluster_time_limit 500')),
    )
    const { bytes } = await bareOf(whole.subarray(0, whole.length - 3_000), 'video/webm', 'video')
    expect(bytes.length).toBeGreaterThan(whole.length / 2)
    expect(() => decoded(aFile('cut.webm', bytes))).not.toThrow()
  })
})
