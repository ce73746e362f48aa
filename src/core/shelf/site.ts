// Who this place is, as the public sees it: one row of the shelf, written by the `territory` capability.

import type { Kysely } from 'kysely'
import type { Locale } from '../platform/i18n.ts'
import type { ShelfTables } from './shelf.tables.ts'

export type Site = {
  /** The town's name: "Valmorey". */
  name: string
  motto: Record<Locale, string>
  carried_by: Record<Locale, string>
  phone: string
  email: string
  address: string
  accent: string
  /** Open to the public; an installation whose legal pages are empty cannot go live (P-35). */
  is_live: boolean
  is_demo: boolean
  accessibility: 'none' | 'partial' | 'full'
}

export const emptySite: Site = {
  name: '',
  motto: { fr: '', en: '', ar: '' },
  carried_by: { fr: '', en: '', ar: '' },
  phone: '',
  email: '',
  address: '',
  accent: 'terre',
  is_live: false,
  is_demo: false,
  accessibility: 'none',
}

export async function getSite(reader: Kysely<ShelfTables>): Promise<Site> {
  const row = await reader.selectFrom('shelf.site').select('site').executeTakeFirst()
  return { ...emptySite, ...(row?.site as Partial<Site> | undefined) }
}

/** The next instant at which a row hides itself from readers: no page computed before it may be kept past it. */
export async function nextVanishing(reader: Kysely<ShelfTables>): Promise<Date | null> {
  const row = await reader
    .selectFrom('shelf.item')
    .select((eb) => eb.fn.min('visible_until').as('at'))
    .executeTakeFirst()
  return row?.at ?? null
}
