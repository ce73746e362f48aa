// The containers of telephones and browsers, read a little by ourselves where ffprobe is missing: is there an image, and
// how long is it. A few headers, never the whole file.

import { open, type FileHandle } from 'node:fs/promises'
import type { Heard } from './sound.ts'

const mostBytes = 8_000_000
const mostBoxes = 1_000

/** What the headers tell; undefined when they are not there, or cut. */
export async function glance(file: string, demuxer: string): Promise<Heard | undefined> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    if (demuxer === 'mov') return await glanceAtMov(handle, size)
    const head = await read(handle, 0, Math.min(size, 262_144))
    if (demuxer === 'matroska') return glanceAtMatroska(head)
    if (demuxer === 'wav') return glanceAtWav(head, size)
    return { has_image: demuxer === 'avi' || (demuxer === 'ogg' && head.includes('\x80theora')), facts: {} }
  } finally {
    await handle.close()
  }
}

async function read(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}

async function glanceAtMov(handle: FileHandle, size: number): Promise<Heard | undefined> {
  for (let at = 0, boxes = 0; at + 8 <= size && boxes < mostBoxes; boxes++) {
    const header = await read(handle, at, 16)
    if (header.length < 8) return undefined
    const short = header.readUInt32BE(0)
    const length = short === 1 && header.length === 16 ? Number(header.readBigUInt64BE(8)) : short || size - at
    if (length < 8) return undefined
    if (header.toString('latin1', 4, 8) === 'moov')
      return at + length > size ? undefined : glanceAtMoov(await read(handle, at, Math.min(length, mostBytes)))
    at += length
  }
  return undefined
}

function glanceAtMoov(moov: Buffer): Heard | undefined {
  const handlers = new Set<string>()
  for (let at = moov.indexOf('hdlr'); at >= 0; at = moov.indexOf('hdlr', at + 4))
    handlers.add(moov.toString('latin1', at + 12, at + 16))
  if (!handlers.has('vide') && !handlers.has('soun')) return undefined
  const at = moov.indexOf('mvhd')
  const isLong = at >= 0 && moov[at + 4] === 1
  const times = at + (isLong ? 24 : 16)
  const isWhole = at >= 0 && times + 12 <= moov.length
  const scale = isWhole ? moov.readUInt32BE(times) : 0
  const length = isWhole ? (isLong ? Number(moov.readBigUInt64BE(times + 4)) : moov.readUInt32BE(times + 4)) : 0
  const duration_ms = scale > 0 ? Math.round((length / scale) * 1_000) : 0
  return { has_image: handlers.has('vide'), facts: duration_ms > 0 ? { duration_ms } : {} }
}

/** Names of codecs begin with V_ or A_, in the list of tracks at the beginning. */
function glanceAtMatroska(head: Buffer): Heard | undefined {
  const names = head.toString('latin1').match(/\x86[\x80-\xff][VA]_[A-Z0-9]/g) ?? []
  if (names.length === 0) return undefined
  return { has_image: names.some((name) => name.includes('V_')), facts: {} }
}

function glanceAtWav(head: Buffer, size: number): Heard | undefined {
  const at = head.indexOf('fmt ')
  if (at < 0 || at + 20 > head.length) return undefined
  const perSecond = head.readUInt32LE(at + 16)
  return {
    has_image: false,
    facts: perSecond > 0 ? { duration_ms: Math.round(((size - 44) / perSecond) * 1_000) } : {},
  }
}
