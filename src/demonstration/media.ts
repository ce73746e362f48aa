// The voices and pictures of one story of the demonstration: kept in the vault, told about, with their people and what is
// hidden in them, and the public copies made beforehand.

import { randomUUID } from 'node:crypto'
import { copyFile } from 'node:fs/promises'
import path from 'node:path'
import type { Work } from '#core/change.ts'
import { changeMedia } from '#core/contribution/media.ts'
import { emptyMedia, type Media, type Transcript } from '#core/contribution/media.content.ts'
import { mayEdit, noStanding } from '#core/contribution/contribution.can.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import type { Desk } from '#core/desk.ts'
import { addFile, getFile } from '#core/media/files.ts'
import { mayShowPeople } from '#core/media/needs.ts'
import { placeHidings } from '#core/media/hide.ts'
import { mayHide } from '#core/media/hidings.can.ts'
import { recipeVersion } from '#core/media/hidings.ts'
import { addPictured, sayLooked } from '#core/media/register.ts'
import { allow } from '#core/people/can.ts'
import type { Member } from '#core/people/roles.ts'
import type { Area, Kept } from '#core/platform/vault/vault.ts'
import {
  demoMediaFile,
  readDemoCopies,
  recipeOfDemo,
  regionOf,
  sealedSpan,
  type DemoCue,
  type DemoMedia,
} from './media.data.ts'

type Copy = Awaited<ReturnType<typeof keptCopies>>
/** A media whose bytes are in the vault. */
export type BroughtMedia = { media: DemoMedia; original: Kept; copies: Copy }

/** Puts the bytes in the vault, before anything names them. */
export async function bringMedia(desk: Desk, media: DemoMedia): Promise<BroughtMedia> {
  return { media, original: await keep(desk, 'originals', media.file), copies: await keptCopies(desk, media) }
}

/** Puts a file of the demonstration in the vault. */
export async function keep(desk: Desk, area: Area, name: string): Promise<Kept> {
  const file = path.join(desk.vault.work, randomUUID())
  await copyFile(demoMediaFile(name), file)
  return await desk.vault.keep(area, file)
}

async function keptCopies(desk: Desk, media: DemoMedia) {
  const { hidings, findings, files } = await readDemoCopies(media)
  const results = []
  for (const { file, ...made } of files)
    results.push({ id: randomUUID(), ...made, ...(await keep(desk, 'derived', file)) })
  return { hidings, findings, results }
}

/** Names the files, and says of each what demo/media.json says. `voice` is the person heard. */
export async function attachMedia(
  work: Work,
  contribution: Contribution,
  brought: readonly BroughtMedia[],
  { relay, voice }: { relay: Member; voice: string | undefined },
): Promise<void> {
  const allowed = allow(mayEdit(relay, contribution, noStanding), relay, 'edit', contribution)
  const hideable = allow(mayHide(relay, contribution, noStanding), relay, 'hide', contribution)
  for (const { media, original, copies } of brought) {
    const file_id = await addFile(work, allowed, {
      ...original,
      name: media.file,
      media_type: media.media_type,
      nature: media.nature,
      purpose: 'media',
      facts: copies.findings.duration_ms ? { duration_ms: copies.findings.duration_ms } : {},
      received_by: relay.person_id,
    })
    await changeMedia(work, allowed, (all) => [...all, toldOf(media, file_id, contribution, voice)], relay.person_id)
    const file = await getFile(work.tx, contribution.id, file_id)
    for (const { status, name, agreed_by = '', agreed_on = null, ...where } of media.people ?? [])
      await addPictured(work, hideable, file, {
        status,
        name,
        person_id: null,
        agreed_by,
        agreed_by_second: '',
        agreed_on,
        agreed_until: null,
        born_on: null,
        evidence_id: null,
        placed_by: relay.person_id,
        region: regionOf(where),
        surname: '',
      })
    if (mayShowPeople(media.nature)) await sayLooked(work, hideable, file, { isDone: true, by: relay.person_id })
    const span = sealedSpan(media)
    if (span && media.sealed) {
      const why = { until: null, reason: media.sealed.reason, asked_by: 'team' as const, placed_by: relay.person_id }
      await placeHidings(work, hideable, file_id, [{ kind: 'span', ...span }], why)
      await placeHidings(work, hideable, null, [{ kind: 'words', words: [media.sealed.sentence] }], why)
    }
    await nameCopies(work, file_id, media, copies)
  }
}

function toldOf(media: DemoMedia, file_id: string, { draft }: Contribution, voice: string | undefined): Media {
  const isHeard = media.nature === 'sound' || media.nature === 'video'
  return {
    ...emptyMedia(file_id, media.nature, media.use),
    words: media.words.map((words) => ({ title: '', caption: '', alt: '', description: '', ...words })),
    credit: media.credit,
    licence: media.licence,
    taken: media.taken ?? '',
    place: media.place ?? '',
    speakers: isHeard && voice ? [{ key: 'a', person_id: voice, name: '' }] : [],
    transcripts: Object.entries(media.cues).map(([language, cues]) => ({
      language,
      form: language === draft.language ? 'original' : 'translation',
      machine: false,
      cues: cues.map((cue) => ({ ...cue, speaker: voice ? 'a' : '' })),
      chapters: media.chapters.flatMap((start) => titled(start, cues)),
    })),
    ...(media.descriptions && { descriptions: Object.entries(media.descriptions).map(described) }),
    excuse: media.excuse ?? null,
  }
}

const described = ([language, cues]: [string, DemoCue[]], at: number): Transcript => ({
  language,
  form: at === 0 ? 'original' : 'translation',
  machine: false,
  cues: cues.map((cue) => ({ ...cue, speaker: '' })),
  chapters: [],
})

/** A chapter called by the sentence that begins there; none in a language where nothing begins there. */
const titled = (start: number, cues: readonly { start: number; text: string }[]) =>
  cues
    .filter((cue) => cue.start === start)
    .map(({ text }) => ({ start, title: /^.*?[.!?؟](?=\s|$)/.exec(text)?.[0] ?? text }))

/** The public copies are there already, unless the recipe changed since they were made. */
async function nameCopies(work: Work, file_id: string, media: DemoMedia, copies: Copy): Promise<void> {
  const { hidings, recipe } = recipeOfDemo(media)
  if (recipe.version !== recipeVersion || hidings !== copies.hidings) return
  await work.tx
    .insertInto('desk.derivation')
    .values({
      file_id,
      hidings,
      recipe: JSON.stringify(recipe),
      state: 'done',
      progress: 100,
      claimed_until: null,
      trouble: null,
      results: JSON.stringify(copies.results),
      findings: JSON.stringify(copies.findings),
      wanted_at: work.now,
      done_at: work.now,
    })
    .execute()
}
