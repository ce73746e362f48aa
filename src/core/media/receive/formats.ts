// What can be kept, by what the bytes are (file-type's names), and what our tools call it. Anything else is refused.

import type { MediaNature } from '../../contribution/media.content.ts'

/** `demuxer`: the one ffprobe is held to, so that a playlist in disguise is never followed (SEC-16). */
type Format = { nature: MediaNature; media_type?: string; heard_only?: string; demuxer?: string; reader?: string }

const sound = (demuxer: string, media_type?: string): Format => ({
  nature: 'sound',
  demuxer,
  ...(media_type && { media_type }),
})
const video = (demuxer: string, heard_only: string, media_type?: string): Format => ({
  nature: 'video',
  demuxer,
  heard_only,
  ...(media_type && { media_type }),
})
/** `reader`: what sharp must find in it too. */
const picture = (reader: string, media_type?: string): Format => ({
  nature: 'picture',
  reader,
  ...(media_type && { media_type }),
})

/** `heard_only`: its name when it holds a sound and no image, as recorders of browsers and telephones make them. */
export const formats: Readonly<Record<string, Format>> = {
  'audio/mpeg': sound('mp3'),
  'audio/aac': sound('aac'),
  'audio/mp4': video('mov', 'audio/mp4', 'video/mp4'),
  'audio/x-m4a': video('mov', 'audio/mp4', 'video/mp4'),
  'audio/ogg': sound('ogg'),
  'audio/ogg; codecs=opus': sound('ogg', 'audio/ogg'),
  'audio/wav': sound('wav'),
  'audio/flac': sound('flac'),
  'audio/aiff': sound('aiff'),
  'audio/amr': sound('amr'),
  'video/mp4': video('mov', 'audio/mp4'),
  'video/x-m4v': video('mov', 'audio/mp4', 'video/mp4'),
  'video/quicktime': video('mov', 'audio/mp4'),
  'video/3gpp': video('mov', 'audio/3gpp'),
  'video/3gpp2': video('mov', 'audio/3gpp2'),
  'video/webm': video('matroska', 'audio/webm'),
  'video/matroska': video('matroska', 'audio/x-matroska', 'video/x-matroska'),
  'video/vnd.avi': video('avi', 'audio/x-avi'),
  'video/ogg': video('ogg', 'audio/ogg'),
  'image/jpeg': picture('jpeg'),
  'image/png': picture('png'),
  'image/apng': picture('png', 'image/png'),
  'image/webp': picture('webp'),
  'image/gif': picture('gif'),
  'image/tiff': picture('tiff'),
  'image/heic': picture('heif'),
  'image/heic-sequence': picture('heif', 'image/heic'),
  'image/heif': picture('heif'),
  'image/heif-sequence': picture('heif', 'image/heif'),
  'image/avif': picture('heif'),
  'application/pdf': { nature: 'document' },
}
