// `npm run kills -- --times 100` (REL-01): several people at the main job, and the server killed without warning under
// them, again and again, sometimes with its database. No acknowledged writing may be lost, none half there, and each
// restart must be ready within ten seconds.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readConfig } from '#core/platform/config.ts'
import { freePort } from '#core/platform/postgres-cluster.ts'
import { hands, Unexpected, type Acknowledged } from './kills/deeds.ts'
import { aBrowser, preparePeople, signIn } from './kills/people.ts'
import { killPostmaster, startBuilt } from './kills/server.ts'
import { verify } from './kills/truth.ts'

const longestStart = 10_000
const pairsOfHands = 4

export async function main(args: string[]): Promise<number> {
  const at = args.indexOf('--times')
  const times = at < 0 ? 100 : Math.max(1, Math.trunc(Number(args[at + 1])) || 1)
  const dataDir = await mkdtemp(path.join(tmpdir(), 'veillee-kills-'))
  const port = await freePort()
  const env = { DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', DEMO: 'none', TRUSTED_PROXIES: '1' }
  const { origin } = readConfig(env)
  let server: Awaited<ReturnType<typeof startBuilt>> | undefined
  try {
    const people = await preparePeople(readConfig(env))
    server = await startBuilt(env)
    const browsers = {
      anyone: aBrowser(origin),
      facilitator: await signIn(origin, people.facilitator.token),
      editor: await signIn(origin, people.editor.token),
    }
    const workers = Array.from({ length: pairsOfHands }, (_, index) =>
      hands(people, browsers, 'abcdefgh'.slice(0, index + 1)),
    )
    const all: Acknowledged[] = []
    const starts: number[] = []
    const failures = new Set<string>()
    const counts = { lost: 0, half: 0, unexpected: 0, postmasters: 0, unanswered: 0 }

    for (let kill = 1; kill <= times; kill++) {
      const fresh: Acknowledged[] = []
      const stop = { now: false }
      const working = Promise.all(
        workers.map(async (worker) => {
          while (!stop.now)
            try {
              const acknowledged = await worker.act()
              if (acknowledged) fresh.push(acknowledged)
              else counts.unanswered += 1
              if (!acknowledged) await pause(50)
            } catch (error) {
              // A page that could not be read because the server is no more: only an answer can be unexpected.
              if (!(error instanceof Unexpected)) await pause(50)
              else if (!stop.now) {
                counts.unexpected += 1
                failures.add(`${error.message} ${server?.bugs()[0]?.slice(0, 600) ?? ''}`)
                await pause(200)
              }
            }
        }),
      )
      await pause(80 + Math.random() * 1_200)
      // Sometimes the database falls first, under a server that goes on for a moment.
      const withDatabase = Math.random() < 0.3
      if (withDatabase && killPostmaster(dataDir)) counts.postmasters += 1
      if (withDatabase && Math.random() < 0.5) await pause(Math.random() * 400)
      stop.now = true
      await server.kill()
      await working
      all.push(...fresh)

      server = await startBuilt(env)
      starts.push(server.ready)
      const inDoubt = workers.flatMap((worker) => worker.doubt() ?? [])
      const { lost, half } = await verify(dataDir, all, fresh, inDoubt)
      counts.lost += lost.length
      counts.half += half.length
      for (const each of [...lost.map((words) => `lost ${words}`), ...half.map((words) => `half ${words}`)])
        failures.add(each)
      if (process.stdout.isTTY || kill % 10 === 0 || kill === times)
        console.log(
          `${kill}/${times} kills, ${all.length} acknowledged, ${counts.lost} lost, ${counts.half} half, ready in ${Math.round(server.ready)} ms`,
        )
    }

    const last = await verify(
      dataDir,
      all,
      all,
      workers.flatMap((worker) => worker.doubt() ?? []),
    )
    for (const each of [...last.lost, ...last.half]) failures.add(`at the end: ${each}`)
    const sorted = starts.toSorted((a, b) => a - b)
    const longest = sorted.at(-1) ?? 0
    if (longest > longestStart) failures.add(`a start took ${Math.round(longest)} ms`)
    const kinds = Map.groupBy(all, (each) => each.what)
    console.log(`kills           ${times}, of which ${counts.postmasters} with the database`)
    console.log(
      `acknowledged    ${all.length} (${[...kinds].map(([what, each]) => `${each.length} ${what}`).join(', ')})`,
    )
    console.log(`sent again      ${counts.unanswered} without answer, done once`)
    console.log(`lost            ${counts.lost}`)
    console.log(`half visible    ${counts.half}`)
    console.log(`unexpected      ${counts.unexpected}`)
    console.log(
      `ready again     ${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms at the median, ${Math.round(longest)} ms at most`,
    )
    for (const failure of [...failures].slice(0, 30)) console.log(`FAILED ${failure}`)
    const code = await server.stop()
    if (code !== 0) failures.add(`the last stop gave ${code}`)
    return failures.size > 0 ? 1 : 0
  } finally {
    await server?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
