// Pure rules of telling alone.

import { describe, expect, test } from 'vitest'
import { hasWords, noName, titleSection, wentTooFast, whenSection } from './alone.rules.ts'
import { emptyMedia } from '#core/contribution/media.content.ts'
import { redactionOf } from '#core/shelf/redact.ts'
import { emptyContent } from './editor.actions.ts'
import { stagesOf } from './editor.sections.ts'

const teller = '00000000-0000-4000-8000-000000000001'

describe('rules', () => {
  test('a place and a year make a stage and a period', () => {
    const draft = { content: emptyContent('ar', []), notes: '' }
    const read = whenSection.read({ place: 'Oran', year: '1962', sure: 'about' }, draft)
    const next = 'apply' in read ? read.apply(draft) : draft
    expect(next.content.period).toBe('1962~')
    expect(stagesOf(next.content).map(({ place, when }) => [place, when])).toEqual([['Oran', '1962~']])
    expect(whenSection.valuesOf(next)).toEqual({ place: 'Oran', year: '1962', sure: 'about' })
    const emptied = whenSection.read({ place: '', year: '' }, next)
    expect('apply' in emptied && stagesOf(emptied.apply(next).content)).toEqual([])
    expect(whenSection.read({ place: 'Oran', year: 'jadis' }, draft)).toEqual({ mistakes: { year: 'bad_date' } })
  })
  test('a title alone is no story', () => {
    const draft = { content: emptyContent('fr', []), notes: '' }
    const read = titleSection.read({ title: 'Un titre' }, draft)
    expect(hasWords('apply' in read ? read.apply(draft).content : draft.content)).toBe(false)
  })
  test('a voice is a story without a written word; a picture is not', () => {
    const told = (nature: 'sound' | 'picture', use: 'story' | 'lent') =>
      hasWords({ ...emptyContent('ar', []), media: [emptyMedia(teller, nature, use)] })
    expect(told('sound', 'story')).toBe(true)
    expect([told('sound', 'lent'), told('picture', 'story')]).toEqual([false, false])
  })
  test('three seconds is too fast to be someone', () => {
    const at = new Date('2026-11-22T10:00:00Z')
    expect(wentTooFast(at, new Date(at.getTime() + 2_999))).toBe(true)
    expect(wentTooFast(at, new Date(at.getTime() + 3_000))).toBe(false)
  })
})

test('the name of someone without name hides no word of her story', () => {
  const redact = redactionOf([{ names: [noName], shown: null }])
  expect(redact('Je suis venue sans nom, sans papiers, sans NOM. Sans rien.')).toBe(
    'Je suis venue sans nom, sans papiers, sans NOM. Sans rien.',
  )
})
