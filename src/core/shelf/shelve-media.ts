// The sounds and pictures of a contribution as the public may have them: agreed to by everyone who tells, with their
// words, their people and their hidings. Part of shelve(): pure, and closed whenever something is missing.

import { mediaOf, type Content } from '../contribution/content.ts'
import {
  writtenIn,
  type Chapter,
  type Media,
  type MediaNature,
  type MediaUse,
  type RightsStatement,
  type Transcript,
} from '../contribution/media.content.ts'
import { agreementOf, type ConsentFact } from '../consent/ledger.ts'
import type { FileFact } from '../media/derivations.ts'
import { isHiding, isInSpan, isWhollyHidden, recipeOf } from '../media/hidings.ts'
import type { Derived, Span } from '../media/media.tables.ts'
import type { Form } from '../consent/uses.ts'
import { formsOf, lacksOf, registerMoments } from '../media/needs.ts'
import { dayOf, startOfDay } from '../platform/clock.ts'
import { hiddenMark, redactionIn, redactValue, type Redaction, type RedactionAcross } from './redact.ts'

export type ShownCue = { start: number; end: number; speaker: string; text: string }
export type ShownTranscript = {
  language: string
  form: 'original' | 'translation'
  machine: boolean
  /** Nobody has set the times of its cues: they were guessed. */
  estimated?: true
  cues: ShownCue[]
  chapters: Chapter[]
}
/** A file anyone may have at /fichiers/<id>/<name>. */
export type ShownFile = Derived & { address: string }
export type ShownMedia = {
  /** The file's own name on the desk: stable, tells nothing. */
  id: string
  nature: MediaNature
  use: MediaUse
  words: Media['words']
  credit: string
  licence: Media['licence']
  rights: RightsStatement
  taken: string
  place: string
  duration_ms: number | null
  width: number | null
  height: number | null
  /** Loudness from 0 to 100, evenly along the time; empty when unknown. */
  waveform: number[]
  files: ShownFile[]
  transcripts: ShownTranscript[]
  /** What one sees in a film; absent when nobody wrote it. */
  descriptions?: ShownTranscript[]
  excuse: Media['excuse']
  /** Seconds of it are hidden. */
  is_cut: boolean
}

export type MediaFacts = {
  content: Content
  voices: readonly string[]
  /** Those who told in an earlier revision: they may still be heard and seen. */
  former: readonly string[]
  consents: readonly ConsentFact[]
  files: readonly FileFact[]
  needsConsent: boolean
  /** The name to show for each voice; null for none. */
  names: ReadonlyMap<string, string | null>
  slug: string
}

/** Said in place of the captions of a sealed span. */
export const hiddenWords = hiddenMark

/** What may be shown of the media of a revision, and the moments at which one of their agreements ends by itself. */
export function shelveMedia(
  facts: MediaFacts,
  redact: RedactionAcross,
  now: Date,
): { media: ShownMedia[]; ends: Date[] } {
  const ends: Date[] = []
  const media = mediaOf(facts.content).flatMap((each): ShownMedia[] => {
    const file = facts.files.find(({ id }) => id === each.file_id)
    if (!file || file.nature !== each.nature || isWhollyHidden(file.hidings, now)) return []
    const forms = formsOf(each, [...facts.voices, ...facts.former])
    const agreements = forms.flatMap((form) =>
      facts.voices.map((voice) => agreementOf(facts.consents, voice, 'site', form, now)),
    )
    if (facts.needsConsent && agreements.some((agreement) => agreement === undefined)) return []
    if (facts.needsConsent && facts.former.some((voice) => forms.some((form) => saidNo(facts.consents, voice, form))))
      return []
    if (lacksOf(each, { looked: file.looked, people: file.pictured }, dayOf(now)).length > 0) return []
    const { hidings, recipe } = recipeOf(file.nature, file.hidings, file.pictured, now)
    const derivation = file.derivations.find((made) => made.hidings === hidings)
    if (!derivation || derivation.results.length === 0) return []
    if (facts.needsConsent) ends.push(...agreements.flatMap((agreement) => agreement?.until ?? []))
    ends.push(...registerMoments(file.pictured).filter((moment) => moment > now))
    return [shownOf(each, derivation, recipe.spans, facts, redact)]
  })
  return { media, ends }
}

const saidNo = (consents: readonly ConsentFact[], person_id: string, form: Form): boolean =>
  consents.findLast((row) => row.person_id === person_id && row.use === 'site' && row.form === form)?.answer === 'no'

function shownOf(
  media: Media,
  { results, findings }: FileFact['derivations'][number],
  spans: readonly Span[],
  facts: MediaFacts,
  redactAcross: RedactionAcross,
): ShownMedia {
  const redact = redactionIn(redactAcross)
  const nameOf = (key: string): string => {
    const speaker = media.speakers.find((each) => each.key === key)
    if (!speaker) return ''
    const isVoice = speaker.person_id !== null && facts.names.has(speaker.person_id)
    return isVoice ? (facts.names.get(speaker.person_id ?? '') ?? '') : redactName(speaker.name, redact)
  }
  // Where words stand is only guessed in some: nobody could tell which of them a sealed span holds.
  const shownWords = (written: readonly Transcript[]): ShownTranscript[] =>
    written
      .filter(({ estimated }) => !estimated || spans.length === 0)
      .map(({ language, form, machine, estimated, ...each }) => {
        const cues = hideCues(
          each.cues.filter(({ text }) => text.trim() !== ''),
          spans,
        )
        const texts = redactAcross(cues.map(({ text }) => text))
        return {
          language,
          form,
          machine,
          ...(estimated && { estimated }),
          cues: cues.map((cue, index) => ({ ...cue, speaker: nameOf(cue.speaker), text: texts[index] ?? '' })),
          chapters: each.chapters
            .filter((chapter) => !spans.some((span) => span.start_ms <= chapter.start && chapter.start < span.end_ms))
            .map((chapter) => ({ ...chapter, title: redact(chapter.title) })),
        }
      })
  const descriptions = media.nature === 'video' ? shownWords(writtenIn(media, 'descriptions')) : []
  return {
    id: media.file_id,
    nature: media.nature,
    use: media.use,
    words: media.words.map(({ language, ...words }) => ({ language, ...redactValue(words, redact) })),
    credit: redact(media.credit),
    licence: media.licence,
    rights: media.rights,
    taken: media.taken,
    place: redact(media.place),
    duration_ms: findings.duration_ms ?? null,
    width: findings.width ?? null,
    height: findings.height ?? null,
    waveform: findings.waveform ?? [],
    files: results.map((made) => ({ ...made, address: addressOf(made, facts.slug) })),
    transcripts: shownWords(media.transcripts),
    ...(descriptions.length > 0 && { descriptions }),
    excuse: media.excuse && { ...media.excuse, reason: redact(media.excuse.reason) },
    is_cut: spans.length > 0,
  }
}

/** A name standing alone is one, with capitals or without. */
function redactName(name: string, redact: Redaction): string {
  const proper = name.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1))
  const shown = redact(proper)
  return shown === proper ? redact(name) : shown
}

/** Captions without the words of sealed spans: a caption that touches one loses all of them, and who said them. */
export function hideCues<Cue extends { start: number; end: number; speaker: string; text: string }>(
  cues: readonly Cue[],
  spans: readonly Span[],
): Cue[] {
  const shown: Cue[] = []
  let mark: Cue | undefined
  for (const cue of cues) {
    if (!isInSpan(cue, spans)) {
      shown.push(cue)
      mark = undefined
    } else if (mark) {
      // One mark for several captions in a row: how many there were is nobody's business.
      mark.end = Math.max(mark.end, cue.end)
    } else {
      mark = { ...cue, speaker: '', text: hiddenWords }
      shown.push(mark)
    }
  }
  return shown
}

const addressOf = (made: Derived, slug: string): string =>
  `/fichiers/${made.id}/${slug || 'recit'}.${extensionOf(made.media_type)}`

const extensions: Record<string, string> = {
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/flac': 'flac',
  'audio/webm': 'webm',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'image/avif': 'avif',
  'image/webp': 'webp',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
}
export const extensionOf = (media_type: string): string => extensions[media_type] ?? 'bin'

/** The next instants at which a hiding ends by itself. */
export const hidingEnds = (hidings: readonly { until: string | null; lifted_at: Date | null }[], now: Date): Date[] =>
  hidings.filter((each) => isHiding(each, now) && each.until !== null).map((each) => startOfDay(each.until as string))
