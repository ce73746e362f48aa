// A witness's card: a number and a code on paper, with which she follows, signs and takes back her story, without an
// account. The code is kept as an HMAC with the installation's secret: a dump of the base does not give it back.

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Work } from '../change.ts'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import { AppError } from '../platform/errors.ts'
import type { Limit, Limits } from '../platform/http/limits.ts'
import { digitsOf, randomCode, randomNumber, randomToken, sha256 } from '../platform/identifiers.ts'
import { cardMinutes } from './durations.ts'

/** What is printed: `number` has six digits, `code` eight. */
export type PrintedCard = { card_id: string; number: string; code: string }
/** The submission it comes from, so that a form sent twice prints the same code; and who made the card. */
export type CardOrigin = { submission_id?: string | undefined; created_by?: string | null }

/** Makes a card for a person, inside a change. The code is told once, here; it is not kept. */
export async function issueCard(
  work: Work,
  secret: string,
  person_id: string,
  origin: CardOrigin = {},
): Promise<PrintedCard> {
  const code = origin.submission_id ? codeOfSubmission(secret, origin.submission_id, person_id) : randomCode()
  for (let tries = 0; tries < 20; tries++) {
    const number = randomNumber()
    const row = await work.tx
      .insertInto('desk.card')
      .values({
        number,
        code_hash: hashOf(secret, number, code),
        person_id,
        created_at: work.now,
        created_by: origin.created_by ?? null,
        revoked_at: null,
      })
      .onConflict((conflict) => conflict.column('number').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row) {
      await work.record({ kind: 'card.issued', for_person_id: person_id, data: { card_id: row.id } })
      return { card_id: row.id, number, code }
    }
  }
  throw new Error('no free card number')
}

/** The code given to a submission, found again when the same form comes twice. Never shown to anyone else. */
export const codeOfSubmission = (secret: string, submission_id: string, person_id: string): string =>
  String(
    createHmac('sha256', secret).update(`card of ${submission_id} ${person_id}`).digest().readBigUInt64BE() %
      100_000_000n,
  ).padStart(8, '0')

const hashOf = (secret: string, number: string, code: string): string =>
  createHmac('sha256', secret).update(`card ${number} ${code}`).digest('hex')

const sameText = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** The live card that this number and code open, or undefined. Spaces, dashes and other digits are understood. */
export async function checkCard(
  db: DeskDatabase | DeskTransaction,
  secret: string,
  typed_number: string,
  typed_code: string,
): Promise<{ card_id: string; person_id: string } | undefined> {
  const number = digitsOf(typed_number)
  const card = await db
    .selectFrom('desk.card')
    .selectAll()
    .where('number', '=', number)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  const right = sameText(hashOf(secret, number, digitsOf(typed_code)), card?.code_hash ?? '0'.repeat(64))
  return card && right ? { card_id: card.id, person_id: card.person_id } : undefined
}

const byNumber: Limit = { name: 'card number', tries: 10, minutes: 15 }
const byNetwork: Limit = { name: 'card network', tries: 10, minutes: 15 }
const everyone: Limit = { name: 'card', tries: 300, minutes: 60 }

/** Counts one try on a card (SEC-33). Throws `too_many`; call it before `checkCard`, `forgetCardTries` after a success. */
export function countCardTry(limits: Limits, number: string, network: string): void {
  limits.take(byNetwork, network)
  limits.take(byNumber, digitsOf(number).slice(0, 12))
  limits.take(everyone, 'all')
}
export const forgetCardTries = (limits: Limits, number: string, network: string): void => {
  limits.giveBack(byNumber, digitsOf(number).slice(0, 12))
  limits.giveBack(byNetwork, network)
}

/** Opens two hours with a card; gives the cookie's value. */
export async function openCardSession(db: DeskDatabase | DeskTransaction, card_id: string, now: Date): Promise<string> {
  const token = randomToken()
  await db.deleteFrom('desk.card_session').where('expires_at', '<', now).execute()
  await db
    .insertInto('desk.card_session')
    .values({ token_hash: sha256(token), card_id, expires_at: new Date(now.getTime() + cardMinutes * 60_000) })
    .execute()
  return token
}

/** A card lost or replaced: neither it nor what it had opened works any more. Who may do so is the caller's question. */
export async function revokeCard(work: Work, card_id: string): Promise<void> {
  const card = await work.tx
    .updateTable('desk.card')
    .set({ revoked_at: work.now })
    .where('id', '=', card_id)
    .where('revoked_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst()
  if (!card) throw new AppError('not_found')
  await work.tx.deleteFrom('desk.card_session').where('card_id', '=', card_id).execute()
  await work.record({ kind: 'card.revoked', for_person_id: card.person_id, data: { card_id } })
}
