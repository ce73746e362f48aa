import { describe, expect, test } from 'vitest'
import { redactionOf, redactValue } from './redact.ts'

describe('hiding a name', () => {
  const hide = redactionOf([{ names: ['Maria da Luz', 'ماريا'], shown: null }])
  test.each([
    ['Maria da Luz est venue', '[…] est venue'],
    ['c’est Maria, dit-il', 'c’est […], dit-il'],
    ['« Luz ! »', '« […] ! »'],
    ['une luz douce', 'une luz douce'],
    ['Mariannick reste', 'Mariannick reste'],
    ['قالت ماريا: تعال', 'قالت […]: تعال'],
  ])('%s', (text, expected) => {
    expect(hide(text)).toBe(expected)
  })

  test('puts the chosen name instead', () => {
    expect(redactionOf([{ names: ['Zohra'], shown: 'Mirabelle' }])('Je suis Zohra.')).toBe('Je suis Mirabelle.')
  })

  test('reaches every string of a value', () => {
    expect(redactValue({ a: ['Maria', { b: 'Luz' }], n: 1, z: null }, hide)).toEqual({ a: ['[…]', { b: '[…]' }], n: 1, z: null })
  })

  test('is not fooled by letters that mean something in a pattern', () => {
    expect(redactionOf([{ names: ['A.B (C)'], shown: null }])('Voici A.B (C) et AxB')).toContain('AxB')
  })
})
