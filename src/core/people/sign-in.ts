// The ways in and out, as pages use them. Each gives the cookies to set, or undefined for a refusal: which one, nobody
// is told. Better-auth sees the request's cookies and nothing else of it: no Host, no address, no browser's name.

import { isAPIError } from 'better-auth/api'
import type { Desk } from '../desk.ts'
import { sha256 } from '../platform/identifiers.ts'
import { closeSessions, ensureAccount } from './accounts.ts'
import type { Auth } from './auth.ts'
import { cardMinutes, freshMinutes } from './durations.ts'
import { cookiesOf, signedValue } from './session.ts'
import { useSignInLink } from './sign-in-links.ts'

/** Lines for Set-Cookie. */
export type Cookies = string[]

/** How long asking for a code or trying a password lasts at least: known or not, an address answers alike (SEC-32). */
const leastMilliseconds = 350

/** A code leaves for this address, if it is known. Says nothing of whether it is. */
export async function askCode(auth: Auth, email: string): Promise<void> {
  await atLeast(leastMilliseconds, async () => {
    await auth.api.sendVerificationOTP({ body: { email, type: 'sign-in' } })
  })
}

export const enterWithCode = (
  auth: Auth,
  desk: Desk,
  headers: Headers,
  email: string,
  otp: string,
): Promise<Cookies | undefined> =>
  entering(auth, desk, headers, 'code', (only) =>
    auth.api.signInEmailOTP({ body: { email, otp }, headers: only, returnHeaders: true }),
  )

export const enterWithPassword = (
  auth: Auth,
  desk: Desk,
  headers: Headers,
  email: string,
  password: string,
): Promise<Cookies | undefined> =>
  entering(auth, desk, headers, 'password', (only) =>
    auth.api.signInEmail({ body: { email, password }, headers: only, returnHeaders: true }),
  )

/** `response` is what the browser's WebAuthn gave, as JSON. */
export const enterWithPasskey = (
  auth: Auth,
  desk: Desk,
  headers: Headers,
  response: Record<string, unknown>,
): Promise<Cookies | undefined> =>
  entering(auth, desk, headers, 'passkey', (only) =>
    auth.api.verifyPasskeyAuthentication({ body: { response: response as never }, headers: only, returnHeaders: true }),
  )

export async function enterWithLink(
  auth: Auth,
  desk: Desk,
  headers: Headers,
  token: string,
): Promise<Cookies | undefined> {
  const person_id = await useSignInLink(desk.db, token, desk.now())
  return person_id ? await enterAs(auth, desk, headers, person_id, 'link') : undefined
}

/** Opens a session for a person already proven by the caller. */
export async function enterAs(
  auth: Auth,
  desk: Desk,
  headers: Headers,
  person_id: string,
  by: string,
): Promise<Cookies | undefined> {
  const account_id = await desk.db.transaction().execute((tx) => ensureAccount(tx, person_id))
  return await entering(auth, desk, headers, by, (only) =>
    auth.api.enterKnown({ body: { account_id }, headers: only, returnHeaders: true }),
  )
}

/** Closes the session of this browser, member or card. */
export async function leave(auth: Auth, desk: Desk, headers: Headers): Promise<Cookies> {
  await closeBrowser(auth, desk, headers)
  return [gone(auth, auth.cookies.session), gone(auth, auth.cookies.card)]
}

/** The cookie of a card just opened. Whoever was signed in on this browser leaves it. */
export async function cardCookies(auth: Auth, desk: Desk, headers: Headers, card_token: string): Promise<Cookies> {
  await closeBrowser(auth, desk, headers)
  return [gone(auth, auth.cookies.session), cookie(auth, auth.cookies.card, card_token, cardMinutes * 60)]
}

/** The headers better-auth may see: our cookies. */
export const onlyCookies = (headers: Headers): Headers => new Headers({ cookie: headers.get('cookie') ?? '' })

type Called = { headers: Headers }

async function entering(
  auth: Auth,
  desk: Desk,
  headers: Headers,
  by: string,
  call: (only: Headers) => Promise<Called>,
): Promise<Cookies | undefined> {
  return await atLeast(by === 'code' || by === 'password' ? leastMilliseconds : 0, async () => {
    // Without the cookies of before: nothing set by someone else beforehand lives on in the new session.
    const called = await refusable(() => call(by === 'passkey' ? onlyCookies(headers) : new Headers()))
    const cookies = called?.headers.getSetCookie()
    const opened = cookies && openedSession(auth, cookies)
    if (!opened) return undefined
    await closeBrowser(auth, desk, headers)
    const person = await desk.db
      .selectFrom('desk.auth_session as session')
      .innerJoin('desk.person as person', 'person.account_id', 'session.user_id')
      .select('person.id')
      .where('session.token', '=', opened)
      .executeTakeFirst()
    if (!person) return undefined
    await desk.db
      .insertInto('desk.event')
      .values({
        at: desk.now(),
        kind: 'account.entered',
        actor_id: person.id,
        for_person_id: null,
        contribution_id: null,
        space_id: null,
        data: JSON.stringify({ by }),
      })
      .execute()
    return [...cookies, gone(auth, auth.cookies.card)]
  })
}

function openedSession(auth: Auth, cookies: Cookies): string | undefined {
  const line = cookies.find((each) => each.startsWith(`${auth.cookies.session}=`))
  return line && signedValue(auth.secret, line.slice(line.indexOf('=') + 1).split(';')[0])
}

/** Ends what this browser had open before. */
async function closeBrowser(auth: Auth, desk: Desk, headers: Headers): Promise<void> {
  const cookies = cookiesOf(headers)
  const session = signedValue(auth.secret, cookies.get(auth.cookies.session))
  if (session) await desk.db.deleteFrom('desk.auth_session').where('token', '=', session).execute()
  const card = cookies.get(auth.cookies.card)
  if (card) await desk.db.deleteFrom('desk.card_session').where('token_hash', '=', sha256(card)).execute()
}

/** Closes every other session of whoever is signed in here; gives how this browser stays in. */
export async function closeOtherSessions(auth: Auth, desk: Desk, headers: Headers, account_id: string): Promise<void> {
  await closeSessions(desk.db, account_id, signedValue(auth.secret, cookiesOf(headers).get(auth.cookies.session)))
}

/** Runs a call of better-auth; undefined when it refuses. */
export async function refusable<Result>(call: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await call()
  } catch (error) {
    if (isAPIError(error)) return undefined
    throw error
  }
}

const cookie = (auth: Auth, name: string, value: string, seconds: number): string =>
  `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${auth.isSecure ? '; Secure' : ''}`
const gone = (auth: Auth, name: string): string => cookie(auth, name, '', 0)

async function atLeast<Result>(milliseconds: number, work: () => Promise<Result>): Promise<Result> {
  const [result] = await Promise.allSettled([work(), new Promise((resolve) => setTimeout(resolve, milliseconds))])
  if (result.status === 'rejected') throw result.reason
  return result.value
}

/** Did this browser come in lately enough to change how one comes in? */
export async function isFresh(auth: Auth, desk: Desk, headers: Headers): Promise<boolean> {
  const token = signedValue(auth.secret, cookiesOf(headers).get(auth.cookies.session))
  if (!token) return false
  const session = await desk.db
    .selectFrom('desk.auth_session')
    .select('id')
    .where('token', '=', token)
    .where('created_at', '>', new Date(Date.now() - freshMinutes * 60_000))
    .executeTakeFirst()
  return session !== undefined
}
