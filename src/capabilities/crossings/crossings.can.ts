// Who may decide of crossings and compose pages, and who may look. Pure.

import { hidden, yes, type Verdict } from '#core/people/can.ts'
import { hasRole, type Actor, type Role } from '#core/people/roles.ts'

/** Those who confirm, silence, write links and compose. */
export const deciders: readonly Role[] = ['editor', 'administrator']
/** Those who look at the crossings of a story they may see. */
export const watchers: readonly Role[] = ['facilitator', 'editor', 'scientist', 'administrator']

export const mayDecide = (actor: Actor): Verdict =>
  actor.kind === 'machine' || hasRole(actor, ...deciders) ? yes : hidden
