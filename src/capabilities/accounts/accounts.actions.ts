// What a member changes of herself, and what the journal keeps of it.

import { change } from '#core/change.ts'
import type { Desk } from '#core/desk.ts'
import type { Account } from '#core/people/accounts.ts'
import { writeAddressChangedLetter } from '#core/people/letters.ts'
import { getPerson, updatePerson } from '#core/people/persons.queries.ts'
import type { Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import type { Locale } from '#core/platform/i18n.ts'

export async function changeOwn(desk: Desk, actor: Member, values: { name: string; locale: Locale }): Promise<void> {
  await change(desk, { action: 'accounts.change', actor }, async (work) => {
    const me = await getPerson(work.tx, actor, 'edit', actor.person_id, dayOf(work.now))
    await updatePerson(work, me, values)
    return null
  })
}

/** After a new address was proven: the person's sheet follows, and the old address is told (SEC-30). */
export async function changeAddress(desk: Desk, actor: Member, before: Account, email: string): Promise<void> {
  await change(desk, { action: 'accounts.address', actor }, async (work) => {
    await work.tx.updateTable('desk.person').set({ email }).where('id', '=', before.id).execute()
    if (before.email)
      await writeAddressChangedLetter(work.tx, { name: before.name, locale: before.locale, email: before.email })
    await work.record({ kind: 'account.address_changed', for_person_id: before.id })
    return null
  })
}

export type AccountEvent =
  | 'account.password_set'
  | 'account.password_changed'
  | 'account.passkey_added'
  | 'account.passkey_removed'
  | 'account.sessions_closed'

/** Appends to the journal what was done to an account. */
export async function rememberAccount(desk: Desk, actor: Member, kind: AccountEvent): Promise<void> {
  await change(desk, { action: kind, actor }, async (work) => {
    await work.record({ kind, for_person_id: actor.person_id })
    return null
  })
}
