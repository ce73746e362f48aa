// Who looks after the files of the town. For anyone else the page does not exist.

import { hidden, yes, type Verdict } from '#core/people/can.ts'
import { hasRole, type Actor } from '#core/people/roles.ts'

export const mayLookAfterFiles = (actor: Actor): Verdict => (hasRole(actor, 'administrator') ? yes : hidden)
