// Coming in and going out, for members. An address known or not gives the same pages, after the same time (SEC-32).

import { z } from 'zod'
import { localPath, type Asked, type Doors, type Visit } from '#core/doors.ts'
import { authOf } from '#core/people/auth.ts'
import { identify } from '#core/people/session.ts'
import {
  askCode,
  enterAs,
  enterWithCode,
  enterWithLink,
  enterWithPasskey,
  enterWithPassword,
  leave,
  onlyCookies,
  type Cookies,
} from '#core/people/sign-in.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { email } from '#core/platform/fields.ts'
import { firstOf } from '#core/platform/http/forms.ts'
import { safeNext } from '#core/platform/http/next.ts'
import { digitsOf } from '#core/platform/identifiers.ts'
import type { FormErrors } from '#ui/form-state.ts'
import { hrefOf, page, redirect } from '#ui/respond.tsx'
import { addresses } from './accounts.addresses.ts'
import { countAsk, countTry, forgetTries } from './accounts.limits.ts'
import { accountTexts } from './accounts.texts.ts'
import { demoPerson, openDemoCard } from './demo.ts'
import { CodePage, EnterPage, LinkGonePage, LinkPage, PasswordPage } from './sign-in.pages.tsx'

export function signInRoutes(doors: Doors): void {
  doors.visit('get', addresses.enter, {}, (visit) => enterPage(visit, {}))
  doors.visit('post', addresses.enter, {}, async (visit) => {
    const typed = firstOf(visit.form['email']).slice(0, 254)
    const address = email.safeParse(typed)
    if (!address.success) return enterPage(visit, { email: typed, errors: { email: say(visit, 'error.email') } })
    countAsk(visit.limits, address.data, visit.network)
    await askCode(authOf(visit.desk, visit.config), address.data)
    return codePage(visit, address.data)
  })

  doors.visit('get', addresses.code, {}, (visit) => redirect(visit, hrefOf(visit.locale, addresses.enter)))
  doors.visit('post', addresses.code, {}, async (visit) => {
    const address = email.safeParse(firstOf(visit.form['email']))
    if (!address.success) return redirect(visit, hrefOf(visit.locale, addresses.enter))
    countTry(visit.limits, address.data, visit.network)
    const { auth, headers } = askedBy(visit)
    const cookies = await enterWithCode(
      auth,
      visit.desk,
      headers,
      address.data,
      digitsOf(firstOf(visit.form['code'])).slice(0, 10),
    )
    if (!cookies) return codePage(visit, address.data, { code: say(visit, 'error.code') })
    forgetTries(visit.limits, address.data, visit.network)
    return await goIn(visit, cookies)
  })

  doors.visit('get', addresses.password, {}, (visit) => passwordPage(visit, {}))
  doors.visit('post', addresses.password, {}, async (visit) => {
    const typed = firstOf(visit.form['email']).slice(0, 254)
    const address = email.safeParse(typed)
    if (!address.success) return passwordPage(visit, { email: typed, errors: { email: say(visit, 'error.email') } })
    countTry(visit.limits, address.data, visit.network)
    const { auth, headers } = askedBy(visit)
    const password = firstOf(visit.form['password'])
    const cookies = await enterWithPassword(auth, visit.desk, headers, address.data, password)
    if (!cookies) return passwordPage(visit, { email: typed, errors: { password: say(visit, 'error.password') } })
    forgetTries(visit.limits, address.data, visit.network)
    return await goIn(visit, cookies)
  })

  const passkeyLimit = { limits: [{ name: 'passkey', tries: 40, minutes: 15 }] }
  doors.visit('post', addresses.passkeyOptions, passkeyLimit, async (visit) => {
    const { auth } = askedBy(visit)
    const { headers, response } = await auth.api.generatePasskeyAuthenticationOptions({
      headers: new Headers(),
      returnHeaders: true,
    })
    return withCookies(visit.c.json(response), headers.getSetCookie())
  })
  doors.visit('post', addresses.passkey, passkeyLimit, async (visit) => {
    const { auth, headers } = askedBy(visit)
    const response = jsonObject(firstOf(visit.form['response']))
    const cookies = response && (await enterWithPasskey(auth, visit.desk, onlyCookies(headers), response))
    if (!cookies) return enterPage(visit, { errors: { _form: say(visit, 'error.passkey') } })
    return await goIn(visit, cookies)
  })

  doors.visit('get', addresses.link, {}, (visit) =>
    linkPage(visit, <LinkPage token={visit.query('jeton')} />, 'link.title'),
  )
  doors.visit('post', addresses.link, { limits: [{ name: 'link', tries: 20, minutes: 15 }] }, async (visit) => {
    const { auth, headers } = askedBy(visit)
    const cookies = await enterWithLink(auth, visit.desk, headers, firstOf(visit.form['token']).slice(0, 100))
    return cookies ? await goIn(visit, cookies) : linkPage(visit, <LinkGonePage />, 'link.gone.title', 410)
  })

  doors.visit('post', addresses.leave, {}, async (visit) => {
    const { auth, headers } = askedBy(visit)
    return withCookies(redirect(visit, localPath(visit.locale, '/')), await leave(auth, visit.desk, headers))
  })

  doors.visit('post', addresses.demo, { limits: [{ name: 'demo', tries: 60, minutes: 15 }] }, async (visit) => {
    const person = await demoPerson(visit.desk.db, {
      role: firstOf(visit.form['role']),
      person_id: firstOf(visit.form['person_id']),
    })
    if (!person) throw notFound()
    const { auth, headers } = askedBy(visit)
    if (person.role === 'witness') return await openDemoCard(visit, auth, person)
    const cookies = await enterAs(auth, visit.desk, headers, person.person_id, 'demonstration')
    if (!cookies) throw new AppError('unavailable')
    return await goIn(visit, cookies)
  })
}

/** Text of this room in the page's language. */
export const say = (
  { locale }: Pick<Asked, 'locale'>,
  key: Parameters<ReturnType<typeof accountTexts.in>>[0],
): string => accountTexts.in(locale)(key)

export const askedBy = (visit: Visit) => ({ auth: authOf(visit.desk, visit.config), headers: visit.c.req.raw.headers })

export function withCookies(response: Response, cookies: Cookies): Response {
  for (const line of cookies) response.headers.append('Set-Cookie', line)
  return response
}

/** A JSON object typed by a browser's script, or undefined. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  if (text.length > 20_000) return undefined
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** The page asked for, from the address or the form. */
export const nextOf = (visit: Visit): string | undefined => safeNext(firstOf(visit.form['next']) || visit.query('next'))

async function goIn(visit: Visit, cookies: Cookies): Promise<Response> {
  const { auth } = askedBy(visit)
  const now = new Headers({ cookie: cookies.map((line) => line.split(';')[0]).join('; ') })
  const actor = await identify(auth, visit.desk, now)
  const roles = actor.kind === 'member' ? actor.roles : []
  const first = visit.menus.desk.find((entry) => entry.roles.some((role) => roles.includes(role)))
  const home = first ? localPath(visit.locale, first.href[visit.locale]) : hrefOf(visit.locale, addresses.account)
  return withCookies(redirect(visit, nextOf(visit) ?? home), cookies)
}

type Typed = { email?: string; errors?: FormErrors }
const framed = (visit: Visit, title: string, errors?: FormErrors) =>
  ({ title, main: 'wrap', noindex: true, hasErrors: Boolean(errors), status: errors ? 422 : 200 }) as const
const carried = (visit: Visit) => {
  const next = nextOf(visit)
  return next ? { next } : {}
}

const enterPage = (visit: Visit, typed: Typed) =>
  page(visit, framed(visit, say(visit, 'enter.title'), typed.errors), <EnterPage {...typed} {...carried(visit)} />)

const codePage = (visit: Visit, address: string, errors?: FormErrors) =>
  page(
    visit,
    framed(visit, say(visit, 'code.title'), errors),
    <CodePage email={address} {...(errors ? { errors } : {})} {...carried(visit)} />,
  )

const passwordPage = (visit: Visit, typed: Typed) =>
  page(
    visit,
    framed(visit, say(visit, 'enter.withPassword'), typed.errors),
    <PasswordPage {...typed} {...carried(visit)} />,
  )

function linkPage(
  visit: Visit,
  children: preact.JSX.Element,
  title: 'link.title' | 'link.gone.title',
  status: 200 | 410 = 200,
): Response {
  const response = page(visit, { title: say(visit, title), main: 'wrap', noindex: true, status }, children)
  // The token in the address must not travel to another site; 'no-referrer' would also hide that the form is ours.
  response.headers.set('Referrer-Policy', 'same-origin')
  return response
}
