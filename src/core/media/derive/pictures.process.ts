// A process of its own that makes the copies of one picture, then ends: a picture made to break its reader breaks only
// this. Reads one request on its standard input, says one line for each copy made. Imports nothing that runs of ours.

import { open, rm } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import sharp, { type Sharp } from 'sharp'
import type { Region } from '../media.tables.ts'
import type { PictureRequest, PictureSaid } from './pictures.ts'

/** More than a hundred million pixels is refused from the header, before anything is decoded (SEC-13). */
const most = 100_000_000
const seconds = 20
// Those browsers and scanners write. Anything else libvips reads (SVG, PDF, its own formats…) stays closed.
const readers = ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif', 'Tiff', 'Vips']
const formats = ['jpeg', 'png', 'webp', 'heif', 'gif', 'tiff']

sharp.cache(false)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: readers.map((each) => `VipsForeignLoad${each}`) })

const say = (said: PictureSaid): void => void process.stdout.write(`${JSON.stringify(said)}\n`)

async function make(request: PictureRequest): Promise<void> {
  const reading = { limitInputPixels: most, failOn: 'error', sequentialRead: true } as const
  const about = await sharp(request.file, reading).metadata()
  const { width, height } = about.autoOrient
  // Photos of some telephones are coded in a way that is not free: their container opens, not what is in it.
  if (!formats.includes(about.format) || about.compression === 'hevc') return say({ trouble: 'unknown_format' })
  if (!width || !height || width * height > most) return say({ trouble: 'too_big' })
  say({ width, height })
  const whole = path.join(request.folder, 'whole.v')
  const source = request.regions.length > 0 ? await hidden(request, whole) : request.file
  const [largest = 0] = request.sizes.toReversed()
  // Decoded once, at the largest size asked; the smaller ones are made of it.
  const { data, info } = await clean(sharp(source, reading))
    .resize(box(largest))
    .raw()
    .toBuffer({ resolveWithObject: true })
  await rm(whole, { force: true })
  const raw = { width: info.width, height: info.height, channels: info.channels }
  const sizes = request.sizes.filter((_, index) => index === 0 || (request.sizes[index - 1] ?? 0) < info.width)
  await Promise.all(
    sizes.flatMap((size) =>
      request.formats.map(async (format) => {
        const name = `${format}-${size}`
        const file = path.join(request.folder, `${request.name}${name}`)
        const made = await encoded(sharp(data, { raw }).resize(box(size)), format, request.quality)
          .timeout({ seconds: 60 })
          .toFile(file)
        say({ made: { name, file, media_type: `image/${format}`, width: made.width, height: made.height } })
      }),
    ),
  )
}

/** Upright, in sRGB, without transparency; sharp writes no metadata unless asked to. */
const clean = (picture: Sharp): Sharp =>
  picture.autoOrient().flatten({ background: '#ffffff' }).toColourspace('srgb').timeout({ seconds })

// Never enlarged; a very long picture is bounded too.
const box = (size: number) => ({ width: size, height: size * 3, fit: 'inside', withoutEnlargement: true }) as const

function encoded(picture: Sharp, format: PictureRequest['formats'][number], quality: PictureRequest['quality']): Sharp {
  if (format === 'avif') return picture.avif(quality.avif)
  if (format === 'webp') return picture.webp(quality.webp)
  return picture.jpeg(quality.jpeg)
}

/** Written whole and upright, without compression, then its regions destroyed where they are. */
async function hidden(request: PictureRequest, whole: string): Promise<string> {
  const reading = { limitInputPixels: most, failOn: 'error', sequentialRead: false } as const
  const { width, height, channels } = await clean(sharp(request.file, reading)).toFile(whole)
  const handle = await open(whole, 'r+')
  try {
    for (const region of request.regions) await destroy(handle, { width, height, channels }, region)
  } finally {
    await handle.close()
  }
  return whole
}

/** Bytes before the pixels in a file of libvips. */
const header = 64
/** A region becomes so few blocks of one colour that no face, no word is left in it. */
const blocks = 4

async function destroy(
  handle: Awaited<ReturnType<typeof open>>,
  { width, height, channels }: { width: number; height: number; channels: number },
  region: Region,
): Promise<void> {
  const left = Math.max(0, Math.floor(region.x * width) - 2)
  const right = Math.min(width, Math.ceil((region.x + region.w) * width) + 2)
  const top = Math.max(0, Math.floor(region.y * height) - 2)
  const bottom = Math.min(height, Math.ceil((region.y + region.h) * height) + 2)
  if (right <= left || bottom <= top) return
  const side = Math.ceil(Math.max(right - left, bottom - top) / blocks)
  const across = Math.ceil((right - left) / side)
  const row = Buffer.alloc((right - left) * channels)
  const placeOf = (y: number) => header + (y * width + left) * channels
  for (let first = top; first < bottom; first += side) {
    const last = Math.min(bottom, first + side)
    const sums = new Float64Array(across * channels)
    const counts = new Float64Array(across)
    for (let y = first; y < last; y += 1) {
      await handle.read(row, 0, row.length, placeOf(y))
      for (let x = 0; x < right - left; x += 1) {
        const block = Math.floor(x / side)
        counts[block] = (counts[block] ?? 0) + 1
        for (let c = 0; c < channels; c += 1) {
          const at = block * channels + c
          sums[at] = (sums[at] ?? 0) + (row[x * channels + c] ?? 0)
        }
      }
    }
    for (let x = 0; x < right - left; x += 1) {
      const block = Math.floor(x / side)
      for (let c = 0; c < channels; c += 1)
        row[x * channels + c] = Math.round((sums[block * channels + c] ?? 0) / (counts[block] ?? 1))
    }
    for (let y = first; y < last; y += 1) await handle.write(row, 0, row.length, placeOf(y))
  }
}

/** What stands in the way, from what libvips says of it. */
function troubleOf(message: string): PictureSaid {
  if (/pixel limit/i.test(message)) return { trouble: 'too_big' }
  // Of the machine as much as of the picture: tried again.
  if (/timeout/i.test(message)) return { slow: true }
  return { trouble: /unsupported image format|blocked/i.test(message) ? 'unknown_format' : 'unreadable' }
}

try {
  await make(JSON.parse(await text(process.stdin)) as PictureRequest)
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${message.slice(0, 500)}\n`)
  say(troubleOf(message))
}
