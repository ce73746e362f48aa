// Copies of a video: one that every browser plays, a free one when it is short, and a still to show before it plays.
// Sealed seconds are black and silent, sealed regions destroyed all along; neither is in the still.

import path from 'node:path'
import { DeriveTrouble, type Made, type MadeFile, type Making } from './making.ts'
import { ffmpegTools, inputOf, probe, type Probed } from './probe.ts'
import { pictureCopies } from './pictures.ts'
import { aacCodec, convert, inGroups, nameless, opusCodec, quietly, soundFilter } from './sounds.ts'
import { runTool, words, type Run } from './tools.ts'
import { waveformOf } from './waveform.ts'
import type { Region, Span } from '../media.tables.ts'

const longestSide = 1280
/** VP9 takes several times as long to make as H.264: only for what is short. */
const longestFree_ms = 10 * 60_000

type Codec = { name: 'h264' | 'vp9'; file: string; media_type: string; encoder: string; args: string[] }
const codecs: readonly Codec[] = [
  {
    name: 'h264',
    file: 'h264.mp4',
    media_type: 'video/mp4',
    encoder: 'libx264',
    args: words('-c:v libx264 -preset veryfast -crf 24 -pix_fmt yuv420p').concat(
      aacCodec,
      words('-movflags +faststart -f mp4'),
    ),
  },
  {
    name: 'vp9',
    file: 'vp9.webm',
    media_type: 'video/webm',
    encoder: 'libvpx-vp9',
    args: words('-c:v libvpx-vp9 -crf 36 -b:v 0 -deadline realtime -cpu-used 6 -row-mt 1 -pix_fmt yuv420p').concat(
      opusCodec,
      words('-f webm'),
    ),
  },
]

export async function makeVideo(making: Making): Promise<Made> {
  const { file, media_type, folder, recipe } = making
  const { ffmpeg } = await ffmpegTools()
  const about = await probe(file, media_type, making)
  const { picture, sound } = about
  if (!picture) throw new DeriveTrouble('nothing_inside')
  if (picture.width * picture.height > 40_000_000) throw new DeriveTrouble('too_big')
  const chosen = await codecsFor(ffmpeg, about, making)
  const size = sizeOf(picture)
  const pictures = chosen.map(({ name }) => `[${name}-seen]`)
  const sounds = chosen.map(({ name }) => `[${name}-heard]`)
  const graph = [
    ...pictureGraph(picture, size, recipe.regions, recipe.spans, pictures),
    ...(sound
      ? [`[0:a:0]${await soundFilter(making, ffmpeg, sound.channels)},asplit=${chosen.length}${sounds.join('')}`]
      : []),
  ]
  const files = chosen.map((codec) => ({ ...codec, file: path.join(folder, codec.file) }))
  const written = files.flatMap((codec) => [
    ...words(`-map [${codec.name}-seen]`),
    ...(sound ? words(`-map [${codec.name}-heard]`) : []),
    ...nameless,
    ...codec.args,
    codec.file,
  ])
  await convert({ ...making, onProgress: (percent) => making.onProgress(percent * 0.95) }, about.duration_ms, {
    command: ffmpeg,
    args: [...quietly, ...inputOf(file, media_type), '-filter_complex', graph.join(';'), ...written],
  })
  const [best] = files
  if (!best) throw new DeriveTrouble('no_ffmpeg', 'no encoder')
  const { duration_ms } = await probe(best.file, best.media_type, making)
  const stills = await posterOf(making, ffmpeg, best, duration_ms ?? 0)
  return {
    files: [
      ...files.map(({ name, file: made, media_type: type }) => ({ name, file: made, media_type: type, ...size })),
      ...stills,
    ],
    findings: {
      ...size,
      ...(duration_ms && { duration_ms }),
      ...(sound && { waveform: await waveformOf(best.file, best.media_type, duration_ms ?? 0, making) }),
    },
  }
}

/** Those this machine's ffmpeg can write and that are worth their time. */
async function codecsFor(ffmpeg: string, { duration_ms }: Probed, { signal }: Making): Promise<Codec[]> {
  let list = ''
  const run: Run = { command: ffmpeg, args: ['-hide_banner', '-encoders'], signal, most_ms: 30_000 }
  await runTool({ ...run, onBytes: (bytes) => (list += bytes.toString('utf8')) })
  const able = codecs.filter(({ encoder }) => list.includes(` ${encoder} `))
  const isShort = duration_ms !== undefined && duration_ms <= longestFree_ms
  const worth = able.filter(({ name }, index) => index === 0 || name !== 'vp9' || isShort)
  if (worth.length === 0) throw new DeriveTrouble('no_ffmpeg', 'no encoder')
  return worth
}

const even = (length: number): number => Math.max(2, Math.round(length / 2) * 2)

/** Square pixels, never enlarged, both sides even. */
function sizeOf({ width, height, ratio }: NonNullable<Probed['picture']>): { width: number; height: number } {
  const wide = width * ratio
  const scale = Math.min(1, longestSide / Math.max(wide, height))
  return { width: even(wide * scale), height: even(height * scale) }
}

/** From the first stream of pictures to one label for each copy. */
function pictureGraph(
  picture: NonNullable<Probed['picture']>,
  size: { width: number; height: number },
  regions: readonly Region[],
  spans: readonly Span[],
  labels: readonly string[],
): string[] {
  const { width, height, frames_per_second } = picture
  const slow = frames_per_second > 30.5 ? ['fps=30'] : []
  // One size all along: a region is at its place even if the picture changes size on the way.
  const graph = [`[0:v:0]${[...slow, `scale=${width}:${height}`, 'format=yuv420p'].join(',')}[whole]`]
  let last = '[whole]'
  regions.forEach((region, index) => {
    const { x, y, w, h } = boxOf(region, width, height)
    const side = Math.max(w, h) / 4
    const blocks = `scale=${Math.ceil(w / side)}:${Math.ceil(h / side)}:flags=area`
    const [under, over] = [`[under${index}]`, `[over${index}]`]
    graph.push(
      `${last}split${under}[cut${index}]`,
      `[cut${index}]crop=${w}:${h}:${x}:${y},${blocks},scale=${w}:${h}:flags=neighbor${over}`,
      `${under}${over}overlay=${x}:${y}:format=yuv420[hidden${index}]`,
    )
    last = `[hidden${index}]`
  })
  const isIn = ({ start_ms, end_ms }: Span) =>
    `between(t,${(start_ms / 1000 - 0.05).toFixed(3)},${(end_ms / 1000 + 0.05).toFixed(3)})`
  const black = inGroups(spans).map(
    (group) => `drawbox=x=0:y=0:w=iw:h=ih:color=black@1:t=fill:enable='${group.map(isIn).join('+')}'`,
  )
  const end = [...black, `scale=${size.width}:${size.height}`, 'setsar=1', `split=${labels.length}`].join(',')
  return [...graph, `${last}${end}${labels.join('')}`]
}

/** Outwards to even pixels, where colours are kept by fours, and a little more. */
function boxOf({ x, y, w, h }: Region, width: number, height: number): { x: number; y: number; w: number; h: number } {
  const left = Math.max(0, Math.floor((x * width - 2) / 2) * 2)
  const top = Math.max(0, Math.floor((y * height - 2) / 2) * 2)
  const right = Math.min(width, Math.ceil(((x + w) * width + 2) / 2) * 2)
  const bottom = Math.min(height, Math.ceil(((y + h) * height + 2) / 2) * 2)
  return { x: left, y: top, w: Math.max(2, right - left), h: Math.max(2, bottom - top) }
}

/** A still of the public copy, at the first good moment that is not sealed; none when there is none. */
async function posterOf(
  making: Making,
  ffmpeg: string,
  { file, media_type }: { file: string; media_type: string },
  duration_ms: number,
): Promise<MadeFile[]> {
  const at = momentOutside(making.recipe.spans, duration_ms)
  if (at === undefined) return []
  const still = path.join(making.folder, 'still.png')
  await convert({ ...making, onProgress: () => undefined }, undefined, {
    command: ffmpeg,
    args: [
      ...quietly.concat(words(`-ss ${(at / 1000).toFixed(3)}`), inputOf(file, media_type)),
      ...words('-map 0:v:0 -frames:v 1 -c:v png -f image2 -update 1'),
      still,
    ],
  })
  const { files } = await pictureCopies(
    { ...making, onProgress: () => undefined },
    // Regions are already destroyed in the copy it comes from.
    { file: still, sizes: [longestSide], formats: ['jpeg', 'webp'], regions: [], name: 'poster-' },
  )
  return files.map((each) => ({ ...each, name: each.media_type === 'image/jpeg' ? 'poster' : 'poster-webp' }))
}

/** A moment of the time that is well outside the sealed spans. */
export function momentOutside(spans: readonly Span[], duration_ms: number): number | undefined {
  const moments = [0.1, 0.2, 0.3, 0.5, 0.05, 0.7, 0.9, 0].map((part) => Math.floor(part * duration_ms))
  return moments.find((at) => spans.every((span) => at < span.start_ms - 200 || at > span.end_ms + 200))
}
