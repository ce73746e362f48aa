// What the administrator may write about the town, its pages and its accessibility. Every field is bounded.

import { z } from 'zod'
import { choice, email, line, optionalDay, paragraphs, phone } from '#core/platform/fields.ts'
import { isOwnPath } from '#core/platform/town-map.ts'
import type { AccessibilityStatement } from '#core/shelf/site.ts'
import { accents } from '#ui/accents.ts'
import { written } from './legal.rules.ts'
import type { Town } from './town.ts'

const blank = (value: unknown) => value === undefined || (typeof value === 'string' && value.trim() === '')
const orEmpty = (inner: z.ZodType<string>) =>
  z.preprocess((value) => (blank(value) ? undefined : value), inner.optional()).transform((value) => value ?? '')
const url = z
  .string({ error: 'bad_text' })
  .trim()
  .max(500, 'too_long')
  .refine((text) => URL.canParse(text) && /^https?:/.test(text), 'bad_text')
const degrees = (most: number) =>
  z.preprocess(
    (value) => (blank(value) ? null : typeof value === 'string' ? Number(value.replace(',', '.')) : value),
    z.number({ error: 'bad_number' }).min(-most, 'bad_number').max(most, 'bad_number').nullable(),
  )

const maxDistricts = 60
const districts = paragraphs(4_000)
  .transform((text) => [...new Set(text.split('\n').map((each) => each.trim()))].filter(Boolean))
  .refine((names) => names.length <= maxDistricts && names.every((name) => name.length <= 80), 'too_long')

const IdentityFields = z.object({
  name: line(80),
  motto_fr: line(160, 'optional'),
  motto_en: line(160, 'optional'),
  motto_ar: line(160, 'optional'),
  carried_by_fr: line(300, 'optional'),
  carried_by_en: line(300, 'optional'),
  carried_by_ar: line(300, 'optional'),
  phone: orEmpty(phone),
  email: orEmpty(email),
  address: paragraphs(400),
  districts,
  lat: degrees(90),
  lon: degrees(180),
  /** A style for the map, on this site only: a reader's browser never asks another one. */
  map_style: orEmpty(z.string({ error: 'bad_text' }).trim().max(300, 'too_long').refine(isOwnPath, 'bad_text')),
  accent: choice(accents),
  source_url: orEmpty(url),
})
export type IdentityInput = z.infer<typeof IdentityFields>
export const IdentityInput = IdentityFields.superRefine(({ lat, lon }, context) => {
  // One alone is no place.
  if ((lat === null) !== (lon === null))
    context.addIssue({ code: 'custom', path: [lat === null ? 'lat' : 'lon'], message: 'required' })
})

/** The town with what was typed of its identity. */
export function withIdentity(town: Town, input: IdentityInput): Town {
  return {
    ...town,
    districts: input.districts,
    site: {
      ...town.site,
      name: input.name,
      motto: { fr: input.motto_fr, en: input.motto_en, ar: input.motto_ar },
      carried_by: { fr: input.carried_by_fr, en: input.carried_by_en, ar: input.carried_by_ar },
      phone: input.phone,
      email: input.email,
      address: input.address.trim(),
      lat: input.lat,
      lon: input.lon,
      map_style: input.map_style,
      accent: input.accent,
      source_url: input.source_url,
    },
  }
}

/** What the form shows before anything is typed. */
export function identityValues({ site, districts }: Town): Record<string, string> {
  const words = (name: string, texts: Record<string, string>) =>
    Object.entries(texts).map(([locale, text]): [string, string] => [`${name}_${locale}`, text])
  return {
    name: site.name,
    ...Object.fromEntries([...words('motto', site.motto), ...words('carried_by', site.carried_by)]),
    phone: site.phone,
    email: site.email,
    address: site.address,
    districts: districts.join('\n'),
    lat: site.lat === null ? '' : String(site.lat),
    lon: site.lon === null ? '' : String(site.lon),
    map_style: site.map_style,
    accent: site.accent,
    source_url: site.source_url,
  }
}

const text = paragraphs(40_000)
export const PageInput = z.object({ page: choice(written), fr: text, en: text, ar: text })
export type PageInput = z.infer<typeof PageInput>

export const ImprintInput = z.object({
  publisher: paragraphs(600),
  director: line(200, 'optional'),
  host: paragraphs(600),
})
export type ImprintInput = z.infer<typeof ImprintInput>

const notes = paragraphs(10_000)
export const StatementInput = z.object({
  scheme_url: orEmpty(url),
  plan_url: orEmpty(url),
  audit_by: line(200, 'optional'),
  audit_on: optionalDay,
  audit_rate: z.preprocess(
    (value) => (blank(value) ? null : typeof value === 'string' ? Number(value.replace(',', '.')) : value),
    z.number({ error: 'bad_number' }).min(0, 'bad_number').max(100, 'bad_number').nullable(),
  ),
  nonconformities: notes,
  burden: notes,
  exempt: notes,
  established_on: optionalDay,
  updated_on: optionalDay,
  technologies: paragraphs(2_000),
  environment: paragraphs(4_000),
  tools: paragraphs(2_000),
  pages: paragraphs(6_000),
})
export type StatementInput = z.infer<typeof StatementInput> & AccessibilityStatement

export const statementValues = (statement: AccessibilityStatement): Record<string, string> =>
  Object.fromEntries(Object.entries(statement).map(([name, value]) => [name, value === null ? '' : String(value)]))
