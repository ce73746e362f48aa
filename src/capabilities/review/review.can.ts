// Who may do what in review, beside the rules of contributions themselves. Pure.

import type { Contribution } from '#core/contribution/contributions.ts'
import { maySee, maySignFor, type Standing } from '#core/contribution/contribution.can.ts'
import { voicesOf } from '#core/contribution/content.ts'
import { hidden, no, type Verdict } from '#core/people/can.ts'
import { hasRole, personOf, type Actor } from '#core/people/roles.ts'

const boards = ['editorial', 'scientific'] as const
export type Board = (typeof boards)[number]

/** A board's decision: its members, never on their own words, never on what was taken back. */
export function mayDecide(board: Board, actor: Actor, thing: Contribution): Verdict {
  const verdict = maySignFor(board, actor, thing)
  return verdict.yes && thing.stage === 'withdrawn' ? no('withdrawn') : verdict
}

export const boardsOf = (actor: Actor, thing: Contribution): Board[] =>
  boards.filter((board) => mayDecide(board, actor, thing).yes)

export const isOwn = (actor: Actor, thing: Contribution): boolean =>
  actor.kind === 'member' && (thing.created_by === actor.person_id || voicesOf(thing.draft).includes(actor.person_id))

/** Private notes are for whoever collects and for administrators; boards judge the words. */
export function mayReadNotes(actor: Actor, thing: Contribution, standing: Standing): boolean {
  if (!maySee(actor, thing, standing).yes) return false
  if (hasRole(actor, 'administrator')) return true
  return (
    hasRole(actor, 'facilitator') && (thing.facilitator_id === personOf(actor) || standing.mandates.includes('collect'))
  )
}

/** Confidential opinions stay between the boards; never shown to whoever wrote the words. */
export const mayReadOpinions = (actor: Actor, thing: Contribution): boolean =>
  hasRole(actor, 'editor', 'scientist', 'administrator') && !isOwn(actor, thing)

/** The rules of a space are its administrator's. */
export const mayRule = (actor: Actor): Verdict => (hasRole(actor, 'administrator') ? { yes: true } : hidden)
