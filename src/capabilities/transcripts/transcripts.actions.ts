// Writing down what is said: add a language, keep its captions and chapters, say who speaks, say that a person checked.
// Everything goes to the draft: what is shown is what was signed.

import { change, type Work } from '#core/change.ts'
import { changeMedia } from '#core/contribution/media.ts'
import { writtenIn, type Chapter, type Media, type Transcript, type Writing } from '#core/contribution/media.content.ts'
import type { Desk } from '#core/desk.ts'
import { readLines } from '#core/media/captions/lines.ts'
import { readCaptions, readChapters } from '#core/media/captions/read.ts'
import { inOrder, tidyName, type Said, type Trouble } from '#core/media/captions/said.ts'
import type { Actor } from '#core/people/roles.ts'
import { personOf } from '#core/people/roles.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import type { NewTranscriptInput, SpeakersInput } from './transcripts.input.ts'
import type { Heard } from './transcripts.queries.ts'
import {
  chaptersPrint,
  cuesOf,
  cuesPrint,
  freeKey,
  labelsOf,
  spokenByNobody,
  withTranscript,
  writingOf,
  type Which,
} from './transcripts.rules.ts'
import type { z } from 'zod'

export type Asked = { actor: Actor; submission_id: string | undefined }
export type Unnamed = (rank: number) => string
/** What could not be read; nothing was kept. */
export type Refused = { troubles: Trouble[] }

/** Changes the media of the draft that are heard here, as they are now. */
async function changeHeard(
  work: Work,
  actor: Actor,
  { contribution, media }: Heard,
  edit: (media: Media) => Media,
): Promise<Media> {
  const all = await changeMedia(
    work,
    contribution,
    (now) => {
      if (!now.some((each) => each.file_id === media.file_id)) throw notFound()
      return now.map((each) => (each.file_id === media.file_id ? edit(each) : each))
    },
    personOf(actor),
  )
  return all.find((each) => each.file_id === media.file_id) as Media
}

const told = (work: Work, { contribution, media }: Heard, kind: string, { writing, language }: Which) =>
  work.record({
    kind: writing === 'descriptions' ? kind.replace('transcript', 'description') : kind,
    contribution_id: contribution.id,
    data: { file_id: media.file_id, language },
  })

/** Adds a language. Gives what could not be read, unless it is to be left out. `conflict`: it is there already. */
export async function addTranscript(
  desk: Desk,
  { actor, submission_id }: Asked,
  heard: Heard,
  input: NewTranscriptInput,
  unnamed: Unnamed,
): Promise<Refused | undefined> {
  const { duration_ms, tellers } = heard
  const { language, like } = input
  const writing = writingOf(input.sort)
  // Only a film shows something.
  if (writing === 'descriptions' && heard.media.nature !== 'video') throw notFound()
  const known = [...labelsOf(heard.media.speakers, tellers, unnamed), ...tellers.map(({ name }) => name)]
  const read = input.text.trim() ? readCaptions(input.text, { known, duration_ms, language }) : undefined
  if (read && (read.said.length === 0 || (read.troubles.length > 0 && !input.anyway))) return read
  await change(desk, { action: 'transcripts.add', actor, submission_id }, async (work) => {
    await changeHeard(work, actor, heard, (media) => {
      const written = writtenIn(media, writing)
      if (written.some((each) => each.language === language)) throw new AppError('conflict')
      const model = written.find((each) => each.language === like)
      const first = written.length === 0 ? 'original' : 'translation'
      return withNew(media, heard, unnamed, {
        writing,
        said: read?.said ?? [],
        transcript: {
          language,
          form: writing === 'descriptions' ? first : input.form,
          machine: input.machine || (read?.machine ?? false),
          ...((read?.estimated || (!read && model?.estimated)) && { estimated: true }),
          cues: read ? [] : (model?.cues.map((cue) => ({ ...cue, text: '' })) ?? []),
          chapters: [],
        },
      })
    })
    await told(work, heard, 'transcript.added', { writing, language })
  })
  return undefined
}

/** The media with one more text, its names made speakers. */
export function withNew(
  media: Media,
  { tellers }: Pick<Heard, 'tellers'>,
  unnamed: Unnamed,
  { writing, said, transcript }: { writing: Writing; said: readonly Said[]; transcript: Transcript },
): Media {
  if (writing === 'descriptions') {
    const { cues } = cuesOf(spokenByNobody(said), { speakers: [], labels: [], tellers: [] })
    const written = { ...transcript, cues: [...transcript.cues, ...cues] }
    return { ...media, descriptions: [...writtenIn(media, writing), written] }
  }
  const labels = labelsOf(media.speakers, tellers, unnamed)
  const { cues, speakers } = cuesOf(said, { speakers: withTellers(media, tellers), labels, tellers })
  return {
    ...media,
    speakers,
    transcripts: [...media.transcripts, { ...transcript, cues: [...transcript.cues, ...cues] }],
  }
}

/** Who tells speaks: nobody has to write her name first. */
function withTellers({ speakers }: Media, tellers: Heard['tellers']): Media['speakers'] {
  const all = [...speakers]
  for (const { id } of tellers)
    if (all.length < 40 && !all.some(({ person_id }) => person_id === id))
      all.push({ key: freeKey(all), person_id: id, name: '' })
  return all
}

/** Keeps the captions as they are written down. `conflict` when they are not those that were shown. */
export async function keepCues(
  desk: Desk,
  { actor, submission_id }: Asked,
  heard: Heard,
  { which, lines, print }: { which: Which; lines: string; print: string },
  unnamed: Unnamed,
): Promise<Refused | { print: string }> {
  const { tellers, duration_ms } = heard
  const isSeen = which.writing === 'descriptions'
  const labelsIn = (media: Media) => (isSeen ? [] : labelsOf(media.speakers, tellers, unnamed))
  const writtenNow = (media: Media) => writtenIn(media, which.writing).find((each) => each.language === which.language)
  const { said: placed, troubles } = readLines(lines, labelsIn(heard.media), duration_ms)
  const read = inOrder(placed, troubles, true)
  const said = isSeen ? spokenByNobody(read) : read
  if (troubles.length > 0) return { troubles }
  return await change(desk, { action: 'transcripts.keep', actor, submission_id }, async (work) => {
    const kept = await changeHeard(work, actor, heard, (media) => {
      const now = writtenNow(media)
      if (!now) throw notFound()
      const labels = labelsIn(media)
      if (cuesPrint(now, labels) !== print) throw new AppError('conflict')
      const { cues, speakers } = cuesOf(said, { speakers: media.speakers, labels, tellers })
      return withTranscript({ ...media, speakers }, which, (each) => ({ ...each, cues }))
    })
    // Each pause of someone who types is not an event.
    if (submission_id) await told(work, heard, 'transcript.kept', which)
    const now = writtenNow(kept) as Transcript
    return { print: cuesPrint(now, labelsIn(kept)) }
  })
}

export async function keepChapters(
  desk: Desk,
  { actor, submission_id }: Asked,
  heard: Heard,
  { language, chapters, print }: { language: string; chapters: string; print: string },
): Promise<Refused | undefined> {
  const read: { chapters: Chapter[]; troubles: Trouble[] } = chapters.trim()
    ? readChapters(chapters)
    : { chapters: [], troubles: [] }
  if (read.troubles.length > 0) return read
  const which: Which = { writing: 'transcripts', language }
  await change(desk, { action: 'transcripts.chapters', actor, submission_id }, async (work) => {
    await changeHeard(work, actor, heard, (media) =>
      withTranscript(media, which, (each) => {
        if (chaptersPrint(each) !== print) throw new AppError('conflict')
        return { ...each, chapters: read.chapters }
      }),
    )
    await told(work, heard, 'transcript.chapters', which)
  })
  return undefined
}

/** A person read what a machine wrote. */
export async function checkTranscript(desk: Desk, asked: Asked, heard: Heard, which: Which): Promise<void> {
  await changeOne(desk, asked, heard, which, 'transcript.checked', (each) => ({ ...each, machine: false }))
}

/** Someone set the times that were guessed. */
export async function setTimes(desk: Desk, asked: Asked, heard: Heard, which: Which): Promise<void> {
  await changeOne(desk, asked, heard, which, 'transcript.timed', ({ estimated: _, ...each }) => each)
}

async function changeOne(
  desk: Desk,
  { actor, submission_id }: Asked,
  heard: Heard,
  which: Which,
  kind: string,
  edit: (transcript: Transcript) => Transcript,
): Promise<void> {
  await change(desk, { action: kind, actor, submission_id }, async (work) => {
    await changeHeard(work, actor, heard, (media) => withTranscript(media, which, edit))
    await told(work, heard, kind, which)
  })
}

/** Takes a language out of the draft; versions already sent keep it. */
export async function removeTranscript(
  desk: Desk,
  { actor, submission_id }: Asked,
  heard: Heard,
  which: Which,
): Promise<void> {
  await change(desk, { action: 'transcripts.remove', actor, submission_id }, async (work) => {
    await changeHeard(work, actor, heard, (media) => ({
      ...media,
      [which.writing]: writtenIn(media, which.writing).filter((each) => each.language !== which.language),
    }))
    await told(work, heard, 'transcript.removed', which)
  })
}

/** Who is heard. A line without person nor name goes away, and its passages are nobody's. */
export async function keepSpeakers(
  desk: Desk,
  { actor, submission_id }: Asked,
  heard: Heard,
  rows: z.infer<typeof SpeakersInput>,
): Promise<void> {
  const isTeller = (id: string | null) => id === null || heard.tellers.some((teller) => teller.id === id)
  await change(desk, { action: 'transcripts.speakers', actor, submission_id }, async (work) => {
    await changeHeard(work, actor, heard, (media) => {
      const speakers = [...media.speakers]
      for (const { key, ...row } of rows) {
        const at = speakers.findIndex((each) => each.key === key)
        const person_id = isTeller(row.person_id) ? row.person_id : null
        const who = { person_id, name: person_id ? '' : tidyName(row.name) }
        const isNobody = who.person_id === null && who.name === ''
        if (at < 0 && key === '' && !isNobody && speakers.length < 40) speakers.push({ key: freeKey(speakers), ...who })
        else if (at >= 0 && isNobody) speakers.splice(at, 1)
        else if (at >= 0) speakers[at] = { key, ...who }
      }
      const isThere = (key: string) => speakers.some((each) => each.key === key)
      return {
        ...media,
        speakers,
        transcripts: media.transcripts.map((each) => ({
          ...each,
          cues: each.cues.map((cue) => (isThere(cue.speaker) ? cue : { ...cue, speaker: '' })),
        })),
      }
    })
    await work.record({
      kind: 'transcript.speakers',
      contribution_id: heard.contribution.id,
      data: { file_id: heard.media.file_id },
    })
  })
}
