// Sounds, pictures and papers as a revision holds them: which file, what it shows, the words that go with it. The bytes
// are in the vault, what is hidden in them on the desk (core/media): a revision only names the file.

import { z } from 'zod'
import { day, edtfDate, language, line, paragraphs, uuid } from '../platform/fields.ts'

export const mediaNatures = ['sound', 'video', 'picture', 'document'] as const
export type MediaNature = (typeof mediaNatures)[number]

/**
 * What it is here. 'story': the telling itself, heard or seen. 'portrait': a picture of who tells. 'lent': a paper, a
 * photo or a tape of hers. 'made': a picture or a sound made by the team. Each asks for its own agreement (media/needs).
 */
export const mediaUses = ['story', 'portrait', 'lent', 'made'] as const
export type MediaUse = (typeof mediaUses)[number]

/** rightsstatements.org, for what is not ours to license; '' when the licence says it all. */
export const rightsStatements = ['', 'InC', 'InC-EDU', 'InC-OW-EU', 'NoC-OKLR', 'CNE', 'UND', 'NKC'] as const
export type RightsStatement = (typeof rightsStatements)[number]
export const mediaLicences = ['all-rights-reserved', 'CC-BY-SA-4.0', 'CC-BY-4.0', 'CC-BY-NC-ND-4.0', 'CC0-1.0'] as const

const day24h = 86_400_000
const instant = z.int().min(0).max(day24h)

/** One caption: milliseconds from the beginning. `speaker` is the key of one of the media's speakers, '' for none. */
export const Cue = z.strictObject({
  start: instant,
  end: instant,
  speaker: z.string().max(40),
  text: paragraphs(4_000),
})
export type Cue = z.infer<typeof Cue>

export const Chapter = z.strictObject({ start: instant, title: line(200) })
export type Chapter = z.infer<typeof Chapter>

/** Who is heard. One who tells is named as her agreement allows; anyone else by the name written here. */
export const Speaker = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{1,40}$/),
  person_id: uuid.nullable(),
  name: line(80, 'optional'),
})
export type Speaker = z.infer<typeof Speaker>

export const Transcript = z.strictObject({
  language,
  form: z.enum(['original', 'translation']),
  /** Made by a machine and not yet checked by a person. */
  machine: z.boolean(),
  /** The times are guessed from the length of the words: nobody has set them yet. */
  estimated: z.boolean().optional(),
  /** In the order of time. */
  cues: z.array(Cue).max(20_000),
  chapters: z.array(Chapter).max(200),
})
export type Transcript = z.infer<typeof Transcript>

/** Words about it, in one language. `alt` says what is seen; `description` the sounds and sights a transcript needs. */
export const MediaWords = z.strictObject({
  language,
  title: line(200, 'optional'),
  caption: paragraphs(1_000),
  alt: paragraphs(1_000),
  description: paragraphs(10_000),
})
export type MediaWords = z.infer<typeof MediaWords>

export const Media = z
  .strictObject({
    file_id: uuid,
    nature: z.enum(mediaNatures),
    use: z.enum(mediaUses),
    words: z.array(MediaWords).max(12),
    /** Who made it, as it must be said: “Photo : Inès, Ville de Valmorey”. */
    credit: line(300, 'optional'),
    licence: z.enum(mediaLicences),
    rights: z.enum(rightsStatements),
    taken: edtfDate,
    place: line(120, 'optional'),
    speakers: z.array(Speaker).max(40),
    transcripts: z.array(Transcript).max(12),
    /** What one sees in a film and its sound does not say: short passages, without speakers nor chapters. */
    descriptions: z.array(Transcript).max(12).optional(),
    /**
     * Why there is no transcript yet, and the day it will be there: shown in the accessibility statement. One
     * that does not say its language is in French.
     */
    excuse: z
      .strictObject({ reason: paragraphs(500, 'required'), until: day, language: language.optional() })
      .nullable(),
  })
  .refine((media) => writings.every((writing) => isEachOnce(writtenIn(media, writing))), 'taken')
export type Media = z.infer<typeof Media>

/** The two sorts of words that go with the time of a sound or of a film: what is said in it, what one sees in it. */
export const writings = ['transcripts', 'descriptions'] as const
export type Writing = (typeof writings)[number]

/** Its words of that sort, one for each language. */
export const writtenIn = (
  media: { [sort in Writing]?: Transcript[] | undefined },
  writing: Writing,
): readonly Transcript[] => media[writing] ?? []

const isEachOnce = (written: readonly Transcript[]): boolean =>
  new Set(written.map(({ language }) => language)).size === written.length

/** A file newly brought, about which nothing is said yet. */
export const emptyMedia = (file_id: string, nature: MediaNature, use: MediaUse): Media => ({
  file_id,
  nature,
  use,
  words: [],
  credit: '',
  licence: 'all-rights-reserved',
  rights: '',
  taken: '',
  place: '',
  speakers: [],
  transcripts: [],
  excuse: null,
})
