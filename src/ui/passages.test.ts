// Captions made into passages: nothing said is lost, nobody's words go to another, and a translation stands beside.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ShownTranscript } from '#core/shelf/shelve-media.ts'
import { passagesOf, transcriptFor } from '#ui/passages.ts'

const transcript = (
  cues: { start: number; end: number; text: string; speaker?: string }[],
  more: Partial<ShownTranscript> = {},
): ShownTranscript => ({
  language: 'fr',
  form: 'original',
  machine: false,
  chapters: [],
  ...more,
  cues: cues.map((cue) => ({ speaker: '', ...cue })),
})
const texts = (...all: Parameters<typeof passagesOf>) =>
  passagesOf(...all).map(({ cues }) => cues.map(({ text }) => text).join(' '))

describe('passages', () => {
  const short = (count: number, speaker = '') =>
    Array.from({ length: count }, (_, at) => ({ start: at * 3000, end: at * 3000 + 2900, text: `Mot ${at}.`, speaker }))

  test('are long enough to be read, and end with a sentence', () => {
    expect(texts(transcript(short(8)))).toEqual(['Mot 0. Mot 1. Mot 2. Mot 3.', 'Mot 4. Mot 5. Mot 6. Mot 7.'])
    const unended = short(6).map((cue) => ({ ...cue, text: cue.text.replace('.', ',') }))
    expect(texts(transcript(unended))).toHaveLength(1)
  })

  test('part where someone else speaks, after a silence, and where a chapter begins', () => {
    const two = transcript([
      { start: 0, end: 1000, text: 'Bonjour.', speaker: 'Inès' },
      { start: 1000, end: 2000, text: 'Bonjour.', speaker: 'Zohra' },
      { start: 2000, end: 3000, text: 'Asseyez-vous.', speaker: 'Zohra' },
      { start: 9000, end: 9500, text: 'Voilà.', speaker: 'Zohra' },
    ])
    expect(texts(two)).toEqual(['Bonjour.', 'Bonjour. Asseyez-vous.', 'Voilà.'])
    // A name is said once, when it changes.
    expect(passagesOf(two).map(({ speaker }) => speaker)).toEqual(['Inès', 'Zohra', ''])
    expect(texts(transcript(short(3), { chapters: [{ start: 3000, title: 'Le bateau' }] }))).toEqual([
      'Mot 0.',
      'Mot 1. Mot 2.',
    ])
  })

  test('have the words of the translation that is heard meanwhile, however it is cut', () => {
    const original = transcript([
      { start: 0, end: 12_000, text: 'Un.' },
      { start: 12_000, end: 24_000, text: 'Deux.' },
    ])
    const translation = transcript([
      { start: 300, end: 6000, text: 'One,' },
      { start: 6000, end: 11_900, text: 'it was.' },
      { start: 11_800, end: 24_000, text: 'Two.' },
    ])
    expect(passagesOf(original, translation).map(({ translated }) => translated.map(({ text }) => text))).toEqual([
      ['One,', 'it was.'],
      ['Two.'],
    ])
  })

  test('lose no word and change no order', () => {
    const cue = fc.record({
      gap: fc.integer({ min: 0, max: 8000 }),
      length: fc.integer({ min: 0, max: 15_000 }),
      text: fc.constantFrom('Oui.', 'et puis', 'La neige…', '[…]'),
      speaker: fc.constantFrom('', 'Zohra', 'Inès'),
    })
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 40 }), fc.array(cue, { maxLength: 40 }), (one, other) => {
        const timed = (all: typeof one) => {
          let start = 0
          return all.map(({ gap, length, ...rest }) => {
            const from = start + gap
            start = from + length
            return { ...rest, start: from, end: start }
          })
        }
        const [original, translation] = [transcript(timed(one)), transcript(timed(other))]
        const passages = passagesOf(original, translation)
        expect(passages.flatMap(({ cues }) => cues)).toEqual(original.cues)
        if (one.length > 0) expect(passages.flatMap(({ translated }) => translated)).toEqual(translation.cues)
        for (const { cues } of passages) expect(new Set(cues.map(({ speaker }) => speaker)).size).toBe(1)
      }),
    )
  })
})

describe('which transcript a reader sees', () => {
  const said = [{ start: 0, end: 1000, text: 'x' }]
  const arabic = transcript(said, { language: 'ar-MA' })
  const french = transcript(said, { language: 'fr', form: 'translation' })
  const english = transcript(said, { language: 'en', form: 'translation' })
  const empty = transcript([{ start: 0, end: 1000, text: ' ' }], { language: 'tr', form: 'translation' })
  const asked = { show: undefined, translation: '' }
  const seen = (locale: 'fr' | 'en' | 'ar', more: Partial<typeof asked> = {}) =>
    transcriptFor({ transcripts: [french, english, empty, arabic] }, locale, { ...asked, ...more })

  test('what is spoken first, her language beside; alone when she speaks it', () => {
    expect(seen('fr')).toMatchObject({ original: arabic, translation: french, show: 'ab' })
    expect(seen('en')).toMatchObject({ original: arabic, translation: english, show: 'ab' })
    expect(seen('ar')).toMatchObject({ original: arabic, translation: french, show: 'a' })
    expect(seen('ar', { translation: 'en' })).toMatchObject({ translation: english, show: 'ab' })
    expect(seen('fr', { translation: 'tr' })).toMatchObject({ translation: french })
    expect(transcriptFor({ transcripts: [empty] }, 'fr', asked)).toBeUndefined()
  })
})
