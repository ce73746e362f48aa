// The workshop's rules: dates with help, paragraphs facing each other, what is missing, what a section replaces.

import { describe, expect, test } from 'vitest'
import { documentOf, textOf } from '#core/contribution/document.ts'
import { isEdtf } from '#core/platform/edtf.ts'
import { emptyContent } from './editor.actions.ts'
import { sidesOf } from './editor.differences.ts'
import { composeEdtf, periodHelpOf, type PeriodHelp } from './editor.period.ts'
import { emptyMedia } from '#core/contribution/media.content.ts'
import { alignmentOf, missingIn, moved } from './editor.rules.ts'
import {
  baseOf,
  originalSection,
  stageSection,
  stagesOf,
  stageWordsSection,
  textSection,
  themesSection,
  type Draft,
  type Section,
} from './editor.sections.ts'
import { testimonyKind } from './testimonies.kind.ts'

const teller = '11111111-1111-4111-8111-111111111111'
const help = (precision: PeriodHelp['precision'], year = '', month = '', edtf = ''): PeriodHelp => ({
  precision,
  year,
  month,
  edtf,
})

describe('a date made of answers', () => {
  test.each([
    [help('unknown', '1969'), ''],
    [help('exact', '1969'), '1969'],
    [help('exact', '1969', '01'), '1969-01'],
    [help('exact', '١٩٦٩', '01'), '1969-01'],
    [help('about', '1974'), '1974~'],
    [help('about', '1974', '06'), '1974-06~'],
    [help('decade', '1978'), '197X'],
    [help('free', '', '', '1958/1962'), '1958/1962'],
    [help('free', '', '', ''), ''],
  ])('%j is %s', (answers, edtf) => {
    expect(composeEdtf(answers)).toEqual({ edtf })
    expect(edtf === '' || isEdtf(edtf)).toBe(true)
  })

  test.each([
    [help('exact'), { year: 'required' }],
    [help('decade', '78'), { year: 'bad_date' }],
    [help('about', 'in the sixties'), { year: 'bad_date' }],
    [help('exact', '9999'), { year: 'bad_date' }],
    [help('free', '', '', 'last winter'), { edtf: 'bad_date' }],
  ])('%j is refused', (answers, mistakes) => {
    expect(composeEdtf(answers)).toEqual({ mistakes })
  })

  test.each(['', '1969', '1969-01', '1974~', '1974-06~', '197X', '1958/1962', '1969-01-15', '1984?'])(
    '“%s” goes into answers and back',
    (edtf) => {
      expect(composeEdtf(periodHelpOf(edtf))).toEqual({ edtf })
    },
  )
})

describe('a translation beside its original', () => {
  test('faces it paragraph by paragraph', () => {
    expect(alignmentOf(documentOf('واحد\n\nاثنان'), documentOf('un\n\ndeux'))).toEqual({
      matches: true,
      original: 2,
      translation: 2,
      rows: [
        ['واحد', 'un'],
        ['اثنان', 'deux'],
      ],
    })
  })
  test('says when a paragraph is missing, and where the rows end', () => {
    const { matches, rows } = alignmentOf(documentOf('un\n\ndeux'), documentOf('one'))
    expect(matches).toBe(false)
    expect(rows).toEqual([
      ['un', 'one'],
      ['deux', ''],
    ])
  })
  test('faces nothing at first', () => {
    expect(alignmentOf(documentOf('un'), documentOf(''))).toEqual({
      matches: false,
      original: 1,
      translation: 0,
      rows: [['un', '']],
    })
  })
})

describe('what is missing', () => {
  const whats = (content: Parameters<typeof missingIn>[0], asked = false) =>
    missingIn(content, asked).map(({ what, needed }) => (needed ? what.toUpperCase() : what))
  test('in a story just begun', () => {
    expect(whats(emptyContent('ar', []))).toEqual(['TITLE', 'BODY', 'TELLER', 'consent', 'french', 'theme'])
  })
  test('in a story told in French, without theme', () => {
    const content = emptyContent('fr', [{ person_id: teller, role: 'told' }])
    const [text] = content.texts
    if (text) Object.assign(text, { title: 'Un titre', body: documentOf('Des mots') })
    expect(whats(content, true)).toEqual(['theme'])
  })
  test('told aloud, it may be sent without a written word', () => {
    const content = { ...emptyContent('fr', []), media: [emptyMedia(teller, 'sound', 'story')] }
    expect(whats(content)).toContain('body')
  })
  test('a body of spaces is no body', () => {
    const content = emptyContent('fr', [])
    const [text] = content.texts
    if (text) text.body = documentOf('   \n\n  ')
    expect(whats(content)).toContain('BODY')
  })
})

describe('a section of a draft', () => {
  const draft = (): Draft => ({
    content: emptyContent('ar', [{ person_id: teller, role: 'told' }]),
    notes: 'entre nous',
  })
  const words = { title: 'T', lead: 'L', quote: 'Q', body: 'un\n\ndeux' }
  const applied = (section: Section, form: Record<string, string>, from = draft()): Draft => {
    const read = section.read(form, from)
    if ('mistakes' in read) throw new Error(JSON.stringify(read.mistakes))
    return read.apply(from)
  }

  test('shows again what was typed, letter for letter', () => {
    const form = { language: 'ar', ...words }
    expect(originalSection.valuesOf(applied(originalSection, form))).toEqual(form)
  })
  test('leaves the others as they were', () => {
    const translated = applied(textSection('fr', 'translation'), { ...words, made_by: 'human' })
    const after = applied(originalSection, { language: 'ar', ...words, title: 'autre' }, translated)
    expect(after.content.texts).toHaveLength(2)
    expect(textOf(after.content.texts[1]?.body ?? documentOf(''))).toBe('un\n\ndeux')
    expect(baseOf(textSection('fr', 'translation'), after)).toBe(baseOf(textSection('fr', 'translation'), translated))
    expect(after.notes).toBe('entre nous')
  })
  test('goes away when a translation is emptied', () => {
    const section = textSection('fr', 'translation')
    const translated = applied(section, { ...words, made_by: 'machine' })
    expect(translated.content.texts[1]?.machine).toBe(true)
    expect(
      applied(section, { title: '', lead: '', quote: '', body: '', made_by: 'human' }, translated).content.texts,
    ).toHaveLength(1)
  })
  test('cannot be told in a language it is translated into', () => {
    const translated = applied(textSection('fr', 'translation'), { ...words, made_by: 'human' })
    expect(originalSection.read({ language: 'fr', ...words }, translated)).toEqual({ mistakes: { language: 'taken' } })
  })
  test('keeps the words of a stage in the languages it does not show', () => {
    const placed = applied(stageSection(null), {
      place: 'Oran',
      country: 'DZ',
      precision: 'about',
      year: '1962',
      month: '',
      edtf: '',
    })
    const told = applied(
      stageWordsSection(0, ['ar']),
      { 'words.ar': 'وهران', lat: '35,7', lon: '-0.63', travel: 'yes' },
      placed,
    )
    const more = applied(stageWordsSection(0, ['fr']), { 'words.fr': 'Le port', lat: '35.7', lon: '-0.63' }, told)
    expect(stagesOf(more.content)).toEqual([
      {
        place: 'Oran',
        country: 'DZ',
        lat: 35.7,
        lon: -0.63,
        when: '1962~',
        words: { ar: 'وهران', fr: 'Le port' },
        travel: false,
        nature: '',
      },
    ])
  })
  test('says what a place was, among those we know', () => {
    const date = { precision: 'unknown', year: '', month: '', edtf: '' }
    const placed = applied(stageSection(null), { place: 'La gare', country: 'FR', nature: 'station', ...date })
    expect(stagesOf(placed.content)[0]?.nature).toBe('station')
    const stage = { place: 'La gare', country: 'FR', nature: 'castle', ...date }
    expect(stageSection(0).read(stage, placed)).toEqual({ mistakes: { nature: 'bad_choice' } })
  })
  test('keeps five things, one a line, and leaves them alone when a form does not hold them', () => {
    const section = themesSection([])
    const kept = applied(section, { objects: ' la valise \n\nle carton\nla valise' })
    expect(kept.content.details['objects']).toEqual(['la valise', 'le carton'])
    expect(section.valuesOf(kept)['objects']).toBe('la valise\nle carton')
    expect(applied(section, {}, kept).content.details['objects']).toEqual(['la valise', 'le carton'])
    for (const objects of ['a\nb\nc\nd\ne\nf', 'x'.repeat(81)])
      expect(section.read({ objects }, kept)).toEqual({ mistakes: { objects: 'too_long' } })
  })
  test('reads a draft written before places had a nature and things were kept', () => {
    const stage = { place: 'Oran', country: 'DZ', lat: null, lon: null, when: '', words: {}, travel: false }
    const before = { stages: [stage], collected_on: null, collected_at: '', medium: 'text' }
    expect(testimonyKind.details.parse(before)).toEqual({ ...before, stages: [{ ...stage, nature: '' }], objects: [] })
  })
  test.each([
    [{ lat: '91', lon: '0' }, { lat: 'bad_number' }],
    [{ lat: '12', lon: '' }, { lon: 'required' }],
    [{ lat: 'x', lon: '1' }, { lat: 'bad_number' }],
  ])('refuses degrees %j', (degrees, mistakes) => {
    expect(stageWordsSection(0, []).read(degrees, draft())).toEqual({ mistakes })
  })
  test.each([
    ['body', 'x'.repeat(150_001)],
    ['body', 'x\n\n'.repeat(5_001)],
    ['title', 'x'.repeat(201)],
    ['quote', 'x'.repeat(401)],
  ])('bounds its %s', (field, value) => {
    expect(originalSection.read({ language: 'ar', ...words, [field]: value }, draft())).toEqual({
      mistakes: { [field]: 'too_long' },
    })
  })
})

test('stages move by one place and never fall off', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 7, 1)).toEqual(['a', 'b'])
})

test('two versions side by side say each word once on each side', () => {
  const { before, after } = sidesOf('Il neigeait.\n\nTout était blanc.', 'Il pleuvait.\n\nTout était blanc.', 'fr')
  const plain = (side: typeof before) => side.map((paragraph) => paragraph.map((run) => run.text).join(''))
  expect(plain(before)).toEqual(['Il neigeait.', 'Tout était blanc.'])
  expect(plain(after)).toEqual(['Il pleuvait.', 'Tout était blanc.'])
  expect(before[0]?.find((run) => run.kind === 'removed')?.text).toBe('neigeait')
  expect(after[0]?.find((run) => run.kind === 'added')?.text).toBe('pleuvait')
})
