// How the samples of an MP4 are coded: what a decoder needs, without the name of the encoder or a colour profile.

import { refused } from './bare-bytes.ts'
import type { Track } from './bare-mp4-samples.ts'
import { boxesIn, keep, type Box, type Film } from './bare-mp4-boxes.ts'

const images = ['avc1', 'vp09', 'av01']
const sounds = ['mp4a', 'Opus']
const settings = ['avcC', 'vpcC', 'av1C', 'dOps', 'esds', 'pasp', 'btrt', 'colr', 'frma', 'wave']
const longestSettings = 65_536

/** The one entry of `stsd`. Anything that browsers do not play, encrypted or not, is refused. */
export function keepEntries(film: Film, box: Box, track: Track): void {
  keep(film, box, 4, 8)
  const [entry, another] = boxesIn(film.moov, box.body + 8, box.end)
  if (!entry || another) throw refused('several codings')
  const { type, body, at } = entry
  film.moov.copy(film.made, at, at, body)
  keep(film, entry, 6, 8)
  let inside = 0
  if (images.includes(type)) {
    // A table of colours would follow.
    if (film.moov.readUInt16BE(body + 76) !== 0xffff) throw refused('colours')
    keep(film, entry, 24, 36)
    keep(film, entry, 40, 42)
    keep(film, entry, 74, 78)
    inside = 78
  } else if (sounds.includes(type)) {
    const version = film.moov.readUInt16BE(body + 8)
    if (version > 1) throw refused('a later sound entry')
    keep(film, entry, 8, 10)
    inside = version === 1 ? 44 : 28
    keep(film, entry, 16, inside)
  } else throw refused(type)
  track.codec = type
  keepSettings(film, { ...entry, body: body + inside }, track)
}

function keepSettings(film: Film, entry: Box, track: Track, isWave = false): void {
  for (const box of boxesIn(film.moov, entry.body, entry.end)) {
    const { type, at, body, end } = box
    if (type === 'sinf') throw refused('encrypted')
    film.moov.copy(film.made, at, at, body)
    if (!settings.includes(type) || (type === 'colr' && isProfile(film, box))) film.made.write('free', at + 4, 'latin1')
    else if (type === 'wave') {
      if (isWave) throw refused('wave in wave')
      keepSettings(film, box, track, true)
    } else {
      if (end - body > longestSettings) throw refused(`${type} is long`)
      if (type === 'esds') expectAac(film.moov.subarray(body, end))
      if (type === 'avcC') track.prefix = ((film.moov[body + 4] ?? 0) & 3) + 1
      keep(film, box, 0, end - body)
    }
  }
}

/** Colours told by a whole profile, which has texts in it, and not by three numbers. */
const isProfile = ({ moov }: Film, { body, end }: Box): boolean =>
  !['nclx', 'nclc'].includes(moov.toString('latin1', body, body + 4)) || end - body > 11

const readable = [0x40, 0x66, 0x67, 0x68, 0x69, 0x6b]

/** Descriptors, one in the other: a stream, its decoder, and which sound it makes (AAC, MP3). */
function expectAac(esds: Buffer): void {
  let at = 4
  const enter = (tag: number) => {
    if (esds[at] !== tag) throw refused('esds')
    at += 1
    while (((esds[at] ?? 0) & 0x80) !== 0) at += 1
    at += 1
  }
  enter(3)
  // No address of another stream.
  const hasMore = (esds.readUInt8(at + 2) & 0xe0) !== 0
  at += 3
  enter(4)
  if (hasMore || esds.length > 128 || !readable.includes(esds.readUInt8(at))) throw refused('esds')
}
