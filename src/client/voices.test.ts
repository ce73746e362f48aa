import { describe, expect, test } from 'vitest'
import { sentencesOf, voiceFor } from '#client/voices.ts'

const voice = (lang: string, localService = true, usual = false) => ({ lang, localService, default: usual })

describe('the voice of a passage', () => {
  const voices = [voice('en-US', true, true), voice('fr-CA'), voice('fr_FR', false), voice('ar-SA'), voice('nb-NO')]
  test.each([
    ['fr', 'fr-CA'],
    ['fr-FR', 'fr_FR'],
    ['en', 'en-US'],
    ['ar', 'ar-SA'],
    ['ary', 'ar-SA'],
    ['no', 'nb-NO'],
  ])('%s is read by %s', (language, expected) => {
    expect(voiceFor(voices, language)?.lang).toBe(expected)
  })
  test.each(['ta', 'kab', 'es', '', 'pas une langue'])('%s is read by nobody', (language) => {
    expect(voiceFor(voices, language)).toBeUndefined()
  })
})

describe('sentences short enough to be said whole', () => {
  const long = `${'Nous avons marché longtemps dans la neige, sans parler, '.repeat(12)}et puis la porte.`
  test('one sentence each, nothing lost', () => {
    expect(sentencesOf('Il neigeait. Elle riait ! Et toi ?', 'fr')).toEqual([
      'Il neigeait.',
      'Elle riait !',
      'Et toi ?',
    ])
    expect(sentencesOf('كنت طفلة. أين أنتم؟', 'ar')).toEqual(['كنت طفلة.', 'أين أنتم؟'])
  })
  test.each([
    [long, 'fr', 140],
    ['我们走了很久'.repeat(40), 'zh', 45],
    ['ა'.repeat(1000), 'ka', 140],
    ['😀'.repeat(400), 'fr', 140],
  ])('%.12s… in %s is cut under %i letters', (text, language, most) => {
    const parts = sentencesOf(text, language)
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(most)
    expect(parts.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    expect(parts.every((part) => !/[\uD800-\uDBFF]$/.test(part))).toBe(true)
  })
  test('long sentences are cut after a comma', () => {
    for (const part of sentencesOf(long, 'fr').slice(0, -1)) expect(part).toMatch(/,$/)
  })
})
