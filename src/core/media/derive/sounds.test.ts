// Copies of sounds: one loudness, sealed seconds without a sound in them, no word of a recorder or a label. Without
// ffmpeg: the sound alone, where that is sure, and never when something is sealed.

import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aFile, copiesOf, ffmpegFile, loudest, samplesOf, toneIn } from '#tests/support/copies.ts'
import { aTone } from '#tests/support/heard.ts'
import { hasFfmpeg } from '#tests/support/tools.ts'
import { frameAt } from './bare-sounds.ts'
import { probe } from './probe.ts'
import { words } from './tools.ts'

// Encoding takes as long as the machine is busy.
vi.setConfig({ testTimeout: 90_000 })

const canaries = Array.from({ length: 12 }, (_, at) => `CANARI${String(at).padStart(2, '0')}XYZ`)
const labels = ['title', 'artist', 'album', 'comment', 'composer', 'genre', 'copyright', 'lyrics']
const labelled = labels.flatMap((label, at) => ['-metadata', `${label}=${canaries[at]}`])
const found = (bytes: Buffer) =>
  canaries.filter((each) => bytes.includes(each) || bytes.includes(Buffer.from(each, 'utf16le')))

describe.skipIf(!hasFfmpeg)('with ffmpeg', () => {
  // A low tone all along, and a voice-like one from the second to the fourth second.
  const aVoice = (name: string, ...more: string[]) =>
    ffmpegFile(
      name,
      ...words("-f lavfi -i aevalsrc='0.05*sin(2*PI*300*t)+0.3*between(t,2,4)*sin(2*PI*1000*t)':d=8:s=44100"),
      ...more,
    )
  const spans = [{ start_ms: 2_000, end_ms: 4_000 }]

  test.each([
    ['voice.mp3', 'audio/mpeg'],
    ['voice.wav', 'audio/wav'],
    ['voice.ogg', 'audio/ogg'],
    ['voice.flac', 'audio/flac'],
    ['voice.m4a', 'audio/mp4'],
    ['voice.webm', 'audio/webm'],
  ])('%s: sealed seconds hold no sound in any copy, the others do', async (name, media_type) => {
    const file = aVoice(name)
    const made = await copiesOf(file, media_type, { nature: 'sound', spans })
    expect(made.files.map((each) => `${each.name} ${each.media_type}`)).toEqual(['opus audio/ogg', 'aac audio/mp4'])
    for (const copy of made.files) {
      const samples = samplesOf(copy.file)
      expect.soft(loudest(samples, 2_000, 4_000), `${copy.name} within`).toBeLessThan(0.002)
      expect.soft(toneIn(samples, 1000, 1_000, 6_000), `${copy.name} anywhere`).toBeLessThan(0.001)
      expect.soft(loudest(samples, 500, 1_900), `${copy.name} before`).toBeGreaterThan(0.05)
      expect.soft(loudest(samples, 4_100, 7_500), `${copy.name} after`).toBeGreaterThan(0.05)
    }
    expect(made.findings.duration_ms).toBeGreaterThan(7_900)
    expect(made.findings.duration_ms).toBeLessThan(8_200)
    // Drawn flat too: 8 seconds in 200 values.
    const { waveform = [] } = made.findings
    expect(waveform.length).toBe(200)
    expect(Math.max(...waveform.slice(51, 99))).toBe(0)
    expect(Math.min(...waveform.slice(5, 45), ...waveform.slice(105, 195))).toBeGreaterThan(20)
  })

  test('one that was recorded low and one that was recorded loud are heard alike', async () => {
    const levels = await Promise.all(
      [0.01, 0.9].map(async (gain) => {
        const file = ffmpegFile('level.wav', '-f', 'lavfi', '-i', `aevalsrc='${gain}*sin(2*PI*500*t)':d=6`)
        const { files } = await copiesOf(file, 'audio/wav', { nature: 'sound' })
        return loudest(samplesOf(files[0]?.file ?? ''), 1_000, 5_000)
      }),
    )
    const [low = 0, loud = 0] = levels
    expect(low / loud).toBeGreaterThan(0.8)
    expect(low / loud).toBeLessThan(1.25)
  })

  test('more spans than one formula holds: what is not sealed stays at its second', { timeout: 60_000 }, async () => {
    const file = ffmpegFile('ticks.wav', '-f', 'lavfi', '-i', "aevalsrc='0.2*sin(2*PI*800*t)':d=61")
    const many = Array.from({ length: 120 }, (_, at) => ({ start_ms: 500 * at + 100, end_ms: 500 * at + 300 }))
    const { files } = await copiesOf(file, 'audio/wav', { nature: 'sound', spans: many })
    for (const copy of files) {
      const samples = samplesOf(copy.file)
      for (const { start_ms, end_ms } of many) {
        expect.soft(loudest(samples, start_ms, end_ms)).toBeLessThan(0.01)
        expect.soft(loudest(samples, end_ms + 40, end_ms + 260)).toBeGreaterThan(0.1)
      }
    }
  })

  test('silence stays silence', async () => {
    const { files, findings } = await copiesOf(aFile('s.wav', aTone(3, 0)), 'audio/wav', { nature: 'sound' })
    expect(loudest(samplesOf(files[0]?.file ?? ''), 0, 3_000)).toBe(0)
    expect(Math.max(...(findings.waveform ?? [1]))).toBe(0)
  })

  test('no word of a label, no cover, no chapter is in a copy (SEC-14)', async () => {
    const cover = ffmpegFile('cover.png', '-f', 'lavfi', '-i', 'color=red:s=64x64', '-frames:v', '1')
    const painted = aFile('cover.png', Buffer.concat([readFileSync(cover), Buffer.from(canaries[8] ?? '')]))
    const about = aFile(
      'about.txt',
      Buffer.from(`;FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=${canaries[9]}\n`),
    )
    const inputs = ['-f', 'lavfi', '-i', 'sine=440:d=3', '-i', painted, '-i', about]
    const mp3 = ffmpegFile(
      'labelled.mp3',
      ...inputs,
      ...words('-map 0 -map 1 -map_chapters 2 -c:v copy -id3v2_version 3 -write_id3v1 1'),
      ...labelled,
    )
    const m4a = ffmpegFile('labelled.m4a', ...inputs, '-map', '0', '-map_chapters', '2', ...labelled)
    for (const [file, media_type] of [
      [mp3, 'audio/mpeg'],
      [m4a, 'audio/mp4'],
    ] as const) {
      expect(found(readFileSync(file)).length).toBeGreaterThan(5)
      const { files } = await copiesOf(file, media_type, { nature: 'sound' })
      expect(files.length).toBe(2)
      for (const copy of files) {
        expect.soft(found(readFileSync(copy.file)), copy.name).toEqual([])
        // Nor a word of how it was made.
        expect.soft(readFileSync(copy.file).includes('Lavf'), copy.name).toBe(false)
      }
    }
  })

  test.each<[string, string, string]>([
    ['a playlist', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n', 'audio/mpeg'],
    [
      'a playlist said to be a film',
      '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:1/x.ts\n#EXT-X-ENDLIST\n',
      'video/mp4',
    ],
    ['a list of other files', "ffconcat version 1.0\nfile '/etc/passwd'\n", 'audio/wav'],
    ['a type we do not know', 'anything', 'application/vnd.apple.mpegurl'],
    ['nothing', '', 'audio/ogg'],
  ])('%s is never followed (SEC-16)', async (_, text, media_type) => {
    const file = aFile('list', Buffer.from(text))
    await expect(copiesOf(file, media_type, { nature: 'sound' })).rejects.toMatchObject({
      trouble: expect.stringMatching(/^(unreadable|unknown_format|nothing_inside)$/) as string,
    })
  })

  test('a picture has no sound in it', async () => {
    const file = ffmpegFile('mute.mp4', '-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64')
    await expect(copiesOf(file, 'video/mp4', { nature: 'sound' })).rejects.toMatchObject({ trouble: 'nothing_inside' })
  })
})

describe('without ffmpeg', () => {
  const before = process.env['PATH']
  beforeEach(() => void (process.env['PATH'] = ''))
  afterEach(() => void (process.env['PATH'] = before))

  /** Silent frames of 128 kilobits a second, as any encoder writes their beginning. */
  const frames = (count: number) => {
    const frame = Buffer.alloc(417)
    frame.set([0xff, 0xfb, 0x90, 0x64])
    return Buffer.concat(Array.from({ length: count }, () => frame))
  }
  const id3 = (text: string) => {
    const body = Buffer.from(`TIT2\0\0\0${String.fromCharCode(text.length + 1)}\0\0\0${text}`, 'latin1')
    return Buffer.concat([Buffer.from(`ID3\x03\0\0\0\0\0${String.fromCharCode(body.length)}`, 'latin1'), body])
  }
  const id3v1 = (text: string) => Buffer.concat([Buffer.from(`TAG${text}`), Buffer.alloc(125 - text.length)])

  test('an MP3 keeps its sound and loses all its labels', async () => {
    const sound = frames(200)
    const [first = '', ape = '', lyrics = '', last = ''] = canaries
    const file = aFile(
      'a.mp3',
      Buffer.concat([id3(first), sound, Buffer.from(`APETAGEX${ape}LYRICSBEGIN${lyrics}`), id3v1(last)]),
    )
    const { files, findings } = await copiesOf(file, 'audio/mpeg', { nature: 'sound' })
    expect(files.map(({ name, media_type }) => `${name} ${media_type}`)).toEqual(['mp3 audio/mpeg'])
    expect(readFileSync(files[0]?.file ?? '').equals(sound)).toBe(true)
    expect(findings.duration_ms).toBe(Math.round((200 * 1152 * 1000) / 44_100))
  })

  test('a WAV keeps its sound and loses all the rest', async () => {
    const wav = Buffer.from(aTone(2))
    const extra = (name: string, text: string) => {
      const body = Buffer.from(text.length % 2 ? `${text}\0` : text)
      const head = Buffer.alloc(8)
      head.write(name)
      head.writeUInt32LE(text.length, 4)
      return Buffer.concat([head, body])
    }
    const [bext = '', list = '', after = ''] = canaries
    const file = aFile(
      'a.wav',
      Buffer.concat([
        wav.subarray(0, 12),
        extra('bext', bext),
        wav.subarray(12),
        extra('LIST', list),
        Buffer.from(after),
      ]),
    )
    const { files, findings } = await copiesOf(file, 'audio/wav', { nature: 'sound' })
    const bytes = readFileSync(files[0]?.file ?? '')
    expect(bytes.equals(wav)).toBe(true)
    expect(findings).toEqual({ duration_ms: 2_000 })
  })

  test.each([
    ['audio/ogg', 'sound'],
    ['audio/mp4', 'sound'],
    ['video/mp4', 'video'],
  ] as const)('%s waits for ffmpeg, and says so', async (media_type, nature) => {
    const file = aFile('a', frames(3))
    await expect(copiesOf(file, media_type, { nature })).rejects.toMatchObject({ trouble: 'no_ffmpeg' })
  })

  test('with a sealed second nothing is copied', async () => {
    const file = aFile('a.mp3', frames(50))
    const made = copiesOf(file, 'audio/mpeg', { nature: 'sound', spans: [{ start_ms: 0, end_ms: 10 }] })
    await expect(made).rejects.toMatchObject({ trouble: 'no_ffmpeg' })
  })

  test.each([
    ['audio/mpeg', Buffer.alloc(3_000_000, 1)],
    ['audio/mpeg', Buffer.alloc(0)],
    ['audio/wav', Buffer.from('RIFF\0\0\0\0WAVE')],
    ['audio/wav', Buffer.from('nothing of the kind')],
  ])('%s with no sound in it is refused', async (media_type, bytes) => {
    const made = copiesOf(aFile('a', bytes), media_type, { nature: 'sound' })
    await expect(made).rejects.toMatchObject({ trouble: 'unreadable' })
  })

  test('a frame of MP3 is known by its first bytes', () => {
    expect(frameAt(frames(1), 0)).toMatchObject({ length: 417 })
    for (const wrong of [
      [0xff, 0xfb, 0xf0, 0],
      [0xff, 0xfb, 0x9c, 0],
      [0xff, 0xe9, 0x90, 0],
      [0x49, 0x44, 0x33, 3],
      [0xff, 0xfb],
    ])
      expect(frameAt(Buffer.from(wrong), 0)).toBeUndefined()
  })
})

test('what is inside is asked of nothing but the file', async () => {
  await expect(probe('/nowhere', 'text/plain', { signal: new AbortController().signal })).rejects.toMatchObject({
    trouble: hasFfmpeg ? 'unknown_format' : 'no_ffmpeg',
  })
})
