// Real sounds, pictures and videos for tests, the copies that our makers make of them, and what can be heard or seen in
// bytes that were served.

import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import type { DerivationRecipe } from '#core/media/media.tables.ts'
import { make } from '#core/media/derive/make.ts'
import type { Made } from '#core/media/derive/making.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'veillee-copies-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** A place for a file that does not exist yet. */
export const aPlace = (name: string): string => path.join(folder, `${randomUUID()}-${name}`)

export function aFile(name: string, bytes: Uint8Array): string {
  const file = aPlace(name)
  writeFileSync(file, bytes)
  return file
}

/** What ffmpeg writes under this name: `ffmpegFile('voice.mp3', '-f', 'lavfi', '-i', 'sine=440:d=4')`. */
export function ffmpegFile(name: string, ...args: string[]): string {
  const file = aPlace(name)
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args, file], { stdio: ['ignore', 'ignore', 'inherit'] })
  return file
}

/** The public copies of a file, as a worker makes them, in a folder of their own. */
export async function copiesOf(
  file: string,
  media_type: string,
  recipe: Partial<DerivationRecipe> & Pick<DerivationRecipe, 'nature'>,
): Promise<Made> {
  const own = aPlace('work')
  mkdirSync(own)
  return await make({
    file,
    media_type,
    recipe: { version: 1, spans: [], regions: [], ...recipe },
    folder: own,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
}

const rate = 16_000

/** The samples of a sound or a video, in one channel. */
export const samplesOf = (file: string): Int16Array => {
  const args = ['-v', 'error', '-i', file, '-map', '0:a:0', '-ac', '1', '-ar', String(rate), '-f', 's16le', 'pipe:1']
  const bytes = execFileSync('ffmpeg', args, { maxBuffer: 1 << 28 })
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length - (bytes.length % 2)))
}

/** The loudest sample between two moments, from 0 to 1. */
export function loudest(samples: Int16Array, from_ms: number, to_ms: number): number {
  const part = samples.subarray((from_ms / 1000) * rate, (to_ms / 1000) * rate)
  return part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) / 32_768
}

/** How much of one tone is left between two moments (Goertzel), from 0 to about 1. */
export function toneIn(samples: Int16Array, hertz: number, from_ms: number, to_ms: number): number {
  const part = samples.subarray((from_ms / 1000) * rate, (to_ms / 1000) * rate)
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate)
  let [before, last] = [0, 0]
  for (const sample of part) [before, last] = [last, sample / 32_768 + turn * last - before]
  return (2 * Math.sqrt(Math.max(0, last ** 2 + before ** 2 - turn * last * before))) / part.length
}

/** The still of a video at a moment, as raw pixels of three bytes. */
export async function stillOf(file: string, at_ms: number): Promise<Pixels> {
  const still = ffmpegFile('still.png', '-ss', String(at_ms / 1000), '-i', file, '-frames:v', '1')
  return await pixelsOf(still)
}

export type Pixels = { data: Buffer; width: number; height: number }
export async function pixelsOf(picture: string | Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(picture)
    .flatten()
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** Mean and spread of the light in a part of a picture, given in fractions of it. */
export function lightIn({ data, width, height }: Pixels, part: { x: number; y: number; w: number; h: number }) {
  const values: number[] = []
  for (let y = Math.ceil(part.y * height); y < Math.floor((part.y + part.h) * height); y += 1)
    for (let x = Math.ceil(part.x * width); x < Math.floor((part.x + part.w) * width); x += 1) {
      const at = (y * width + x) * 3
      values.push(((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3)
    }
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length
  return { mean, spread: Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length) }
}

/** A picture in which every pixel differs from its neighbours: whatever is hidden in it can be told from what is not. */
export async function aNoisyPicture(width: number, height: number): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3)
  // Squares of six pixels, so that they are still there once it is made small.
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const light = (Math.floor(x / 6) * 7 + Math.floor(y / 6) * 13) % 2 === 0 ? 20 : 235
      data.fill(light, (y * width + x) * 3, (y * width + x) * 3 + 3)
    }
  return await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer()
}
