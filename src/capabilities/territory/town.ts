// The town itself: its settings on the desk, and their way to the shelf. `publishSite` is to the town's identity what
// publish() is to contributions: the same settings always give the same rows.

import { change, type Work } from '#core/change.ts'
import { documentOf } from '#core/contribution/document.ts'
import type { Desk, DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { canonicalJson } from '#core/platform/identifiers.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { emptySite, type Site } from '#core/shelf/site.ts'
import { shelveThemes } from './themes.queries.ts'

/** The pages every site must offer (P-35), by the word that names them in every language. */
const legalPages = ['mentions', 'privacy', 'terms', 'accessibility', 'contact', 'help'] as const
export type LegalPage = (typeof legalPages)[number]

/** What the administrator sets. `pages` holds the texts as typed. */
export type Town = {
  site: Site
  districts: string[]
  pages: Partial<Record<LegalPage, Partial<Record<Locale, string>>>>
}

export const emptyTown: Town = { site: emptySite, districts: [], pages: {} }

export async function getTown(db: DeskDatabase | DeskTransaction): Promise<Town> {
  const row = await db.selectFrom('desk.setting').select('value').where('name', '=', 'town').executeTakeFirst()
  return townOf(row?.value)
}

/** The same, holding it until the change is done: two administrators at work never lose each other's words. */
export async function holdTown(tx: DeskTransaction): Promise<Town> {
  const row = await tx
    .selectFrom('desk.setting')
    .select('value')
    .where('name', '=', 'town')
    .forUpdate()
    .executeTakeFirst()
  return townOf(row?.value)
}

// What an older version did not ask yet is empty.
function townOf(value: unknown): Town {
  const town = value as Partial<Town> | undefined
  return { ...emptyTown, ...town, site: { ...emptySite, ...town?.site } }
}

/** Keeps the town's settings and publishes them, inside a change. */
export async function saveTown(work: Work, town: Town): Promise<void> {
  const value = JSON.stringify(town)
  await work.tx
    .insertInto('desk.setting')
    .values({ name: 'town', value, changed_at: work.now })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, changed_at: work.now }))
    .execute()
  await publishSite(work)
}

/** Makes the space of the commune and its empty settings, once. */
export async function ensureTown(desk: Desk): Promise<string> {
  const space = await desk.db.selectFrom('desk.space').select('id').orderBy('slug').limit(1).executeTakeFirst()
  if (space) return space.id
  return await change(desk, { action: 'town.ensure', actor: { kind: 'visitor' } }, async (work) => {
    const { id } = await work.tx
      .insertInto('desk.space')
      .values({ slug: 'commune', settings: JSON.stringify({ required_signoffs: ['editorial', 'witness'] }) })
      .onConflict((conflict) => conflict.column('slug').doUpdateSet((eb) => ({ slug: eb.ref('excluded.slug') })))
      .returning('id')
      .executeTakeFirstOrThrow()
    await saveTown(work, emptyTown)
    return id
  })
}

/** Replaces what the shelf says of the town: identity, pages, themes and their old addresses, relays. */
export async function publishSite(work: Work): Promise<void> {
  const { tx, now } = work
  const town = await getTown(tx)
  const site = JSON.stringify({ ...town.site, districts: town.districts })
  await tx
    .insertInto('shelf.site')
    .values({ id: 1, site })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ site }))
    .execute()

  // A text that did not change keeps its date.
  const before = new Map(
    (await tx.selectFrom('shelf.page').selectAll().execute()).map((page) => [
      `${page.slug} ${page.language} ${canonicalJson(page.body)}`,
      page.updated_at,
    ]),
  )
  await tx.deleteFrom('shelf.page').execute()
  const pages = legalPages.flatMap((slug) =>
    locales.flatMap((language) => {
      const text = town.pages[slug]?.[language]?.trim()
      if (!text) return []
      const body = documentOf(text)
      return [
        {
          slug,
          language,
          title: '',
          body: JSON.stringify(body),
          updated_at: before.get(`${slug} ${language} ${canonicalJson(body)}`) ?? now,
        },
      ]
    }),
  )
  if (pages.length) await tx.insertInto('shelf.page').values(pages).execute()

  await shelveThemes(tx, work)

  await tx.deleteFrom('shelf.relay').execute()
  const relays = await tx
    .selectFrom('desk.person')
    .select(['id as person_id', 'name', 'portrait', 'phone', 'languages', 'presentation'])
    .where('is_listed', '=', true)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('desk.role_grant')
          .select('id')
          .whereRef('person_id', '=', 'desk.person.id')
          .where('role', '=', 'facilitator')
          .where('revoked_at', 'is', null),
      ),
    )
    .orderBy('created_at')
    .orderBy('name')
    .execute()
  if (relays.length)
    await tx
      .insertInto('shelf.relay')
      .values(
        relays.map((relay, position) => ({ ...relay, presentation: JSON.stringify(relay.presentation), position })),
      )
      .execute()
  work.touchSite()
}
