// `npm run bench`: what reading costs, at several sizes of shelf, in one run on one machine. Prints a table and what was
// promised with it; keeps everything in bench/results/latest.json, where sizes that are not asked for stay as they were.
// `-- --stories 1000,10000` chooses the sizes.

import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { testimonyKind } from '#capabilities/testimonies/testimonies.kind.ts'
import { pathOf } from '#core/contribution/kind.ts'
import type { DeskTables } from '#core/desk.ts'
import { openDatabase } from '#core/platform/database.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import { StartError } from '#core/platform/terminal.ts'
import { buildPrograms } from './reading/build.ts'
import { light, type Scores } from './reading/lighthouse.ts'
import { measureSize, type SizeMeasures } from './reading/measures.ts'
import { readFileMeasures } from './reading/files-table.ts'
import { optionsOf, type Options } from './reading/options.ts'
import { resultOf, runBuilt, serve } from './reading/processes.ts'
import { reportOf, writeTables, type Results } from './reading/table.ts'
import { told, verdictsOf, type Measured } from './reading/targets.ts'
import { weigh, type Weight } from './reading/weight.ts'
import { keepRecord, readRecord, stampNow } from './results.ts'

export async function main(args: string[]): Promise<number> {
  const options = optionsOf(args)
  // A folder that was given is never removed.
  const isOurs = options.data === undefined && !options.keep
  const folder = options.data ? path.resolve(options.data) : await mkdtemp(path.join(os.tmpdir(), 'veillee-bench-'))
  try {
    const former = await readRecord<Results>('latest')
    const results = options.stories.length > 0 ? await measure(options, folder, isOurs, former) : former
    if (!results) throw new StartError(nothingKept)
    const files = await readFileMeasures()
    console.log(reportOf(results, files))
    if (options.write) await writeTables(results, files)
    return 0
  } finally {
    if (isOurs) await rm(folder, { recursive: true, force: true })
    else console.error(`made towns kept in ${folder}`)
  }
}

const nothingKept = { fr: 'Aucune mesure n’a encore été gardée.', en: 'No measure was kept yet.' }

/** Measures what is asked, and keeps it beside what was kept of the rest. */
async function measure(
  options: Options,
  folder: string,
  isOurs: boolean,
  former: Results | undefined,
): Promise<Results> {
  const run = new Date().toISOString()
  await buildPrograms()
  const sizes: SizeMeasures[] = []
  for (const stories of options.stories) {
    const data = path.join(folder, String(stories))
    await makeTown(data, stories)
    console.error(`${told(stories)} stories: measuring`)
    sizes.push(await measureSize(run, stories, data, options.seconds))
    if (isOurs) await rm(data, { recursive: true, force: true })
  }
  const kept = former?.sizes.filter(({ stories }) => !options.stories.includes(stories)) ?? []
  const demonstration =
    options.lighthouse || !former
      ? await visitDemonstration(path.join(folder, 'demonstration'), options.lighthouse)
      : former
  const measured: Measured = {
    sizes: [...kept, ...sizes].toSorted((one, other) => one.stories - other.stories),
    weight: demonstration.weight,
    lighthouse: demonstration.lighthouse,
  }
  const stamp = stampNow()
  const results: Results = { ...stamp, ...measured, verdicts: verdictsOf(measured, stamp.machine) }
  await keepRecord('latest', results)
  return results
}

/** A town of this size in its folder; one made before is used again. */
async function makeTown(data: string, stories: number): Promise<void> {
  const done = path.join(data, 'made.json')
  if (existsSync(done)) return
  if (existsSync(data))
    throw new StartError({
      fr: `${data} a été commencé et non fini : retirez-le.`,
      en: `${data} was begun and not finished: remove it.`,
    })
  console.error(`${told(stories)} stories: making`)
  const { seconds } = await resultOf<{ seconds: number }>(runBuilt('make', [String(stories)], { DATA_DIR: data }))
  await writeFile(done, JSON.stringify({ stories, seconds }))
}

/** The demonstration town, whose words are real: the weight of a story of about five minutes, and Lighthouse. */
async function visitDemonstration(data: string, isLit: boolean): Promise<{ weight: Weight; lighthouse: Scores[] }> {
  console.error('demonstration town: weight and Lighthouse')
  const server = await serve(data, { keepsPages: true }, { DEMO: 'valmorey' })
  try {
    await untilCopied(data)
    const story = await fiveMinuteStory(data)
    const origin = server.origin.replace('127.0.0.1', 'localhost')
    const theme = /href="(\/themes\/[^"?#]+)"/.exec(await (await fetch(`${origin}/themes`)).text())?.[1] ?? '/themes'
    const pages = { home: '/', browse: '/recits', story, theme }
    return { weight: await weigh(server, story), lighthouse: isLit ? await light(origin, pages) : [] }
  } finally {
    await server.stop()
  }
}

/** The copies of its sounds and pictures are made first: they would take the processor from what is measured. */
async function untilCopied(data: string): Promise<void> {
  const database = await openDatabase<DeskTables, ShelfTables>({ data_dir: data })
  const waiting = database.desk
    .selectFrom('desk.derivation')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', 'in', ['waiting', 'working'])
  let left = 1
  for (const limit = Date.now() + 300_000; left > 0 && Date.now() < limit;) {
    left = (await waiting.executeTakeFirstOrThrow()).count
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  await database.close()
  if (left > 0) console.error(`${left} public copies are still being made: what follows is measured beside them`)
}

async function fiveMinuteStory(data: string): Promise<string> {
  const database = await openDatabase<DeskTables, ShelfTables>({ data_dir: data })
  const { code, slug } = await database.reader
    .selectFrom('shelf.item')
    .innerJoin('shelf.text', 'item_id', 'shelf.item.id')
    .select(['code', 'slug'])
    .where('kind', '=', testimonyKind.name)
    .where('form', '=', 'original')
    .where('shelf.text.language', '=', 'fr')
    .orderBy(sql`abs(minutes - 5)`)
    .orderBy('code')
    .executeTakeFirstOrThrow()
  await database.close()
  return pathOf(testimonyKind, 'fr', code, slug)
}
