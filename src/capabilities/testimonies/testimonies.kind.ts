// The kind `testimony`: a life story told by one or several witnesses, with the journey it crosses.

import { z } from 'zod'
import { edtfDate, line, optionalDay, paragraphs } from '#core/platform/fields.ts'
import { placeNatures, type Kind } from '#core/contribution/kind.ts'

/** One stage of a journey: a place, when, and a few words per language. Degrees in WGS 84, null when nobody knows. */
export const Stage = z.strictObject({
  place: line(120),
  /** ISO 3166-1, two letters, as borders stand today; empty when unknown. */
  country: z.string().regex(/^([A-Z]{2})?$/, 'bad_choice'),
  lat: z.number().min(-90).max(90).nullable(),
  lon: z.number().min(-180).max(180).nullable(),
  when: edtfDate,
  words: z.record(z.string().max(35), paragraphs(1_000)),
  /** A journey leaves from here to the next stage. */
  travel: z.boolean(),
  /** What the place was to her: those who shared a station or a workplace meet. */
  nature: z.enum(placeNatures, { error: 'bad_choice' }).default(''),
})
export type Stage = z.infer<typeof Stage>

export const maxObjects = 5
export const TestimonyDetails = z.strictObject({
  stages: z.array(Stage).max(30),
  /** Day and place of the meeting where it was told. */
  collected_on: z.union([z.null(), optionalDay]),
  collected_at: line(120, 'optional'),
  medium: z.enum(['text', 'sound', 'video']),
  /** Things kept, as she names them: “la valise”. */
  objects: z.array(line(80)).max(maxObjects).default([]),
})
export type TestimonyDetails = z.infer<typeof TestimonyDetails>

export const emptyTestimonyDetails: TestimonyDetails = {
  stages: [],
  collected_on: null,
  collected_at: '',
  medium: 'text',
  objects: [],
}

export const testimonyKind: Kind = {
  name: 'testimony',
  details: TestimonyDetails,
  emptyDetails: emptyTestimonyDetails,
  segment: { fr: 'recits', en: 'stories', ar: 'stories' },
  workshop: (code) => `/bureau/recits/${code}`,
  resume: { fr: '/raconter/seul/reprendre', en: '/tell/alone/resume', ar: '/tell/alone/resume' },
  needsConsent: true,
  publicDetails: (details) => details,
  codes: ['country', 'when', 'nature', 'medium', 'collected_on'],
  placesOf: (content) =>
    TestimonyDetails.parse(content.details).stages.map(({ place, country, lat, lon, when, nature, words }) => ({
      name: place,
      country,
      lat,
      lon,
      when,
      nature,
      words,
    })),
}
