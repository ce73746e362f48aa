// Who may hide a part of a contribution, and who may show it again. Pure.

import { mayEdit, maySeal, type Standing } from '../contribution/contribution.can.ts'
import type { Contribution } from '../contribution/contributions.ts'
import { no, yes, type Verdict } from '../people/can.ts'
import { hasRole, personOf, type Actor } from '../people/roles.ts'
import type { AskedBy, PicturedStatus } from './media.tables.ts'

/**
 * Hiding is as open as writing: one who may change the words may hide some of them. A witness with her card may hide a
 * part of what she may take back whole.
 */
export const mayHide = (actor: Actor, thing: Contribution, standing: Standing): Verdict =>
  (actor.kind === 'card' ? maySeal : mayEdit)(actor, thing, standing)

/**
 * Showing again is not: the facilitator who answers to the people concerned, an administrator, or the one who hid it,
 * and not even she when it was the witness who asked. With a card, what one hid oneself, and nothing else.
 */
export function mayShowAgain(
  actor: Actor,
  thing: Contribution,
  standing: Standing,
  hidden: { placed_by: string | null; asked_by: AskedBy; witness_id?: string | null },
): Verdict {
  const verdict = mayHide(actor, thing, standing)
  if (!verdict.yes || actor.kind === 'machine' || hasRole(actor, 'administrator')) return verdict
  if (actor.kind === 'card') return hidden.witness_id === actor.person_id ? yes : no('not_hers')
  const isInCharge = thing.facilitator_id === personOf(actor) || standing.mandates.includes('collect')
  if (hasRole(actor, 'facilitator') && isInCharge) return yes
  if (hidden.asked_by === 'witness') return no('witness_asked')
  return hidden.placed_by !== null && hidden.placed_by === personOf(actor) ? yes : no('placed_by_another')
}

/**
 * Who may take someone off the list of a picture: who writes there; but when that shows again what she took back, or a
 * face that was blurred, those who may show again.
 */
export function mayUnlist(
  actor: Actor,
  thing: Contribution,
  standing: Standing,
  person: { status: PicturedStatus; taken_back_at: Date | null; placed_by: string | null },
): Verdict {
  if (person.taken_back_at === null && person.status !== 'blur') return mayHide(actor, thing, standing)
  const asked_by = person.taken_back_at === null ? 'team' : 'witness'
  return mayShowAgain(actor, thing, standing, { placed_by: person.placed_by, asked_by })
}
