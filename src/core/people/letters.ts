// The letters of this room, in the language of whoever receives them.

import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import type { Locale } from '../platform/i18n.ts'
import { writeLetter } from '../platform/mail.ts'
import { codeMinutes } from './durations.ts'
import { peopleTexts } from './people.texts.ts'

type Db = DeskDatabase | DeskTransaction
type Receiver = { name: string; locale: Locale; email: string }

/** A one-time code, to sign in or to prove a new address (then written to that address). */
export async function writeCodeLetter(
  db: Db,
  asked: { email: string; code: string; isNewAddress: boolean; account_id?: string | undefined },
): Promise<void> {
  const { email, code } = asked
  const person = await db
    .selectFrom('desk.person as person')
    .innerJoin('desk.auth_user as account', 'account.id', 'person.account_id')
    .select(['person.name', 'person.locale'])
    .where(asked.account_id ? 'account.id' : 'account.email', '=', asked.account_id ?? email)
    .executeTakeFirst()
  if (!person) return
  await writeTo(db, { ...person, email }, asked.isNewAddress ? 'newAddress' : 'code', { code, minutes: codeMinutes })
}

export const writeInvitationLetter = (db: Db, receiver: Receiver, link: string, inviter: string): Promise<void> =>
  writeTo(db, receiver, 'invitation', { link, inviter })

/** To the address that no longer opens the account (SEC-30). */
export const writeAddressChangedLetter = (db: Db, receiver: Receiver): Promise<void> =>
  writeTo(db, receiver, 'addressChanged', {})

/** To someone for whom another person made a way in: she must not learn it afterwards. */
export const writeLinkMadeLetter = (db: Db, receiver: Receiver, maker: string): Promise<void> =>
  writeTo(db, receiver, 'linkMade', { maker })

type LetterName = 'code' | 'newAddress' | 'invitation' | 'addressChanged' | 'linkMade'

async function writeTo(db: Db, receiver: Receiver, letter: LetterName, values: Record<string, string | number>) {
  const t = peopleTexts.in(receiver.locale)
  const told = { ...values, town: await townName(db), name: receiver.name }
  const body = [t('letter.hello', told), t(`letter.${letter}.body`, told), t('letter.end', told)].join('\n\n')
  await writeLetter(db, { to_address: receiver.email, subject: t(`letter.${letter}.subject`, told), body }, new Date())
}

async function townName(db: Db): Promise<string> {
  const row = await db.selectFrom('shelf.site').select('site').executeTakeFirst()
  return (row?.site as { name?: string } | undefined)?.name || 'Veillée'
}
