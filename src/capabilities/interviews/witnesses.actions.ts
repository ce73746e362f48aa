// A witness's sheet, her mandates and her cards.

import { change } from '#core/change.ts'
import type { Desk } from '#core/desk.ts'
import { codeOfSubmission, issueCard, revokeCard } from '#core/people/cards.ts'
import { grantMandate, listMandates, revokeMandate, transferPerson, type MandateInput } from '#core/people/mandates.ts'
import { listMembers } from '#core/people/members.ts'
import { createPerson, getPerson, updatePerson } from '#core/people/persons.queries.ts'
import { hasRole, type Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import type { WitnessInput } from './witnesses.forms.ts'
import { findCard, listLiveCards } from './witnesses.queries.ts'

export const addWitness = async (
  desk: Desk,
  actor: Member,
  input: WitnessInput,
  submission_id: string,
): Promise<string> =>
  await change(
    desk,
    { action: 'interviews.add-witness', actor, submission_id },
    async (work) => await createPerson(work, input, actor.person_id),
  )

export async function changeWitness(
  desk: Desk,
  actor: Member,
  person_id: string,
  input: WitnessInput,
  submission_id: string,
): Promise<void> {
  await change(desk, { action: `interviews.change-witness ${person_id}`, actor, submission_id }, async (work) => {
    await updatePerson(work, await getPerson(work.tx, actor, 'edit', person_id, dayOf(work.now)), input)
  })
}

/** She lets the one who writes it act for her. A facilitator records mandates to herself only. */
export async function giveMandate(
  desk: Desk,
  actor: Member,
  person_id: string,
  facilitator_id: string,
  input: MandateInput,
  submission_id: string,
): Promise<string> {
  return await change(desk, { action: `interviews.give-mandate ${person_id}`, actor, submission_id }, async (work) => {
    const person = await getPerson(work.tx, actor, 'edit', person_id, dayOf(work.now))
    if (facilitator_id !== actor.person_id && !hasRole(actor, 'administrator')) throw new AppError('forbidden', 'role')
    await mustBeFacilitator(work.tx, actor.space_id, facilitator_id)
    return await grantMandate(work, person.id, facilitator_id, input, actor.person_id)
  })
}

export async function stopMandate(desk: Desk, actor: Member, person_id: string, mandate_id: string): Promise<void> {
  await change(desk, { action: 'interviews.stop-mandate', actor }, async (work) => {
    const person = await getPerson(work.tx, actor, 'edit', person_id, dayOf(work.now))
    const mandate = (await listMandates(work.tx, person.id)).find(
      (each) => each.id === mandate_id && each.revoked_at === null,
    )
    // Another facilitator's mandate is hers to end, or the administration's.
    if (!mandate || (mandate.facilitator_id !== actor.person_id && !hasRole(actor, 'administrator'))) throw notFound()
    await revokeMandate(work, mandate.id, actor.person_id)
  })
}

/** Entrusts a witness to another facilitator: by the one who leaves, or by an administrator. */
export async function entrust(
  desk: Desk,
  actor: Member,
  person_id: string,
  from_id: string,
  to_id: string,
  submission_id: string,
): Promise<void> {
  await change(desk, { action: `interviews.entrust ${person_id}`, actor, submission_id }, async (work) => {
    const today = dayOf(work.now)
    const person = await getPerson(work.tx, actor, 'edit', person_id, today)
    if (from_id !== actor.person_id && !hasRole(actor, 'administrator')) throw new AppError('forbidden', 'role')
    await mustBeFacilitator(work.tx, actor.space_id, to_id)
    await transferPerson(work, person.id, from_id, to_id, today, actor.person_id)
  })
}

/** A card, its code told once. A new one replaces the others: a lost card opens nothing. */
export async function giveCard(
  desk: Desk,
  actor: Member,
  person_id: string,
  secret: string,
  submission_id: string,
): Promise<{ number: string; code: string }> {
  const { number } = await change(
    desk,
    { action: `interviews.give-card ${person_id}`, actor, submission_id },
    async (work) => {
      const person = await getPerson(work.tx, actor, 'edit', person_id, dayOf(work.now))
      for (const card of await listLiveCards(work.tx, person.id)) await revokeCard(work, card.id)
      const card = await issueCard(work, secret, person.id, { submission_id, created_by: actor.person_id })
      // The result of a submission is kept: the number, never the code.
      return { number: card.number }
    },
  )
  return { number, code: codeOfSubmission(secret, submission_id, person_id) }
}

export async function stopCard(desk: Desk, actor: Member, person_id: string, card_id: string): Promise<void> {
  await change(desk, { action: 'interviews.stop-card', actor }, async (work) => {
    const person = await getPerson(work.tx, actor, 'edit', person_id, dayOf(work.now))
    const card = await findCard(work.tx, person.id, card_id)
    if (!card) throw notFound()
    await revokeCard(work, card.id)
  })
}

async function mustBeFacilitator(
  tx: Parameters<typeof listMembers>[0],
  space_id: string,
  person_id: string,
): Promise<void> {
  const members = await listMembers(tx, space_id)
  if (!members.some((each) => each.person_id === person_id && each.roles.includes('facilitator')))
    throw new AppError('invalid', 'not a facilitator')
}
