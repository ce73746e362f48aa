// Who may see a person's sheet, or only her name: a pure function, and the same rule as an SQL filter. A test checks
// that they agree; a leak would be born between them.

import { sql, type ExpressionBuilder, type RawBuilder } from 'kysely'
import type { DeskTables } from '../desk.ts'
import { hidden, yes, type Verdict } from './can.ts'
import type { Actor, Member } from './roles.ts'

/** What ties the one who asks to a person. */
export type PersonTies = {
  /** She has a mandate for her, live today. */
  has_mandate: boolean
  /** She wrote her sheet. */
  is_creator: boolean
  /** She is in charge of a contribution the person tells in, and the person is no member: those keep their own sheet. */
  is_in_charge: boolean
  /** The person is credited in a contribution that left its author's hands, in the space of the one who asks. */
  is_in_review: boolean
}

const oneOf = (actor: Member, ...wanted: string[]): boolean => actor.roles.some((role) => wanted.includes(role))

/** The whole sheet: telephone, notes, mandates (S02.1). */
export function mayViewPerson(actor: Actor, person_id: string, ties: PersonTies): Verdict {
  if (actor.kind === 'machine') return yes
  if (actor.kind === 'visitor') return hidden
  if (actor.person_id === person_id) return yes
  if (actor.kind === 'card') return hidden
  if (oneOf(actor, 'administrator')) return yes
  if (oneOf(actor, 'facilitator') && (ties.has_mandate || ties.is_creator || ties.is_in_charge)) return yes
  return hidden
}

/** Changing the sheet: those who see it; a witness with her card goes through her facilitator. */
export function mayEditPerson(actor: Actor, person_id: string, ties: PersonTies): Verdict {
  return actor.kind === 'card' ? hidden : mayViewPerson(actor, person_id, ties)
}

/** Her name only: those who see the sheet, and boards for what they review. */
export function mayNamePerson(actor: Actor, person_id: string, ties: PersonTies): Verdict {
  if (actor.kind === 'member' && oneOf(actor, 'editor', 'scientist') && ties.is_in_review) return yes
  return mayViewPerson(actor, person_id, ties)
}

type Ties = Record<keyof PersonTies, RawBuilder<boolean>>

/** The ties of a member with the person of the row at hand, `person.id`, in SQL. */
export function tiesWith(actor: Member, today: string): Ties {
  const credited = sql`select 1 from desk.credit join desk.contribution on contribution.id = credit.contribution_id where credit.person_id = person.id`
  return {
    has_mandate: sql<boolean>`exists (select 1 from desk.mandate where mandate.person_id = person.id and facilitator_id = ${actor.person_id}
      and revoked_at is null and starts_on <= ${today}::date and ends_on >= ${today}::date)`,
    is_creator: sql<boolean>`coalesce(person.created_by = ${actor.person_id}, false)`,
    // Anyone may credit a member: that must not open her sheet, give a mandate for her or make her card.
    is_in_charge: sql<boolean>`(person.account_id is null
      and not exists (select 1 from desk.role_grant where role_grant.person_id = person.id and role_grant.revoked_at is null)
      and exists (${credited} and contribution.facilitator_id = ${actor.person_id}))`,
    is_in_review: sql<boolean>`exists (${credited} and contribution.space_id = ${actor.space_id} and contribution.stage <> 'draft')`,
  }
}

type PersonExpression = ExpressionBuilder<DeskTables & { person: DeskTables['desk.person'] }, 'person'>

/** Filter of lists: `db.selectFrom('desk.person as person').where(personsVisibleTo(actor, today))`. */
export function personsVisibleTo(actor: Actor, today: string): (eb: PersonExpression) => RawBuilder<boolean> {
  return () => {
    if (actor.kind === 'machine') return sql<boolean>`true`
    if (actor.kind === 'visitor') return sql<boolean>`false`
    const self = sql<boolean>`person.id = ${actor.person_id}`
    if (actor.kind === 'card') return self
    if (oneOf(actor, 'administrator')) return sql<boolean>`true`
    if (!oneOf(actor, 'facilitator')) return self
    const ties = tiesWith(actor, today)
    return sql<boolean>`(${self} or ${ties.has_mandate} or ${ties.is_creator} or ${ties.is_in_charge})`
  }
}

/** Filter of lists of names. */
export function personsNamedTo(actor: Actor, today: string): (eb: PersonExpression) => RawBuilder<boolean> {
  return (eb) => {
    const visible = personsVisibleTo(actor, today)(eb)
    if (actor.kind !== 'member' || !oneOf(actor, 'editor', 'scientist')) return visible
    return sql<boolean>`(${visible} or ${tiesWith(actor, today).is_in_review})`
  }
}
