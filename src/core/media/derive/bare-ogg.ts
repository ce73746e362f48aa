// Ogg without ffmpeg: one stream of Opus or Vorbis, page after page. The packet of comments (titles, places, names, the
// cover) keeps its length and loses every word; the sums of its pages are made again.

import { believed, mostParts, piece, refused, windowOn, type Carried, type Carrying } from './bare-bytes.ts'

type Codec = {
  name: string
  begins: string
  comments: Buffer
  skip: (head: Buffer) => number
  rate: (head: Buffer) => number
}
const codecs: readonly Codec[] = [
  {
    name: 'opus',
    begins: 'OpusHead',
    // No name of a program, no comment; what follows is padding.
    comments: Buffer.from('OpusTags\0\0\0\0\0\0\0\0', 'latin1'),
    skip: (head) => head.readUInt16LE(10),
    rate: () => 48_000,
  },
  {
    name: 'vorbis',
    begins: '\x01vorbis',
    comments: Buffer.from('\x03vorbis\0\0\0\0\0\0\0\0\x01', 'latin1'),
    skip: () => 0,
    rate: (head) => head.readUInt32LE(12),
  },
]
/** How much of the comments' packet says that it is one. */
const nameOf = ({ comments }: Codec): Buffer => comments.subarray(0, comments.indexOf(0))

export async function carryOgg(carrying: Carrying, nature: 'sound' | 'video'): Promise<Carried> {
  if (nature !== 'sound') throw refused('ogg with images')
  const { size, to } = carrying
  const read = windowOn(carrying)
  let kept: Buffer[] = []
  let weight = 0
  const flush = async () => {
    await to.write(Buffer.concat(kept))
    kept = []
    weight = 0
  }
  let codec: Codec | undefined
  let [serial, rate, skip, end] = [0, 0, 0, 0]
  // Which packet of the stream, and how far in it.
  let [packet, within] = [0, 0]
  let isOver = false
  for (let at = 0, pages = 0; !isOver && at < size; pages += 1) {
    const page = await pageAt(read, at, pages)
    // What a recording cut short has at its end.
    if (!page) break
    const flags = page[5] ?? 0
    const body = 27 + (page[26] ?? 0)
    if (pages === 0) {
      const head = page.subarray(body)
      codec = codecs.find(({ begins }) => head.toString('latin1', 0, begins.length) === begins)
      if (!codec) throw refused('not opus or vorbis')
      serial = page.readUInt32LE(14)
      rate = codec.rate(head)
      skip = codec.skip(head)
    }
    // Another stream, beside or after.
    if (!codec || page.readUInt32LE(14) !== serial || ((flags & 2) !== 0) !== (pages === 0)) throw refused('streams')
    let isChanged = false
    let start = body
    for (const lacing of page.subarray(27, body)) {
      if (packet === 1) {
        blank(page.subarray(start, start + lacing), within, codec)
        isChanged = true
      } else if (within === 0 && lacing > 0) expectPacket(page.subarray(start, start + lacing), packet, codec)
      start += lacing
      within += lacing
      if (lacing === 255) continue
      if (packet === 1 && within < codec.comments.length) throw refused('comments')
      packet += 1
      within = 0
    }
    if (isChanged) page.writeUInt32LE(sumOf(page), 22)
    const granule = Number(page.readBigInt64LE(6))
    if (granule > 0) end = granule
    isOver = (flags & 4) !== 0
    kept.push(Buffer.from(page))
    weight += page.length
    at += page.length
    if (weight >= piece) await flush()
  }
  await flush()
  if (!codec || packet < 4) throw refused('no sound')
  return {
    name: codec.name,
    media_type: 'audio/ogg',
    findings: believed(rate > 0 ? ((end - skip) / rate) * 1000 : 0),
  }
}

/** The page that begins here, whole; undefined when the file ends before it does. */
async function pageAt(read: ReturnType<typeof windowOn>, at: number, pages: number): Promise<Buffer | undefined> {
  const head = await read(at, 27)
  if (head.length < 27) return undefined
  if (head.toString('latin1', 0, 4) !== 'OggS' || head[4] !== 0 || pages > mostParts) throw refused('pages')
  const segments = head[26] ?? 0
  const lacing = (await read(at, 27 + segments)).subarray(27)
  if (lacing.length < segments) return undefined
  const length = 27 + segments + lacing.reduce((sum, each) => sum + each, 0)
  const page = await read(at, length)
  return page.length < length ? undefined : page
}

/** Packets of Vorbis: three of headers, then sound only, which is told by its first bit. */
function expectPacket(bytes: Buffer, packet: number, { name }: Codec): void {
  if (name !== 'vorbis' || packet === 0) return
  const isRight = packet === 2 ? bytes.toString('latin1', 0, 7) === '\x05vorbis' : ((bytes[0] ?? 0) & 1) === 0
  if (!isRight) throw refused('packets')
}

/** A part of the comments' packet, which begins `within` bytes after the packet does. */
function blank(part: Buffer, within: number, codec: Codec): void {
  const expected = nameOf(codec).subarray(within)
  if (!part.subarray(0, expected.length).equals(expected.subarray(0, part.length))) throw refused('comments')
  part.fill(0)
  codec.comments.subarray(within).copy(part)
}

/** The settings of Vorbis in Matroska: its three headers, the second of which loses every word. */
export function withoutComments(settings: Buffer): Buffer {
  const codec = codecs.find(({ name }) => name === 'vorbis')
  let at = 1
  const lengths = [0, 0].map(() => {
    let length = 0
    for (; settings[at] === 255; at += 1) length += 255
    length += settings.readUInt8(at)
    at += 1
    return length
  })
  const [first = 0, second = 0] = lengths
  const part = settings.subarray(at + first, at + first + second)
  if (!codec || settings[0] !== 2 || second < codec.comments.length || part.length < second) throw refused('comments')
  blank(part, 0, codec)
  return settings
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let sum = index << 24
  for (let bit = 0; bit < 8; bit += 1) sum = (sum << 1) ^ (sum < 0 ? 0x04c11db7 : 0)
  return sum >>> 0
})

/** The sum of a page, counted with zeros in its own place. */
export function sumOf(page: Buffer): number {
  let sum = 0
  for (const [at, byte] of page.entries())
    sum = ((sum << 8) ^ (table[((sum >>> 24) ^ (at >= 22 && at < 26 ? 0 : byte)) & 255] ?? 0)) >>> 0
  return sum
}
