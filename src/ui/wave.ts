// The loudness of a sound as one SVG path of upright lines, in a drawing of 960 by 100. Pure.

const bars = 64
const pitch = 960 / bars
const [least, most] = [4, 96]

/** `<path d={waveOf(media.waveform)} />`. Without any loudness, a row of dots. */
export function waveOf(loudness: readonly number[]): string {
  let path = ''
  for (let at = 0; at < bars; at += 1) {
    const height = least + ((most - least) * Math.min(100, peakOf(loudness, at))) / 100
    const half = Math.round(height / 2)
    path += `M${Math.round((at + 0.5) * pitch)} ${50 - half}v${half * 2}`
  }
  return path
}

/** The loudest moment of one bar's share of the time. */
function peakOf(loudness: readonly number[], bar: number): number {
  const from = Math.floor((bar * loudness.length) / bars)
  const to = Math.max(from + 1, Math.floor(((bar + 1) * loudness.length) / bars))
  return Math.max(0, ...loudness.slice(from, to))
}
