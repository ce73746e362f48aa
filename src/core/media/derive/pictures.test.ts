// Copies of pictures: upright, of the sizes asked, with nothing of what the camera wrote, and with sealed regions
// destroyed in every one of them. What is made to break a reader breaks only its process.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import sharp from 'sharp'
import { deflateSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { aFile, aNoisyPicture, aPlace, copiesOf, lightIn, pixelsOf } from '#tests/support/copies.ts'
import { hasExiftool } from '#tests/support/tools.ts'

// Encoding takes as long as the machine is busy.
vi.setConfig({ testTimeout: 90_000 })

const namesOf = (made: Awaited<ReturnType<typeof copiesOf>>) => made.files.map(({ name }) => name)

test('three sizes in three formats, never enlarged', async () => {
  const large = await copiesOf(aFile('a.jpg', await aNoisyPicture(2000, 1500)), 'image/jpeg', { nature: 'picture' })
  expect(namesOf(large)).toEqual(
    [480, 960, 1600].flatMap((size) => ['avif', 'webp', 'jpeg'].map((format) => `${format}-${size}`)),
  )
  expect(large.files.map(({ width, height }) => [width, height])).toContainEqual([1600, 1200])
  expect(large.findings).toEqual({ width: 2000, height: 1500 })
  for (const { file, media_type } of large.files)
    expect(`image/${(await sharp(file).metadata()).format.replace('heif', 'avif')}`).toBe(media_type)

  const small = await copiesOf(aFile('b.jpg', await aNoisyPicture(600, 400)), 'image/jpeg', { nature: 'picture' })
  expect(small.files.map(({ name, width }) => `${name} ${width}`)).toEqual(
    ['480 480', '960 600'].flatMap((each) => ['avif', 'webp', 'jpeg'].map((format) => `${format}-${each}`)),
  )
})

test('turned as the camera was held, and the size told is the one seen', async () => {
  // Dark on the left half; held a quarter of a turn: dark on top.
  const left = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#000' } })
    .png()
    .toBuffer()
  const bytes = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#fff' } })
    .composite([{ input: left, left: 0, top: 0 }])
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const made = await copiesOf(aFile('held.jpg', bytes), 'image/jpeg', { nature: 'picture' })
  expect(made.findings).toEqual({ width: 400, height: 600 })
  const seen = await pixelsOf(made.files.find(({ name }) => name === 'jpeg-480')?.file ?? '')
  expect([seen.width, seen.height]).toEqual([400, 600])
  expect(lightIn(seen, { x: 0, y: 0, w: 1, h: 0.4 }).mean).toBeLessThan(20)
  expect(lightIn(seen, { x: 0, y: 0.6, w: 1, h: 0.4 }).mean).toBeGreaterThan(235)
})

test.each([1, 6])('a sealed region is destroyed in every size and format (orientation %i)', async (orientation) => {
  const bytes = await sharp(await aNoisyPicture(1800, 1200))
    .withMetadata({ orientation })
    .jpeg({ quality: 95 })
    .toBuffer()
  const region = { x: 0.3, y: 0.2, w: 0.25, h: 0.3 }
  const made = await copiesOf(aFile('face.jpg', bytes), 'image/jpeg', { nature: 'picture', regions: [region] })
  expect(made.files.length).toBeGreaterThanOrEqual(6)
  for (const { name, file } of made.files) {
    const pixels = await pixelsOf(file)
    // Nothing of the pattern within; next to it, everything.
    expect.soft(lightIn(pixels, region).spread, `${name} within`).toBeLessThan(12)
    expect.soft(lightIn(pixels, { x: 0.6, y: 0.2, w: 0.25, h: 0.3 }).spread, `${name} outside`).toBeGreaterThan(40)
  }
})

/** Twelve words that must not leave, each where cameras and programs write. */
const canaries = Array.from({ length: 12 }, (_, at) => `CANARI${String(at).padStart(2, '0')}XYZ`)

async function aTelltalePicture(): Promise<string> {
  const [artist = '', camera = '', note = '', latitude = '', xmp = '', person = ''] = canaries
  const bytes = await sharp(await aNoisyPicture(1200, 900))
    .withExif({
      IFD0: { Artist: artist, Model: camera, ImageDescription: note },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '47/1 21/1 3/1', GPSMapDatum: latitude },
    })
    .withIccProfile('p3')
    .withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="${xmp}" dc:creator="${person}"/></rdf:RDF></x:xmpmeta>`,
    )
    .jpeg()
    .toBuffer()
  // By hand: a comment, an IPTC block, maker notes, a profile, bytes after the end.
  const segment = (marker: number, body: string) => {
    const data = Buffer.from(body, 'latin1')
    return Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]), data])
  }
  const [, , , , , , comment = '', iptc = '', maker = '', profile = '', thumbnail = '', after = ''] = canaries
  return aFile(
    'telltale.jpg',
    Buffer.concat([
      bytes.subarray(0, 2),
      segment(0xfe, comment),
      segment(0xed, `Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x18\x1c\x02\x78\0\x13${iptc}`),
      segment(0xe5, `MAKER\0${maker}`),
      segment(0xe2, `FPXR\0${profile}`),
      segment(0xe0, `JFXX\0\x10${thumbnail}`),
      bytes.subarray(2),
      Buffer.from(after),
    ]),
  )
}

test('nothing of what a camera or a program wrote is in any copy (SEC-14)', async () => {
  const file = await aTelltalePicture()
  const original = readFileSync(file)
  expect(canaries.filter((each) => !original.includes(each))).toEqual([])
  for (const regions of [[], [{ x: 0.1, y: 0.1, w: 0.1, h: 0.1 }]]) {
    const made = await copiesOf(file, 'image/jpeg', { nature: 'picture', regions })
    for (const copy of made.files) {
      const bytes = readFileSync(copy.file)
      expect
        .soft(
          canaries.filter((each) => bytes.includes(each)),
          copy.name,
        )
        .toEqual([])
      const { exif, xmp, iptc, icc, orientation } = await sharp(copy.file).metadata()
      expect.soft({ exif, xmp, iptc, icc, orientation }, copy.name).toEqual({})
    }
  }
})

describe.skipIf(!hasExiftool)('what exiftool writes', () => {
  test('leaves with the original: GPS, thumbnail, description of the profile', async () => {
    const file = aFile('tagged.jpg', await aNoisyPicture(900, 600))
    const thumbnail = await sharp(await aNoisyPicture(160, 120))
      .withExif({ IFD0: { Artist: 'VIGNETTE' } })
      .jpeg()
      .toBuffer()
    const seen = aPlace('thumbnail.jpg')
    writeFileSync(seen, thumbnail)
    execFileSync('exiftool', [
      '-q',
      '-overwrite_original',
      `-ThumbnailImage<=${seen}`,
      '-IPTC:Keywords=CANARIIPTC',
      '-XMP:Subject=CANARIXMP',
      '-XMP:Location=CANARILIEU',
      '-EXIF:UserComment=CANARIEXIF',
      '-GPSLatitude=47.35',
      '-GPSLatitudeRef=N',
      file,
    ])
    const words = ['CANARIIPTC', 'CANARIXMP', 'CANARIEXIF', 'CANARILIEU', 'VIGNETTE']
    expect(words.filter((each) => !readFileSync(file).includes(each))).toEqual([])
    const made = await copiesOf(file, 'image/jpeg', { nature: 'picture' })
    for (const copy of made.files) {
      expect.soft(words.filter((each) => readFileSync(copy.file).includes(each))).toEqual([])
      const told = execFileSync('exiftool', ['-j', '-G', '-a', '-u', copy.file], { encoding: 'utf8' })
      expect.soft(told, copy.name).not.toMatch(/"(EXIF|XMP|IPTC|GPS|Photoshop|MakerNotes|ICC_Profile):/)
    }
  })
})

describe('made to break', () => {
  const chunk = (name: string, body: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(body.length, 0)
    head.write(name, 4, 'latin1')
    // Not checked before the size is: the sum is of no use here.
    return Buffer.concat([head, body, Buffer.alloc(4)])
  }
  const aBomb = (width: number, height: number) => {
    const size = Buffer.alloc(13)
    size.writeUInt32BE(width, 0)
    size.writeUInt32BE(height, 4)
    size.set([8, 2, 0, 0, 0], 8)
    const rows = deflateSync(Buffer.alloc(100_000))
    const end = [chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]
    return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', size), ...end])
  }

  test.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ['2 500 million pixels in a few bytes', () => aBomb(50_000, 50_000), 'too_big|unreadable'],
    [
      'a real picture above 100 million pixels',
      async () =>
        await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: '#123' } })
          .png()
          .toBuffer(),
      'too_big',
    ],
    [
      'a drawing that runs',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'unknown_format',
    ],
    ['a page', () => Buffer.from('%PDF-1.4\n%%EOF'), 'unknown_format'],
    ['half a picture', async () => (await aNoisyPicture(800, 600)).subarray(0, 9_000), 'unreadable'],
    ['nothing', () => Buffer.alloc(0), 'unknown_format|unreadable'],
  ])('%s is refused, and we are still here', async (_, bytes, trouble) => {
    const file = aFile('bomb', await bytes())
    const told = await copiesOf(file, 'image/png', { nature: 'picture' }).catch(
      (error: { trouble?: string }) => error.trouble,
    )
    expect(told).toMatch(new RegExp(`^(${trouble})$`))
  })
})
