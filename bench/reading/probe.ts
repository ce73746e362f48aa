// What is measured from inside: the catalog, its counts, and the publication of one story. Run in the build, beside no
// server: `node --expose-gc dist/bench/probe.js`, with DATA_DIR. Says one line of JSON.

import { testimonyKind } from '#capabilities/testimonies/testimonies.kind.ts'
import { change } from '#core/change.ts'
import { getContribution, saveDraft, submitDraft } from '#core/contribution/contributions.ts'
import type { Desk } from '#core/desk.ts'
import { allow, yes } from '#core/people/can.ts'
import type { Machine } from '#core/people/roles.ts'
import { recordSignoff } from '#core/review/reviews.ts'
import { keepCatalog, type Catalog } from '#core/shelf/catalog.ts'
import { voicesOf } from '#core/contribution/content.ts'
import { openInstallation } from '../../src/installation.ts'
import { themes } from '../shelf-maker/themes.ts'

export type Probe = {
  catalog: { milliseconds: number; megabytes: number }
  /** Milliseconds for every facet of a selection: of everything, and of three choices at once. */
  facets: { all: number; three: number }
  /** Milliseconds for one story's new revision, sent, signed and published. */
  publish: number
  databaseMegabytes: number
}

const times = 30
const median = (taken: number[]) =>
  taken.toSorted((one, other) => one - other)[Math.floor(taken.length / 2)] ?? Number.NaN

async function timed(work: (at: number) => unknown): Promise<number> {
  const taken: number[] = []
  for (let at = 0; at < times; at++) {
    const began = performance.now()
    await work(at)
    taken.push(performance.now() - began)
  }
  return median(taken)
}

const held = () => {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1_048_576
}

/** New words for one story, then everything that leads them to the shelf, in one change. */
async function publishOne(desk: Desk, code: string, machine: Machine, editor_id: string): Promise<void> {
  await change(desk, { action: 'bench.publish', actor: machine }, async (work) => {
    const story = await getContribution(work.tx, { code })
    const [original, ...others] = story.draft.texts
    if (!original) throw new Error(`story ${code} has no text`)
    const content = {
      ...story.draft,
      texts: [{ ...original, title: `${original.title.replace(/ \d+$/, '')} ${story.draft_version}` }, ...others],
    }
    const mine = allow(yes, machine, 'edit', story)
    await saveDraft(work, testimonyKind, mine, story.draft_version, { content, saved_by: editor_id })
    const { revision_id } = await submitDraft(work, mine, editor_id)
    const sign = {
      revision_id,
      decision: 'approve' as const,
      reason: '',
      opinion: '',
      opinion_is_public: false,
      recorded_by: null,
    }
    const signing = allow(yes, machine, 'sign', story)
    await recordSignoff(work, signing, { ...sign, kind: 'editorial', person_id: editor_id, method: 'screen' })
    for (const person_id of voicesOf(content))
      await recordSignoff(work, signing, { ...sign, kind: 'witness', person_id, method: 'reread' })
  })
}

const installation = await openInstallation()
const { desk, database } = installation
const before = held()
const began = performance.now()
const look = keepCatalog(database.reader)
const catalog: Catalog = await look()
const milliseconds = performance.now() - began
const megabytes = held() - before

const kinds = [testimonyKind.name]
const facets = {
  all: await timed(() => catalog.select({ kinds }).facets()),
  three: await timed((at) =>
    catalog
      .select({ kinds, theme: [themes[at]?.id ?? ''], language: 'fr', years: { from: 1_960, to: 1_979 } })
      .facets(),
  ),
}

const space = await desk.db.selectFrom('desk.space').select('id').executeTakeFirstOrThrow()
const editor = await desk.db
  .selectFrom('desk.person')
  .select('id')
  .where('credited_as', '=', 'Nadia')
  .executeTakeFirstOrThrow()
const stories = await desk.db
  .selectFrom('desk.contribution')
  .select('code')
  .orderBy('code')
  .limit(times + 5)
  .execute()
const machine: Machine = { kind: 'machine', person_id: null, space_id: space.id }
const codes = stories.map(({ code }) => code)
// The first ones warm the process up.
for (const code of codes.slice(times)) await publishOne(desk, code, machine, editor.id)
const publish = await timed((at) => publishOne(desk, codes[at % codes.length] ?? '', machine, editor.id))

const { size } = await desk.db
  .selectNoFrom((eb) => eb.fn<number>('pg_database_size', [eb.fn('current_database')]).as('size'))
  .executeTakeFirstOrThrow()
const probe: Probe = { catalog: { milliseconds, megabytes }, facets, publish, databaseMegabytes: size / 1_048_576 }
await installation.close()
console.log(JSON.stringify(probe))
