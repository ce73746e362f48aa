// Who asks: read anew at each request, in one indexed query, so that a role taken away is gone at once (SEC-10).
// Without a cookie of ours, the database is not asked at all.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Desk } from '../desk.ts'
import { sha256 } from '../platform/identifiers.ts'
import type { Auth } from './auth.ts'
import { visitor, type Actor, type CardHolder, type Member, type Role } from './roles.ts'

/** `const actor = await identify(auth, desk, c.req.raw.headers)` */
export async function identify(auth: Auth, desk: Pick<Desk, 'db' | 'now'>, headers: Headers): Promise<Actor> {
  const cookies = cookiesOf(headers)
  const session = signedValue(auth.secret, cookies.get(auth.cookies.session))
  const member = session && (await memberOf(desk, session))
  if (member) return member
  const card = cookies.get(auth.cookies.card)
  return (card && (await cardHolderOf(desk, card))) || visitor
}

async function memberOf(desk: Pick<Desk, 'db'>, token: string): Promise<Member | undefined> {
  // Sessions are opened by better-auth with the machine's clock: theirs decides when they end.
  const { rows } = await sql<{ person_id: string; name: string; space_id: string; roles: Role[] }>`
    select person.id as person_id, person.name, space.id as space_id,
      array(select role from desk.role_grant
        where person_id = person.id and space_id = space.id and revoked_at is null order by role) as roles
    from desk.auth_session as session
    join desk.person on person.account_id = session.user_id
    cross join lateral (select id from desk.space order by slug limit 1) as space
    where session.token = ${token} and session.expires_at > ${new Date()}`.execute(desk.db)
  return rows[0] && { kind: 'member', ...rows[0] }
}

async function cardHolderOf(desk: Pick<Desk, 'db' | 'now'>, token: string): Promise<CardHolder | undefined> {
  const { rows } = await sql<{ person_id: string; name: string; card_id: string; space_id: string }>`
    select person.id as person_id, person.name, card.id as card_id, space.id as space_id
    from desk.card_session as session
    join desk.card on card.id = session.card_id and card.revoked_at is null
    join desk.person on person.id = card.person_id
    cross join lateral (select id from desk.space order by slug limit 1) as space
    where session.token_hash = ${sha256(token)} and session.expires_at > ${desk.now()}`.execute(desk.db)
  return rows[0] && { kind: 'card', ...rows[0] }
}

/** Cookies by name; of two with one name, the first, as browsers put the most precise first. */
export function cookiesOf(headers: Headers): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at > 0 && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim())
  }
  return cookies
}

/** The value of a cookie signed by better-auth (`value.signature`, URI-encoded), or undefined when we did not sign it. */
export function signedValue(secret: string, cookie: string | undefined): string | undefined {
  if (!cookie || cookie.length > 500) return undefined
  let text: string
  try {
    text = decodeURIComponent(cookie)
  } catch {
    return undefined
  }
  const at = text.lastIndexOf('.')
  const value = text.slice(0, at)
  const given = Buffer.from(text.slice(at + 1), 'base64')
  const right = createHmac('sha256', secret).update(value).digest()
  return at > 0 && given.length === right.length && timingSafeEqual(given, right) ? value : undefined
}
