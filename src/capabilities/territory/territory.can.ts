// Who may run the town, and who may compose what it shows first. For anyone else these screens do not exist.

import { hidden, yes, type Verdict } from '#core/people/can.ts'
import { hasRole, type Actor } from '#core/people/roles.ts'

export const mayRunTown = (actor: Actor): Verdict =>
  actor.kind === 'machine' || hasRole(actor, 'administrator') ? yes : hidden

/** Composing the home, choosing the stories that open a theme: those who edit, and those who run the town. */
export const mayCompose = (actor: Actor): Verdict =>
  actor.kind === 'machine' || hasRole(actor, 'editor', 'administrator') ? yes : hidden
