// Work that follows a change or the clock, kept in the database by pg-boss: losing the process loses nothing.

import { PgBoss } from 'pg-boss'
import type { Desk } from '../desk.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'

export type JobContext = {
  desk: Desk
  log: Log
  sendMail: () => Promise<void>
  config: Config
  /** Aborted when this process stops: long work gives back what it holds. */
  signal?: AbortSignal
}

export type Job = {
  name: string
  /** Cron line in the town's time, such as '* * * * *'. */
  schedule?: string
  /** Seconds it may last; a quarter of an hour unless told. */
  lasts?: number
  run: (context: JobContext) => Promise<void>
}

export type Jobs = { stop(): Promise<void>; runNow(name: string): Promise<void> }

/** Starts the schedule of these jobs. A failed job is tried again three times, then kept as failed, visible. */
export async function startJobs(
  url: string,
  jobs: readonly Job[],
  known: Omit<JobContext, 'signal'>,
  timeZone: string,
): Promise<Jobs> {
  const stopping = new AbortController()
  const context: JobContext = { ...known, signal: stopping.signal }
  const boss = new PgBoss({ connectionString: url, schema: 'jobs', max: 2, application_name: 'veillee jobs' })
  boss.on('error', (error) => context.log.warn('jobs', { error: String(error) }))
  await boss.start()
  for (const job of jobs) {
    await boss.createQueue(job.name, {
      policy: 'short',
      retryLimit: 3,
      retryDelay: 20,
      retryBackoff: true,
      ...(job.lasts && { expireInSeconds: job.lasts }),
    })
    await boss.work(job.name, { pollingIntervalSeconds: 2 }, async () => {
      await job.run(context)
    })
    if (job.schedule) await boss.schedule(job.name, job.schedule, null, { tz: timeZone })
  }
  // What an older version did at its hours, and nothing does any more.
  const names = new Set(jobs.map((job) => job.name))
  for (const { name } of await boss.getSchedules()) if (!names.has(name)) await boss.unschedule(name)
  return {
    stop: async () => {
      stopping.abort()
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
    runNow: async (name) => {
      await boss.send(name, {})
    },
  }
}
