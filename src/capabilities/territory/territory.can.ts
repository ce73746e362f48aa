// Who may run the town: its administrators. For anyone else these screens do not exist.

import { hidden, yes, type Verdict } from '#core/people/can.ts'
import { hasRole, type Actor } from '#core/people/roles.ts'

export const mayRunTown = (actor: Actor): Verdict =>
  actor.kind === 'machine' || hasRole(actor, 'administrator') ? yes : hidden
