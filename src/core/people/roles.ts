// The five roles. They are ordered for display only: no rule compares ranks, each action lists who may do it.

export const roles = ['contributor', 'facilitator', 'editor', 'scientist', 'administrator'] as const
export type Role = (typeof roles)[number]

/** Someone signed in, with her roles in the space at hand. */
export type Member = { kind: 'member'; person_id: string; name: string; space_id: string; roles: readonly Role[] }
/** A witness who typed the number and code of her card. */
export type CardHolder = { kind: 'card'; person_id: string; name: string; card_id: string; space_id: string }
/** Anyone else. */
export type Visitor = { kind: 'visitor' }
/** The machine itself: jobs, imports run by the person who owns the server. */
export type Machine = { kind: 'machine'; person_id: null; space_id: string }
export type Actor = Member | CardHolder | Visitor | Machine

export const visitor: Visitor = { kind: 'visitor' }

export const hasRole = (actor: Actor, ...wanted: Role[]): boolean =>
  actor.kind === 'member' && wanted.some((role) => actor.roles.includes(role))

/** The person who acts, null for a visitor or the machine. */
export const personOf = (actor: Actor): string | null =>
  actor.kind === 'member' || actor.kind === 'card' ? actor.person_id : null
