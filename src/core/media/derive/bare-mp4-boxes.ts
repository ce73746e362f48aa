// Boxes of MP4: a length, a name, and what is inside. The description of a film is read whole, and kept box by box.

import type { Track } from './bare-mp4-samples.ts'
import { refused } from './bare-bytes.ts'

export type Box = { type: string; at: number; body: number; end: number }
/** The description of the film, what is kept of it, and what was read in it. */
export type Film = {
  moov: Buffer
  made: Buffer
  tracks: Track[]
  scale: number
  duration: number
  isQuickTime: boolean
}

/** The box that begins here; its length 0 means up to `most`. */
export function boxAt(bytes: Buffer, at: number, most: number): Box {
  const short = bytes.readUInt32BE(at)
  const length = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short || most
  const head = short === 1 ? 16 : 8
  if (length < head || length > most) throw refused('a box too long')
  return { type: bytes.toString('latin1', at + 4, at + 8), at, body: at + head, end: at + length }
}

/** The boxes one after the other; a length of 0, or less than a box, ends them as in QuickTime. */
export function* boxesIn(bytes: Buffer, from: number, end: number): Generator<Box> {
  for (let at = from; at + 8 <= end && bytes.readUInt32BE(at) !== 0;) {
    const box = boxAt(bytes, at, end - at)
    yield box
    at = box.end
  }
}

/** Keeps a part of a box, counted from its body. */
export function keep(film: Film, box: Box, from: number, to: number): void {
  if (box.body + to > box.end) throw refused(`${box.type} is short`)
  film.moov.copy(film.made, box.body + from, box.body + from, box.body + to)
}
