// Where the samples of an MP4 are, and how they are carried over. Only samples are: what lies between them may be a track
// that was taken out. Those of H.264 are opened, for cameras write the date and the place in them too.

import type { Box } from './bare-mp4-boxes.ts'
import { mostParts, readAt, refused, type Carrying } from './bare-bytes.ts'

export type Track = {
  handler?: string
  codec?: string
  /** Units a second, and how many of them it lasts. */
  scale: number
  duration: number
  /** Upright. */
  width: number
  height: number
  flags: number
  /** Bytes that say the length of a unit of H.264. */
  prefix?: number
  tables: Partial<Record<string, Box>>
}

export type Chunk = { at: number; length: number; samples: readonly number[] }

/** The chunks of a track, with the length of each of their samples when it is opened. */
export function* chunksOf({ tables, codec }: Track, moov: Buffer, size: number): Generator<Chunk> {
  const { stsc, stsz, stco, co64 } = tables
  const offsets = stco ?? co64
  if (!stsc || !stsz || !offsets || (stco && co64)) throw refused('tables')
  const even = moov.readUInt32BE(stsz.body + 4)
  const count = moov.readUInt32BE(stsz.body + 8)
  if (count === 0 || count > mostParts) throw refused('samples')
  const lengthOf = (sample: number) => even || moov.readUInt32BE(stsz.body + 12 + sample * 4)
  const runs = moov.readUInt32BE(stsc.body + 4)
  const firstOf = (run: number) => moov.readUInt32BE(stsc.body + 8 + run * 12)
  const chunks = moov.readUInt32BE(offsets.body + 4)
  const isOpened = codec === 'avc1'
  let [sample, run, total] = [0, 0, 0]
  if (runs === 0 || firstOf(0) !== 1) throw refused('chunks')
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    // A run must begin after the one before, or it would never be left.
    while (run + 1 < runs && firstOf(run + 1) <= chunk + 1) run += 1
    const at = stco
      ? moov.readUInt32BE(stco.body + 8 + chunk * 4)
      : Number(moov.readBigUInt64BE(offsets.body + 8 + chunk * 8))
    const samples: number[] = []
    let length = 0
    const next = sample + moov.readUInt32BE(stsc.body + 8 + run * 12 + 4)
    if (next > count) throw refused('more samples than there are')
    for (; sample < next; sample += 1) {
      length += lengthOf(sample)
      if (isOpened) samples.push(lengthOf(sample))
    }
    total += length
    if (total > size) throw refused('more than the file')
    yield { at, length, samples }
  }
  if (sample !== count) throw refused('fewer samples than there are')
}

/** Slices of images, their parameters, and the ends of sequences. */
const kept = new Set([1, 2, 3, 4, 5, 7, 8, 9, 10, 11])
const filler = 12
const longestSample = 64 << 20

/** Every unit that is not an image (SEI and those left to makers of cameras) becomes a filler of its length. */
export async function carryH264(
  { from, to, signal }: Carrying,
  { at, samples }: Chunk,
  { prefix }: Track,
): Promise<void> {
  if (!prefix || prefix === 3) throw refused('avcC')
  let start = at
  for (const length of samples) {
    signal.throwIfAborted()
    if (length > longestSample) throw refused('a sample too long')
    const bytes = await readAt(from, start, length)
    for (let unit = 0; unit < length;) {
      const from_ = unit + prefix
      unit = from_ + bytes.readUIntBE(unit, prefix)
      if (unit > length) throw refused('units')
      if (unit > from_ && !kept.has((bytes[from_] ?? 0) & 31)) fillOut(bytes.subarray(from_, unit))
    }
    await to.write(bytes, 0, length, start)
    start += length
  }
}

function fillOut(unit: Buffer): void {
  unit.fill(0xff)
  unit[0] = filler
  if (unit.length > 1) unit[unit.length - 1] = 0x80
}
