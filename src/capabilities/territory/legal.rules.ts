// What a site must say before it opens (P-35): the list of what is missing, and what an audit lets it declare.

import { locales, type Locale } from '#core/platform/i18n.ts'
import type { AccessibilityStatement, Site } from '#core/shelf/site.ts'
import type { LegalPage, Town } from './town.ts'

/** Without these, the site stays closed to the public and to search engines. French is the language the law asks. */
export const mandatory = ['name', 'reachable', 'publisher', 'director', 'host', 'privacy', 'terms'] as const
export type Mandatory = (typeof mandatory)[number]

/** Fewer letters than this cannot name someone and say where they are. */
const leastName = 5
/** Fewer letters than this cannot tell anyone's rights. */
const leastText = 200

const isLong = (text: string | undefined, least: number): boolean => (text ?? '').trim().length >= least

/** What is missing before the site may open, in the order it is asked. */
export function missingIn(town: Town): Mandatory[] {
  const { site, pages } = town
  const is: Record<Mandatory, boolean> = {
    name: site.name.trim() !== '',
    reachable: site.phone.trim() !== '' || site.email.trim() !== '',
    publisher: isLong(site.imprint.publisher, leastName),
    director: isLong(site.imprint.director, leastName),
    host: isLong(site.imprint.host, leastName),
    privacy: isLong(pages.privacy?.fr, leastText),
    terms: isLong(pages.terms?.fr, leastText),
  }
  return mandatory.filter((each) => !is[each])
}

/** An open site cannot lose what the law asks of it: what this change would take away. */
export const takenAway = (before: Town, after: Town): Mandatory[] => {
  const lacked = new Set(missingIn(before))
  return after.site.is_live ? missingIn(after).filter((each) => !lacked.has(each)) : []
}

/** What the law calls the site, from its audit: all criteria, half of them, or less. No audit: not conforming. */
export function conformityOf(statement: AccessibilityStatement): Site['accessibility'] {
  if (statement.audit_by === '' || statement.audit_rate === null) return 'none'
  if (statement.audit_rate >= 100) return 'full'
  return statement.audit_rate >= 50 ? 'partial' : 'none'
}

/** The words of a page for a reader: in her language, else in French. */
export function inLocale<Row extends { language: string }>(rows: readonly Row[], locale: Locale): Row | undefined {
  return [locale, 'fr', ...locales].flatMap((each) => rows.filter((row) => row.language === each))[0]
}

/** Pages whose texts the administrator writes, in the order of the screen. */
export const written = ['mentions', 'privacy', 'terms', 'contact', 'help'] as const satisfies readonly LegalPage[]
export type WrittenPage = (typeof written)[number]
