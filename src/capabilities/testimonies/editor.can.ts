// Who may do what in the workshop, beside the rules every contribution shares (core/contribution/contribution.can.ts).

import type { Permissions } from '#core/capability.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import { hidden, no, yes, type Verdict } from '#core/people/can.ts'
import { hasRole, type Actor, type Role } from '#core/people/roles.ts'

/** Those who write stories, and those who only read drafts sent to the boards. */
export const writers = ['contributor', 'facilitator', 'editor', 'administrator'] as const satisfies readonly Role[]
export const readers = [...writers, 'scientist'] as const satisfies readonly Role[]

type Arrived = Pick<Contribution, 'space_id' | 'created_by' | 'facilitator_id' | 'stage'>

/** A story sent by someone alone, that no facilitator looks after yet: any facilitator may take it in charge. */
export function mayTakeOver(actor: Actor, thing: Arrived): Verdict {
  if (
    !hasRole(actor, 'facilitator') ||
    actor.kind !== 'member' ||
    actor.space_id !== thing.space_id ||
    thing.stage === 'draft'
  )
    return hidden
  if (thing.facilitator_id !== null) return hidden
  return thing.created_by === null && thing.stage !== 'withdrawn' ? yes : no('role')
}

export const editorPermissions: Permissions = {
  begin: [...writers],
  save: ['author', 'card', 'facilitator', 'editor', 'administrator'],
  submit: ['author', 'card', 'facilitator', 'editor', 'administrator'],
  credit: ['author', 'facilitator', 'editor', 'administrator'],
  'take over': ['facilitator'],
  'tell alone': ['anyone'],
}
