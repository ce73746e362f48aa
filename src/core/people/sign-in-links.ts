// One-time links: the first administrator's, `veillee sign-in-link`, invitations. 256 bits, kept as a hash, used once,
// and only by a POST: scanners that open the links of letters do not use them up (SEC-30).

import type { Config } from '../platform/config.ts'
import type { Desk, DeskDatabase, DeskTransaction } from '../desk.ts'
import type { Locale } from '../platform/i18n.ts'
import { randomToken, sha256 } from '../platform/identifiers.ts'
import { ensureAccount } from './accounts.ts'
import { linkMinutes } from './durations.ts'

type Db = DeskDatabase | DeskTransaction

/** Makes a link for a person, and her account if she has none. Gives its token, told once. */
export async function createSignInLink(
  db: Db,
  person_id: string,
  now: Date,
  minutes: number = linkMinutes,
): Promise<string> {
  await ensureAccount(db, person_id)
  const token = randomToken()
  await db
    .insertInto('desk.sign_in_link')
    .values({
      token_hash: sha256(token),
      person_id,
      created_at: now,
      expires_at: new Date(now.getTime() + minutes * 60_000),
      used_at: null,
    })
    .execute()
  return token
}

/**
 * The last link that someone else made since then for a person who had come in before: by whom, when, and whether it was
 * used. Her very first is her invitation.
 */
export async function findLinkMadeFor(
  db: Db,
  person_id: string,
  since: Date,
): Promise<{ by: string; at: Date; is_used: boolean } | undefined> {
  return await db
    .selectFrom('desk.event as made')
    .innerJoin('desk.person as maker', 'maker.id', 'made.actor_id')
    .leftJoin('desk.sign_in_link as link', (join) =>
      join.onRef('link.person_id', '=', 'made.for_person_id').onRef('link.created_at', '=', 'made.at'),
    )
    .select((eb) => ['maker.name as by', 'made.at', eb('link.used_at', 'is not', null).as('is_used')])
    .$narrowType<{ is_used: boolean }>()
    .where('made.kind', '=', 'member.link')
    .where('made.for_person_id', '=', person_id)
    .where('made.actor_id', '!=', person_id)
    .where('made.at', '>', since)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('desk.event as entered')
          .select('entered.id')
          .whereRef('entered.actor_id', '=', 'made.for_person_id')
          .where('entered.kind', '=', 'account.entered')
          .whereRef('entered.id', '<', 'made.id'),
      ),
    )
    .orderBy('made.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Where links lead, with their locale's prefix: opened by the `accounts` capability. */
const linkPaths: Record<Locale, string> = { fr: '/entrer/lien', en: '/en/enter/link', ar: '/ar/enter/link' }

/** The whole address of a link, from the configured origin. */
export const signInLinkUrl = (config: Pick<Config, 'origin'>, token: string, locale: Locale = 'fr'): string =>
  `${config.origin}${linkPaths[locale]}?jeton=${token}`

/** Uses a link up: gives its person once, undefined for a link unknown, used or too old. */
export async function useSignInLink(db: Db, token: string, now: Date): Promise<string | undefined> {
  const link = await db
    .updateTable('desk.sign_in_link')
    .set({ used_at: now })
    .where('token_hash', '=', sha256(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('person_id')
    .executeTakeFirst()
  return link?.person_id
}

/**
 * At start: while no administrator has ever come in, gives a fresh link for one, creating the person "Administration"
 * when there is none. Undefined once someone has come in. The links given before no longer work.
 */
export async function ensureFirstAdministrator(desk: Pick<Desk, 'db' | 'now'>): Promise<string | undefined> {
  return await desk.db.transaction().execute(async (tx) => {
    const now = desk.now()
    // One starter at a time: two servers must not make two administrators.
    const space = await tx.selectFrom('desk.space').select('id').orderBy('slug').limit(1).forUpdate().executeTakeFirst()
    if (!space) return undefined
    const administrators = await tx
      .selectFrom('desk.role_grant as granted')
      .innerJoin('desk.person as person', 'person.id', 'granted.person_id')
      .select(['person.id', 'person.account_id'])
      .where('granted.role', '=', 'administrator')
      .where('granted.space_id', '=', space.id)
      .where('granted.revoked_at', 'is', null)
      .orderBy('granted.granted_at')
      .orderBy('person.id')
      .execute()
    const entered = await tx
      .selectFrom('desk.event')
      .select('id')
      .where('kind', '=', 'account.entered')
      .where(
        'actor_id',
        'in',
        administrators.length ? administrators.map((each) => each.id) : ['00000000-0000-0000-0000-000000000000'],
      )
      .limit(1)
      .executeTakeFirst()
    if (entered) return undefined
    const person_id = administrators[0]?.id ?? (await createAdministrator(tx, space.id, now))
    await tx
      .updateTable('desk.sign_in_link')
      .set({ used_at: now })
      .where('person_id', '=', person_id)
      .where('used_at', 'is', null)
      .execute()
    return await createSignInLink(tx, person_id, now)
  })
}

async function createAdministrator(tx: DeskTransaction, space_id: string, now: Date): Promise<string> {
  const { id } = await tx
    .insertInto('desk.person')
    .values({
      name: 'Administration',
      other_names: [],
      languages: ['fr'],
      notes: '',
      presentation: '{}',
      is_listed: false,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('desk.role_grant')
    .values({ person_id: id, space_id, role: 'administrator', granted_at: now })
    .execute()
  return id
}
