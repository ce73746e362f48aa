// Captions as files and people write them: the WebVTT suite, patience with the rest, and everything written reads back.

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textOfBytes } from '../../platform/text-bytes.ts'
import { expectedTexts, treeOf } from '#tests/support/cue-tree.ts'
import { readLines, writeLines } from './lines.ts'
import { writePlain } from './plain.ts'
import { readCaptions, readChapters } from './read.ts'
import { inOrder, tidyName, tidyText, type Said } from './said.ts'
import { writeSrt } from './srt.ts'
import { readTime, shortTime, writeTime } from './times.ts'
import { parseVtt, writeChapters, writeVtt } from './vtt.ts'

const folder = path.resolve(import.meta.dirname, '../../../../tests/captions')
const suite = readdirSync(folder).filter((name) => name.endsWith('.vtt'))
const options = { known: [], duration_ms: null, language: 'fr' }

describe('the WebVTT suite', () => {
  const trees = suite.filter((name) => readdirSync(folder).includes(name.replace('.vtt', '.json')))
  test.each(trees)('%s: each cue makes its tree', (name) => {
    const expected = JSON.parse(readFileSync(path.join(folder, name.replace('.vtt', '.json')), 'utf8')) as {
      expectedTree: string
    }[]
    const cues = parseVtt(readFileSync(path.join(folder, name), 'utf8'))?.cues ?? []
    expect(cues.map((cue) => treeOf(cue.text))).toEqual(expected.map((each) => each.expectedTree))
  })
  test.each(suite.filter((name) => !trees.includes(name)))('%s: the right cues, and no other', (name) => {
    const source = readFileSync(path.join(folder, name), 'utf8')
    const read = parseVtt(source)
    expect(read?.cues.map((cue) => cue.text.trim())).toEqual(expectedTexts(name, source).map((text) => text.trim()))
  })
  test('what is no WebVTT is not read as one', () => {
    for (const text of ['', 'WEBVT', 'WEBVTTx', 'webvtt\n', ' WEBVTT\n', 'WEBVTT\0'])
      expect(parseVtt(text)).toBeUndefined()
    for (const text of ['WEBVTT', '\ufeffWEBVTT\n', 'WEBVTT \n', 'WEBVTT\t', 'WEBVTT\r\n'])
      expect(parseVtt(text)?.cues).toEqual([])
  })
})

describe('reading with patience', () => {
  test('voices, tags, entities, several voices in one cue, cues out of order and over one another', () => {
    const read = readCaptions(
      'WEBVTT - Zohra\r\n\r\n1\r\n00:05.000 --> 00:07.000 align:start\r\n<v.loud Zohra B.>On &amp; <i>nous</i></v><v Inès>Oui&nbsp;!\r\n\r\n00:01.000 --> 00:06.000\r\n<c.jaune>Avant</c> <00:02.000>lui\r\nou elle\r\n',
      options,
    )
    expect(read).toMatchObject({ format: 'vtt', estimated: false, machine: false, troubles: [] })
    expect(read.said).toEqual([
      { start: 1000, end: 6000, speaker: '', text: 'Avant lui\nou elle' },
      { start: 5000, end: 7000, speaker: 'Zohra B.', text: 'On & nous' },
      { start: 5000, end: 7000, speaker: 'Inès', text: 'Oui\u00a0!' },
    ])
  })

  test('SubRip of all sorts: styles, empty lines inside, points for commas, names', () => {
    const text =
      '\ufeff1\r\n00:00:01,000 --> 00:00:02,5\r\n{\\an8}<i>Bonjour</i> <font color="#fff">toi</font>\r\n\r\nencore\r\n\r\n2\r\n0:00:03.000 -> 0:00:04.000\r\nZohra : Il a dit : oui\r\n\r\n3\r\n00:00:05,000 --> 00:00:04,000\r\nZohra : 1 < 2\r\n'
    expect(readCaptions(text, options).said).toEqual([
      { start: 1000, end: 2500, speaker: '', text: 'Bonjour toi\nencore' },
      { start: 3000, end: 4000, speaker: 'Zohra', text: 'Il a dit : oui' },
      { start: 5000, end: 5000, speaker: 'Zohra', text: '1 < 2' },
    ])
  })

  test('what cannot be read is told with its line, and the rest is taken', () => {
    const read = readCaptions(
      'WEBVTT\n\n00:01.000 --> 00:0x.000\nperdu\n\n00:02,000 --> 00:03,000\nvirgule\n\n25:00:00.000 --> 25:00:01.000\ntrop tard\n\n00:04.000 --> 00:05.000\n' +
        'x'.repeat(4_001),
      options,
    )
    expect(read.said.map(({ text }) => text)).toEqual(['virgule'])
    expect(read.troubles).toEqual([
      { what: 'time', line: 3 },
      { what: 'late', line: 9 },
      { what: 'long', line: 12 },
    ])
    expect(readCaptions('   \n', options).troubles).toEqual([{ what: 'empty', line: 1 }])
    expect(readCaptions('x'.repeat(2_000_001), options).troubles).toEqual([{ what: 'large', line: 1 }])
    expect(readCaptions('{"a": 1}', options).troubles).toEqual([{ what: 'json', line: 1 }])
    expect(readCaptions('[1:02] Ici\n[1:99] là', options).troubles).toEqual([{ what: 'time', line: 2 }])
    const many = Array.from({ length: 20_010 }, (_, at) => `[${writeTime(at)}] a${at}`).join('\n')
    expect(readCaptions(many, options).said).toHaveLength(20_000)
  })

  test('JSON of transcription programs', () => {
    const open = JSON.stringify({ text: ' A B', segments: [{ id: 0, start: 0.5, end: 1.25, text: ' A' }] })
    expect(readCaptions(open, options).said).toEqual([{ start: 500, end: 1250, speaker: '', text: 'A' }])
    const cpp = '{"transcription":[{"timestamps":{},"offsets":{"from":0,"to":900},"text":" B"}]}'
    expect(readCaptions(cpp, options).said).toEqual([{ start: 0, end: 900, speaker: '', text: 'B' }])
    const list = '[{"start":1,"end":2,"text":"C\\ud800","speaker":"SPEAKER_00"}]'
    expect(readCaptions(list, options).said).toEqual([
      { start: 1000, end: 2000, speaker: 'SPEAKER_00', text: 'C\ufffd' },
    ])
    expect(readCaptions('{"text":"D. E."}', options)).toMatchObject({ estimated: true, said: [{ text: 'D. E.' }] })
  })

  test('plain paragraphs: names, long ones cut in sentences, the time shared by length and said to be guessed', () => {
    const text = `Zohra : On est arrivés en mars.\n\nInès : Et après ?\n\nZohra : ${'Il faisait froid dans la ville. '.repeat(20)}\n\nAttention : ce n’est personne.`
    const read = readCaptions(text, { ...options, duration_ms: 60_000 })
    expect(read).toMatchObject({ format: 'plain', estimated: true })
    expect(read.said[0]).toMatchObject({ start: 0, speaker: 'Zohra', text: 'On est arrivés en mars.' })
    expect(read.said[1]).toMatchObject({ speaker: '', text: 'Inès : Et après ?' })
    expect(read.said.at(-1)).toMatchObject({ end: 60_000, speaker: '', text: 'Attention : ce n’est personne.' })
    expect(read.said.length).toBeGreaterThan(5)
    for (const each of read.said) expect(each.text.length).toBeLessThanOrEqual(220)
    expect(readCaptions(text, { ...options, known: ['inès'] }).said[1]).toMatchObject({ speaker: 'Inès' })
    expect(
      readCaptions('زهرة: جئنا في مارس\n\nليلى: ثم؟\n\nزهرة: كان البرد', { ...options, language: 'ar' }).said[0],
    ).toMatchObject({
      speaker: 'زهرة',
      text: 'جئنا في مارس',
    })
  })

  test('bytes of any origin', () => {
    const bytes = (list: number[]) => new Uint8Array(list)
    expect(textOfBytes(bytes([0xef, 0xbb, 0xbf, 0xc3, 0xa9]))).toBe('é')
    expect(textOfBytes(bytes([0xff, 0xfe, 0xe9, 0x00]))).toBe('é')
    expect(textOfBytes(bytes([0xfe, 0xff, 0x00, 0xe9]))).toBe('é')
    expect(textOfBytes(bytes([0xe9, 0x74, 0xe9, 0x20, 0x80]))).toBe('été €')
  })

  test('chapters as they are typed, or from a file', () => {
    const { chapters } = readChapters('0:00 Le bateau\n[1:02] La gare : l’arrivée\n')
    expect(chapters).toEqual([
      { start: 0, title: 'Le bateau' },
      { start: 62_000, title: 'La gare : l’arrivée' },
    ])
    expect(readChapters(writeChapters(chapters, 100_000)).chapters).toEqual(chapters)
    expect(readChapters('Le bateau').troubles).toEqual([{ what: 'times', line: 1 }])
  })
})

describe('times', () => {
  test.each([
    ['1:02', 62_000],
    ['00:01:02,5', 62_500],
    ['90:00', 5_400_000],
    ['1:60', undefined],
    ['1:99:00', undefined],
    ['x', undefined],
  ])('%s', (text, ms) => expect(readTime(text)).toBe(ms))
  test('any instant reads back', () => {
    fc.assert(fc.property(fc.nat(86_400_000), (ms) => readTime(writeTime(ms)) === ms))
    expect([shortTime(62_345), shortTime(3_662_000)]).toEqual(['1:02', '1:01:02'])
  })
})

// Words of every sort: signs that mean something in a format, names, times, several lines, other scripts.
const odd = [
  '[1:02] x',
  '\\[1:02] x',
  ': x',
  'Il a dit : x',
  '<v X>y',
  '&amp;',
  '-->',
  'NOTE x',
  '12',
  '12:30 midi',
  'زهرة: جئنا',
  '🙂',
  '{\\an8}',
  '{x} : y',
]
const words = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.constantFrom(...odd)), {
    minLength: 1,
    maxLength: 4,
  })
  .map((lines) => tidyText(lines.join('\n')))
  .filter((text) => text !== '')
const speaker = fc.oneof(
  fc.constant(''),
  fc.constantFrom('Zohra', 'Mme Ben Ali', 'زهرة', '李', 'l’inconnu', 'A & B <c>'),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map(tidyName),
)
const transcript = fc
  .array(fc.record({ start: fc.nat(80_000_000), lasting: fc.nat(60_000), speaker, text: words }), { maxLength: 12 })
  .map((rows): Said[] =>
    inOrder(
      rows.map(({ lasting, ...row }) => ({ ...row, end: row.start + lasting, line: 1 })),
      [],
    ),
  )
const namesOf = (said: readonly Said[]) => [...new Set(said.map((each) => each.speaker).filter(Boolean))]

describe('what is written reads back the same', () => {
  test('WebVTT', () => {
    fc.assert(
      fc.property(transcript, (said) => {
        const text = writeVtt(said, { machine: 'Texte d’une machine' })
        const read = readCaptions(text, options)
        expect(read.said).toEqual(said)
        expect(read.machine).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
  test('the plain form of the editor, with empty passages too', () => {
    fc.assert(
      fc.property(transcript, fc.boolean(), fc.boolean(), (all, hasEmpty, knowsAll) => {
        const said = hasEmpty ? all.map((each, at) => (at % 3 ? each : { ...each, text: '' })) : all
        const known = knowsAll ? namesOf(said) : []
        const { said: read, troubles } = readLines(writeLines(said, known), known, null)
        expect(troubles).toEqual([])
        expect(read.map(({ line: _, ...each }) => each)).toEqual(said)
      }),
      { numRuns: 500 },
    )
  })
  test('SubRip, but for what it cannot hold', () => {
    const holds = (said: readonly Said[]) => !said.some((each) => /[<>{}:：]|^\d+$/mu.test(each.text + each.speaker))
    fc.assert(
      fc.property(transcript.filter(holds), (said) => {
        expect(readCaptions(writeSrt(said), { ...options, known: namesOf(said) }).said).toEqual(said)
      }),
    )
  })
  test('plain text keeps every word, and who says it', () => {
    const said: Said[] = [
      { start: 0, end: 1000, speaker: 'Zohra', text: 'On est\narrivés.' },
      { start: 1200, end: 2000, speaker: 'Zohra', text: 'En mars.' },
      { start: 2000, end: 3000, speaker: 'Inès', text: 'Ah.' },
    ]
    expect(writePlain(said)).toBe('Zohra: On est\narrivés. En mars.\n\nInès: Ah.\n')
  })
  test('whatever is sent, reading answers', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.constantFrom(...odd, '\n', '00:01 --> 00:02', 'WEBVTT\n\n')).map((all) => all.join('\n')),
        ),
        (text) => {
          const { said } = readCaptions(text, options)
          for (const each of said) expect(each.start).toBeLessThanOrEqual(each.end)
        },
      ),
      { numRuns: 500 },
    )
    const deep = `WEBVTT\n\n00:00.000 --> 00:01.000\n${'<b>'.repeat(600_000)}x`
    expect(readCaptions(deep, options).said).toHaveLength(1)
  })
})
