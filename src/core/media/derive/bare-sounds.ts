// MP3 and WAV without ffmpeg: only the sound itself is carried over, frame by frame or sample by sample.

import { piece, readAt, refused, type Carried, type Carrying } from './bare-bytes.ts'
import { isUnderstood, mute } from './bare-mute.ts'
import { DeriveTrouble } from './making.ts'

/** No recorder writes as many beside the sound. */
const mostTags = 1_000

/** A RIFF file made anew: the description of the sound and its samples, silent where it is sealed, and nothing else. */
export async function carryWave({ from, to, size, spans, signal }: Carrying): Promise<Carried> {
  const head = await readAt(from, 0, 12)
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE') throw unreadable()
  let format: Buffer | undefined
  let data: { at: number; length: number } | undefined
  for (let [at, parts] = [12, 0]; at + 8 <= size && parts < mostTags && !(format && data); parts += 1) {
    const chunk = await readAt(from, at, 8)
    const name = chunk.toString('latin1', 0, 4)
    const length = chunk.readUInt32LE(4)
    // The eighteen bytes that say how samples are written; what a recorder adds after them is left.
    if (name === 'fmt ' && length >= 16) format = await readAt(from, at + 8, 16)
    if (name === 'data') data = { at: at + 8, length: Math.min(length, size - at - 8) }
    at += 8 + length + (length % 2)
  }
  if (!format || !data || data.length === 0) throw unreadable()
  // Samples as whole numbers only: the other ways to write them have parts that are not sound.
  if (format.readUInt16LE(0) !== 1) throw new DeriveTrouble('no_ffmpeg')
  const [perSecond, block] = [format.readUInt32LE(8), format.readUInt16LE(12)]
  if (perSecond === 0 || block === 0) throw unreadable()
  const [channels, rate, bits] = [format.readUInt16LE(2), format.readUInt32LE(4), format.readUInt16LE(14)]
  const samples = { rate, channels, bits, block }
  // A head that contradicts itself would have other seconds silenced than those that are heard.
  if (spans.length > 0 && (!isUnderstood(samples) || perSecond !== rate * block)) throw refused('samples')
  const length = data.length - (data.length % block)
  const made = Buffer.alloc(44)
  made.write('RIFF', 0, 'latin1')
  made.writeUInt32LE(36 + length, 4)
  made.write('WAVEfmt ', 8, 'latin1')
  made.writeUInt32LE(16, 16)
  format.copy(made, 20)
  made.write('data', 36, 'latin1')
  made.writeUInt32LE(length, 40)
  await to.write(made)
  const whole = piece - (piece % block) || block
  for (let done = 0; done < length; done += whole) {
    signal.throwIfAborted()
    const bytes = await readAt(from, data.at + done, Math.min(whole, length - done))
    mute(bytes, done / block, samples, spans)
    await to.write(bytes)
  }
  const duration_ms = Math.round((length / perSecond) * 1000)
  return { name: 'wav', media_type: 'audio/wav', findings: { duration_ms } }
}

const bitRates: Record<number, readonly number[]> = {
  // Kilobits a second, by version of MPEG (1, 2) for layer III.
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
const sampleRates = [44_100, 48_000, 32_000]

/** One frame of sound: how many bytes it takes and how long it lasts; undefined where no frame begins. */
export function frameAt(bytes: Buffer, at: number): { length: number; duration_ms: number; kind: number } | undefined {
  if (at + 4 > bytes.length) return undefined
  const head = bytes.readUInt32BE(at)
  if (head >>> 21 !== 0x7ff || ((head >>> 17) & 3) !== 1) return undefined
  const version = (head >>> 19) & 3
  const [rate, sampling] = [(head >>> 12) & 15, (head >>> 10) & 3]
  const kilobits = bitRates[version === 3 ? 1 : 2]?.[rate]
  const base = sampleRates[sampling]
  if (version === 1 || !kilobits || !base) return undefined
  const perSecond = version === 3 ? base : version === 2 ? base / 2 : base / 4
  const samples = version === 3 ? 1152 : 576
  const length = Math.floor((samples / 8) * ((kilobits * 1000) / perSecond)) + ((head >>> 9) & 1)
  // What two frames of one sound have in common: version, layer, sampling.
  return { length, duration_ms: (samples / perSecond) * 1000, kind: (head & 0xfffe0c00) >>> 0 }
}

/** Frame after frame; whatever lies before, between and after them (ID3, APE, Lyrics3, pictures) is left. */
export async function carryFrames({ from, to, size, signal }: Carrying): Promise<Carried> {
  let at = await afterId3(from)
  let start = at
  let bytes: Buffer = Buffer.alloc(0)
  let kept: Buffer[] = []
  let [duration_ms, weight, lost] = [0, 0, 0]
  let kind: number | undefined
  const flush = async () => {
    await to.write(Buffer.concat(kept))
    kept = []
    weight = 0
  }
  while (at + 4 <= size && lost < piece) {
    if (at + 8_192 > start + bytes.length && start + bytes.length < size) {
      signal.throwIfAborted()
      start = at
      bytes = await readAt(from, at, piece)
    }
    const frame = frameAt(bytes, at - start)
    const next = frame && frameAt(bytes, at - start + frame.length)
    // The first one, and the first after a gap, must be followed by one of its kind.
    const isOurs =
      kind !== undefined && lost === 0 ? frame?.kind === kind : frame && next?.kind === (kind ?? frame.kind)
    if (frame && isOurs && at + frame.length <= size) {
      kind = frame.kind
      kept.push(Buffer.from(bytes.subarray(at - start, at - start + frame.length)))
      weight += frame.length
      duration_ms += frame.duration_ms
      at += frame.length
      lost = 0
      if (weight >= piece) await flush()
    } else {
      at += 1
      lost += 1
    }
  }
  await flush()
  if (duration_ms === 0) throw unreadable()
  return { name: 'mp3', media_type: 'audio/mpeg', findings: { duration_ms: Math.round(duration_ms) } }
}

/** Where a tag put at the beginning ends: its own length, in seven bits a byte. */
async function afterId3(from: Carrying['from']): Promise<number> {
  let at = 0
  for (let tags = 0; ; tags += 1) {
    const head = await readAt(from, at, 10)
    if (tags > mostTags) throw unreadable()
    if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return at
    const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6, 10)
    at += 10 + ((a << 21) | (b << 14) | (c << 7) | d) + ((head[5] ?? 0) & 0x10 ? 10 : 0)
  }
}

const unreadable = () => new DeriveTrouble('unreadable')
