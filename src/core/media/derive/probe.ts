// What is inside a sound or a video, as ffprobe reads it. The reader is forced from the type found in the bytes: a
// playlist, a text that names other files, is never followed (SEC-16).

import { DeriveTrouble, type Making } from './making.ts'
import { asTrouble, findTool, runTool, words } from './tools.ts'

const readers: Record<string, string> = {
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/ogg': 'ogg',
  'audio/opus': 'ogg',
  'video/ogg': 'ogg',
  'application/ogg': 'ogg',
  'audio/mp4': 'mov',
  'audio/x-m4a': 'mov',
  'video/mp4': 'mov',
  'video/x-m4v': 'mov',
  'video/quicktime': 'mov',
  'video/3gpp': 'mov',
  'video/3gpp2': 'mov',
  'audio/3gpp': 'mov',
  'audio/3gpp2': 'mov',
  'audio/webm': 'matroska',
  'video/webm': 'matroska',
  'audio/matroska': 'matroska',
  'audio/x-matroska': 'matroska',
  'video/matroska': 'matroska',
  'video/x-matroska': 'matroska',
  'audio/flac': 'flac',
  'audio/x-flac': 'flac',
  'audio/aac': 'aac',
  'audio/aiff': 'aiff',
  'audio/x-aiff': 'aiff',
  'audio/amr': 'amr',
  'audio/x-ms-asf': 'asf',
  'audio/x-ms-wma': 'asf',
  'video/x-ms-asf': 'asf',
  'video/x-ms-wmv': 'asf',
  'application/vnd.ms-asf': 'asf',
  'video/vnd.avi': 'avi',
  'audio/x-avi': 'avi',
  'video/x-msvideo': 'avi',
  'video/mp2t': 'mpegts',
  'video/mp1s': 'mpeg',
  'video/mp2p': 'mpeg',
  'video/mpeg': 'mpeg',
  'video/x-flv': 'flv',
}

/** How every reading of a file begins: files only, of this kind only. */
export function inputOf(file: string, media_type: string): string[] {
  const reader = readers[media_type.toLowerCase().replace(/\s*;.*$/, '')]
  if (!reader) throw new DeriveTrouble('unknown_format', media_type)
  return ['-protocol_whitelist', 'file', '-f', reader, '-i', `file:${file}`]
}

/** Where ffmpeg and ffprobe are, or `no_ffmpeg`. */
export async function ffmpegTools(): Promise<{ ffmpeg: string; ffprobe: string }> {
  const [ffmpeg, ffprobe] = await Promise.all([findTool('ffmpeg'), findTool('ffprobe')])
  if (!ffmpeg || !ffprobe) throw new DeriveTrouble('no_ffmpeg')
  return { ffmpeg, ffprobe }
}

export type Probed = {
  duration_ms: number | undefined
  sound: { channels: number } | undefined
  /** Upright. */
  picture: { width: number; height: number; ratio: number; frames_per_second: number } | undefined
}

type Stream = {
  codec_type?: string
  channels?: number
  width?: number
  height?: number
  sample_aspect_ratio?: string
  avg_frame_rate?: string
  disposition?: { attached_pic?: number }
  side_data_list?: { rotation?: number }[]
}

export async function probe(file: string, media_type: string, { signal }: Pick<Making, 'signal'>): Promise<Probed> {
  const { ffprobe } = await ffmpegTools()
  let told = ''
  const asked =
    'format=duration:stream=codec_type,channels,width,height,sample_aspect_ratio,avg_frame_rate:stream_disposition=attached_pic:stream_side_data=rotation'
  await runTool({
    command: ffprobe,
    args: [...words(`-hide_banner -v error -of json -show_entries ${asked}`), ...inputOf(file, media_type)],
    signal,
    most_ms: 60_000,
    onBytes: (bytes) => (told = (told + bytes.toString('utf8')).slice(0, 1_000_000)),
  }).catch((error: unknown) => {
    throw asTrouble(error)
  })
  const { streams = [], format } = JSON.parse(told) as { streams?: Stream[]; format?: { duration?: string } }
  const sound = streams.find((each) => each.codec_type === 'audio')
  const picture = streams.find((each) => each.codec_type === 'video' && each.disposition?.attached_pic !== 1)
  const seconds = Number(format?.duration)
  return {
    duration_ms: Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : undefined,
    sound: sound && { channels: sound.channels ?? 1 },
    picture: picture?.width && picture.height ? uprightOf(picture, picture.width, picture.height) : undefined,
  }
}

function uprightOf(stream: Stream, width: number, height: number): NonNullable<Probed['picture']> {
  const isTurned = (stream.side_data_list ?? []).some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90)
  const ratio = fractionOf(stream.sample_aspect_ratio?.replace(':', '/')) || 1
  const frames_per_second = fractionOf(stream.avg_frame_rate) || 25
  return isTurned
    ? { width: height, height: width, ratio: 1 / ratio, frames_per_second }
    : { width, height, ratio, frames_per_second }
}

function fractionOf(text: string | undefined): number {
  const [over = 0, under = 1] = (text ?? '').split('/').map(Number)
  const value = over / under
  return Number.isFinite(value) && value > 0 ? value : 0
}
