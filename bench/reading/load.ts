// Asking: many readers at once (autocannon), or one after the other to the microsecond.

import { Agent, request } from 'node:http'
import autocannon from 'autocannon'
import { cpuOf, databaseCpuOf, type Served } from './processes.ts'

export type Rush = {
  /** Answers a second. */
  rate: number
  /** Milliseconds of processor for each answer: the server's, and the database's. */
  cpu: number
  databaseCpu: number
}
export type Times = { p50: number; p95: number; p99: number }

const accepted = { 'accept-encoding': 'br', accept: 'text/html' }

/** Everyone at once, for some seconds. Any answer but 200 is an error. */
export async function rush(
  served: Served,
  paths: readonly string[],
  { seconds, data, readers = 32 }: { seconds: number; data?: string; readers?: number },
): Promise<Rush> {
  const [cpu, databaseCpu] = [cpuOf(served.pid), data ? databaseCpuOf(data) : 0]
  const began = performance.now()
  const result = await autocannon({
    url: served.origin,
    connections: readers,
    duration: seconds,
    requests: paths.map((path) => ({ method: 'GET' as const, path, headers: accepted })),
  })
  const elapsed = (performance.now() - began) / 1_000
  const done = result['2xx']
  if (result.errors > 0 || result.non2xx > 0 || done === 0)
    throw new Error(`${paths[0]}: ${result.errors} errors, ${result.non2xx} answers other than 200, ${done} answers`)
  return {
    rate: done / Math.min(elapsed, result.duration),
    cpu: (cpuOf(served.pid) - cpu) / done,
    databaseCpu: data ? (databaseCpuOf(data) - databaseCpu) / done : 0,
  }
}

export type Page = { status: number; headers: [string, string][]; body: Buffer }

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** One page, as a browser gets it, still compressed. */
export const ask = (origin: string, path: string): Promise<Page> =>
  new Promise((resolve, reject) => {
    request(origin + path, { agent, headers: accepted }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const { rawHeaders } = response
        const headers = Array.from({ length: rawHeaders.length / 2 }, (_, at): [string, string] => [
          rawHeaders[at * 2] ?? '',
          rawHeaders[at * 2 + 1] ?? '',
        ])
        resolve({ status: response.statusCode ?? 0, headers, body: Buffer.concat(parts) })
      })
    })
      .on('error', reject)
      .end()
  })

/** One reader, `times` pages one after the other. `before` is not counted. */
export async function stroll(
  served: Served,
  paths: readonly string[],
  times: number,
  before: () => Promise<void> = async () => {},
): Promise<Times> {
  const [taken] = await strollInTurns(served, [paths], times, before)
  return taken as Times
}

/** The same over several kinds of pages, one of each in turn. */
export async function strollInTurns(
  served: Served,
  kinds: readonly (readonly string[])[],
  times: number,
  before: () => Promise<void> = async () => {},
): Promise<Times[]> {
  const taken: number[][] = kinds.map(() => [])
  for (let at = 0; at < times; at++)
    for (const [kind, paths] of kinds.entries()) {
      const path = paths[at % paths.length] ?? '/'
      await before()
      const began = performance.now()
      const { status } = await ask(served.origin, path)
      taken[kind]?.push(performance.now() - began)
      if (status !== 200) throw new Error(`${path}: ${status}`)
    }
  return taken.map(timesOf)
}

export function timesOf(taken: readonly number[]): Times {
  const sorted = taken.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
