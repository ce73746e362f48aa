// Who may do what with one contribution. Functions and the list filter say the same; a test compares them.

import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { hidden, no, yes, type Verdict } from '../people/can.ts'
import { hasRole, personOf, type Actor } from '../people/roles.ts'
import type { DeskTables } from '../desk.ts'
import { voicesOf } from './content.ts'
import type { Contribution } from './contributions.ts'

/** What the rules need to know beside the contribution: the scopes of the actor's live mandates for its voices. */
export type MandateScope = 'collect' | 'sign' | 'withdraw'
export type Standing = {
  mandates: readonly MandateScope[]
  /** She has answers in this contribution's ledger: her words may be shown, whatever the draft says of her since. */
  has_answered?: boolean
}
export const noStanding: Standing = { mandates: [] }

const isVoice = (actor: Actor, thing: Contribution): boolean =>
  actor.kind === 'card' && voicesOf(thing.draft).includes(actor.person_id)
/** Taken off the draft by mistake or on purpose, she still sees it and may take it back (P-09). */
const hasAnswered = (actor: Actor, standing: Standing): boolean =>
  actor.kind === 'card' && standing.has_answered === true
const isAuthor = (actor: Actor, thing: Contribution): boolean =>
  actor.kind === 'member' && (thing.created_by === actor.person_id || voicesOf(thing.draft).includes(actor.person_id))
const isInCharge = (actor: Actor, thing: Contribution, standing: Standing): boolean =>
  hasRole(actor, 'facilitator') && (thing.facilitator_id === personOf(actor) || standing.mandates.includes('collect'))
const isTeam = (actor: Actor): boolean => hasRole(actor, 'editor', 'scientist', 'administrator')
const sameSpace = (actor: Actor, thing: Contribution): boolean =>
  !('space_id' in actor) || actor.space_id === thing.space_id

/** A draft that nobody sent yet is only for those who write it; the boards see what was sent. */
export function maySee(actor: Actor, thing: Contribution, standing: Standing): Verdict {
  if (actor.kind === 'machine' || isVoice(actor, thing) || hasAnswered(actor, standing)) return yes
  if (!sameSpace(actor, thing)) return hidden
  if (isAuthor(actor, thing) || isInCharge(actor, thing, standing) || hasRole(actor, 'administrator')) return yes
  if (isTeam(actor) && thing.stage !== 'draft') return yes
  return hidden
}

export function mayEdit(actor: Actor, thing: Contribution, standing: Standing): Verdict {
  const seen = maySee(actor, thing, standing)
  if (!seen.yes) return seen
  if (thing.stage === 'withdrawn' && !hasRole(actor, 'administrator')) return no('withdrawn')
  if (actor.kind === 'machine' || isVoice(actor, thing) || isAuthor(actor, thing) || isInCharge(actor, thing, standing))
    return yes
  if (hasRole(actor, 'editor', 'administrator')) return yes
  return no('role')
}

/** Recording what a witness agrees to: herself, or whoever collects with her. */
export function mayRecordConsent(actor: Actor, thing: Contribution, standing: Standing): Verdict {
  const seen = maySee(actor, thing, standing)
  if (!seen.yes) return seen
  return actor.kind === 'machine' ||
    isVoice(actor, thing) ||
    isAuthor(actor, thing) ||
    isInCharge(actor, thing, standing)
    ? yes
    : no('role')
}

/** A board's sign-off: its members, and never on one's own words. */
export function maySignFor(board: 'editorial' | 'scientific', actor: Actor, thing: Contribution): Verdict {
  if (actor.kind === 'machine') return yes
  if (!sameSpace(actor, thing) || !isTeam(actor) || thing.stage === 'draft') return hidden
  if (!hasRole(actor, board === 'editorial' ? 'editor' : 'scientist')) return no('role')
  return isAuthor(actor, thing) ? no('own') : yes
}

/** The witness's own sign-off: by her card, or through the facilitator in charge or mandated to sign. */
export function maySignAsWitness(actor: Actor, thing: Contribution, standing: Standing): Verdict {
  if (actor.kind === 'machine' || isVoice(actor, thing)) return yes
  const seen = maySee(actor, thing, standing)
  if (!seen.yes) return seen
  if (actor.kind === 'member' && voicesOf(thing.draft).includes(actor.person_id)) return yes
  return hasRole(actor, 'facilitator') &&
    (thing.facilitator_id === personOf(actor) || standing.mandates.includes('sign'))
    ? yes
    : no('mandate')
}

/** Taking back is as easy as giving: the witness, her facilitator (even with an expired mandate), an administrator. */
export function maySeal(actor: Actor, thing: Contribution, standing: Standing): Verdict {
  if (actor.kind === 'machine' || isVoice(actor, thing) || hasAnswered(actor, standing)) return yes
  // Before maySee: an expired mandate no longer shows the story, but still takes it back.
  if (sameSpace(actor, thing) && hasRole(actor, 'facilitator') && standing.mandates.length > 0) return yes
  const seen = maySee(actor, thing, standing)
  if (!seen.yes) return seen
  if (isAuthor(actor, thing) || hasRole(actor, 'administrator')) return yes
  return hasRole(actor, 'facilitator') && thing.facilitator_id === personOf(actor) ? yes : no('role')
}

/** Lifting a seal shows again what someone hid: the same people, never an editor. */
export const mayUnseal = maySeal

export function mayRemark(actor: Actor, thing: Contribution, standing: Standing): Verdict {
  const seen = maySee(actor, thing, standing)
  if (!seen.yes) return seen
  return actor.kind !== 'visitor' ? yes : no('role')
}

/** The same rule as maySee, for lists: which contributions a member may see. `today` bounds live mandates. */
export function visibleTo(actor: Actor, today: string) {
  return (eb: ExpressionBuilder<DeskTables, 'desk.contribution'>): Expression<SqlBool> => {
    const person = personOf(actor)
    if (actor.kind === 'machine') return sql<boolean>`true`
    if (actor.kind === 'visitor' || person === null) return sql<boolean>`false`
    const voice = sql<boolean>`exists (
      select 1 from jsonb_array_elements(desk.contribution.draft->'credits') as credit
      where credit->>'role' in ('told', 'wrote') and credit->>'person_id' = ${person})`
    if (actor.kind === 'card')
      return sql<boolean>`(${voice} or exists (
        select 1 from desk.consent where desk.consent.contribution_id = desk.contribution.id and desk.consent.person_id = ${person}))`
    const ways: Expression<SqlBool>[] = [eb('desk.contribution.created_by', '=', person), voice]
    if (hasRole(actor, 'facilitator')) {
      ways.push(eb('desk.contribution.facilitator_id', '=', person))
      ways.push(sql<boolean>`exists (
        select 1 from desk.mandate, jsonb_array_elements(desk.contribution.draft->'credits') as credit
        where credit->>'role' in ('told', 'wrote') and credit->>'person_id' = desk.mandate.person_id::text
          and desk.mandate.facilitator_id = ${person} and 'collect' = any(desk.mandate.scope)
          and desk.mandate.revoked_at is null and ${today}::date between desk.mandate.starts_on and desk.mandate.ends_on)`)
    }
    if (isTeam(actor))
      ways.push(hasRole(actor, 'administrator') ? sql<boolean>`true` : eb('desk.contribution.stage', '!=', 'draft'))
    return eb.and([eb('desk.contribution.space_id', '=', actor.space_id), eb.or(ways)])
  }
}
