// Which sides are shown, what a decision needs.

import { expect, test } from 'vitest'
import type { Content } from '#core/contribution/content.ts'
import { emptyDocument } from '#core/contribution/document.ts'
import { chooseSides, mistakeIn, tabOf, textName } from './review.rules.ts'
import { boundsOfQuarter, quarterOf } from '#core/review/figures.ts'

const text = (language: string, form: 'original' | 'translation') => ({
  language,
  form,
  title: '',
  lead: '',
  quote: '',
  body: emptyDocument,
  machine: false,
})
const content: Content = {
  language: 'ar',
  texts: [text('ar', 'original'), text('fr', 'translation')],
  period: '',
  themes: [],
  credits: [],
  licence: 'CC-BY-SA-4.0',
  details: {},
}
const revisions = [1, 2, 3].map((number) => ({ id: `r${number}`, number, content }))
const nothing = { text: '', before: '', after: '' }
const sides = (approved: number | null, asked: Partial<typeof nothing>, known = revisions) => {
  const chosen = chooseSides(
    known,
    known.find((each) => each.number === approved),
    { ...nothing, ...asked },
  )
  return (
    chosen && [
      chosen.proposed.number,
      textName(chosen.text),
      chosen.against.kind === 'revision' ? chosen.against.revision.number : chosen.against.kind,
    ]
  )
}

test.each([
  ['the newest beside the one before', null, {}, [3, 'ar.original', 2]],
  ['the newest beside the approved one', 1, {}, [3, 'ar.original', 1]],
  ['nothing before the first', null, { after: '1' }, [1, 'ar.original', 'nothing']],
  [
    'a first translation beside the words as told',
    null,
    { after: '1', text: 'fr.translation' },
    [1, 'fr.translation', 'original'],
  ],
  [
    'a translation beside the words as told when asked',
    null,
    { before: 'original', text: 'fr.translation' },
    [3, 'fr.translation', 'original'],
  ],
  ['two revisions asked for', null, { before: '1', after: '2' }, [2, 'ar.original', 1]],
  ['never a later one on the left', null, { before: '3', after: '2' }, [2, 'ar.original', 1]],
  ['what nobody knows is the default', null, { text: 'xx.easy', before: '99', after: 'x' }, [3, 'ar.original', 2]],
] as const)('%s', (_, approved, asked, expected) => {
  expect(sides(approved, asked)).toEqual(expected)
})

test('nothing sent, nothing to show', () => expect(sides(null, {}, [])).toBeUndefined())

test.each([
  ['approve', '', '', undefined],
  ['approve', '', 'Très beau', undefined],
  ['changes', ' \n', '', 'reason'],
  ['refuse', '', 'avis', 'reason'],
  ['refuse', 'Trop tôt.', '', undefined],
  ['wait', '', '', undefined],
  ['wait', 'un mot', '', 'decision'],
] as const)('%s with reason "%s" and opinion "%s": %s', (decision, reason, opinion, field) => {
  expect(mistakeIn({ decision, reason, opinion })?.field).toBe(field)
})

test('an unknown list is mine', () =>
  expect([tabOf('comite'), tabOf('__proto__'), tabOf('')]).toEqual(['board', 'mine', 'mine']))

test('quarters are those of the town', () => {
  // Half past midnight in town is still the day before in UTC.
  expect(quarterOf(new Date('2026-12-31T23:30:00Z'))).toBe('2027-Q1')
  expect(boundsOfQuarter('2026-Q4')).toEqual({
    from: new Date('2026-09-30T22:00:00Z'),
    to: new Date('2026-12-31T23:00:00Z'),
  })
})
