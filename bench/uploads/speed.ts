// How fast a file comes in, by tus and by the plain form, beside plain copies of the same file on the same disk in the
// same run: each in its turn, several times, the median told.

import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { access, rm } from 'node:fs/promises'
import path from 'node:path'
import { projectFolder } from '#core/platform/assets.ts'
import type { Told } from './sender.ts'
import { processorOf } from './stage.ts'

const ways = ['copy', 'copy and hash', 'tus', 'plain form'] as const
export type Way = (typeof ways)[number]
type Taken = { seconds: number; ours: number; servers: number }
/** At the median: seconds, and seconds of processor that the sender and the server used meanwhile. */
export type Speeds = Record<Way, Taken>

export type Course = {
  pid: number
  origin: string
  cookie: string
  code: string
  file: string
  dataDir: string
  times: number
  /** Where its bytes are once kept, under the hash they had when they left. */
  original: string
}

/** Seconds each way takes, at the median. The same bytes are kept once: each time begins by taking the former away. */
export async function measureSpeeds(course: Course): Promise<Speeds> {
  const sender = fork(path.join(projectFolder, 'bench', 'uploads', 'sender.ts'), { execArgv: [] })
  const taken: Record<Way, Taken[]> = { copy: [], 'copy and hash': [], tus: [], 'plain form': [] }
  try {
    for (let time = 0; time <= course.times; time++)
      for (const way of ways) {
        await rm(course.original, { force: true })
        const [began, servers] = [performance.now(), processorOf(course.pid)]
        const ours = await go(sender, way, course)
        const seconds = (performance.now() - began) / 1_000
        if (way === 'tus' || way === 'plain form') await access(course.original)
        // The first of each only warms up.
        if (time > 0) taken[way].push({ seconds, ours, servers: processorOf(course.pid) - servers })
      }
  } finally {
    sender.kill()
  }
  const middle = (all: Taken[]) => all.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(all.length / 2)]
  return Object.fromEntries(Object.entries(taken).map(([way, all]) => [way, middle(all)])) as Speeds
}

/** Gives the seconds of processor that the sender used. */
async function go(sender: ChildProcess, way: Way, course: Course): Promise<number> {
  const answer = once(sender, 'message') as Promise<[Told]>
  sender.send({ way, course })
  const [told] = await answer
  if ('trouble' in told) throw new Error(`${way}: ${told.trouble}`)
  return told.processor
}
