// A sound or a video: how long, with an image or not. ffprobe tells when this machine has it, held to the file and to the
// one format its bytes announced; otherwise the boxes of its container do, for the most common ones.

import { findTool, runTool } from '../derive/tools.ts'
import type { FileFacts } from '../media.tables.ts'
import { glance } from './containers.ts'
import type { Refusal } from './refusals.ts'

const longest_ms = 86_400_000
const most_ms = 20_000

export type Heard = { has_image: boolean; facts: FileFacts }

export async function lookAtSound(file: string, demuxer: string): Promise<Heard | { refusal: Refusal }> {
  const ffprobe = await findTool('ffprobe')
  const heard = ffprobe ? await probe(ffprobe, file, demuxer) : await glance(file, demuxer)
  if (!heard) return { refusal: 'unreadable' }
  return (heard.facts.duration_ms ?? 0) > longest_ms ? { refusal: 'too_long' } : heard
}

type Stream = {
  codec_type?: string
  codec_name?: string
  width?: number
  height?: number
  duration?: string
  disposition?: { attached_pic?: number }
  side_data_list?: { rotation?: number }[]
}

async function probe(command: string, file: string, demuxer: string): Promise<Heard | undefined> {
  let said = ''
  const entries =
    'format=duration:stream=codec_type,codec_name,width,height,duration:stream_disposition=attached_pic:stream_side_data=rotation'
  const isRead = await runTool({
    command,
    // No other protocol, no other format: what is named inside is not opened.
    args: [
      '-v',
      'error',
      '-protocol_whitelist',
      'file',
      '-f',
      demuxer,
      '-show_entries',
      entries,
      '-of',
      'json',
      '-i',
      `file:${file}`,
    ],
    signal: AbortSignal.timeout(most_ms),
    most_ms,
    most_memory: 512_000_000,
    onBytes: (bytes) => {
      if (said.length < 200_000) said += bytes.toString('utf8')
    },
  }).then(
    () => true,
    () => false,
  )
  if (!isRead) return undefined
  const { streams = [], format } = readJson(said)
  const image = streams.find((each) => each.codec_type === 'video' && each.disposition?.attached_pic !== 1)
  const sound = streams.find((each) => each.codec_type === 'audio')
  if (!image && !sound) return undefined
  const seconds = Number(format?.duration ?? image?.duration ?? sound?.duration)
  const isTurned = image?.side_data_list?.some((each) => Math.abs(each.rotation ?? 0) % 180 === 90) === true
  const { width, height } = image ?? {}
  return {
    has_image: image !== undefined,
    facts: {
      ...(seconds > 0 && { duration_ms: Math.round(seconds * 1_000) }),
      ...(width && height && { width: isTurned ? height : width, height: isTurned ? width : height }),
      ...(sound?.codec_name && { audio_codec: sound.codec_name }),
      ...(image?.codec_name && { video_codec: image.codec_name }),
    },
  }
}

function readJson(text: string): { streams?: Stream[]; format?: { duration?: string } } {
  try {
    return JSON.parse(text) as { streams?: Stream[]; format?: { duration?: string } }
  } catch {
    return {}
  }
}
