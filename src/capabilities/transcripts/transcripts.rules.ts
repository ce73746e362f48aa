// From names as people write them to speakers who are someone, and back. Pure.

import {
  writtenIn,
  type Cue,
  type Media,
  type Speaker,
  type Transcript,
  type Writing,
} from '#core/contribution/media.content.ts'
import { tidyName, maxText, type Said } from '#core/media/captions/said.ts'
import { sameName, writeSpoken } from '#core/media/captions/speakers.ts'
import { canonicalJson, sha256 } from '#core/platform/identifiers.ts'

/** Someone who tells, by her name at the desk. */
export type Teller = { id: string; name: string }
const maxSpeakers = 40

/** One name for each speaker, in their order, never twice the same. `unnamed`: “Voix 3”. */
export function labelsOf(
  speakers: readonly Speaker[],
  tellers: readonly Teller[],
  unnamed: (rank: number) => string,
): string[] {
  const labels: string[] = []
  for (const [at, speaker] of speakers.entries()) {
    const teller = tellers.find(({ id }) => id === speaker.person_id)
    const name = tidyName(teller?.name ?? speaker.name) || tidyName(unnamed(at + 1))
    let label = name
    for (let other = 2; labels.some((each) => sameName(each, label)); other++) label = `${name} ${other}`
    labels.push(label)
  }
  return labels
}

/** The captions with names in place of speakers. */
export const saidOf = (cues: readonly Cue[], speakers: readonly Speaker[], labels: readonly string[]): Said[] =>
  cues.map((cue) => ({ ...cue, speaker: labels[speakers.findIndex(({ key }) => key === cue.speaker)] ?? '' }))

/**
 * The captions with speakers in place of names. A name nobody bears yet becomes someone: who tells, when it is her name
 * or her first name and nobody else's; else a free name. Past forty, names stay in the words.
 */
export function cuesOf(
  said: readonly Said[],
  {
    speakers,
    labels,
    tellers,
  }: { speakers: readonly Speaker[]; labels: readonly string[]; tellers: readonly Teller[] },
): { cues: Cue[]; speakers: Speaker[] } {
  const all = [...speakers]
  const keys = new Map<string, string>()
  const keyOf = (name: string): string | undefined => {
    const known = keys.get(name)
    if (known !== undefined) return known
    const at = labels.findIndex((label) => sameName(label, name))
    const teller = tellerNamed(name, tellers)
    const found = all[at] ?? (teller && all.find(({ person_id }) => person_id === teller.id))
    if (!found && all.length >= maxSpeakers) return undefined
    const speaker = found ?? { key: freeKey(all), person_id: teller?.id ?? null, name: teller ? '' : name }
    if (!found) all.push(speaker)
    keys.set(name, speaker.key)
    return speaker.key
  }
  const cues = said.map(({ speaker, text, start, end }): Cue => {
    const key = speaker === '' ? '' : keyOf(speaker)
    return key === undefined
      ? { start, end, speaker: '', text: writeSpoken({ speaker, text }).slice(0, maxText) }
      : { start, end, speaker: key, text }
  })
  return { cues, speakers: all }
}

/** « Zohra » is Zohra Benali when no other teller is called Zohra. */
export function tellerNamed(name: string, tellers: readonly Teller[]): Teller | undefined {
  const whole = tellers.filter((teller) => sameName(tidyName(teller.name), name))
  if (whole.length > 0) return whole.length === 1 ? whole[0] : undefined
  const first = tellers.filter((teller) => sameName(tidyName(teller.name).split(' ')[0] ?? '', name))
  return first.length === 1 ? first[0] : undefined
}

/** A key that says nothing of who it is. */
export function freeKey(speakers: readonly Speaker[]): string {
  let rank = speakers.length + 1
  while (speakers.some(({ key }) => key === `v${rank}`)) rank++
  return `v${rank}`
}

/** What of a transcript was on the screen: a save against another one is a conflict. */
export const printOf = (part: unknown): string => sha256(canonicalJson(part)).slice(0, 20)
/** Who speaks is part of it: names are how captions are written down. */
export const cuesPrint = (transcript: Transcript, labels: readonly string[]): string =>
  printOf([transcript.cues, labels])
export const chaptersPrint = (transcript: Transcript): string => printOf(transcript.chapters)

/** One of the texts of a sound or of a film. */
export type Which = { writing: Writing; language: string }

/** The same media with one text changed. */
export const withTranscript = (
  media: Media,
  { writing, language }: Which,
  edit: (transcript: Transcript) => Transcript,
): Media => ({
  ...media,
  [writing]: writtenIn(media, writing).map((each) => (each.language === language ? edit(each) : each)),
})

/** Nobody speaks in what one sees: « Une femme : elle rit » is a sentence. */
export const spokenByNobody = (said: readonly Said[]): Said[] =>
  said.map(({ speaker, text, ...times }) => ({
    ...times,
    speaker: '',
    text: (speaker ? `${speaker} : ${text}` : text).slice(0, maxText),
  }))

const sorts = { transcripts: 'langue', descriptions: 'description' } as const
/** What addresses say of a text, and back. */
export const placeOf = ({ writing, language }: Which): { sort: string; language: string } => ({
  sort: sorts[writing],
  language,
})
export const writingOf = (sort: string): Writing => (sort === sorts.descriptions ? 'descriptions' : 'transcripts')

export type FileAsked = Which & { format: 'vtt' | 'srt' | 'txt' | 'chapters' }

/** The file a name asks for: `fr.vtt` is the French captions; undefined when it is none. */
export function fileAsked(name: string): FileAsked | undefined {
  const [, language, part, format] =
    /^([A-Za-z0-9-]{2,35})(?:\.(chapters|descriptions))?\.(vtt|srt|txt)$/.exec(name) ?? []
  if (language === undefined || (part === 'chapters' && format !== 'vtt')) return undefined
  return {
    writing: part === 'descriptions' ? part : 'transcripts',
    language,
    format: part === 'chapters' ? part : (format as 'vtt' | 'srt' | 'txt'),
  }
}
