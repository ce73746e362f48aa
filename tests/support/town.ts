// A small town for tests: a space, one member of each role, and the application with doors that believe who asks.
// `as(who)` sends requests as a member, a card holder or a visitor, from our own pages.

import { capabilities } from '#capabilities/index.ts'
import { ensureTown, emptyTown, saveTown } from '#capabilities/territory/town.ts'
import { change } from '#core/change.ts'
import type { Kinds } from '#core/contribution/kind.ts'
import type { Desk } from '#core/desk.ts'
import { usualLimits, type Config } from '#core/platform/config.ts'
import type { Database } from '#core/platform/database.ts'
import type { DeskTables } from '#core/desk.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import { visitor, type Actor, type CardHolder, type Member, type Role } from '#core/people/roles.ts'
import { silentLog } from '#core/platform/log.ts'
import { createApp, type App } from '../../src/app.ts'
import { testVault } from '#tests/support/vault.ts'

export const origin = 'http://localhost:3000'
/** What a town of the tests is set to. */
export const usualConfig: Config = {
  port: 3000,
  host: '127.0.0.1',
  origin,
  data_dir: '.cache/tests',
  demo: 'none',
  trusted_proxies: 0,
  ...usualLimits,
}

export type Town = {
  app: App
  desk: Desk
  space_id: string
  /** One member of each role, and one contributor. */
  members: Record<Role, Member>
  as: (actor: Actor) => Client
  /** Chooses the hour the town lives. */
  setNow: (now: Date) => void
}

export type Client = {
  get: (path: string, headers?: Record<string, string>) => Promise<Response>
  post: (
    path: string,
    fields?: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ) => Promise<Response>
}

export async function aPerson(
  desk: Desk,
  name: string,
  more: Partial<{
    other_names: string[]
    born: number
    languages: string[]
    email: string
    credited_as: string
    phone: string
  }> = {},
): Promise<string> {
  const { id } = await desk.db
    .insertInto('desk.person')
    .values({
      name,
      other_names: more.other_names ?? [],
      born: more.born ?? null,
      portrait: null,
      languages: more.languages ?? ['fr'],
      district: null,
      phone: more.phone ?? null,
      email: more.email ?? null,
      notes: '',
      credited_as: more.credited_as ?? null,
      presentation: '{}',
      is_listed: false,
      account_id: null,
      created_at: desk.now(),
      created_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function aMember(desk: Desk, space_id: string, name: string, ...roles: Role[]): Promise<Member> {
  const person_id = await aPerson(desk, name, { credited_as: name })
  for (const role of roles)
    await desk.db
      .insertInto('desk.role_grant')
      .values({
        person_id,
        space_id,
        role,
        granted_by: null,
        granted_at: desk.now(),
        revoked_by: null,
        revoked_at: null,
      })
      .execute()
  return { kind: 'member', person_id, name, space_id, roles }
}

/** A witness at her card: no row of card is needed, the doors of tests believe it. */
export const aCardHolder = (person_id: string, name: string, space_id: string): CardHolder => ({
  kind: 'card',
  person_id,
  name,
  card_id: '00000000-0000-4000-8000-000000000000',
  space_id,
})

export async function aTown(
  database: Database<DeskTables, ShelfTables>,
  options: { live?: boolean; config?: Partial<Config> } = {},
): Promise<Town> {
  let now: Date | undefined
  const clock = () => now ?? new Date()
  const kinds: Kinds = new Map(capabilities.flatMap((each) => each.kinds ?? []).map((kind) => [kind.name, kind]))
  const vault = await testVault()
  const bare: Desk = { db: database.desk, kinds, now: clock, vault }
  const space_id = await ensureTown(bare)
  await change(bare, { action: 'test.town', actor: visitor }, async (work) => {
    await saveTown(work, {
      ...emptyTown,
      site: { ...emptyTown.site, name: 'Valmorey', phone: '03 53 01 24 68', is_live: options.live ?? true },
    })
  })
  const member = async (role: Role, name: string) => await aMember(bare, space_id, name, role)
  const members: Record<Role, Member> = {
    contributor: await member('contributor', 'Paul'),
    facilitator: await member('facilitator', 'Inès'),
    editor: await member('editor', 'Nadia'),
    scientist: await member('scientist', 'Hélène'),
    administrator: await member('administrator', 'Sophie'),
  }
  // Who asks is told by a header that only tests have.
  const known = new Map<string, Actor>()
  const app = createApp({
    config: { ...usualConfig, ...options.config },
    desk: database.desk,
    reader: database.reader,
    vault,
    capabilities,
    identify: async (_desk, headers) => known.get(headers.get('x-test-actor') ?? '') ?? visitor,
    log: silentLog,
    now: clock,
  })
  const as = (actor: Actor): Client => {
    const id = JSON.stringify(actor)
    known.set(id, actor)
    const headers = { 'x-test-actor': id }
    return {
      get: async (path, more = {}) => await app.request(origin + path, { headers: { ...headers, ...more } }),
      post: async (path, fields = {}, more = {}) => {
        const body = new URLSearchParams()
        for (const [name, value] of Object.entries(fields))
          for (const each of Array.isArray(value) ? value : [value]) body.append(name, each)
        return await app.request(origin + path, {
          method: 'POST',
          body: body.toString(),
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            origin,
            'sec-fetch-site': 'same-origin',
            ...headers,
            ...more,
          },
        })
      },
    }
  }
  return { app, desk: app.desk, space_id, members, as, setNow: (moment) => (now = moment) }
}
