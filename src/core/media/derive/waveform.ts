// How loud a sound is along its time, as a drawing needs it.

import { ffmpegTools, inputOf } from './probe.ts'
import { asTrouble, runTool, words } from './tools.ts'

export const waveformLength = 200
const rate = 8_000

/** Two hundred values from 0 to 100 (the loudest), of a public copy: what is sealed is already silent in it. */
export async function waveformOf(
  file: string,
  media_type: string,
  duration_ms: number,
  { signal }: { signal: AbortSignal },
): Promise<number[]> {
  if (duration_ms <= 0) return []
  const { ffmpeg } = await ffmpegTools()
  const [energies, counts] = [new Float64Array(waveformLength), new Float64Array(waveformLength)]
  const total = (duration_ms / 1000) * rate
  let samples = 0
  let odd: number | undefined
  await runTool({
    command: ffmpeg,
    args: [
      ...words('-hide_banner -nostdin -v error').concat(inputOf(file, media_type)),
      ...words(`-map 0:a:0 -ac 1 -ar ${rate} -f s16le pipe:1`),
    ],
    signal,
    most_ms: 3_600_000,
    still_ms: 120_000,
    onBytes: (bytes) => {
      // A sample may be cut between two pieces.
      const whole = odd === undefined ? bytes : Buffer.concat([Buffer.from([odd]), bytes])
      for (let at = 0; at + 1 < whole.length; at += 2) {
        const bucket = Math.min(waveformLength - 1, Math.floor((samples / total) * waveformLength))
        energies[bucket] = (energies[bucket] ?? 0) + whole.readInt16LE(at) ** 2
        counts[bucket] = (counts[bucket] ?? 0) + 1
        samples += 1
      }
      odd = whole.length % 2 === 1 ? whole[whole.length - 1] : undefined
    },
  }).catch((error: unknown) => {
    throw asTrouble(error)
  })
  const levels = [...energies].map((energy, bucket) => Math.sqrt(energy / Math.max(1, counts[bucket] ?? 0)))
  const loudest = Math.max(...levels)
  return levels.map((level) => (loudest === 0 ? 0 : Math.round((level / loudest) * 100)))
}
