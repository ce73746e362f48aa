// Without ffmpeg, a WAV with sealed seconds has its public copy: not one sample of them is left, and nothing clicks.

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aFile, copiesOf } from '#tests/support/copies.ts'

const rate = 8_000

/** A tone in every channel, of so many bits a sample, with a tag that must not pass. */
function aWave({ bits = 16, channels = 1, seconds = 3, said = {} as Partial<{ perSecond: number; block: number }> }) {
  const wide = bits / 8
  const block = channels * wide
  const data = Buffer.alloc(rate * seconds * block)
  for (let frame = 0; frame < rate * seconds; frame += 1)
    for (let channel = 0; channel < channels; channel += 1) {
      const level = 0.7 * Math.sin((2 * Math.PI * 440 * frame) / rate + channel)
      const at = frame * block + channel * wide
      if (bits === 8) data.writeUInt8(128 + Math.round(level * 127), at)
      else data.writeIntLE(Math.round(level * (2 ** (bits - 1) - 1)), at, wide)
    }
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(channels, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(said.perSecond ?? rate * block, 28)
  head.writeUInt16LE(said.block ?? block, 32)
  head.writeUInt16LE(bits, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data, Buffer.from('LIST\x06\0\0\0CANARI')])
}

async function copyOf(bytes: Buffer, spans: { start_ms: number; end_ms: number }[]): Promise<Buffer> {
  const before = process.env['PATH']
  process.env['PATH'] = ''
  try {
    const { files } = await copiesOf(aFile('sealed.wav', bytes), 'audio/wav', { nature: 'sound', spans })
    return readFileSync(files[0]?.file ?? '')
  } finally {
    process.env['PATH'] = before
  }
}

/** Levels from -1 to 1 of one channel. */
function levelsOf(wave: Buffer, bits: number, channels: number, channel: number): number[] {
  const wide = bits / 8
  const levels: number[] = []
  for (let at = 44 + channel * wide; at + wide <= wave.length; at += channels * wide)
    levels.push(bits === 8 ? (wave.readUInt8(at) - 128) / 128 : wave.readIntLE(at, wide) / 2 ** (bits - 1))
  return levels
}
const loudest = (levels: number[], from_ms: number, to_ms: number): number =>
  Math.max(0, ...levels.slice((from_ms * rate) / 1_000, (to_ms * rate) / 1_000).map(Math.abs))

describe.each([8, 16, 24, 32])('samples of %i bits', (bits) => {
  test.each([1, 2])('in %i channels: no energy in the span, the rest as it was, no click', async (channels) => {
    const wave = aWave({ bits, channels })
    const made = await copyOf(wave, [
      { start_ms: 1_000, end_ms: 1_500 },
      { start_ms: 2_900, end_ms: 9_000 },
    ])
    expect(made.includes('CANARI')).toBe(false)
    expect(made.length).toBe(44 + rate * 3 * channels * (bits / 8))
    for (let channel = 0; channel < channels; channel += 1) {
      const [before, after] = [levelsOf(wave, bits, channels, channel), levelsOf(made, bits, channels, channel)]
      expect(loudest(after, 990, 1_510)).toBe(0)
      expect(loudest(after, 2_890, 3_000)).toBe(0)
      expect(loudest(after, 0, 960)).toBeGreaterThan(0.6)
      for (const [from, to] of [
        [0, 960],
        [1_540, 2_850],
      ] as const)
        expect(after.slice(from * 8, to * 8)).toEqual(before.slice(from * 8, to * 8))
      const step = (levels: number[]) =>
        Math.max(...levels.slice(1).map((level, at) => Math.abs(level - (levels[at] ?? 0))))
      expect(step(after)).toBeLessThanOrEqual(step(before.slice(0, rate * 3)) + 2 ** (2 - bits))
    }
  })
})

test('spans anywhere, pieces of any length: never one sample of them', async () => {
  // Longer than what is read at once.
  const wave = aWave({ channels: 2, seconds: 40 })
  const span = fc
    .tuple(fc.nat(40_000), fc.integer({ min: 1, max: 9_000 }))
    .map(([start_ms, lasts]) => ({ start_ms, end_ms: start_ms + lasts }))
  await fc.assert(
    fc.asyncProperty(fc.array(span, { minLength: 1, maxLength: 6 }), async (spans) => {
      const levels = levelsOf(await copyOf(wave, spans), 16, 2, 1)
      for (const { start_ms, end_ms } of spans) expect(loudest(levels, start_ms, end_ms)).toBe(0)
    }),
    { numRuns: 15 },
  )
}, 60_000)

test('a head that contradicts itself has nothing silenced: it waits for ffmpeg', async () => {
  const spans = [{ start_ms: 100, end_ms: 200 }]
  for (const bytes of [aWave({ said: { perSecond: rate } }), aWave({ said: { block: 4 } })])
    await expect(copyOf(bytes, spans)).rejects.toMatchObject({ trouble: 'no_ffmpeg' })
})
