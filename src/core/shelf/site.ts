// Who this place is, as the public sees it: one row of the shelf, written by the `territory` capability.

import type { Kysely } from 'kysely'
import type { Locale } from '../platform/i18n.ts'
import type { ShelfTables } from './shelf.tables.ts'

/** Who answers for the site: what the law asks every publisher to name. */
export type Imprint = { publisher: string; director: string; host: string }

/** What the town declares of the site's accessibility, block by block. Empty: "none". Without an audit: not conforming. */
export type AccessibilityStatement = {
  scheme_url: string
  plan_url: string
  audit_by: string
  audit_on: string | null
  /** Percentage of the criteria that hold. */
  audit_rate: number | null
  nonconformities: string
  burden: string
  exempt: string
  established_on: string | null
  updated_on: string | null
  technologies: string
  environment: string
  tools: string
  pages: string
}

export type Site = {
  /** The town's name: "Valmorey". */
  name: string
  motto: Record<Locale, string>
  carried_by: Record<Locale, string>
  phone: string
  email: string
  address: string
  /** Where the town is, for the map of paths; null: where its stories put it. */
  lat: number | null
  lon: number | null
  accent: string
  /** Neighbourhoods as people name them, offered in forms. */
  districts: string[]
  /** Open to the public; an installation whose legal pages are empty cannot go live (P-35). */
  is_live: boolean
  is_demo: boolean
  accessibility: 'none' | 'partial' | 'full'
  imprint: Imprint
  statement: AccessibilityStatement
  /** Where the source of a modified version is offered; empty: this site gives it itself. */
  source_url: string
  /** A MapLibre style for the map of stories, as a path of this site; empty: the house's (docs/carte.md). */
  map_style: string
}

export const emptyStatement: AccessibilityStatement = {
  scheme_url: '',
  plan_url: '',
  audit_by: '',
  audit_on: null,
  audit_rate: null,
  nonconformities: '',
  burden: '',
  exempt: '',
  established_on: null,
  updated_on: null,
  technologies: 'HTML, CSS, SVG, JavaScript',
  environment: '',
  tools: '',
  pages: '',
}

export const emptySite: Site = {
  name: '',
  motto: { fr: '', en: '', ar: '' },
  carried_by: { fr: '', en: '', ar: '' },
  phone: '',
  email: '',
  address: '',
  lat: null,
  lon: null,
  accent: 'terre',
  districts: [],
  is_live: false,
  is_demo: false,
  accessibility: 'none',
  imprint: { publisher: '', director: '', host: '' },
  statement: emptyStatement,
  source_url: '',
  map_style: '',
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
