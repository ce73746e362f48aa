// Copies of a sound: one loudness for every story, two formats that every browser plays between them, sealed seconds
// without a sound left in them, nothing of what the recorder wrote beside.

import path from 'node:path'
import type { Span } from '../media.tables.ts'
import { DeriveTrouble, type Made, type Making } from './making.ts'
import { ffmpegTools, inputOf, probe } from './probe.ts'
import { asTrouble, runTool, words, type Run } from './tools.ts'
import { waveformOf } from './waveform.ts'

/** What every run of ffmpeg that writes begins with. */
export const quietly = words('-hide_banner -nostdin -y -v error -progress pipe:1 -stats_period 1')
/** What every file written says of its origin: nothing. */
export const nameless = words('-map_metadata -1 -map_chapters -1 -fflags +bitexact -bitexact -sn -dn')

export const opusCodec = words('-c:a libopus -b:a 48k -ar 48000')
export const aacCodec = words('-c:a aac -b:a 96k -ar 48000')

export async function makeSound(making: Making): Promise<Made> {
  const { file, media_type, folder } = making
  const { ffmpeg } = await ffmpegTools()
  const about = await probe(file, media_type, making)
  if (!about.sound) throw new DeriveTrouble('nothing_inside')
  const [opus, aac] = [path.join(folder, 'opus.ogg'), path.join(folder, 'aac.m4a')]
  await convert(making, about.duration_ms, {
    command: ffmpeg,
    args: [
      ...quietly,
      ...inputOf(file, media_type),
      '-filter_complex',
      `[0:a:0]${await soundFilter(making, ffmpeg, about.sound.channels)},asplit=2[opus][aac]`,
      ...words('-map [opus]').concat(nameless, opusCodec, words('-f ogg'), opus),
      ...words('-map [aac]').concat(nameless, aacCodec, words('-movflags +faststart -f ipod'), aac),
    ],
  })
  // Asked of the copy: what is sealed is flat in it.
  const { duration_ms } = await probe(aac, 'audio/mp4', making)
  const waveform = await waveformOf(opus, 'audio/ogg', duration_ms ?? 0, making)
  return {
    files: [
      { name: 'opus', file: opus, media_type: 'audio/ogg' },
      { name: 'aac', file: aac, media_type: 'audio/mp4' },
    ],
    findings: { ...(duration_ms && { duration_ms }), waveform },
  }
}

/** Runs ffmpeg and tells how far it is. Lasting is allowed, standing still is not. */
export async function convert(
  { signal, folder, onProgress }: Making,
  duration_ms: number | undefined,
  run: Pick<Run, 'command' | 'args'>,
): Promise<void> {
  await runTool({
    ...run,
    cwd: folder,
    signal,
    most_ms: 12 * 3_600_000,
    still_ms: 180_000,
    most_memory: 2_000_000_000,
    onLine: (line) => {
      const [, done] = /^out_time_us=(\d+)/.exec(line) ?? []
      if (done && duration_ms) onProgress(Math.min(99, Number(done) / 10 / duration_ms))
    },
  }).catch((error: unknown) => {
    throw asTrouble(error)
  })
}

/** Loudness of every public copy, in LUFS, and the peak above which it never goes. */
const loudness = -16
const peak = 0.84
const mostGain_dB = 30

/**
 * One loudness, and silence in the sealed spans: before it is measured, so that they weigh nothing, and at the end. The
 * gain is the same all along: a voice that drops still drops.
 */
export async function soundFilter(
  { file, media_type, recipe, folder, signal }: Making,
  ffmpeg: string,
  channels: number,
): Promise<string> {
  const shape = `aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=${channels === 1 ? 'mono' : 'stereo'}`
  const begin = ['aresample=48000:async=1:first_pts=0', shape, ...silence(recipe.spans)]
  const told = await runTool({
    command: ffmpeg,
    args: [
      ...words('-hide_banner -nostdin -nostats -v info').concat(inputOf(file, media_type)),
      '-filter_complex',
      `[0:a:0]${[...begin, 'ebur128=framelog=verbose'].join(',')}`,
      ...words('-f null -'),
    ],
    cwd: folder,
    signal,
    most_ms: 3 * 3_600_000,
    most_memory: 2_000_000_000,
  }).catch((error: unknown) => {
    throw asTrouble(error)
  })
  const measured = Number(/I:\s+(-?[\d.]+) LUFS(?![\s\S]*\sI:)/.exec(told)?.[1] ?? -Infinity)
  // Nothing is heard: nothing to raise.
  const gain = measured > -70 ? Math.min(mostGain_dB, loudness - measured) : 0
  const end = [`volume=${gain.toFixed(2)}dB`, `alimiter=limit=${peak}:level=disabled`, shape, ...silence(recipe.spans)]
  return [...begin, ...end, 'asetnsamples=n=960:p=0'].join(',')
}

const margin = 0.01
const fade = 0.02

/** ffmpeg reads formulas of some length only: a filter for so many spans. */
const spansTogether = 50

/** Spans by groups that one formula of ffmpeg can hold. */
export const inGroups = (spans: readonly Span[]): Span[][] =>
  Array.from({ length: Math.ceil(spans.length / spansTogether) }, (_, at) =>
    spans.slice(at * spansTogether, (at + 1) * spansTogether),
  )

/** Nothing from a little before to a little after each span; outside, a short fade so that it does not click. */
function silence(spans: readonly Span[]): string[] {
  if (spans.length === 0) return []
  const gainOf = ({ start_ms, end_ms }: Span): string => {
    const from = (start_ms / 1000 - margin).toFixed(3)
    const to = (end_ms / 1000 + margin).toFixed(3)
    return `clip(max((${from}-t)/${fade},(t-${to})/${fade}),0,1)`
  }
  // The gain is asked once for each frame: frames of a millisecond.
  return [
    'asetnsamples=n=48:p=0',
    ...inGroups(spans).map((group) => `volume=eval=frame:volume='${group.map(gainOf).join('*')}'`),
  ]
}
