// The caption files of the WebVTT suite, each with the cues it must give, and real transcripts aligned with their sound:
// brought in as people bring them, then found by a word at its second. Says what is not there.

import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Kysely } from 'kysely'
import { addTranscript } from '#capabilities/transcripts/transcripts.actions.ts'
import { getHeard } from '#capabilities/transcripts/transcripts.queries.ts'
import { change } from '#core/change.ts'
import { mediaOf } from '#core/contribution/content.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import type { Desk } from '#core/desk.ts'
import { parseVtt } from '#core/media/captions/vtt.ts'
import { readStrictTime } from '#core/media/captions/vtt-times.ts'
import { listExtracts } from '#core/shelf/search/list-extracts.ts'
import { findWords } from '#core/shelf/search/find-words.ts'
import { fold } from '#core/shelf/search/fold.ts'
import type { Machine } from '#core/people/roles.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import { expectedTexts, treeOf } from '#tests/support/cue-tree.ts'
import { aHeardStory, aSound, type HeardStory } from '#tests/support/heard.ts'
import { send, sign } from '#tests/support/signing.ts'
import type { Office } from '#tests/support/stories.ts'

/** Every file of the suite. Gives the lines to print. */
export async function captions(data: string, failures: string[]): Promise<string[]> {
  const folder = path.join(data, 'webvtt-conformance')
  if (!existsSync(folder)) return [`captions         no webvtt-conformance in ${data}: nothing was checked`]
  let [files, cues, trees] = [0, 0, 0]
  for (const name of (await readdir(folder, { recursive: true })).toSorted()) {
    if (!name.endsWith('.vtt')) continue
    files += 1
    const source = await readFile(path.join(folder, name), 'utf8')
    const read = parseVtt(source)
    const tree = path.join(folder, name.replace(/\.vtt$/, '.json'))
    const expected = existsSync(tree)
      ? (JSON.parse(await readFile(tree, 'utf8')) as { expectedTree: string }[]).map((each) => each.expectedTree)
      : expectedTexts(path.basename(name), source).map((text) => text.trim())
    const found = (read?.cues ?? []).map((cue) => (existsSync(tree) ? treeOf(cue.text) : cue.text.trim()))
    if (!read) failures.push(`captions ${name}: not read`)
    else if (JSON.stringify(found) !== JSON.stringify(expected))
      failures.push(`captions ${name}: ${found.length} cues, ${expected.length} expected, or other words`)
    cues += found.length
    if (existsSync(tree)) trees += found.length
  }
  return [
    `captions         ${files} files of the WebVTT suite (CC0), ${cues} cues as expected, ${trees} of them tree by tree`,
  ]
}

type Town = { desk: Desk; reader: Kysely<ShelfTables>; space_id: string }

/** Aligned transcripts of told stories: counted, in order, kept to the letter, and found at their second. */
export async function alignedTranscripts(
  data: string,
  { desk, reader, space_id }: Town,
  failures: string[],
): Promise<string[]> {
  const folder = path.join(data, 'oral-fr-parisstories/derived/vtt')
  if (!existsSync(folder)) return [`transcripts      no aligned transcripts in ${data}: nothing was checked`]
  const actor: Machine = { kind: 'machine', person_id: null, space_id }
  const editor = await desk.db
    .selectFrom('desk.role_grant')
    .select('person_id')
    .where('role', '=', 'editor')
    .executeTakeFirstOrThrow()
  const office: Office = { desk, space_id, members: { editor, facilitator: editor } }
  let [files, cues, speakers, looked, found] = [0, 0, 0, 0, 0]
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.vtt')).toSorted()) {
    files += 1
    const text = await readFile(path.join(folder, name), 'utf8')
    const lines = text.split('\n')
    // Counted by hand, without what reads them.
    const times = lines.filter((line) => line.includes(' --> '))
    const duration_ms = Math.max(...times.map((line) => readStrictTime(line.split(' --> ')[1]?.trim() ?? '') ?? 0))
    const sound = { ...aSound({}, 1), findings: { duration_ms } }
    const story = await aHeardStory(office, [sound], { title: `Aligned ${name}`, body: 'On écoute.' })
    const where = { code: story.code, file_id: story.files[0] ?? '' }
    const heard = await getHeard(desk.db, actor, where, desk.now())
    const input = {
      sort: 'langue' as const,
      language: 'fr',
      form: 'original' as const,
      text,
      like: '' as const,
      machine: false,
      anyway: false,
    }
    const refused = await addTranscript(
      desk,
      { actor, submission_id: randomUUID() },
      heard,
      input,
      (rank) => `Voix ${rank}`,
    )
    if (refused) {
      failures.push(`transcripts ${name}: ${JSON.stringify(refused.troubles.slice(0, 3))}`)
      continue
    }
    await sendAgain(office, actor, story)
    const media = mediaOf((await getContribution(desk.db, { code: story.code })).draft)[0]
    const kept = media?.transcripts[0]?.cues ?? []
    cues += kept.length
    speakers += new Set(kept.map((cue) => cue.speaker)).size
    if (kept.length !== times.length) failures.push(`transcripts ${name}: ${kept.length} cues of ${times.length}`)
    if (kept.some((cue, at) => cue.start < (kept[at - 1]?.start ?? 0)))
      failures.push(`transcripts ${name}: out of order`)
    const words = (from: string) => from.match(/\p{L}+/gu)?.length ?? 0
    const saidThere = lines.filter((line) => line.startsWith('<v ')).map((line) => line.replace(/^<v [^>]*>/, ''))
    if (words(saidThere.join(' ')) !== words(kept.map((cue) => cue.text).join(' ')))
      failures.push(`transcripts ${name}: words lost`)
    // A word said once in this sound only: it must lead to its second.
    const all = kept.flatMap((cue) => (cue.text.match(/\p{L}{7,}/gu) ?? []).map((word) => ({ word, cue })))
    const once = all.filter(
      ({ word }) => all.filter((each) => fold(each.word).startsWith(fold(word).slice(0, 5))).length === 1,
    )
    for (const { word, cue } of once.slice(0, 5)) {
      looked += 1
      const { ordinals } = (await findWords(reader, word, { exact: true })) ?? { ordinals: [] }
      const terms = (await findWords(reader, word, { exact: true }))?.terms ?? []
      const passage = (await listExtracts(reader, { ids: [story.id], terms, locale: 'fr' })).get(story.id)?.passage
      if (ordinals.length > 0 && passage?.heard_s === Math.floor(cue.start / 1000)) found += 1
      else
        failures.push(
          `transcripts ${name}: ${word} leads to ${passage?.heard_s ?? 'nothing'}, said at ${cue.start / 1000}`,
        )
    }
  }
  return [
    `transcripts      ${files} aligned transcripts (CC BY-SA 4.0, UD_French-ParisStories): ${cues} cues in and out, ${speakers} voices; ${found} of ${looked} words lead to their second`,
  ]
}

/** Sent and signed as it is now: what was written meanwhile is shown. */
async function sendAgain({ desk, members }: Office, actor: Machine, story: HeardStory): Promise<void> {
  await change(desk, { action: 'real-data.transcripts', actor }, async (work) => {
    await sign(work, { actor }, story, await send(work, { actor }, story), members.editor.person_id)
  })
}
