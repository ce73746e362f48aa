// `npm run bench`: what reading costs, at several sizes of shelf, in one run on one machine. Prints a table and what was
// promised with it; keeps everything in bench/results/latest.json. `-- --stories 1000,10000` chooses the sizes.

import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { testimonyKind } from '#capabilities/testimonies/testimonies.kind.ts'
import { pathOf } from '#core/contribution/kind.ts'
import type { DeskTables } from '#core/desk.ts'
import { openDatabase } from '#core/platform/database.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import { projectFolder } from '#core/platform/assets.ts'
import { dayOf } from '#core/platform/clock.ts'
import { StartError } from '#core/platform/terminal.ts'
import { buildPrograms } from './reading/build.ts'
import { light, type Scores } from './reading/lighthouse.ts'
import { measureSize, type SizeMeasures } from './reading/measures.ts'
import { optionsOf } from './reading/options.ts'
import { resultOf, runBuilt, serve } from './reading/processes.ts'
import { reportOf, writeTables, type Results } from './reading/table.ts'
import { told, verdictsOf } from './reading/targets.ts'
import { weigh, type Weight } from './reading/weight.ts'

export async function main(args: string[]): Promise<number> {
  const options = optionsOf(args)
  // A folder that was given is never removed.
  const isOurs = options.data === undefined && !options.keep
  const folder = options.data ? path.resolve(options.data) : await mkdtemp(path.join(os.tmpdir(), 'veillee-bench-'))
  try {
    await buildPrograms()
    const sizes: SizeMeasures[] = []
    for (const stories of options.stories) {
      const data = path.join(folder, String(stories))
      await makeTown(data, stories)
      console.error(`${told(stories)} stories: measuring`)
      sizes.push(await measureSize(stories, data, options.seconds))
      if (isOurs) await rm(data, { recursive: true, force: true })
    }
    const demonstration = await visitDemonstration(path.join(folder, 'demonstration'), options.lighthouse)
    const measured = { sizes, ...demonstration }
    const cpus = os.cpus()
    const results: Results = {
      day: dayOf(new Date()),
      machine: { cpus: cpus.length, model: cpus[0]?.model ?? '', node: process.versions.node },
      ...measured,
      verdicts: verdictsOf(measured),
    }
    const file = path.join(projectFolder, 'bench', 'results', 'latest.json')
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, `${JSON.stringify(results, null, 2)}\n`)
    console.log(reportOf(results))
    if (options.write) await writeTables(results)
    return 0
  } finally {
    if (isOurs) await rm(folder, { recursive: true, force: true })
    else console.error(`made towns kept in ${folder}`)
  }
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
    const story = await fiveMinuteStory(data)
    const origin = server.origin.replace('127.0.0.1', 'localhost')
    const theme = /href="(\/themes\/[^"?#]+)"/.exec(await (await fetch(`${origin}/themes`)).text())?.[1] ?? '/themes'
    const pages = { home: '/', browse: '/recits', story, theme }
    return { weight: await weigh(server, story), lighthouse: isLit ? await light(origin, pages) : [] }
  } finally {
    await server.stop()
  }
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
