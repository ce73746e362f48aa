// Silence in samples that are whole numbers, without ffmpeg: nothing is left of what is sealed, from a little before to
// a little after, and a short fade on both sides so that it does not click. The same margins as ffmpeg is given.

import type { Span } from '../media.tables.ts'

/** How samples are written, as the head of a WAV says. */
export type Samples = { rate: number; channels: number; bits: number; block: number }

export const margin_ms = 10
export const fade_ms = 20

/** Whether each sample is understood to the last bit; otherwise nothing of it can be silenced. */
export const isUnderstood = ({ rate, channels, bits, block }: Samples): boolean =>
  rate > 0 && channels > 0 && [8, 16, 24, 32].includes(bits) && block === (channels * bits) / 8

/** Silences, in place, what of these bytes is within a span. `first`: which frame of the sound they begin with. */
export function mute(bytes: Buffer, first: number, samples: Samples, spans: readonly Span[]): void {
  const { rate, block } = samples
  const last = first + Math.floor(bytes.length / block)
  const frameAt = (ms: number) => (ms * rate) / 1_000
  for (const { start_ms, end_ms } of spans) {
    const [from, to] = [frameAt(start_ms - margin_ms), frameAt(end_ms + margin_ms)]
    const fade = frameAt(fade_ms)
    const begin = Math.max(first, Math.floor(from - fade))
    const end = Math.min(last, Math.ceil(to + fade))
    for (let frame = begin; frame < end; frame += 1) {
      const gain = Math.min(1, Math.max(0, (from - frame) / fade, (frame - to) / fade))
      if (gain < 1) lower(bytes, (frame - first) * block, gain, samples)
    }
  }
}

/** One frame, every channel of it. Eight bits stand around 128, more of them around zero. */
function lower(bytes: Buffer, at: number, gain: number, { bits, block }: Samples): void {
  const wide = bits / 8
  for (let place = at; place < at + block; place += wide) {
    if (bits === 8) bytes[place] = 128 + Math.trunc(((bytes[place] ?? 128) - 128) * gain)
    else bytes.writeIntLE(Math.trunc(bytes.readIntLE(place, wide) * gain), place, wide)
  }
}
