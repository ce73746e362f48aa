// Phrases that were sealed, in every shape that they take in a text; names and phrases together.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentOf, plainTextOf } from '../contribution/document.ts'
import { initialsOf, redactDocument, redactionAcross, redactionIn, redactPhrases, redactValue } from './redact.ts'

const hide = (...phrases: string[]) => redactionIn(redactPhrases(phrases))

describe('sealing a phrase', () => {
  test.each([
    ['mon père est mort', 'Quand mon père est mort, on est partis.', 'Quand […], on est partis.'],
    ['mon père est mort', 'MON PERE EST MORT.', '[…]'],
    ['mon père est mort', 'Mon père\u00a0— est mort\u202f!', '[…]'],
    ['il a fui', 'Il a fui. Puis, un soir, il a fui.', '[…] Puis, un soir, […].'],
    ['il a fui', 'Elle dit : « Il a fui ! » Il a fui… Il a fui.fr', 'Elle dit : « […] » […] […].fr'],
    ['سافرت وحدي', 'كان الليل طويلا؟ سافرت وحدي؟ نعم.', 'كان الليل طويلا؟ […] نعم.'],
    ['mon père est mort', 'mon pe\u0301re est mort', '[…]'],
    ["l'usine de ma sœur", 'dans l’usine de ma soeur', 'dans […]'],
    ['la coœuvre', 'LA COŒUVRE, la cooeuvre', '[…], […]'],
    ['straße', 'in der STRASSE', 'in der […]'],
    ['ﬁn', 'la fin', 'la […]'],
    ['ma sœur', 'ma sœurette, ma sœur', 'ma sœurette, […]'],
    ['divorc*', 'elle a divorcé ; son divorce', 'elle a […] ; son […]'],
    ['Pau', 'Paul va à Pau, en pause', 'Paul va à […], en pause'],
    ['1969', 'en 1969 et en 19690', 'en […] et en 19690'],
    ['secret', 'se\u00adcret, se\u200bcret, s\u2060ecret', '[…], […], […]'],
    ['سافرت إلى وهران', 'ثم سَافَرْتُ إلى وَهران وحدي', 'ثم […] وحدي'],
    ['بيت خالتي', 'في بيت خالتي وبيت خالتي', 'في […] و[…]'],
    ['我的父亲', '他说我的\n父亲走了', '他说[…]走了'],
    ['בית של דוד', 'הלכנו לבית של דוד', 'הלכנו ל[…]'],
    ['a b c', 'x a b c d y', 'x […] y', 'b c d'],
  ])('%s in “%s”', (phrase, text, expected, ...more) => {
    expect(hide(phrase, ...more)(text)).toBe(expected)
  })

  test('leaves every other text as it was, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(hide('zzqx wvkj', 'qqqqq')(text)).toBe(text)
      }),
    )
  })

  test('wherever it is planted, not one of its words is left of it', () => {
    const word = fc.stringMatching(/^[a-zéèùœ]{4,9}$/)
    const between = fc.constantFrom(' ', '\u00a0', ', ', ' — ', '’', '\n', '… ', ' (')
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 2, maxLength: 6 }),
        fc.array(between, { minLength: 6, maxLength: 6 }),
        fc.string({ unit: fc.constantFrom('k', ' ', 'x', '.'), maxLength: 40 }),
        fc.boolean(),
        (words, gaps, around, isLoud) => {
          const planted = words.map((each, index) => `${index ? gaps[index % gaps.length] : ''}${each}`).join('')
          const text = `${around} ${isLoud ? planted.toUpperCase() : planted} ${around}`
          const shown = hide(words.join(' '))(text).toLowerCase()
          for (const each of words) expect(shown).not.toContain(each)
        },
      ),
    )
  })

  test('begins in one piece and ends in another: lines, paragraphs, quotes', () => {
    const typed = 'Un jour mon père\nest parti.\n\n## Mon père\n\n> est parti\n> sans rien.\n\nOn reste.'
    const shown = plainTextOf(redactDocument(documentOf(typed), redactPhrases(['mon père est parti'])))
    expect(shown).toBe('Un jour […]\n[…].\n\n[…]\n\n[…]\nsans rien.\n\nOn reste.')
  })

  test('leaves what is no words as it was, and takes the point off the map', () => {
    const stage = { place: 'rue des Lilas', when: '1969', country: 'FR', lat: 47.5, lon: 6.8, words: { fr: '1969' } }
    expect(redactValue([stage], hide('rue des lilas', '1969', 'fr'), ['when', 'country'])).toEqual([
      { ...stage, place: '[…]', lat: null, lon: null, words: { fr: '[…]' } },
    ])
  })
})

describe('names and phrases together', () => {
  const third = (names: string[], shown: Parameters<typeof redactionAcross>[0][number]['shown']) => ({ names, shown })

  test.each([
    ['Zohra Benali', 'Z. B.'],
    ['Maria da Luz', 'M. L.'],
    ['Madame N’Diaye', 'N. D.'],
    ['كريم', 'ك.'],
    ['…', '[…]'],
  ])('%s is shortened to %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })

  test('an initial for each way of naming her', () => {
    const redact = redactionIn(redactionAcross([third(['Karim Benali'], initialsOf)], []))
    expect(redact('Karim Benali, Karim, M. Benali, KARIM, karim benali')).toBe('K. B., K., M. B., K., K. B.')
  })

  test('another name hides what others hide', () => {
    const redact = redactionIn(
      redactionAcross([third(['Karim'], 'le fils de Zohra, à Oran'), third(['Zohra'], null)], ['à Oran']),
    )
    expect(redact('Karim est venu.')).toBe('le fils de […], […] est venu.')
  })

  test('a family name that two people share says neither', () => {
    const redact = redactionIn(
      redactionAcross([third(['Karim Benali'], initialsOf), third(['Zohra Benali'], 'Mirabelle')], []),
    )
    expect(redact('Karim Benali et Zohra Benali, les Benali')).toBe('K. B. et Mirabelle, les […]')
  })

  test('“Madame” stays', () => {
    expect(redactionIn(redactionAcross([third(['Madame Benali'], null)], []))('Madame Benali, Madame Petit')).toBe(
      '[…], Madame Petit',
    )
  })

  test('a transcript without any capital hides names too', () => {
    const across = redactionAcross([third(['Karim Benali'], null)], [])
    expect(across(['alors karim est arrivé ce jour-là', 'et monsieur benali aussi'])).toEqual([
      'alors […] est arrivé ce jour-là',
      'et monsieur […] aussi',
    ])
    // With capitals elsewhere, a small letter is an ordinary word.
    const rose = redactionAcross([third(['Rose'], null)], [])
    expect(rose(['Elle a vu Rose dans le jardin', 'avec une rose à la main'])).toEqual([
      'Elle a vu […] dans le jardin',
      'avec une rose à la main',
    ])
  })
})
