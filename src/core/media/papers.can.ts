// Who keeps papers with a witness: whoever may record what she agrees to, and the administration. Reading hers: herself.

import { mayRecordConsent, maySee, type Standing } from '../contribution/contribution.can.ts'
import type { Contribution } from '../contribution/contributions.ts'
import { no, yes, type Verdict } from '../people/can.ts'
import { hasRole, type Actor, type Role } from '../people/roles.ts'

/** The screens of papers; what each shows depends on the story. */
export const keepers: readonly Role[] = ['facilitator', 'administrator']

/** Loans, papers to print and the copy to give her. */
export function mayKeepPapers(actor: Actor, thing: Contribution, standing: Standing): Verdict {
  const seen = maySee(actor, thing, standing)
  if (!seen.yes) return seen
  if (hasRole(actor, 'administrator')) return yes
  if (actor.kind === 'member' && !hasRole(actor, ...keepers)) return no('role')
  return mayRecordConsent(actor, thing, standing)
}
