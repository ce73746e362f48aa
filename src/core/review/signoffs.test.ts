// Which revision may appear: tables of what boards and witnesses said.

import { describe, expect, test } from 'vitest'
import type { Decision, SignoffKind } from './review.tables.ts'
import { approvedAmong, decisionOn, dueOn, stoppedBy, type SignoffFact } from './signoffs.ts'

const revision = (id: string, ...voices: string[]) => ({ id, voices })
/** 'r1 editorial approve', 'r2 witness:zohra approve'. */
const said = (...lines: string[]): SignoffFact[] =>
  lines.map((line) => {
    const [revision_id = '', by = '', decision] = line.split(' ')
    const [kind, person = 'a member'] = by.split(':')
    return {
      revision_id,
      kind: kind as SignoffKind,
      decision: decision as Decision,
      person_id: person,
      at: new Date(0),
    }
  })

const r1 = revision('r1', 'zohra')
const r2 = revision('r2', 'zohra', 'amine')
const both: SignoffKind[] = ['editorial', 'witness']

describe('what is still due', () => {
  test.each<[string, SignoffFact[], SignoffKind[], SignoffKind[]]>([
    ['everything at first', [], both, ['editorial', 'witness']],
    ['nothing when nothing is asked', [], [], []],
    ['what is signed is no longer due', said('r1 editorial approve'), both, ['witness']],
    [
      'a sign-off for another revision counts for nothing',
      said('r0 editorial approve', 'r2 witness:zohra approve'),
      both,
      ['editorial', 'witness'],
    ],
    ['the last word counts', said('r1 editorial approve', 'r1 editorial changes'), both, ['editorial', 'witness']],
    [
      'one may come back on a refusal',
      said('r1 editorial refuse', 'r1 editorial approve', 'r1 witness:zohra approve'),
      both,
      [],
    ],
    ['another person’s word is not hers', said('r1 editorial approve', 'r1 witness:amine approve'), both, ['witness']],
    [
      'a board’s member does not sign for the other board',
      said('r1 scientific approve'),
      ['editorial', 'scientific'],
      ['editorial'],
    ],
  ])('%s', (_, signoffs, required, due) => {
    expect(dueOn(r1, signoffs, required)).toEqual(due)
  })

  test('every voice signs', () => {
    expect(dueOn(r2, said('r2 witness:zohra approve'), ['witness'])).toEqual(['witness'])
    expect(dueOn(r2, said('r2 witness:zohra approve', 'r2 witness:amine approve'), ['witness'])).toEqual([])
  })
  test('without voice, nobody can sign for a witness', () => {
    expect(dueOn(revision('r1'), said('r1 witness:zohra approve'), ['witness'])).toEqual(['witness'])
  })
})

describe('what stops a revision', () => {
  test.each<[string, SignoffFact[], 'changes' | 'refuse' | undefined]>([
    ['nothing', said('r2 editorial approve'), undefined],
    ['changes asked', said('r2 editorial changes'), 'changes'],
    ['a refusal is stronger', said('r2 editorial changes', 'r2 scientific refuse'), 'refuse'],
    ['one voice among two', said('r2 witness:zohra approve', 'r2 witness:amine changes'), 'changes'],
    ['a board that is not asked', said('r2 scientific refuse'), 'refuse'],
    ['a word taken back', said('r2 editorial refuse', 'r2 editorial approve'), undefined],
    ['a word on another revision', said('r1 editorial refuse'), undefined],
    ['someone who tells nothing here', said('r2 witness:paul refuse'), undefined],
  ])('%s', (_, signoffs, expected) => {
    expect(stoppedBy(r2, signoffs)).toBe(expected)
  })
})

describe('the revision that may appear', () => {
  const all = [r1, r2]
  test.each<[string, SignoffFact[], string | undefined]>([
    ['none at first', [], undefined],
    [
      'the first, while the second is worked on',
      said('r1 editorial approve', 'r1 witness:zohra approve', 'r2 editorial approve'),
      'r1',
    ],
    [
      'the second, once everyone signed it',
      said(
        'r1 editorial approve',
        'r1 witness:zohra approve',
        'r2 editorial approve',
        'r2 witness:zohra approve',
        'r2 witness:amine approve',
      ),
      'r2',
    ],
    [
      'the first stays when the second is refused',
      said('r1 editorial approve', 'r1 witness:zohra approve', 'r2 editorial refuse'),
      'r1',
    ],
    [
      'none when the first is refused after all',
      said('r1 editorial approve', 'r1 witness:zohra approve', 'r1 editorial refuse'),
      undefined,
    ],
  ])('%s', (_, signoffs, expected) => {
    expect(approvedAmong(all, signoffs, both)?.id).toBe(expected)
  })
})

test('a decision is the last one, of that board or of that very witness', () => {
  const signoffs = said('r1 witness:zohra approve', 'r1 witness:amine refuse')
  expect(decisionOn(signoffs, 'r1', 'witness', 'zohra')?.decision).toBe('approve')
  expect(decisionOn(signoffs, 'r1', 'witness')).toBeUndefined()
  expect(decisionOn(signoffs, 'r1', 'editorial')).toBeUndefined()
})
