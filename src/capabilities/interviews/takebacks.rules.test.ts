// What remains to be done by hand when something is taken back; mandates and who may show again.

import { describe, expect, test } from 'vitest'
import type { Contribution } from '#core/contribution/contributions.ts'
import type { Actor } from '#core/people/roles.ts'
import { mayLift, maySignFor } from './interviews.can.ts'
import { tasksAfter } from './takebacks.rules.ts'
import { aYearAfter, standingOf } from './witnesses.rules.ts'

type Row = Parameters<typeof tasksAfter>[0][number]
const row = (use: Row['use'], form: Row['form'], answer: Row['answer'], person_id = 'zohra'): Row => ({
  person_id,
  use,
  form,
  answer,
})

describe('what remains off-line', () => {
  test('nothing when nothing else was agreed', () =>
    expect(
      tasksAfter([
        row('site', 'text', 'yes'),
        row('site', 'name', 'yes'),
        row('print', 'text', 'no'),
        row('radio', 'voice', 'later'),
      ]),
    ).toEqual([]))
  test('a yes that became no may have left a copy', () =>
    expect(tasksAfter([row('print', 'text', 'yes'), row('print', 'text', 'no')])).toEqual(['print']))
  test('each use once, in the order of the list', () =>
    expect(
      tasksAfter([
        row('exhibition', 'image', 'yes'),
        row('exhibition', 'text', 'yes'),
        row('radio', 'voice', 'yes'),
        row('print', 'text', 'yes'),
      ]),
    ).toEqual(['print', 'radio', 'exhibition']))
  test('lent photos are to be given back, wherever they were shown', () =>
    expect(tasksAfter([row('site', 'lent', 'yes')])).toEqual(['lent']))
  test('for one name, only her answers count', () =>
    expect(tasksAfter([row('print', 'text', 'yes'), row('radio', 'voice', 'yes', 'aldo')], 'aldo')).toEqual(['radio']))
})

describe('mandates', () => {
  test.each([
    ['2026-11-22', '2027-11-22'],
    ['2028-02-29', '2029-02-28'],
    ['2026-12-31', '2027-12-31'],
  ])('from %s it lasts until %s', (day, end) => expect(aYearAfter(day)).toBe(end))

  test.each([
    [{ starts_on: '2026-01-01', ends_on: '2026-11-22', revoked_at: null }, 'live'],
    [{ starts_on: '2026-01-01', ends_on: '2026-11-21', revoked_at: null }, 'ended'],
    [{ starts_on: '2026-11-23', ends_on: '2027-11-21', revoked_at: null }, 'future'],
    [{ starts_on: '2026-01-01', ends_on: '2027-11-21', revoked_at: new Date() }, 'revoked'],
  ])('%o is %s', (mandate, standing) => expect(standingOf(mandate, '2026-11-22')).toBe(standing))
})

const space_id = 'here'
const thing = {
  space_id,
  stage: 'review',
  created_by: 'ines',
  facilitator_id: 'ines',
  draft: {
    credits: [
      { role: 'told', person_id: 'zohra' },
      { role: 'told', person_id: 'aldo' },
    ],
  },
} as unknown as Contribution
const alone = { ...thing, draft: { credits: [{ role: 'told', person_id: 'zohra' }] } } as unknown as Contribution
const none = { mandates: [] }
const member = (person_id: string, ...roles: string[]) =>
  ({ kind: 'member', person_id, name: person_id, space_id, roles }) as Actor
const card = (person_id: string) => ({ kind: 'card', person_id, name: person_id, card_id: 'c', space_id }) as Actor
const said = (verdict: { yes: boolean; reason?: string }) => (verdict.yes ? 'yes' : verdict.reason)

describe('saying yes for a witness', () => {
  test.each([
    ['her card', card('zohra'), true, 'yes'],
    ['the other witness’s card', card('aldo'), true, 'hidden'],
    ['a stranger’s card', card('maria'), true, 'hidden'],
    ['her facilitator with a mandate', member('ines', 'facilitator'), true, 'yes'],
    ['her facilitator once it has ended', member('ines', 'facilitator'), false, 'mandate'],
    ['an editor', member('nadia', 'editor'), true, 'mandate'],
    ['the witness herself, signed in', member('zohra', 'contributor'), false, 'yes'],
    ['a visitor', { kind: 'visitor' } as Actor, true, 'hidden'],
  ])('%s', (_, actor, hasMandate, answer) =>
    expect(said(maySignFor(actor, thing, none, 'zohra', hasMandate))).toBe(answer),
  )
})

describe('showing again', () => {
  const withdrawal = { scope: 'all', person_id: null, reason: 'withdrawal', placed_by: 'zohra' } as const
  const held = { ...withdrawal, reason: 'restriction', placed_by: 'sophie' } as const
  const byAldo = { ...withdrawal, placed_by: 'aldo' } as const
  const herName = { ...withdrawal, scope: 'name', person_id: 'zohra', placed_by: 'ines' } as const
  test.each([
    ['what she took back', card('zohra'), thing, withdrawal, false, 'yes'],
    ['not what another witness took back', card('zohra'), thing, byAldo, false, 'other'],
    [
      'what was taken back for her, alone to tell',
      card('zohra'),
      alone,
      { ...withdrawal, placed_by: 'ines' } as const,
      false,
      'yes',
    ],
    ['her own name, whoever hid it', card('zohra'), thing, herName, false, 'yes'],
    ['not someone else’s name', card('aldo'), thing, herName, false, 'other'],
    ['not what the team holds', card('zohra'), alone, held, false, 'held'],
    [
      'her facilitator, with a mandate',
      member('ines', 'facilitator'),
      { ...thing, created_by: null } as Contribution,
      withdrawal,
      true,
      'yes',
    ],
    ['not her facilitator without', member('ines', 'facilitator'), thing, withdrawal, false, 'mandate'],
    ['not an editor', member('nadia', 'editor'), thing, withdrawal, true, 'role'],
    ['an administrator, what the team holds', member('sophie', 'administrator'), thing, held, false, 'yes'],
  ])('%s', (_, actor, story, seal, hasMandate, answer) =>
    expect(said(mayLift(actor, story, none, seal, hasMandate))).toBe(answer),
  )
})
