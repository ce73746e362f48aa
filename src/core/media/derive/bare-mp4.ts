// MP4, M4A and MOV without ffmpeg. The copy begins as zeros, and only what is known is written in it, at the same place:
// the tables that say where sound and images are, and these. A box that is not known keeps its length and becomes
// `free`: titles, places, covers, serial numbers, whatever a camera thought of.

import { believed, carry, readAt, refused, type Carried, type Carrying } from './bare-bytes.ts'
import { boxAt, boxesIn, keep, type Box, type Film } from './bare-mp4-boxes.ts'
import { keepEntries } from './bare-mp4-entries.ts'
import { carryH264, chunksOf, type Track } from './bare-mp4-samples.ts'

const longestMoov = 32 << 20
const mostBoxes = 1_000

export async function carryMp4(carrying: Carrying, nature: 'sound' | 'video'): Promise<Carried> {
  const { from, to, size } = carrying
  const boxes = await topBoxes(carrying)
  const [ftyp, moov] = [theOnly(boxes, 'ftyp'), theOnly(boxes, 'moov')]
  if (moov.end - moov.at > longestMoov || ftyp.end - ftyp.at > 512) throw refused('long headers')
  if (boxes.some(({ type }) => type === 'moof')) throw refused('in fragments')
  const brands = brandsKept(await readAt(from, ftyp.body, ftyp.end - ftyp.body))
  const source = await readAt(from, moov.at, moov.end - moov.at)
  const film: Film = {
    moov: source,
    made: Buffer.alloc(source.length),
    tracks: [],
    scale: 0,
    duration: 0,
    isQuickTime: brands.toString('latin1', 0, 4) === 'qt  ',
  }
  walk(film, 0, source.length, ['moov'])
  const { sound, image } = expectTracks(film, nature)

  await to.truncate(size)
  for (const { type, at, body } of boxes) {
    const head = await readAt(from, at, body - at)
    if (type !== 'ftyp' && type !== 'mdat') head.write('free', 4, 'latin1')
    await to.write(head, 0, head.length, at)
  }
  await to.write(brands, 0, brands.length, ftyp.body)
  await to.write(film.made, 0, film.made.length, moov.at)
  const media = boxes.filter(({ type }) => type === 'mdat')
  for (const track of [sound, image]) {
    if (!track) continue
    for (const chunk of chunksOf(track, source, size)) {
      const isInside = media.some(({ body, end }) => chunk.at >= body && chunk.at + chunk.length <= end)
      if (!isInside) throw refused('samples elsewhere')
      await (track.codec === 'avc1' ? carryH264(carrying, chunk, track) : carry(carrying, chunk.at, chunk.length))
    }
  }
  return {
    ...namesOf(sound, image),
    findings: {
      ...believed(film.scale > 0 ? (film.duration / film.scale) * 1000 : 0),
      ...(image && image.width > 0 && image.height > 0 && { width: image.width, height: image.height }),
    },
  }
}

function namesOf(sound: Track | undefined, image: Track | undefined): Pick<Carried, 'name' | 'media_type'> {
  const names: Record<string, string> = { avc1: 'h264', vp09: 'vp9', av01: 'av1', mp4a: 'aac', Opus: 'opus' }
  return { name: names[(image ?? sound)?.codec ?? ''] ?? '', media_type: image ? 'video/mp4' : 'audio/mp4' }
}

async function topBoxes({ from, size }: Carrying): Promise<Box[]> {
  const boxes: Box[] = []
  for (let at = 0; at < size;) {
    const head = await readAt(from, at, 16)
    const box = head.length >= 8 ? boxAt(head, 0, size - at) : undefined
    if (!box || boxes.length >= mostBoxes) throw refused('boxes')
    boxes.push({ type: box.type, at, body: at + box.body, end: at + box.end })
    at += box.end
  }
  return boxes
}

function theOnly(boxes: readonly Box[], type: string): Box {
  const [box, another] = boxes.filter((each) => each.type === type)
  if (!box || another) throw refused(type)
  return box
}

const knownBrands = /^(?:iso[m2-9]|mp4[12]|avc1|av01|M4[ABV] |qt {2}|dash)$/

/** Of what kinds the file is, by names that everyone has. */
function brandsKept(brands: Buffer): Buffer {
  const kept = Buffer.alloc(brands.length)
  for (let at = 0; at + 4 <= brands.length; at += 4) {
    if (at === 4) continue
    const brand = brands.toString('latin1', at, at + 4)
    kept.write(knownBrands.test(brand) ? brand : 'isom', at, 'latin1')
  }
  return kept
}

const containers: Readonly<Record<string, readonly string[]>> = {
  moov: ['mvhd', 'trak'],
  trak: ['tkhd', 'edts', 'mdia'],
  edts: ['elst'],
  mdia: ['mdhd', 'hdlr', 'minf'],
  minf: ['vmhd', 'smhd', 'dinf', 'stbl'],
  dinf: ['dref'],
  stbl: ['stsd', 'stts', 'ctts', 'stsc', 'stsz', 'stco', 'co64', 'stss'],
}

/** Writes the head of every box, and the inside of those allowed here. */
function walk(film: Film, from: number, end: number, allowed: readonly string[]): void {
  for (const box of boxesIn(film.moov, from, end)) {
    if (['mvex', 'cmov', 'stz2', 'sinf'].includes(box.type)) throw refused(box.type)
    film.moov.copy(film.made, box.at, box.at, box.body)
    const inside = containers[box.type]
    if (!allowed.includes(box.type)) film.made.write('free', box.at + 4, 'latin1')
    else if (inside) {
      if (box.type === 'trak') film.tracks.push({ tables: {}, scale: 0, duration: 0, width: 0, height: 0, flags: 0 })
      walk(film, box.body, box.end, inside)
    } else keepLeaf(film, box)
  }
}

/** A table of so many bytes a row: its rows, and not what may follow them. */
const rows: Readonly<Record<string, number>> = { stts: 8, ctts: 8, stsc: 12, stco: 4, co64: 8, stss: 4 }

function keepLeaf(film: Film, box: Box): void {
  const { moov } = film
  const { type, body } = box
  const track = film.tracks.at(-1)
  const isLong = moov[body] === 1
  keep(film, box, 0, 4)
  if (type === 'mvhd') {
    // When it was filmed and changed is left; so are the places where a player last stopped.
    const t = isLong ? 32 : 20
    keep(film, box, isLong ? 20 : 12, t + 6)
    keep(film, box, t + 16, t + 52)
    keep(film, box, t + 76, t + 80)
    film.scale = moov.readUInt32BE(body + (isLong ? 20 : 12))
    film.duration = readLength(moov, body + (isLong ? 24 : 16), isLong)
  } else if (!track) throw refused(type)
  else if (type === 'tkhd') {
    const t = isLong ? 36 : 24
    keep(film, box, isLong ? 20 : 12, isLong ? 24 : 16)
    keep(film, box, isLong ? 28 : 20, t)
    keep(film, box, t + 8, t + 14)
    keep(film, box, t + 16, t + 60)
    track.flags = moov.readUIntBE(body + 1, 3)
    const isTurned = moov.readInt32BE(body + t + 16) === 0 && moov.readInt32BE(body + t + 20) !== 0
    const [width, height] = [moov.readUInt16BE(body + t + 52), moov.readUInt16BE(body + t + 56)]
    Object.assign(track, isTurned ? { width: height, height: width } : { width, height })
  } else if (type === 'mdhd') {
    keep(film, box, isLong ? 20 : 12, isLong ? 34 : 22)
    track.scale = moov.readUInt32BE(body + (isLong ? 20 : 12))
    track.duration = readLength(moov, body + (isLong ? 24 : 16), isLong)
  } else if (type === 'hdlr') {
    if (moov.toString('latin1', body + 4, body + 8) === 'mhlr') keep(film, box, 4, 8)
    keep(film, box, 8, 12)
    track.handler = moov.toString('latin1', body + 8, body + 12)
  } else if (type === 'vmhd') keep(film, box, 4, 12)
  else if (type === 'smhd') keep(film, box, 4, 8)
  else if (type === 'dref') keepReferences(film, box)
  else if (type === 'stsd') keepEntries(film, box, track)
  else {
    const row = type === 'elst' ? (isLong ? 20 : 12) : type === 'stsz' ? 4 : (rows[type] ?? 0)
    const counted = type === 'stsz' ? 8 : 4
    const count = moov.readUInt32BE(body + counted)
    const isEven = type === 'stsz' && moov.readUInt32BE(body + 4) !== 0
    keep(film, box, 4, counted + 4 + (isEven ? 0 : count * row))
    track.tables[type] = box
  }
}

const readLength = (bytes: Buffer, at: number, isLong: boolean): number =>
  isLong ? Number(bytes.readBigUInt64BE(at)) : bytes.readUInt32BE(at)

/** Where samples are: in this very file, and the path of another one is not told. */
function keepReferences(film: Film, box: Box): void {
  keep(film, box, 4, 8)
  for (const each of boxesIn(film.moov, box.body + 8, box.end)) {
    if ((film.moov.readUInt32BE(each.body) & 1) === 0) throw refused('another file')
    film.moov.copy(film.made, each.at, each.at, each.body)
    keep(film, each, 0, 4)
  }
}

/** One sound, one image at most, all of them shown, and nothing else: no chapters, no places second after second. */
function expectTracks(film: Film, nature: 'sound' | 'video') {
  const [sound, image] = ['soun', 'vide'].map((handler) => film.tracks.find((track) => track.handler === handler))
  const count = (sound ? 1 : 0) + (image ? 1 : 0)
  if (count === 0 || count !== film.tracks.length || (nature === 'video') !== (image !== undefined))
    throw refused('tracks')
  for (const track of film.tracks) if ((track.flags & 1) === 0 || cutsAway(film, track)) throw refused('cut tracks')
  return { sound, image }
}

const slack_s = 1

/** Whether an edit leaves seconds out: players skip them, but their bytes would leave. */
function cutsAway({ moov, scale }: Film, track: Track): boolean {
  const table = track.tables['elst']
  if (!table) return false
  const isLong = moov[table.body] === 1
  const row = isLong ? 20 : 12
  let seen = 0
  for (let at = table.body + 8; at < table.body + 8 + moov.readUInt32BE(table.body + 4) * row; at += row) {
    const length = readLength(moov, at, isLong)
    const start = isLong ? Number(moov.readBigInt64BE(at + 8)) : moov.readInt32BE(at + 4)
    // A wait before it begins.
    if (start === -1 && seen === 0) continue
    seen += 1
    const end = length === 0 ? Infinity : start / track.scale + length / scale
    const isWhole = start >= 0 && start / track.scale <= slack_s && end >= track.duration / track.scale - slack_s
    if (!isWhole || seen > 1) return true
  }
  return false
}
