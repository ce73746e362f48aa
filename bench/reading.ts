// `npm run bench`: what reading costs, at several sizes of shelf, in one run on one machine. Prints a table and what was
// promised with it; keeps everything in bench/results/latest.json. `-- --stories 1000,10000` chooses the sizes.

import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { projectFolder } from '#core/platform/assets.ts'
import { dayOf } from '#core/platform/clock.ts'
import { buildPrograms } from './reading/build.ts'
import { light, type Scores } from './reading/lighthouse.ts'
import { measureSize, type SizeMeasures } from './reading/measures.ts'
import { optionsOf } from './reading/options.ts'
import { openTown } from './reading/pages.ts'
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
    let weight: Weight = { html: Number.NaN, css: Number.NaN, blockingScripts: [] }
    for (const stories of options.stories) {
      const data = path.join(folder, String(stories))
      await makeTown(data, stories)
      console.error(`${told(stories)} stories: measuring`)
      sizes.push(await measureSize(stories, data, options.seconds))
      if (sizes.length === 1) weight = await weighStory(data)
      if (isOurs) await rm(data, { recursive: true, force: true })
    }
    const lighthouse = options.lighthouse ? await lightDemonstration(path.join(folder, 'demonstration')) : []
    const measured = { sizes, weight, lighthouse }
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
  if (existsSync(done) && (JSON.parse(await readFile(done, 'utf8')) as { stories: number }).stories === stories) return
  console.error(`${told(stories)} stories: making`)
  const { seconds } = await resultOf<{ seconds: number }>(runBuilt('make', [String(stories)], { DATA_DIR: data }))
  await writeFile(done, JSON.stringify({ stories, seconds }))
}

async function weighStory(data: string): Promise<Weight> {
  const town = await openTown(data)
  const server = await serve(data, { keepsPages: true })
  try {
    return await weigh(server, town.pages.story[0] ?? '/')
  } finally {
    await server.stop()
    await town.close()
  }
}

/** The demonstration town’s home, list, first story and first theme. */
async function lightDemonstration(data: string): Promise<Scores[]> {
  console.error('demonstration town: Lighthouse')
  const server = await serve(data, { keepsPages: true }, { DEMO: 'valmorey' })
  try {
    const origin = server.origin.replace('127.0.0.1', 'localhost')
    const find = async (list: string, pattern: RegExp) =>
      pattern.exec(await (await fetch(origin + list)).text())?.[1] ?? '/'
    return await light(origin, {
      home: '/',
      browse: '/recits',
      story: await find('/recits', /href="(\/recits\/\d{6}\/[^"?#]+)"/),
      theme: await find('/themes', /href="(\/themes\/[^"?#]+)"/),
    })
  } finally {
    await server.stop()
  }
}
