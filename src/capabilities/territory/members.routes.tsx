// Screens of the members.

import { randomUUID } from 'node:crypto'
import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import { listMembers } from '#core/people/members.ts'
import { getPerson } from '#core/people/persons.queries.ts'
import type { Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { mistakesOf } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { errorsOf } from '#ui/field-errors.ts'
import type { FormErrors } from '#ui/form-state.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { doneOf } from './desk.parts.tsx'
import { getMember, invite, makeLink, removeMember, saveRelay, setRoles } from './members.actions.ts'
import { InvitationInput, RelayInput, RolesInput } from './members.input.ts'
import { InvitationPage, LinkPage, MemberPage, MembersPage, RemovalPage } from './members.pages.tsx'
import { desk } from './territory.addresses.ts'
import { deskTexts } from './territory.texts.ts'

const administrator = ['administrator'] as const
type Typed = { part?: 'roles' | 'relay'; values?: FormValues; errors?: FormErrors }

export function memberRoutes(doors: Doors): void {
  doors.work('get', desk.members, administrator, async (visit) => {
    const members = await listMembers(visit.desk.db, visit.actor.space_id)
    return await deskPage(
      visit,
      { title: say(visit)('members.title') },
      <MembersPage members={members} done={doneOf(visit)} />,
    )
  })

  // Before ':id', or the word "inviter" would be taken for one.
  doors.work('get', desk.member_invite, administrator, (visit) => invitation(visit))
  doors.work('post', desk.member_invite, administrator, async (visit) => {
    const input = InvitationInput.safeParse(visit.form)
    if (!input.success)
      return await invitation(visit, {
        values: visit.form,
        errors: errorsOf(mistakesOf(input.error), visit.locale, { roles: say(visit)('members.error.roles') }),
      })
    const done = await invite(visit, input.data)
    if ('taken' in done)
      return await invitation(visit, { values: visit.form, errors: { email: say(visit)('members.error.taken') } })
    if (input.data.how === 'paper') return await link(visit, done.person_id)
    return redirect(visit, hrefOf(visit.locale, desk.members), 'invited')
  })

  doors.work('get', desk.member, administrator, (visit) => member(visit))
  doors.work('post', desk.member, administrator, async (visit) => {
    const input = RolesInput.safeParse(visit.form)
    if (!input.success)
      return await member(visit, {
        part: 'roles',
        values: visit.form,
        errors: errorsOf(mistakesOf(input.error), visit.locale),
      })
    if (input.data.roles.length === 0) return await removal(visit)
    const { refused } = await setRoles(visit, visit.param('id'), input.data.roles)
    if (refused)
      return await member(visit, {
        part: 'roles',
        values: visit.form,
        errors: { roles: say(visit)('members.error.last') },
      })
    // Whoever gives up her own administration no longer sees these screens.
    const isMineNoMore = visit.param('id') === visit.actor.person_id && !input.data.roles.includes('administrator')
    return isMineNoMore
      ? redirect(visit, hrefOf(visit.locale, desk.home), 'roles')
      : redirect(visit, hrefOf(visit.locale, desk.member, { id: visit.param('id') }), 'roles')
  })
  doors.work('post', desk.member_relay, administrator, async (visit) => {
    const input = RelayInput.safeParse(visit.form)
    if (!input.success)
      return await member(visit, {
        part: 'relay',
        values: visit.form,
        errors: errorsOf(mistakesOf(input.error), visit.locale),
      })
    await saveRelay(visit, visit.param('id'), input.data)
    return redirect(visit, hrefOf(visit.locale, desk.member, { id: visit.param('id') }), 'relay')
  })
  doors.work('post', desk.member_link, administrator, async (visit) => await link(visit, visit.param('id')))
  doors.work('post', desk.member_remove, administrator, async (visit) => {
    if (firstOf(visit.form['step']) !== 'confirm') return await removal(visit)
    const { refused } = await removeMember(visit, visit.param('id'))
    if (refused) return await member(visit, { part: 'roles', errors: { roles: say(visit)('members.error.last') } })
    return redirect(
      visit,
      hrefOf(visit.locale, visit.param('id') === visit.actor.person_id ? desk.home : desk.members),
      'removed',
    )
  })
}

const say = (visit: Visit<Member>) => deskTexts.in(visit.locale)

const invitation = async (visit: Visit<Member>, typed: Typed = {}): Promise<Response> =>
  await deskPage(
    visit,
    {
      title: say(visit)('members.invite'),
      hasErrors: Boolean(typed.errors),
      ...(typed.errors ? { status: 422 as const } : {}),
    },
    <InvitationPage
      submission_id={randomUUID()}
      values={typed.values}
      errors={typed.errors}
      hasMail={visit.config.smtp_url !== undefined}
    />,
  )

/** Asks before the last role goes: nothing has changed yet. */
async function removal(visit: Visit<Member>): Promise<Response> {
  const member = await getMember(visit, visit.param('id'))
  return await deskPage(
    visit,
    { title: say(visit)('members.removeAsk', { name: member.name }) },
    <RemovalPage member={member} isMe={member.person_id === visit.actor.person_id} />,
  )
}

/** The link to print is only ever in this answer. */
async function link(visit: Visit<Member>, person_id: string): Promise<Response> {
  const member = await getMember(visit, person_id)
  const href = await makeLink(visit, person_id)
  return await deskPage(
    visit,
    { title: say(visit)('link.title', { name: member.name }) },
    <LinkPage member={member} link={href} />,
  )
}

async function member(visit: Visit<Member>, typed: Typed = {}): Promise<Response> {
  const row = await getMember(visit, visit.param('id'))
  const person = await getPerson(visit.desk.db, visit.actor, 'edit', row.person_id, dayOf(visit.now()))
  return await deskPage(
    visit,
    { title: row.name, hasErrors: Boolean(typed.errors), ...(typed.errors ? { status: 422 as const } : {}) },
    <MemberPage
      member={row}
      person={person}
      isMe={row.person_id === visit.actor.person_id}
      done={doneOf(visit)}
      {...typed}
    />,
  )
}
