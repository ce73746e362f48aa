// The passage shown of a text, and what is marked in it.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { shelveStory } from '#tests/support/shelf.ts'
import { findWords } from './find-words.ts'
import { askAboutText, extractOf, hitsIn } from './extracts.ts'
import { listExtracts } from './list-extracts.ts'
import { asksOfTerms } from './questions.ts'
import { stemsOf } from './stems.ts'
import { termsOf } from './typed.ts'
import { wordsOf } from './words.ts'

const { desk, reader } = await testDatabase()

/** The extract, what is marked between brackets. */
async function extract(text: string, language: string, typed: string): Promise<string | undefined> {
  const terms = termsOf(typed)
  const asks = asksOfTerms(terms)
  const said = [...wordsOf(text)]
  askAboutText(asks, said, language, terms)
  const hits = hitsIn(said, language, terms, await stemsOf(reader, asks))
  return extractOf(text, hits)
    ?.map((segment) => (segment.hit ? `[${segment.text}]` : segment.text))
    .join('')
}

describe('an extract', () => {
  test.each([
    ['Il neigeait sur la gare.', 'fr', 'neige gare', 'Il [neigeait] sur la [gare].'],
    ['L’immigré d’hier.', 'fr', 'immigrés', 'L’[immigré] d’hier.'],
    ['Emigrer, émigrés.', 'fr', 'émigré', '[Emigrer], [émigrés].'],
    ['ذهبت إلى المدرسة.', 'ar', 'مدرسة', 'ذهبت إلى [المدرسة].'],
    ['Я пам’ятаю школу.', 'uk', 'школа', 'Я пам’ятаю [школу].'],
    ['我们带来了移民的记忆。', 'zh', '移民', '我们带来了[移民]的记忆。'],
    ['Une gare, puis rien.', 'fr', 'gare -rien', 'Une [gare], puis rien.'],
    ['La rue de la gare, et de la rue.', 'fr', '"rue de la gare"', 'La [rue de la gare], et de la rue.'],
    ['La rue, puis la gare.', 'fr', '"rue de la gare"', undefined],
    ['La rue, puis la gare.', 'fr', '"la gare" rue', 'La [rue], puis [la gare].'],
    ['Rien de tout cela.', 'fr', 'neige', undefined],
  ])('%s', async (text, language, typed, expected) => expect(await extract(text, language, typed)).toBe(expected))

  test('is the passage that says most of the words, cut between words', async () => {
    const filler = 'Nous parlions encore longtemps de choses et d’autres, sans voir passer les heures du soir. '
    const text = `${filler.repeat(4)}La neige tombait. ${filler.repeat(4)}La neige couvrait la gare. ${filler.repeat(4)}`
    const shown = (await extract(text, 'fr', 'neige gare')) ?? ''
    expect(shown).toContain('La [neige] couvrait la [gare].')
    expect(shown).toMatch(/^… \S.*\S …$/u)
    expect(shown.length).toBeLessThan(240)
  })

  test('never cuts a letter, whatever the text', async () => {
    const units = fc.constantFrom('👩‍👩‍👧', 'é', 'e\u0301', 'ក្រុង', 'ที่', 'gare', ' ', '\n\n', '移', 'م')
    await fc.assert(
      fc.asyncProperty(fc.array(units, { maxLength: 300 }), async (pieces) => {
        const text = pieces.join('')
        const terms = termsOf('gare 移')
        const shown = extractOf(
          text,
          hitsIn([...wordsOf(text)], 'fr', terms, () => []),
        )
        const whole = shown?.map((segment) => segment.text).join('') ?? ''
        expect(whole.isWellFormed()).toBe(true)
        const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
        const cut = whole.replace(/^… | …$/g, '').trim()
        const spaced = ` ${[...graphemes.segment(text.replace(/\s+/gu, ' '))].map(({ segment }) => segment).join('|')}`
        expect(spaced.replaceAll('|', '')).toContain(cut)
        const [first] = [...graphemes.segment(cut)]
        if (first) expect(/^\p{M}/u.test(first.segment) && !/^\p{M}/u.test(text)).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})

describe('extracts of a page', () => {
  test('come in the reader’s language when the words are said in it, else where they are', async () => {
    const { id } = await shelveStory(desk, {
      language: 'ar',
      title: 'المدرسة القديمة',
      body: 'كنت أذهب إلى المدرسة كل صباح.',
      texts: [{ language: 'fr', title: 'L’ancienne école', body: 'J’allais à l’école chaque matin, à la gare.' }],
    })
    const read = async (typed: string, locale: 'fr' | 'ar') =>
      (await listExtracts(reader, { ids: [id], terms: termsOf(typed), locale })).get(id)
    const marked = (part?: { segments: { text: string; hit: boolean }[]; language: string }) =>
      part && [part.language, part.segments.filter(({ hit }) => hit).map(({ text }) => text)]
    const french = await read('écoles', 'fr')
    expect([marked(french?.title), marked(french?.passage)]).toEqual([
      ['fr', ['école']],
      ['fr', ['école']],
    ])
    expect(marked((await read('gare', 'ar'))?.passage)).toEqual(['fr', ['gare']])
    expect(marked((await read('مدرسة', 'fr'))?.passage)).toEqual(['ar', ['المدرسة']])
    expect(await read('introuvable', 'fr')).toBeUndefined()
  })

  test('give nothing of what the reader may not see', async () => {
    const { id } = await shelveStory(desk, { body: 'La gare.', visible_until: new Date(Date.now() - 1_000) })
    expect(await listExtracts(reader, { ids: [id], terms: termsOf('gare'), locale: 'fr' })).toEqual(new Map())
  })

  const cue = (start: number, text: string) => ({ start, end: start + 2_000, speaker: '', text })
  const said = (language: string, ...cues: ReturnType<typeof cue>[]) => ({
    language,
    form: 'original' as const,
    machine: false,
    cues,
    chapters: [],
  })

  test('lead to the second it is said, in the reader’s language when it is said in it', async () => {
    const french = said(
      'fr',
      cue(0, 'Bonjour.'),
      cue(83_400, 'Alors on a pris la'),
      cue(85_900, 'passerelle du canal.'),
    )
    const arabic = said('ar', cue(0, 'صباح الخير.'), cue(84_000, 'ثم أخذنا الجسر.'))
    const { id } = await shelveStory(desk, {
      title: 'Un matin',
      body: 'Il neigeait.',
      media: [
        { use: 'lent', transcripts: [said('fr', cue(5_000, 'La passerelle, ailleurs.'))] },
        { transcripts: [french, arabic] },
      ],
    })
    const read = async (typed: string, locale: 'fr' | 'ar' = 'fr') => {
      const passage = (await listExtracts(reader, { ids: [id], terms: termsOf(typed), locale })).get(id)?.passage
      return passage && [passage.heard_s, passage.language, passage.segments.map((each) => each.text).join('')]
    }
    expect(await read('passerelles')).toEqual([85, 'fr', 'Bonjour. Alors on a pris la passerelle du canal.'])
    expect(await read('"la passerelle"')).toEqual([83, 'fr', 'Bonjour. Alors on a pris la passerelle du canal.'])
    expect(await read('الجسر')).toEqual([84, 'ar', 'صباح الخير. ثم أخذنا الجسر.'])
    // What is written is shown as it is written.
    expect(await read('neige')).toEqual([undefined, 'fr', 'Il neigeait.'])
    const found = await findWords(reader, '"la passerelle du canal"')
    expect(found?.ordinals).toHaveLength(1)
  })

  test('lead to the sound that says it, of all those of the page: the telling first, then the others', async () => {
    const { id } = await shelveStory(desk, {
      title: 'Trois sons',
      media: [
        { use: 'lent', transcripts: [said('fr', cue(5_000, 'Une berceuse ancienne.'), cue(9_000, 'Et le pressoir.'))] },
        { transcripts: [] },
        { use: 'made', transcripts: [] },
        { transcripts: [said('fr', cue(61_500, 'On tournait le pressoir la nuit.'))] },
      ],
    })
    const read = async (typed: string) => {
      const { passage } = (await listExtracts(reader, { ids: [id], terms: termsOf(typed), locale: 'fr' })).get(id) ?? {}
      return passage && [passage.mark, passage.heard_s]
    }
    expect(await read('berceuse')).toEqual(['s2-', 5])
    expect(await read('tournait')).toEqual(['s4-', 61])
    // Said in two of them: where more of what was asked is said, else the first of the page.
    expect(await read('pressoir')).toEqual(['s2-', 9])
    expect(await read('pressoir nuit')).toEqual(['s4-', 61])
    expect((await findWords(reader, 'berceuse'))?.ordinals).toHaveLength(1)
  })

  test('lead to the second one sees it in a film, when nobody says it', async () => {
    const { id } = await shelveStory(desk, {
      title: 'Un film',
      media: [
        { nature: 'sound', transcripts: [said('fr', cue(2_000, 'Le bac passait.'))] },
        {
          nature: 'video',
          transcripts: [said('fr', cue(0, 'Bonjour.'), cue(12_000, 'Une lanterne brillait.'))],
          descriptions: [
            said('fr', cue(4_000, 'Un quai vide.'), cue(64_200, 'Elle pose la lanterne sur le rebord.')),
            said('ar', cue(4_000, 'رصيف فارغ.')),
          ],
        },
      ],
    })
    const read = async (typed: string) => {
      const { passage } = (await listExtracts(reader, { ids: [id], terms: termsOf(typed), locale: 'fr' })).get(id) ?? {}
      return passage && [passage.isSeen, passage.mark, passage.heard_s, passage.language]
    }
    expect(await read('quai')).toEqual([true, 's2-', 4, 'fr'])
    expect(await read('رصيف')).toEqual([true, 's2-', 4, 'ar'])
    expect(await read('"lanterne sur le rebord"')).toEqual([true, 's2-', 64, 'fr'])
    // Said and seen: where it is said.
    expect(await read('lanterne')).toEqual([false, 's2-', 12, 'fr'])
    expect(await read('bac')).toEqual([false, '', 2, 'fr'])
    expect((await findWords(reader, 'rebord'))?.ordinals).toHaveLength(1)
  })

  test('of a sound told in no text come with the title found', async () => {
    const { id } = await shelveStory(desk, {
      title: 'Le tramway',
      media: [{ transcripts: [said('fr', cue(3_000, 'Le tramway s’arrêtait là.'))] }],
    })
    const found = (await listExtracts(reader, { ids: [id], terms: termsOf('tramway'), locale: 'fr' })).get(id)
    expect(found?.title?.segments.filter(({ hit }) => hit)).toHaveLength(1)
    expect(found?.passage?.heard_s).toBe(3)
  })
})
