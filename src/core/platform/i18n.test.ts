import { expect, test } from 'vitest'
import { defineTexts } from '#core/platform/i18n.ts'

const french = {
  plain: 'Raconter',
  quoted: "L''heure de {name}",
  who: '{name} et {other}, {age} ans',
  many: '{count, plural, one {un récit} other {# récits}} de {name}',
  day: 'Le {day, date, ::yyyyMMMMd}',
}
const t = defineTexts({ fr: french, en: french, ar: french }).in('fr')

test('words and numbers are put where they go, whatever they hold', () => {
  expect(t('plain')).toBe('Raconter')
  expect(t('quoted', { name: "{l'autre}" })).toBe("L'heure de {l'autre}")
  expect(t('who', { name: '<b>$&', other: '', age: 0 })).toBe('<b>$& et , 0 ans')
  expect(t('who', { name: 'Zohra', other: 'Aldo', age: 7700 })).toBe('Zohra et Aldo, 7700 ans')
})

test('plurals and days follow the language', () => {
  expect(t('many', { count: 1, name: 'Zohra' })).toBe('un récit de Zohra')
  expect(t('many', { count: 2000, name: 'Zohra' })).toBe('2\u202f000 récits de Zohra')
  expect(t('day', { day: new Date('2026-11-22T12:00:00Z') })).toBe('Le 22 novembre 2026')
})

test('a word that is missing is a fault, never a hole in a page', () => {
  expect(() => t('who', { name: 'Zohra', other: 'Aldo' })).toThrow(/age/)
  expect(() => t('quoted')).toThrow(/name/)
})
