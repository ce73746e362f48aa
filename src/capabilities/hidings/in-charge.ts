// Letters to whoever answers for a story: the facilitator in charge, or who runs the town when nobody is.

import type { Work } from '#core/change.ts'
import { listMembers } from '#core/people/members.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { writeLetter } from '#core/platform/mail.ts'
import { texts } from './texts.ts'

export type InCharge = { space_id: string; facilitator_id: string | null; created_by: string | null }
type Told = { name: string; locale: Locale }

/** Writes one letter to each of them, in her language. */
export async function writeToInCharge(
  work: Work,
  story: InCharge,
  letter: (t: ReturnType<typeof texts.in>, told: Told) => { subject: string; body: string },
): Promise<void> {
  const members = await listMembers(work.tx, story.space_id)
  const inCharge = members.filter(({ person_id }) => person_id === (story.facilitator_id ?? story.created_by))
  const receivers = inCharge.some(({ email }) => email)
    ? inCharge
    : members.filter(({ roles }) => roles.includes('administrator'))
  for (const { email, person_id, name } of receivers) {
    if (!email) continue
    const { locale } = await work.tx
      .selectFrom('desk.person')
      .select('locale')
      .where('id', '=', person_id)
      .executeTakeFirstOrThrow()
    await writeLetter(work.tx, { to_address: email, ...letter(texts.in(locale), { name, locale }) }, work.now)
  }
}
