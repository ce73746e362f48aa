// What a file is, on files made to deceive: types from bytes, bombs judged by their header, nothing followed outside.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateSync, crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { hasFfmpeg } from '#tests/support/tools.ts'
import { glance } from './containers.ts'
import { inspect } from './inspect.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'veillee-inspect-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0
const aFile = (bytes: Buffer | string, name = 'x.bin'): string => {
  const file = path.join(folder, `${(count += 1)}-${name}`)
  writeFileSync(file, bytes)
  return file
}
const look = async (bytes: Buffer | string, name?: string) => await inspect(aFile(bytes, name))

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
/** A PNG that announces this size, whatever it holds. */
const png = (width: number, height: number, rows = Buffer.alloc(16)): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
/** A file made by ffmpeg. */
const sample = (name: string, args: string[]): string => {
  const file = path.join(folder, name)
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, file])
  return file
}
const pictureOf = async (format: 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif'): Promise<Buffer> =>
  await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c63' } })
    .toFormat(format)
    .toBuffer()

describe('what is kept', () => {
  test.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('a picture: %s', async (format) => {
    // The name lies: it changes nothing.
    expect(await look(await pictureOf(format), 'song.mp3')).toEqual({
      media_type: `image/${format}`,
      nature: 'picture',
      facts: { width: 60, height: 40 },
    })
  })

  test('a picture as it is seen, turned by its orientation', async () => {
    const turned = await sharp(await pictureOf('jpeg'))
      .withMetadata({ orientation: 6 })
      .toBuffer()
    expect(await look(turned)).toMatchObject({ facts: { width: 40, height: 60 } })
  })

  test('a PDF, by its bytes', async () => {
    expect(await look('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF', 'photo.jpg')).toEqual({
      media_type: 'application/pdf',
      nature: 'document',
      facts: {},
    })
  })

  test('a photo of a telephone, even where no decoder reads it', async () => {
    const box = (type: string, ...inside: Buffer[]) => {
      const data = Buffer.concat(inside)
      const head = Buffer.alloc(8)
      head.writeUInt32BE(data.length + 8)
      head.write(type, 4, 'latin1')
      return Buffer.concat([head, data])
    }
    const heic = (width: number, height: number) => {
      const size = Buffer.alloc(12)
      size.writeUInt32BE(width, 4)
      size.writeUInt32BE(height, 8)
      return Buffer.concat([
        box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1')),
        box('meta', Buffer.alloc(4), box('iprp', box('ipco', box('ispe', size)))),
      ])
    }
    expect(await look(heic(4032, 3024))).toMatchObject({
      media_type: 'image/heic',
      facts: { width: 4032, height: 3024 },
    })
    expect(await look(heic(60_000, 60_000))).toEqual({ refusal: 'too_many_pixels' })
  })

  describe.skipIf(!hasFfmpeg)('sounds and videos, with ffprobe', () => {
    test.each([
      ['mp3', 'audio/mpeg'],
      ['m4a', 'audio/mp4'],
      ['ogg', 'audio/ogg'],
      ['opus', 'audio/ogg'],
      ['wav', 'audio/wav'],
      ['flac', 'audio/flac'],
      ['aiff', 'audio/aiff'],
      ['webm', 'audio/webm'],
      ['aac', 'audio/aac'],
    ])('a sound: %s', async (extension, media_type) => {
      const found = await inspect(sample(`sound.${extension}`, ['-f', 'lavfi', '-i', 'sine=d=2']))
      expect(found).toMatchObject({ media_type, nature: 'sound' })
      const { duration_ms = 2_000 } = (found as { facts: { duration_ms?: number } }).facts
      expect(Math.abs(duration_ms - 2_000)).toBeLessThan(200)
    })

    test.each([
      ['mp4', 'video/mp4'],
      ['mov', 'video/quicktime'],
      ['webm', 'video/webm'],
      ['mkv', 'video/x-matroska'],
      ['avi', 'video/vnd.avi'],
    ])('a video: %s', async (extension, media_type) => {
      const file = sample(`video.${extension}`, ['-f', 'lavfi', '-i', 'testsrc=d=1:s=64x48'])
      expect(await inspect(file)).toMatchObject({ media_type, nature: 'video', facts: { width: 64, height: 48 } })
    })

    test('and the same by ourselves where ffprobe is missing', async () => {
      const [heard, seen] = ['sine=d=2', 'testsrc=d=1:s=64x48']
      for (const [extension, demuxer] of [
        ['m4a', 'mov'],
        ['webm', 'matroska'],
        ['wav', 'wav'],
      ] as const) {
        const file = sample(`alone.${extension}`, ['-f', 'lavfi', '-i', heard])
        expect([extension, (await glance(file, demuxer))?.has_image]).toEqual([extension, false])
      }
      for (const [extension, demuxer] of [
        ['mp4', 'mov'],
        ['mkv', 'matroska'],
        ['avi', 'avi'],
      ] as const) {
        const file = sample(`alone.${extension}`, ['-f', 'lavfi', '-i', seen])
        expect([extension, (await glance(file, demuxer))?.has_image]).toEqual([extension, true])
      }
      const m4a = sample('alone.m4a', ['-f', 'lavfi', '-i', heard])
      expect((await glance(m4a, 'mov'))?.facts.duration_ms).toBeGreaterThan(1_900)
    })

    test('cut in the middle of its header, it is unreadable', async () => {
      const whole = readFileSync(sample('cut.mp4', ['-f', 'lavfi', '-i', 'testsrc=d=1:s=64x48']))
      expect(await look(whole.subarray(0, 200), 'cut.mp4')).toEqual({ refusal: 'unreadable' })
    })
  })

  test('a WAV without ffprobe: a sound, with its length', async () => {
    vi.stubEnv('PATH', folder)
    const wav = Buffer.alloc(44 + 16_000)
    wav.write('RIFF', 0, 'latin1')
    wav.writeUInt32LE(36 + 16_000, 4)
    wav.write('WAVEfmt ', 8, 'latin1')
    wav.writeUInt32LE(16, 16)
    wav.writeUInt16LE(1, 20)
    wav.writeUInt16LE(1, 22)
    wav.writeUInt32LE(8_000, 24)
    wav.writeUInt32LE(16_000, 28)
    wav.writeUInt16LE(2, 32)
    wav.writeUInt16LE(16, 34)
    wav.write('data', 36, 'latin1')
    wav.writeUInt32LE(16_000, 40)
    expect(await look(wav)).toEqual({ media_type: 'audio/wav', nature: 'sound', facts: { duration_ms: 1_000 } })
    vi.unstubAllEnvs()
  })
})

describe('what is refused', () => {
  const zip = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\0\0', 'latin1'), Buffer.alloc(200)])
  test.each<[string, Buffer | string, string]>([
    ['nothing', '', 'empty'],
    ['an archive', zip, 'archive'],
    ['an archive that calls itself a photo', zip, 'archive'],
    ['a PDF hidden behind an archive', Buffer.concat([zip, Buffer.from('%PDF-1.7')]), 'archive'],
    ['gzip, the form of many bombs', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), 'archive'],
    ['a tar', Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\x0000'), Buffer.alloc(300)]), 'archive'],
    ['a Word document', Buffer.concat([zip, Buffer.from('[Content_Types].xml word/document.xml')]), 'office'],
    ['an old Word document', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'office'],
    ['a drawing that runs', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'svg'],
    ['a drawing behind a declaration', '\ufeff  <?xml version="1.0"?><!DOCTYPE svg><svg:svg/>', 'svg'],
    ['the same in wide letters', Buffer.from('\ufeff<svg onload="x"/>', 'utf16le'), 'svg'],
    ['a page', '<!doctype html><script>alert(1)</script>', 'page'],
    ['a script', 'alert(document.cookie)\n', 'page'],
    ['a script for the server', '#!/bin/sh\nrm -rf /', 'page'],
    ['a playlist that calls itself a video', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n', 'playlist'],
    ['a list of files to join', 'ffconcat version 1.0\nfile /etc/passwd\n', 'playlist'],
    ['a program', Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(100)]), 'format'],
    ['noise', Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 89) % 251)), 'format'],
    ['a bomb of 2.5 thousand million points in some bytes', png(50_000, 50_000), 'too_many_pixels'],
    ['a bomb as long as a ribbon', png(1, 200_000_000), 'unreadable'],
    ['the beginning of a picture', png(60, 40).subarray(0, 20), 'unreadable'],
    ['a script that is also a GIF', 'GIF89a/*\0\0\0*/=1;alert(1)//', 'unreadable'],
  ])('%s', async (_, bytes, refusal) => {
    expect(await look(bytes, 'vacances.jpg')).toEqual({ refusal })
  })

  test('an animation with more points in all than anyone looks at', async () => {
    const frames = await sharp(Buffer.alloc(10 * 10 * 3 * 300, 7), {
      raw: { width: 10, height: 3_000, channels: 3, pageHeight: 10 },
    })
      .gif()
      .toBuffer()
    expect(await look(frames)).toMatchObject({ nature: 'picture', facts: { width: 10, height: 10 } })
  })

  test('two kinds at once are taken for what they begin with, and only ever downloaded as they are', async () => {
    const html = Buffer.from('<script>alert(1)</script>')
    expect(await look(Buffer.concat([await pictureOf('jpeg'), html]), 'page.html')).toMatchObject({
      media_type: 'image/jpeg',
    })
    expect(await look(Buffer.concat([Buffer.from('%PDF-1.7\n%%EOF\n'), zip]), 'papiers.zip')).toMatchObject({
      media_type: 'application/pdf',
    })
  })
})
