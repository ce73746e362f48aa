// What a capability declares so that the core can keep, review, publish and show a new kind of contribution.

import type { z } from 'zod'
import type { Locale } from '../platform/i18n.ts'
import type { Content } from './content.ts'

/** What a place was in someone's life; '' when nobody said. */
export const placeNatures = ['', 'home', 'neighbourhood', 'school', 'work', 'station', 'hospital', 'square'] as const
export type PlaceNature = (typeof placeNatures)[number]

/** A place a contribution touches, as the shelf keeps it. Coordinates in degrees, WGS 84. */
export type Place = {
  name: string
  country: string
  lat: number | null
  lon: number | null
  when: string
  nature?: PlaceNature
  /** What is told of it, by language. */
  words?: Record<string, string>
}

export type Kind = {
  /** Singular, in English: 'testimony'. Stored in every row, never changed. */
  name: string
  /** Details only this kind has; validated on the way in and on the way out. */
  details: z.ZodType<Record<string, unknown>>
  emptyDetails: Record<string, unknown>
  /** First segment of its public addresses, per locale: { fr: 'recits', en: 'stories', ar: 'stories' }. */
  segment: Record<Locale, string>
  /** Where it is written on the desk, without the locale's prefix. */
  workshop: (code: string) => string
  /** Where a witness with her card goes on with what she began alone; absent when a kind is never told alone. */
  resume?: Record<Locale, string>
  /** Whether those who tell must consent, use by use, before it appears. An article's author consents by signing it. */
  needsConsent: boolean
  /**
   * The part of the details that may be shown. Two of them mean something to the shelf, whatever the kind: `medium`, and
   * `objects`, the things kept that others may have kept too.
   */
  publicDetails(details: Record<string, unknown>): Record<string, unknown>
  /** Names, at any depth, of details that are dates, countries or choices of a list: never words where a name hides. */
  codes?: readonly string[]
  /** Places to put on the map and in crossings. */
  placesOf(content: Content): Place[]
}

/** The kinds of the running installation, by name. Built by the registry; passed to whoever needs it, never imported. */
export type Kinds = ReadonlyMap<string, Kind>

/** Address of a contribution's page: /recits/482913/elle-m-a-dessine-la-ville. */
export function pathOf(kind: Kind, locale: Locale, code: string, slug: string): string {
  const prefix = locale === 'fr' ? '' : `/${locale}`
  return `${prefix}/${kind.segment[locale]}/${code}/${encodeURIComponent(slug)}`
}
