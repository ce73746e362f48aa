// One's own account. What would let someone else in later (a first password, a passkey, an address) asks to have come
// in lately; a password asks for the one before. Each change closes the other devices.

import type { Doors, Visit } from '#core/doors.ts'
import { getAccount } from '#core/people/accounts.ts'
import { maxPasswordLength, minPasswordLength } from '#core/people/auth.ts'
import { roles, type Member } from '#core/people/roles.ts'
import { closeOtherSessions, isFresh, onlyCookies, refusable } from '#core/people/sign-in.ts'
import { choice, email, line } from '#core/platform/fields.ts'
import { firstOf } from '#core/platform/http/forms.ts'
import { digitsOf } from '#core/platform/identifiers.ts'
import { locales } from '#core/platform/i18n.ts'
import { deskPage, hrefOf, redirect } from '#ui/respond.tsx'
import { AccountPage, type AccountState } from './account.pages.tsx'
import { changeAddress, changeOwn, rememberAccount, type AccountEvent } from './accounts.actions.ts'
import { addresses } from './accounts.addresses.ts'
import { countAsk, countTry } from './accounts.limits.ts'
import { isGuessable } from './accounts.rules.ts'
import { askedBy, jsonObject, say, withCookies } from './sign-in.routes.tsx'

type MemberVisit = Visit<Member>

export function accountRoutes(doors: Doors): void {
  doors.work('get', addresses.account, roles, (visit) => show(visit, { done: visit.query('fait') }))

  doors.work('post', addresses.account, roles, async (visit) => {
    const typed = { name: firstOf(visit.form['name']), locale: firstOf(visit.form['locale']) }
    const name = line(120).safeParse(typed.name)
    const locale = choice(locales).safeParse(typed.locale)
    if (!name.success || !locale.success)
      return show(visit, {
        part: 'you',
        values: { name: typed.name.slice(0, 120) },
        errors: { name: say(visit, 'account.error.name') },
      })
    await changeOwn(visit.desk, visit.actor, { name: name.data, locale: locale.data })
    return done(visit, 'name')
  })

  doors.work('post', addresses.accountAddress, roles, async (visit) => {
    const typed = firstOf(visit.form['email']).slice(0, 254)
    const address = email.safeParse(typed)
    const { auth, headers } = askedBy(visit)
    const wrong = (key: Parameters<typeof say>[1]) =>
      show(visit, { part: 'address', values: { email: typed }, errors: { email: say(visit, key) } })
    if (!address.success) return wrong('error.email')
    if (!(await isFresh(auth, visit.desk, headers))) return wrong('account.error.stale')
    countAsk(visit.limits, address.data, visit.network)
    await refusable(() =>
      auth.api.requestEmailChangeEmailOTP({ body: { newEmail: address.data }, headers: onlyCookies(headers) }),
    )
    return show(visit, { new_email: address.data })
  })
  doors.work('post', addresses.accountAddressCode, roles, async (visit) => {
    const address = email.safeParse(firstOf(visit.form['email']))
    if (!address.success) return redirect(visit, hrefOf(visit.locale, addresses.account))
    countTry(visit.limits, address.data, visit.network)
    const { auth, headers } = askedBy(visit)
    const before = await getAccount(visit.desk.db, visit.actor.person_id)
    const otp = digitsOf(firstOf(visit.form['code'])).slice(0, 10)
    const changed = await refusable(() =>
      auth.api.changeEmailEmailOTP({
        body: { newEmail: address.data, otp },
        headers: onlyCookies(headers),
        returnHeaders: true,
      }),
    )
    if (!changed)
      return show(visit, { part: 'code', new_email: address.data, errors: { code: say(visit, 'error.code') } })
    await changeAddress(visit.desk, visit.actor, before, address.data)
    await closeOtherSessions(auth, visit.desk, headers, before.account_id)
    return withCookies(done(visit, 'address'), changed.headers.getSetCookie())
  })

  doors.work('post', addresses.accountPassword, roles, async (visit) => {
    const { auth, headers } = askedBy(visit)
    const account = await getAccount(visit.desk.db, visit.actor.person_id)
    const newPassword = firstOf(visit.form['password']).normalize('NFC')
    const wrong = (field: 'current' | 'password', key: Parameters<typeof say>[1]) =>
      show(visit, { part: 'password', errors: { [field]: say(visit, key) } })
    if ([...newPassword].length < minPasswordLength) return wrong('password', 'account.error.short')
    if (newPassword.length > maxPasswordLength) return wrong('password', 'account.error.long')
    if (isGuessable(newPassword, [account.name, account.email ?? '', visit.site.name]))
      return wrong('password', 'account.error.guessable')
    if (account.has_password) {
      countTry(visit.limits, account.account_id, visit.network)
      const currentPassword = firstOf(visit.form['current'])
      const body = { newPassword, currentPassword, revokeOtherSessions: true }
      const changed = await refusable(() =>
        auth.api.changePassword({ body, headers: onlyCookies(headers), returnHeaders: true }),
      )
      if (!changed) return wrong('current', 'account.error.current')
      await remember(visit, 'account.password_changed')
      return withCookies(done(visit, 'password'), changed.headers.getSetCookie())
    }
    if (!(await isFresh(auth, visit.desk, headers))) return wrong('password', 'account.error.stale')
    await auth.api.setPassword({ body: { newPassword }, headers: onlyCookies(headers) })
    await closeOtherSessions(auth, visit.desk, headers, account.account_id)
    await remember(visit, 'account.password_set')
    return done(visit, 'password')
  })

  doors.work('post', addresses.accountPasskeyOptions, roles, async (visit) => {
    const { auth, headers } = askedBy(visit)
    const begun = await refusable(() =>
      auth.api.generatePasskeyRegistrationOptions({ headers: onlyCookies(headers), returnHeaders: true }),
    )
    if (!begun) return visit.c.json({ error: say(visit, 'account.error.stale') }, 403)
    return withCookies(visit.c.json(begun.response), begun.headers.getSetCookie())
  })
  doors.work('post', addresses.accountPasskey, roles, async (visit) => {
    const { auth, headers } = askedBy(visit)
    const response = jsonObject(firstOf(visit.form['response']))
    const name = line(60, 'optional').safeParse(firstOf(visit.form['name'])).data ?? ''
    const added =
      response &&
      (await refusable(() =>
        auth.api.verifyPasskeyRegistration({
          body: { response, name },
          headers: onlyCookies(headers),
          returnHeaders: true,
        }),
      ))
    if (!added) {
      const isFreshNow = await isFresh(auth, visit.desk, headers)
      return show(visit, {
        part: 'passkey',
        errors: { _form: say(visit, isFreshNow ? 'error.passkey' : 'account.error.stale') },
      })
    }
    await remember(visit, 'account.passkey_added')
    return withCookies(done(visit, 'passkey'), added.headers.getSetCookie())
  })
  doors.work('post', addresses.accountPasskeyRemove, roles, async (visit) => {
    const { auth, headers } = askedBy(visit)
    const removed = await refusable(() =>
      auth.api.deletePasskey({ body: { id: firstOf(visit.form['id']).slice(0, 100) }, headers: onlyCookies(headers) }),
    )
    if (removed) await remember(visit, 'account.passkey_removed')
    return removed ? done(visit, 'passkey-removed') : redirect(visit, hrefOf(visit.locale, addresses.account))
  })

  doors.work('post', addresses.accountSessions, roles, async (visit) => {
    const { auth, headers } = askedBy(visit)
    const account = await getAccount(visit.desk.db, visit.actor.person_id)
    await closeOtherSessions(auth, visit.desk, headers, account.account_id)
    await remember(visit, 'account.sessions_closed')
    return done(visit, 'sessions')
  })
}

const done = (visit: MemberVisit, notice: string): Response =>
  redirect(visit, hrefOf(visit.locale, addresses.account), notice)

const remember = (visit: MemberVisit, kind: AccountEvent) => rememberAccount(visit.desk, visit.actor, kind)

async function show(visit: MemberVisit, state: AccountState): Promise<Response> {
  const account = await getAccount(visit.desk.db, visit.actor.person_id)
  const isWrong = Boolean(state.errors)
  return await deskPage(
    visit,
    { title: say(visit, 'account.title'), hasErrors: isWrong, status: isWrong ? 422 : 200 },
    <AccountPage account={account} state={state} />,
  )
}
