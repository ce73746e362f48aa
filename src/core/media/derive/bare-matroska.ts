// WebM and Matroska without ffmpeg: the streams of a browser (VP8, VP9, AV1, Opus, Vorbis). The copy begins as zeros;
// elements named here are carried over, every other one (tags, attachments, chapters, titles, dates) becomes a Void of
// its length, so that nothing moves.

import { believed, carry, mostParts, readAt, refused, windowOn, type Carried, type Carrying } from './bare-bytes.ts'
import { cluster, ebml, segment, shapeOfFile, words, type Shape } from './bare-matroska-shape.ts'
import { withoutComments } from './bare-ogg.ts'

type Element = { id: number; at: number; body: number; end: number; isOpen: boolean }
type Track = { number: number; type: number; codec: string }
type Work = Carrying & {
  read: ReturnType<typeof windowOn>
  /** What is carried over next: neighbours go together. */
  kept: { at: number; end: number }
  elements: number
  tracks: Track[]
  /** Values of leaves, the last one seen of each name. */
  values: Map<number, Buffer>
  /** Where the settings of the codec of the track in course are. */
  settings: { at: number; length: number } | undefined
  /** When the last block begins. */
  last: number
  /** Where a recording that was cut short ends. */
  cut: number | undefined
}

export async function carryMatroska(carrying: Carrying, nature: 'sound' | 'video'): Promise<Carried> {
  const { size, to } = carrying
  await to.truncate(size)
  const work: Work = {
    ...carrying,
    read: windowOn(carrying),
    kept: { at: 0, end: 0 },
    elements: 0,
    tracks: [],
    values: new Map(),
    settings: undefined,
    last: 0,
    cut: undefined,
  }
  const end = await walk(work, shapeOfFile, { id: 0, at: 0, body: 0, end: size, isOpen: true })
  await flush(work)
  if (work.cut !== undefined || end < size) await to.truncate(work.cut ?? end)
  const [image, sound] = [1, 2].map((type) => work.tracks.find((track) => track.type === type))
  const count = (image ? 1 : 0) + (sound ? 1 : 0)
  if (count === 0 || count !== work.tracks.length || (nature === 'video') !== (image !== undefined))
    throw refused('tracks')
  const scale = uintOf(work.values.get(words.timestampScale)) || 1_000_000
  const duration = floatOf(work.values.get(words.duration)) || work.last
  const [width, height] = [words.pixelWidth, words.pixelHeight].map((id) => uintOf(work.values.get(id)))
  return {
    name: (image ?? sound)?.codec ?? '',
    media_type: image ? 'video/webm' : 'audio/webm',
    findings: {
      ...believed((duration * scale) / 1_000_000),
      ...(image && width && height && width < 65_536 && height < 65_536 && { width, height }),
    },
  }
}

/** Carries over what is known inside an element; gives where it ends. */
async function walk(work: Work, shape: Shape, parent: Element): Promise<number> {
  let at = parent.body
  while (at < parent.end && work.cut === undefined) {
    work.elements += 1
    if (work.elements > mostParts) throw refused('elements')
    const element = headAt(await work.read(at, 12), at, parent.end)
    // A cluster of unknown length ends where something of its own level begins.
    if (element && parent.id === cluster && parent.isOpen && element.id in (shapeOfFile[segment] as Shape)) return at
    if (!element || element.end > parent.end) {
      if (!parent.isOpen) throw refused('an element too long')
      work.cut = at
      return at
    }
    const inside = shape[element.id]
    if (element.isOpen && element.id !== segment && element.id !== cluster) throw refused('an element without length')
    if (inside === 'never') throw refused('encrypted')
    if (inside === undefined) await leaveOut(work, element)
    else if (inside === 'block') await keepBlock(work, element)
    else if (typeof inside === 'object') {
      await keepPart(work, at, element.body)
      element.end = await walk(work, inside, element)
      if (element.id === words.trackEntry) await endTrack(work)
    } else await keepLeaf(work, element, inside === 'keep')
    at = element.end
    // What stands after the film is not of it.
    if (element.id === segment) return at
    if (parent.id === 0 && element.id !== ebml) throw refused('no film')
  }
  return at
}

/** The head of an element: its name, and its length or none. Undefined when the file ends before it does. */
function headAt(head: Buffer, at: number, most: number): Element | undefined {
  const wide = Math.clz32(head[0] ?? 0) - 23
  if (head.length > 0 && wide > 4) throw refused('a name')
  const first = head[wide] ?? 0
  const long = Math.clz32(first) - 23
  if (head.length < wide + 1 || head.length < wide + long) return undefined
  if (long > 8) throw refused('a length')
  let length = first & (0xff >> long)
  let isOpen = length === 0xff >> long
  for (const byte of head.subarray(wide + 1, wide + long)) {
    length = length * 256 + byte
    isOpen &&= byte === 0xff
  }
  const body = at + wide + long
  return { id: head.readUIntBE(0, wide), at, body, end: isOpen ? most : body + length, isOpen }
}

async function keepPart(work: Work, at: number, end: number): Promise<void> {
  if (work.kept.end !== at) {
    await flush(work)
    work.kept = { at, end }
  } else work.kept.end = end
}

async function flush(work: Work): Promise<void> {
  const { at, end } = work.kept
  work.kept = { at: end, end }
  await carry(work, at, end - at)
}

/** A Void of the same length: its own name, its length in one byte or eight, zeros. */
async function leaveOut({ to }: Work, { at, end }: Element): Promise<void> {
  const head = Buffer.alloc(end - at < 9 ? 2 : 9)
  head[0] = 0xec
  if (head.length === 2) head[1] = 0x80 | (end - at - 2)
  else {
    head.writeBigUInt64BE(BigInt(end - at - 9), 1)
    head[1] = 1
  }
  await to.write(head, 0, head.length, at)
}

const longestValue = 64
const longestSettings = 1 << 24

async function keepLeaf(work: Work, element: Element, isKept: boolean): Promise<void> {
  const { id, at, body, end } = element
  await keepPart(work, at, isKept ? end : body)
  if (!isKept) return
  const length = end - body
  const isSettings = id === words.codecPrivate
  if (length > (isSettings ? longestSettings : longestValue)) throw refused('a long value')
  if (isSettings) work.settings = { at: body, length }
  else work.values.set(id, Buffer.from(await work.read(body, length)))
}

/** A block of a track that was taken out stays out. */
async function keepBlock(work: Work, element: Element): Promise<void> {
  const head = await work.read(element.body, 10)
  const number = headOfBlock(head)
  if (!number || !work.tracks.some((track) => track.number === number.value)) {
    await leaveOut(work, element)
    return
  }
  await keepPart(work, element.at, element.end)
  const moment = uintOf(work.values.get(words.timestamp)) + head.readInt16BE(number.length)
  work.last = Math.max(work.last, moment)
}

/** Which track a block is of: a number of its own length. */
function headOfBlock(head: Buffer): { value: number; length: number } | undefined {
  const length = Math.clz32(head[0] ?? 0) - 23
  if (head.length === 0 || length > 4) return undefined
  return { value: head.readUIntBE(0, length) & (2 ** (7 * length) - 1), length }
}

const codecs: Readonly<Record<string, string>> = {
  V_VP8: 'vp8',
  V_VP9: 'vp9',
  V_AV1: 'av1',
  A_OPUS: 'opus',
  A_VORBIS: 'vorbis',
}

/** A track is whole: one that browsers play, shown, and without the comments that Vorbis puts in its settings. */
async function endTrack(work: Work): Promise<void> {
  const { values, settings } = work
  const codec = codecs[(values.get(words.codec) ?? '').toString().replace(/\0+$/, '')]
  const isShown = uintOf(values.get(words.flagEnabled) ?? Buffer.from([1])) === 1
  if (!codec || !isShown) throw refused('a track')
  work.tracks.push({ number: uintOf(values.get(words.trackNumber)), type: uintOf(values.get(words.trackType)), codec })
  if (codec === 'vorbis' && settings) {
    await flush(work)
    const bytes = withoutComments(await readAt(work.from, settings.at, settings.length))
    await work.to.write(bytes, 0, settings.length, settings.at)
  }
  work.settings = undefined
  for (const id of [words.codec, words.flagEnabled, words.trackNumber, words.trackType]) values.delete(id)
}

const uintOf = (bytes: Buffer = Buffer.alloc(0)): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0)

const floatOf = (bytes: Buffer | undefined): number =>
  bytes?.length === 4 ? bytes.readFloatBE(0) : bytes?.length === 8 ? bytes.readDoubleBE(0) : 0
