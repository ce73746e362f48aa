// The heart of publish(): from what the desk knows of one contribution to what may be shown of it. Pure and total:
// the same facts and the same hour always give the same outcome. When something shows or does not show, look here.

import { addDays, dayOf, startOfDay } from '../platform/clock.ts'
import { boundsOf } from '../platform/edtf.ts'
import { slugOf } from '../platform/identifiers.ts'
import { originalOf, voicesOf, type Content } from '../contribution/content.ts'
import type { Stage } from '../contribution/contribution.tables.ts'
import { plainTextOf } from '../contribution/document.ts'
import type { Kind } from '../contribution/kind.ts'
import { agreementOf, isSealed, type ConsentFact, type SealFact } from '../consent/ledger.ts'
import type { SignoffKind } from '../review/review.tables.ts'
import { approvedAmong, dueOn, stoppedBy, type SignoffFact } from '../review/signoffs.ts'
import { redactDocument, redactionAcross, redactionIn, redactPhrases, redactValue, type Redaction } from './redact.ts'
import { hiddenOf, namesOf, type ShownName, type ThirdPersonFact } from './hidden-names.ts'
import type { ShownCredit, ShownNote } from './shelf.tables.ts'
import type { TextForm } from '../contribution/content.ts'
import type { Document } from '../contribution/document.ts'
import type { FileFact } from '../media/derivations.ts'
import { phrasesOf, type HidingFact } from '../media/hidings.ts'
import { registerMoments } from '../media/needs.ts'
import { hidingEnds, shelveMedia, type ShownMedia } from './shelve-media.ts'
import { tellingOf } from './shown-media.ts'
import type { Licence } from '../contribution/content.ts'

export type RevisionSeen = { id: string; number: number; content: Content; created_at: Date }
export type PersonSeen = {
  name: string
  other_names: readonly string[]
  born: number | null
  portrait: string | null
  credited_as: string | null
  pseudonym: string | null
}
export type OpinionSeen = { revision_id: string; kind: SignoffKind; person_id: string; opinion: string; at: Date }

/** All that the desk knows of one contribution and that bears on what may be shown. Lists come oldest first. */
export type Facts = {
  id: string
  code: string
  kind: Kind
  required: readonly SignoffKind[]
  revisions: readonly RevisionSeen[]
  signoffs: readonly SignoffFact[]
  opinions: readonly OpinionSeen[]
  consents: readonly ConsentFact[]
  seals: readonly SealFact[]
  people: ReadonlyMap<string, PersonSeen>
  files: readonly FileFact[]
  /** Of words; those of a file come with it. */
  hidings: readonly HidingFact[]
  third_persons: readonly ThirdPersonFact[]
  first_published_at: Date | null
}

export type ShelvedText = {
  language: string
  form: TextForm
  title: string
  lead: string
  quote: string
  body: Document
  machine: boolean
  minutes: number
}
export type ShelvedPlace = {
  name: string
  country: string
  lat: number | null
  lon: number | null
  nature: string
  words: Record<string, string>
  period: string
  period_start: string | null
  period_end: string | null
}
export type ShelvedItem = {
  id: string
  kind: string
  code: string
  language: string
  slug: string
  portrait: string | null
  licence: Licence
  period: string
  period_start: string | null
  period_end: string | null
  credits: ShownCredit[]
  details: Record<string, unknown>
  notes: ShownNote[]
  revision_number: number
  agreed_on: string | null
  witness_signed_on: string | null
  reviewed_on: string | null
  published_at: Date
  updated_at: Date
  visible_until: Date | null
  texts: ShelvedText[]
  themes: string[]
  places: ShelvedPlace[]
  /** How long the telling lasts, heard or seen; null when it is only read. */
  duration_ms: number | null
  media: ShownMedia[]
}

export type Outcome = {
  stage: Stage
  work_stage: Stage | null
  due: SignoffKind[]
  item: ShelvedItem | null
  /** Was public, is no more: its page answers 410. */
  gone: boolean
  next_change_at: Date | null
}

/** What the shelf holds of a contribution at this hour, and where it stands on its way. */
export function shelve(facts: Facts, now: Date): Outcome {
  // Who writes an article signs it by sending it; a witness signs what others wrote of her words.
  const required = facts.kind.needsConsent ? facts.required : facts.required.filter((kind) => kind !== 'witness')
  const revisions = facts.revisions.map((revision) => ({ ...revision, voices: voicesOf(revision.content) }))
  const newest = revisions.at(-1)
  const approved = approvedAmong(revisions, facts.signoffs, required)
  const former = approved ? formerVoices(revisions, approved) : []
  const agreements = approved && facts.kind.needsConsent ? agreementsOf(facts, approved.voices, former, now) : []
  const sealed = facts.seals.filter((seal) => isSealed(seal, now))
  const hidden = sealed.some((seal) => seal.scope === 'all')
  const item = approved && agreements && !hidden ? itemOf(facts, approved, former, agreements, now) : null

  const work = newest && newest !== approved ? workStageOf(newest, facts.signoffs, required) : null
  const withdrawn = sealed.some((seal) => seal.scope === 'all' && seal.reason === 'withdrawal' && seal.until === null)
  const stage: Stage = withdrawn
    ? 'withdrawn'
    : item
      ? 'published'
      : hidden && approved
        ? 'hidden'
        : !newest
          ? 'draft'
          : approved && !agreements
            ? 'consent'
            : (work ?? 'draft')
  return {
    stage,
    work_stage: approved ? work : null,
    due: newest ? dueOn(newest, facts.signoffs, required) : [],
    item,
    gone: item === null && facts.first_published_at !== null,
    next_change_at: nextChange(facts, now),
  }
}

/** Those who told in an earlier revision and no longer do: their words may still be there. */
const formerVoices = (
  revisions: readonly (RevisionSeen & { voices: string[] })[],
  approved: RevisionSeen & { voices: string[] },
): string[] => [
  ...new Set(
    revisions
      .filter((each) => each.number < approved.number)
      .flatMap((each) => each.voices)
      .filter((voice) => !approved.voices.includes(voice)),
  ),
]

/**
 * Agreements of every voice to show the text on the site; undefined as soon as one is missing, or when someone who told
 * before has said no: taking her out of the credits does not take her words out.
 */
function agreementsOf(facts: Facts, voices: readonly string[], former: readonly string[], now: Date) {
  if (voices.length === 0) return undefined
  const saidNo = (person_id: string) =>
    facts.consents.findLast((row) => row.person_id === person_id && row.use === 'site' && row.form === 'text')
      ?.answer === 'no'
  if (former.some(saidNo)) return undefined
  const agreements = voices.map((voice) => agreementOf(facts.consents, voice, 'site', 'text', now))
  return agreements.every((each) => each !== undefined) ? agreements : undefined
}

function workStageOf(
  revision: RevisionSeen & { voices: string[] },
  signoffs: readonly SignoffFact[],
  required: readonly SignoffKind[],
): Stage {
  const stop = stoppedBy(revision, signoffs)
  if (stop) return stop === 'refuse' ? 'refused' : 'changes'
  const due = dueOn(revision, signoffs, required)
  return due.length === 1 && due[0] === 'witness' ? 'witness' : 'review'
}

function itemOf(
  facts: Facts,
  revision: RevisionSeen & { voices: string[] },
  former: readonly string[],
  agreements: readonly { given_at: Date; until: Date | null }[],
  now: Date,
): ShelvedItem {
  const { content } = revision
  const phrases = phrasesOf(facts.hidings, now)
  const seal = redactionIn(redactPhrases(phrases))
  const names = new Map(
    [...namesOf(facts, [...revision.voices, ...former], now)].map(([id, name]) => [
      id,
      { ...name, shown: name.shown && seal(name.shown) },
    ]),
  )
  const redactAcross = redactionAcross(
    [
      ...[...names.values()].flatMap(({ hides, shown }) => (hides === null ? [] : [{ names: hides, shown }])),
      ...facts.third_persons.flatMap(hiddenOf),
    ],
    phrases,
  )
  const redact = redactionIn(redactAcross)
  const original = originalOf(content)
  const firstVoice = revision.voices[0]
  const portrait =
    firstVoice && names.get(firstVoice)?.hides === null ? (facts.people.get(firstVoice)?.portrait ?? null) : null
  const signed = (kind: SignoffKind) =>
    lastDay(
      facts.signoffs
        .filter((each) => each.revision_id === revision.id && each.kind === kind && each.decision === 'approve')
        .map((each) => each.at),
    )
  const decisions = facts.signoffs.filter((each) => each.revision_id === revision.id).map((each) => each.at)
  const bounds = boundsOf(content.period)
  const slug = slugOf(redact(original.title))
  const { media, ends: mediaEnds } = shelveMedia(
    {
      content,
      voices: revision.voices,
      former,
      consents: facts.consents,
      files: facts.files,
      needsConsent: facts.kind.needsConsent,
      names: new Map([...names].map(([id, { shown }]) => [id, shown])),
      slug,
    },
    redactAcross,
    now,
  )
  const story = tellingOf(media)
  const ends = [
    ...agreements.map((each) => each.until),
    ...[...names.values()].map((each) => each.until),
    ...mediaEnds,
  ].filter((end) => end !== null)
  const details = redactValue(facts.kind.publicDetails(content.details), redact, facts.kind.codes)
  const credits = creditsOf(facts, content, names, redact, facts.revisions[0]?.created_at ?? now)
  const places = facts.kind.placesOf(content).map((place) => {
    const when = boundsOf(place.when)
    const name = redact(place.name)
    return {
      name,
      country: place.country,
      // A point says what its name no longer does.
      lat: name === place.name ? place.lat : null,
      lon: name === place.name ? place.lon : null,
      nature: place.nature ?? '',
      words: redactValue(place.words ?? {}, redact),
      period: place.when,
      period_start: when?.start ?? null,
      period_end: when?.end ?? null,
    }
  })
  return {
    id: facts.id,
    kind: facts.kind.name,
    code: facts.code,
    language: content.language,
    slug,
    portrait,
    licence: content.licence,
    period: content.period,
    period_start: bounds?.start ?? null,
    period_end: bounds?.end ?? null,
    credits,
    // What can really be heard or seen, whatever was announced.
    details: 'medium' in details ? { ...details, medium: story?.nature ?? 'text' } : details,
    notes: notesOf(facts, revision, redact),
    revision_number: revision.number,
    agreed_on: lastDay(agreements.map((each) => each.given_at)),
    witness_signed_on: signed('witness'),
    reviewed_on: signed('editorial'),
    published_at: facts.first_published_at ?? now,
    updated_at: new Date(Math.max(revision.created_at.getTime(), ...decisions.map((at) => at.getTime()))),
    visible_until: ends.length ? new Date(Math.min(...ends.map((end) => end.getTime()))) : null,
    texts: content.texts.map((text) => {
      const body = redactDocument(text.body, redactAcross)
      const shown = { title: redact(text.title), lead: redact(text.lead), quote: redact(text.quote) }
      const plain = plainTextOf(body)
      return {
        language: text.language,
        form: text.form,
        ...shown,
        body,
        machine: text.machine,
        minutes: minutesOf(plain),
      }
    }),
    themes: [...new Set(content.themes)],
    places,
    duration_ms: story?.duration_ms ?? null,
    media,
  }
}

/** `told`: when the words were gathered; an age is the age she had then. */
function creditsOf(
  facts: Facts,
  content: Content,
  names: Map<string, ShownName>,
  redact: Redaction,
  told: Date,
): ShownCredit[] {
  return content.credits.map(({ role, person_id }) => {
    const voice = names.get(person_id)
    const person = facts.people.get(person_id)
    if (!voice) return { role, name: person?.credited_as ? redact(person.credited_as) : null, age: null }
    const age =
      voice.hides === null && person?.born && role === 'told' ? Number(dayOf(told).slice(0, 4)) - person.born : null
    return { role, name: voice.shown, age }
  })
}

function notesOf(facts: Facts, revision: RevisionSeen, redact: Redaction): ShownNote[] {
  return facts.opinions
    .filter((each) => each.revision_id === revision.id && each.kind !== 'witness' && each.opinion !== '')
    .map((each) => ({
      kind: each.kind as 'editorial' | 'scientific',
      by: facts.people.get(each.person_id)?.credited_as ?? null,
      text: redact(each.opinion),
      on: dayOf(each.at),
    }))
}

/** The next instant at which the outcome may change by itself: a seal's day comes, an agreement ends. */
function nextChange(facts: Facts, now: Date): Date | null {
  const moments = [
    ...facts.seals
      .filter((seal) => seal.lifted_at === null && seal.until !== null)
      .map((seal) => startOfDay(seal.until as string)),
    ...facts.consents.filter((row) => row.ends_on !== null).map((row) => startOfDay(addDays(row.ends_on as string, 1))),
    ...hidingEnds([...facts.hidings, ...facts.files.flatMap((file) => file.hidings)], now),
    ...facts.files.flatMap((file) => registerMoments(file.pictured)),
  ].filter((moment) => moment > now)
  return moments.length ? new Date(Math.min(...moments.map((moment) => moment.getTime()))) : null
}

const lastDay = (moments: readonly Date[]): string | null =>
  moments.length ? dayOf(new Date(Math.max(...moments.map((moment) => moment.getTime())))) : null

/** Minutes to read aloud, at 150 words a minute; scripts without spaces count four letters a word. */
function minutesOf(text: string): number {
  const words = text.split(/\s+/).reduce((sum, word) => sum + Math.max(1, Math.round([...word].length / 12)), 0)
  return Math.max(1, Math.round(words / 150))
}
