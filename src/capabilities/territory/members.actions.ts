// Members of the town: invite, change roles (at once), remove, show a relay to everyone.

import { change, type Work } from '#core/change.ts'
import type { Desk } from '#core/desk.ts'
import { closeSessions, findPersonByAddress } from '#core/people/accounts.ts'
import { allow } from '#core/people/can.ts'
import { invitationDays } from '#core/people/durations.ts'
import { writeInvitationLetter, writeLinkMadeLetter } from '#core/people/letters.ts'
import { grantRole, listMembers, revokeRole, type MemberRow } from '#core/people/members.ts'
import { createPerson, getPerson, updatePerson } from '#core/people/persons.queries.ts'
import type { Member, Role } from '#core/people/roles.ts'
import { createSignInLink, signInLinkUrl } from '#core/people/sign-in-links.ts'
import { dayOf } from '#core/platform/clock.ts'
import type { Config } from '#core/platform/config.ts'
import { notFound } from '#core/platform/errors.ts'
import type { InvitationInput, RelayInput } from './members.input.ts'
import { mayRunTown } from './territory.can.ts'
import { publishSite } from './town.ts'

type Asked = { desk: Desk; actor: Member; submission_id: string; config: Config }

const invitationMinutes = invitationDays * 24 * 60

/** Someone of this space; nobody else exists here. */
export async function getMember({ desk, actor }: Pick<Asked, 'desk' | 'actor'>, person_id: string): Promise<MemberRow> {
  const member = (await listMembers(desk.db, actor.space_id)).find((each) => each.person_id === person_id)
  if (!member) throw notFound()
  return member
}

/** Makes the person, her roles and her way in. An address that already opens an account is refused. */
export async function invite(asked: Asked, input: InvitationInput): Promise<{ person_id: string } | { taken: true }> {
  const { desk, actor, submission_id, config } = asked
  return await change(
    desk,
    { action: 'territory.invite', actor, submission_id },
    async (work): Promise<{ person_id: string } | { taken: true }> => {
      const { name, email, locale } = allow(mayRunTown(actor), actor, 'invite', input)
      if (email && (await findPersonByAddress(work.tx, email))) return { taken: true }
      const person_id = await createPerson(work, { name, email, locale, credited_as: name }, actor.person_id)
      for (const role of new Set(input.roles)) await grantRole(work, person_id, actor.space_id, role, actor.person_id)
      await work.record({ kind: 'member.invited', for_person_id: person_id, data: { how: input.how } })
      if (input.how === 'mail' && email) {
        const token = await createSignInLink(work.tx, person_id, work.now, invitationMinutes)
        await writeInvitationLetter(work.tx, { name, locale, email }, signInLinkUrl(config, token, locale), actor.name)
      }
      return { person_id }
    },
  )
}

/**
 * A link to print, good once, for seven days. Never kept in clear: no submission remembers it, so asking again makes
 * another one. Who came in before is told: by a letter, and when she comes in again.
 */
export async function makeLink({ desk, actor, config }: Asked, person_id: string): Promise<string> {
  const { locale } = await getPerson(desk.db, actor, 'edit', person_id, dayOf(desk.now()))
  const { name, email, last_entered_at } = await getMember({ desk, actor }, person_id)
  return await change(desk, { action: 'territory.link', actor }, async (work) => {
    allow(mayRunTown(actor), actor, 'invite', person_id)
    if (email && last_entered_at && config.smtp_url && person_id !== actor.person_id)
      await writeLinkMadeLetter(work.tx, { name, locale, email }, actor.name)
    const token = await createSignInLink(work.tx, person_id, work.now, invitationMinutes)
    await work.record({ kind: 'member.link', for_person_id: person_id })
    return signInLinkUrl(config, token, locale)
  })
}

type Kept = { refused: 'last' | null }

/** Gives and takes roles so that she has these. They count from her next request. The last administrator stays. */
export async function setRoles(asked: Asked, person_id: string, wanted: readonly Role[]): Promise<Kept> {
  const { desk, actor, submission_id } = asked
  const before = await getMember(asked, person_id)
  return await change(
    desk,
    { action: `territory.roles ${person_id}`, actor, submission_id },
    async (work): Promise<Kept> => {
      allow(mayRunTown(actor), actor, 'invite', before)
      if (
        before.roles.includes('administrator') &&
        !wanted.includes('administrator') &&
        (await isLastAdministrator(work, actor.space_id))
      )
        return { refused: 'last' }
      for (const role of before.roles)
        if (!wanted.includes(role)) await revokeRole(work, person_id, actor.space_id, role, actor.person_id)
      for (const role of wanted)
        if (!before.roles.includes(role)) await grantRole(work, person_id, actor.space_id, role, actor.person_id)
      // Relays shown to everyone are those who have the role.
      await publishSite(work)
      return { refused: null }
    },
  )
}

async function isLastAdministrator(work: Work, space_id: string): Promise<boolean> {
  const live = await work.tx
    .selectFrom('desk.role_grant')
    .select('id')
    .where('space_id', '=', space_id)
    .where('role', '=', 'administrator')
    .where('revoked_at', 'is', null)
    .forUpdate()
    .execute()
  return live.length <= 1
}

/** Takes every role away and closes what she has open. Her sheet and her stories stay. */
export async function removeMember(asked: Asked, person_id: string): Promise<Kept> {
  const done = await setRoles(asked, person_id, [])
  if (done.refused) return done
  const { account_id } = await getPerson(asked.desk.db, asked.actor, 'edit', person_id, dayOf(asked.desk.now()))
  if (account_id) await closeSessions(asked.desk.db, account_id)
  return done
}

/** How a relay is shown on the home page: listed or not, her sentence in each language, her telephone, her window. */
export async function saveRelay(asked: Asked, person_id: string, input: RelayInput): Promise<void> {
  const { desk, actor, submission_id } = asked
  await getMember(asked, person_id)
  await change(desk, { action: `territory.relay ${person_id}`, actor, submission_id }, async (work) => {
    allow(mayRunTown(actor), actor, 'invite', input)
    const person = await getPerson(work.tx, actor, 'edit', person_id, dayOf(work.now))
    const words = Object.entries({
      fr: input.presentation_fr,
      en: input.presentation_en,
      ar: input.presentation_ar,
    }).filter(([, text]) => text !== '')
    await updatePerson(work, person, { phone: input.phone, portrait: input.portrait, languages: input.languages })
    await work.tx
      .updateTable('desk.person')
      .set({ is_listed: input.is_listed, presentation: JSON.stringify(Object.fromEntries(words)) })
      .where('id', '=', person_id)
      .execute()
    await publishSite(work)
    return null
  })
}
