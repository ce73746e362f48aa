// Who writes a story told alone: its teller, by her card, until she sends it.

import { voicesOf } from '#core/contribution/content.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import { hidden, yes, type Verdict } from '#core/people/can.ts'
import type { Actor } from '#core/people/roles.ts'

export const mayTellAlone = (
  actor: Actor,
  thing: Pick<Contribution, 'draft' | 'created_by' | 'facilitator_id' | 'stage'>,
): Verdict =>
  actor.kind === 'card' &&
  voicesOf(thing.draft).includes(actor.person_id) &&
  thing.created_by === null &&
  thing.facilitator_id === null &&
  thing.stage === 'draft'
    ? yes
    : hidden
