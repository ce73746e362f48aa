// Who may say yes for a witness after reading to her, and who may show again what was taken back. The core's rules
// (contribution.can.ts) come first; these know which witness, and whether the mandate for her still holds.

import { maySeal, maySignAsWitness, type Standing } from '#core/contribution/contribution.can.ts'
import { voicesOf } from '#core/contribution/content.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import type { SealTable } from '#core/consent/consent.tables.ts'
import { hidden, no, yes, type Verdict } from '#core/people/can.ts'
import { hasRole, type Actor } from '#core/people/roles.ts'

/**
 * The sign-off of one witness on what she heard or read. Her facilitator needs a mandate to sign for her, live today:
 * an ended one no longer signs (S02.6).
 */
export function maySignFor(
  actor: Actor,
  thing: Contribution,
  standing: Standing,
  witness_id: string,
  hasLiveMandate: boolean,
): Verdict {
  const verdict = maySignAsWitness(actor, thing, standing)
  if (!verdict.yes || actor.kind === 'machine') return verdict
  if (!voicesOf(thing.draft).includes(witness_id)) return hidden
  if (actor.kind !== 'visitor' && actor.person_id === witness_id) return yes
  if (actor.kind === 'card') return hidden
  return hasLiveMandate && hasRole(actor, 'facilitator') ? yes : no('mandate')
}

/** Whether one may speak for whoever this seal hides: her whose name it is, her who placed it, else any who tells. */
export function speaksFor(seal: PlacedSeal, thing: Contribution, signed_for: readonly string[]): boolean {
  const whose = seal.person_id ?? seal.placed_by
  return whose !== null && voicesOf(thing.draft).includes(whose) ? signed_for.includes(whose) : signed_for.length > 0
}

type PlacedSeal = Pick<SealTable, 'scope' | 'person_id' | 'reason' | 'placed_by'>

/**
 * Showing again is publishing: unlike taking back, it needs a mandate that still holds. A witness lifts what she took
 * back herself, or what was taken back for her when nobody else tells in this story; never what the team holds back.
 */
export function mayLift(
  actor: Actor,
  thing: Contribution,
  standing: Standing,
  seal: PlacedSeal,
  hasLiveMandate: boolean,
): Verdict {
  const verdict = maySeal(actor, thing, standing)
  if (!verdict.yes || actor.kind === 'machine') return verdict
  if (hasRole(actor, 'administrator')) return yes
  if (actor.kind === 'visitor') return hidden
  const voices = voicesOf(thing.draft)
  if (voices.includes(actor.person_id)) {
    if (seal.reason === 'restriction') return no('held')
    const isHers =
      seal.scope === 'name'
        ? seal.person_id === actor.person_id
        : seal.placed_by === actor.person_id || voices.length === 1
    return isHers ? yes : no('other')
  }
  return hasLiveMandate && seal.reason !== 'restriction' ? yes : no('mandate')
}
