// The order of media, the print of a form, and what the form of one media may contain.

import { describe, expect, test } from 'vitest'
import { emptyMedia, type Media } from '#core/contribution/media.content.ts'
import { readMedia, TakeInput, valuesOf } from './workshop.input.ts'
import { chaptersOf, moved, moveOf, printOf } from './workshop.rules.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const sound: Media = { ...emptyMedia(id(1), 'sound', 'story'), words: [] }
const form = (more: Record<string, string | string[]> = {}) => ({
  ...(valuesOf(sound) as Record<string, string>),
  languages: ['fr'],
  ...more,
})

describe('order', () => {
  const list = [1, 2, 3].map((each) => ({ file_id: id(each) }))
  const after = (asked: string) => {
    const move = moveOf(asked)
    return move && moved(list, move).map(({ file_id }) => Number(file_id.at(-1)))
  }
  test.each([
    [`up ${id(2)}`, [2, 1, 3]],
    [`down ${id(2)}`, [1, 3, 2]],
    [`up ${id(1)}`, [1, 2, 3]],
    [`down ${id(3)}`, [1, 2, 3]],
    [`up ${id(9)}`, [1, 2, 3]],
    [`sideways ${id(1)}`, undefined],
    ['', undefined],
  ])('%s', (asked, order) => expect(after(asked)).toEqual(order))
})

test('the print changes with what the form shows, and not with the transcript', () => {
  const said = {
    ...sound,
    transcripts: [{ language: 'fr', form: 'original' as const, machine: false, cues: [], chapters: [] }],
  }
  expect(printOf(said)).toBe(printOf(sound))
  expect(printOf({ ...sound, credit: 'Inès' })).not.toBe(printOf(sound))
})

describe('the form of one media', () => {
  const edited = (fields: ReturnType<typeof form>, before = sound) => {
    const read = readMedia(fields, before)
    return 'edit' in read ? read.edit(before) : read.mistakes
  }

  test('keeps words by language, and lets empty ones go', () => {
    const typed = form({
      languages: ['fr', 'ar'],
      'title.fr': 'Le village',
      'caption.fr': 'Avant la route',
      'alt.ar': ' ',
    })
    expect(edited(typed)).toMatchObject({
      words: [{ language: 'fr', title: 'Le village', caption: 'Avant la route', alt: '', description: '' }],
    })
  })

  test('leaves alone the words of a language it did not show', () => {
    const before = { ...sound, words: [{ language: 'tr', title: 'Köy', caption: '', alt: '', description: '' }] }
    expect(edited(form({ 'title.fr': 'Le village' }), before)).toMatchObject({
      words: [{ language: 'fr' }, { language: 'tr', title: 'Köy' }],
    })
  })

  test.each([
    [{ taken: 'un jour' }, { taken: 'bad_date' }],
    [{ licence: 'mine' }, { licence: 'bad_choice' }],
    [{ rights: 'XX' }, { rights: 'bad_choice' }],
    // A sound is no portrait.
    [{ use: 'portrait' }, { use: 'bad_choice' }],
    [{ 'title.fr': 'a'.repeat(201) }, { 'title.fr': 'too_long' }],
    [{ excuse_reason: 'On n’a pas fini' }, { excuse_until: 'required' }],
    [{ excuse_until: '2026-12-24' }, { excuse_reason: 'required' }],
    [{ excuse_reason: 'x', excuse_until: '2026-13-99' }, { excuse_until: 'bad_date' }],
  ])('%j is a mistake', (fields, mistakes) => expect(edited(form(fields))).toEqual(mistakes))

  test('says why words are missing, and until when', () => {
    expect(edited(form({ excuse_reason: 'On l’écrit', excuse_until: '2026-12-24' }))).toMatchObject({
      excuse: { reason: 'On l’écrit', until: '2026-12-24', language: 'fr' },
    })
    const arabic = { excuse_reason: 'نكتبها', excuse_until: '2026-12-24', excuse_language: 'ar' }
    expect(edited(form(arabic))).toMatchObject({ excuse: { language: 'ar' } })
    expect(edited(form({ ...arabic, excuse_language: '<b>' }))).toEqual({ excuse_language: 'bad_choice' })
  })

  test('a language that is none is left out', () => {
    expect(edited(form({ languages: ['fr', '<b>'], 'title.<b>': 'x' }))).toMatchObject({ words: [] })
  })
})

describe('a take', () => {
  test('its moments become chapters, in order, each once', () => {
    const { moments } = TakeInput.parse({ name: 'prise.webm', title: 'Le carton', moments: '9000,1200,9000' })
    expect(chaptersOf(moments, (number) => `Moment ${number}`)).toEqual([
      { start: 1200, title: 'Moment 1' },
      { start: 9000, title: 'Moment 2' },
    ])
  })
  test.each(['-1', '1;2', '99999999999', 'abc', '86400001', '1,'.repeat(300)])('moments %s are refused', (moments) => {
    expect(TakeInput.safeParse({ name: 'prise.webm', moments }).success).toBe(false)
  })
})
