// What a mandate allows, day by day (S02).

import { describe, expect, test } from 'vitest'
import { isLive, mandateAllows, type MandateFacts, type MandateScope } from './mandates.rules.ts'

const aMandate = (more: Partial<MandateFacts> = {}): MandateFacts => ({
  scope: ['collect', 'sign', 'withdraw'],
  starts_on: '2026-01-10',
  ends_on: '2026-06-30',
  revoked_at: null,
  ...more,
})

describe('a mandate', () => {
  test.each([
    ['2026-01-09', false],
    ['2026-01-10', true],
    ['2026-06-30', true],
    ['2026-07-01', false],
  ])('on %s is live: %s', (today, live) => expect(isLive(aMandate(), today)).toBe(live))

  const cases: [string, MandateScope, MandateFacts[], string, boolean][] = [
    ['lets collect while it lasts', 'collect', [aMandate()], '2026-03-01', true],
    ['lets sign while it lasts', 'sign', [aMandate()], '2026-03-01', true],
    ['once ended, no longer lets collect', 'collect', [aMandate()], '2026-07-01', false],
    ['once ended, no longer lets sign', 'sign', [aMandate()], '2026-07-01', false],
    ['once ended, still lets take back', 'withdraw', [aMandate()], '2027-07-01', true],
    ['not begun, lets nothing', 'withdraw', [aMandate()], '2026-01-09', false],
    [
      'revoked, lets nothing, not even take back',
      'withdraw',
      [aMandate({ revoked_at: new Date() })],
      '2026-03-01',
      false,
    ],
    ['allows only what it names', 'sign', [aMandate({ scope: ['collect'] })], '2026-03-01', false],
    ['to collect does not let take back', 'withdraw', [aMandate({ scope: ['collect'] })], '2026-07-01', false],
    ['adds to others', 'sign', [aMandate({ scope: ['collect'] }), aMandate({ scope: ['sign'] })], '2026-03-01', true],
    [
      'of another day does not lend its scope',
      'sign',
      [aMandate({ scope: ['collect'] }), aMandate({ ends_on: '2026-02-01' })],
      '2026-03-01',
      false,
    ],
    ['missing, allows nothing', 'withdraw', [], '2026-03-01', false],
  ]
  test.each(cases)('%s', (_, scope, mandates, today, allowed) =>
    expect(mandateAllows(mandates, scope, today)).toBe(allowed),
  )
})
