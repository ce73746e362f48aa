// How loud a voice comes in, from samples to words. Pure.

/** From 0 (nothing) to 1 (as loud as it can be), as an ear hears it: −60 dB is nothing. */
export function loudnessOf(samples: Float32Array<ArrayBuffer>): number {
  let sum = 0
  for (const each of samples) sum += each * each
  const rms = Math.sqrt(sum / Math.max(samples.length, 1))
  return rms === 0 ? 0 : Math.min(Math.max(1 + (20 * Math.log10(rms)) / 60, 0), 1)
}

export type Hearing = 'nothing' | 'faint' | 'well' | 'loud'

/** What the last seconds were like, the loudest of them counting: people breathe between words. */
export function hearingOf(levels: readonly number[]): Hearing {
  const most = Math.max(0, ...levels)
  if (most < 0.08) return 'nothing'
  if (most < 0.4) return 'faint'
  return most > 0.97 ? 'loud' : 'well'
}
