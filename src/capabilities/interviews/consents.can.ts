// Who collects with a witness, beside whoever may record answers in general (contribution.can.ts).

import type { Standing } from '#core/contribution/contribution.can.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import { hasRole, type Member } from '#core/people/roles.ts'

/** Whoever wrote a story down answers for herself; for someone else, one must be collecting with her. */
export const isCollecting = (actor: Member, thing: Contribution, standing: Standing): boolean =>
  hasRole(actor, 'administrator') ||
  (hasRole(actor, 'facilitator') && (thing.facilitator_id === actor.person_id || standing.mandates.includes('collect')))
