// What a mandate allows, and when. Pure: no database, no clock.

import type { MandateTable } from './people.tables.ts'

export const mandateScopes = ['collect', 'sign', 'withdraw'] as const
export type MandateScope = (typeof mandateScopes)[number]
export const mandateEvidence = ['paper', 'spoken', 'screen'] as const

export type MandateFacts = Pick<MandateTable, 'scope' | 'starts_on' | 'ends_on'> & { revoked_at: unknown }

/** Begun, not ended, not revoked. Both days are included. */
export const isLive = (mandate: MandateFacts, today: string): boolean =>
  mandate.revoked_at === null && mandate.starts_on <= today && today <= mandate.ends_on

/**
 * May someone holding these mandates act within this scope today? Once ended, a mandate no longer lets anyone collect
 * or sign, but still lets her take the story back (S02.6): to close a door never needs a fresh paper.
 */
export const mandateAllows = (mandates: readonly MandateFacts[], scope: MandateScope, today: string): boolean =>
  mandates.some((mandate) =>
    scope === 'withdraw'
      ? mandate.revoked_at === null && mandate.starts_on <= today && mandate.scope.includes('withdraw')
      : isLive(mandate, today) && mandate.scope.includes(scope),
  )
