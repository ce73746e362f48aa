// Recording what a witness agrees to, by whoever is with her or by herself with her card.

import { change } from '#core/change.ts'
import { listConsents, recordConsents } from '#core/consent/consents.ts'
import { wordingOf } from '#core/consent/questions.ts'
import type { Capacity, ConsentMethod } from '#core/consent/uses.ts'
import { mayRecordConsent } from '#core/contribution/contribution.can.ts'
import { choosePseudonym } from '#core/contribution/contributions.ts'
import type { Desk } from '#core/desk.ts'
import { allow } from '#core/people/can.ts'
import { listMembers } from '#core/people/members.ts'
import { personOf, type Actor } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { isCollecting } from './consents.can.ts'
import { changesOf, lastAnswers, type Given } from './consents.rules.ts'
import { attachEvidence, type EvidenceGiven } from './evidence.actions.ts'
import { getStory } from './stories.queries.ts'

export type ConsentsSaid = {
  person_id: string
  given: Given
  end: { shown: string | null; typed: string | null }
  pseudonym: string
  wording_language: Locale
  method: ConsentMethod
  in_front_of: string | null
  capacity: Capacity
  said_by: string
  /** How she said it, kept in the same gesture. */
  evidence?: EvidenceGiven | undefined
}

/** Adds the answers that change something to the ledger, and keeps the name chosen instead. Gives how many were added. */
export async function saveConsents(
  desk: Desk,
  actor: Actor,
  code: string,
  said: ConsentsSaid,
  submission_id: string,
): Promise<number> {
  return await change(desk, { action: `interviews.consents ${code}`, actor, submission_id }, async (work) => {
    const { thing, standing, witnesses } = await getStory(work.tx, actor, code, work.now)
    const verdict = mayRecordConsent(actor, thing, standing)
    const allowed = allow(verdict, actor, 'consent', thing)
    const witness = witnesses.find((each) => each.person_id === said.person_id)
    // With a card one answers for oneself only.
    if (!witness || (actor.kind === 'card' && actor.person_id !== witness.person_id)) throw notFound()
    if (actor.kind === 'member' && actor.person_id !== witness.person_id && !isCollecting(actor, thing, standing))
      throw new AppError('forbidden', 'role')
    if (said.in_front_of !== null && actor.kind === 'member' && said.in_front_of !== actor.person_id) {
      const members = await listMembers(work.tx, actor.space_id)
      if (!members.some((each) => each.person_id === said.in_front_of)) throw new AppError('invalid', 'unknown member')
    }
    const today = dayOf(work.now)
    const last = lastAnswers(await listConsents(work.tx, thing.id), witness.person_id)
    const changes = changesOf(last, said.given, said.end, today)
    const { person_id, capacity, method, in_front_of, wording_language } = said
    const said_by = capacity === 'self' ? '' : said.said_by
    const about = {
      person_id,
      wording: changes.map(({ question }) => wordingOf(question, wording_language)),
      wording_language,
      recorded_by: personOf(actor),
    }
    const evidence_id =
      said.evidence && changes.length > 0 ? await attachEvidence(work, allowed, said.evidence, about) : null
    const rows = changes.map(({ question, to, ends_on }) => {
      const { use, form } = question
      return {
        person_id,
        use,
        form,
        answer: to,
        capacity,
        said_by,
        method,
        in_front_of,
        wording_language,
        wording: wordingOf(question, wording_language),
        ends_on,
        evidence_id,
      }
    })
    const added = await recordConsents(work, allowed, rows, personOf(actor))
    const pseudonym = said.pseudonym || null
    // The name she is shown by is part of what she agrees to: whoever records her answers records it.
    if (pseudonym !== witness.pseudonym) {
      await choosePseudonym(work, allow(verdict, actor, 'edit', thing), person_id, pseudonym)
      await work.record({ kind: 'pseudonym.chosen', contribution_id: thing.id, for_person_id: person_id })
    }
    return added
  })
}
