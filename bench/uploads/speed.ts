// How fast a file comes in, by tus and by the plain form, beside plain copies of the same file on the same disk in the
// same run: each in its turn, several times, the median told.

import { randomUUID } from 'node:crypto'
import { copyFile, open, rm, stat } from 'node:fs/promises'
import { Agent, request, type IncomingMessage } from 'node:http'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { hashOf } from '#core/platform/vault/disk-steps.ts'
import { processorOf } from './stage.ts'

export type Way = 'copy' | 'copy and hash' | 'tus' | 'plain form'
/** At the median: seconds, and seconds of processor that this program and the server used meanwhile. */
export type Speeds = Record<Way, { seconds: number; ours: number; servers: number }>

type Course = {
  pid: number
  origin: string
  cookie: string
  code: string
  file: string
  dataDir: string
  times: number
}

/** Seconds each way takes, at the median. The same bytes are kept once: each time begins by taking the former away. */
export async function measureSpeeds(course: Course, forget: () => Promise<void>): Promise<Speeds> {
  const taken: Record<Way, { seconds: number; ours: number; servers: number }[]> = {
    copy: [],
    'copy and hash': [],
    tus: [],
    'plain form': [],
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ways: Record<Way, () => Promise<void>> = {
    copy: async () => await copy(course, false),
    'copy and hash': async () => await copy(course, true),
    tus: async () => await byTus(course, agent),
    'plain form': async () => await byForm(course, agent),
  }
  for (let time = 0; time <= course.times; time++)
    for (const [way, go] of Object.entries(ways) as [Way, () => Promise<void>][]) {
      await forget()
      const [began, ours, servers] = [performance.now(), process.cpuUsage(), processorOf(course.pid)]
      await go()
      const used = process.cpuUsage(ours)
      // The first of each only warms up.
      if (time > 0)
        taken[way].push({
          seconds: (performance.now() - began) / 1_000,
          ours: (used.user + used.system) / 1e6,
          servers: processorOf(course.pid) - servers,
        })
    }
  agent.destroy()
  const middle = (all: Speeds[Way][]) => all.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(all.length / 2)]
  return Object.fromEntries(Object.entries(taken).map(([way, all]) => [way, middle(all)])) as Speeds
}

async function copy({ file, dataDir }: Course, isHashed: boolean): Promise<void> {
  const to = path.join(dataDir, 'copy')
  await copyFile(file, to)
  const handle = await open(to, 'r+')
  await handle.sync().finally(async () => await handle.close())
  if (isHashed) await hashOf(to)
  await rm(to)
}

type Sent = {
  method: string
  path: string
  headers: Record<string, string | number>
  from?: { start: number; end: number }
}

async function send(
  course: Course,
  agent: Agent,
  sent: Sent,
  around?: [Buffer, Buffer],
): Promise<IncomingMessage & { text: string }> {
  const url = new URL(sent.path, course.origin)
  return await new Promise((resolve, reject) => {
    const asked = request(
      url,
      { method: sent.method, agent, headers: { cookie: course.cookie, origin: course.origin, ...sent.headers } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (more) => (text += String(more)))
        answer.on('end', () => resolve(Object.assign(answer, { text })))
      },
    )
    asked.on('error', reject)
    if (around) asked.write(around[0])
    const pushed = sent.from ? push(course.file, sent.from, asked) : Promise.resolve()
    pushed.then(() => asked.end(around?.[1]), reject)
  })
}

/** Reads and sends in two pieces of memory: what is measured is the server, not the one who sends. */
async function push(file: string, { start, end }: { start: number; end: number }, to: Writable): Promise<void> {
  const pieces = [Buffer.allocUnsafeSlow(1 << 20), Buffer.allocUnsafeSlow(1 << 20)] as const
  const handle = await open(file)
  try {
    let sending: Promise<void> = Promise.resolve()
    for (let at = start, turn = 0; at <= end; turn = 1 - turn) {
      const piece = pieces[turn] as Buffer
      const { bytesRead } = await handle.read(piece, 0, Math.min(piece.length, end + 1 - at), at)
      at += bytesRead
      await sending
      sending = new Promise((resolve, reject) =>
        to.write(piece.subarray(0, bytesRead), (error) => (error ? reject(error) : resolve())),
      )
    }
    await sending
  } finally {
    await handle.close()
  }
}

async function byTus(course: Course, agent: Agent): Promise<void> {
  const { size } = await stat(course.file)
  const tus = { 'tus-resumable': '1.0.0' }
  const told = { code: course.code, name: 'vite.wav', purpose: 'evidence', use: 'story' }
  const metadata = Object.entries(told).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
  const begun = await send(course, agent, {
    method: 'POST',
    path: '/bureau/depot',
    headers: { ...tus, 'upload-length': size, 'upload-metadata': metadata.join(',') },
  })
  const { location } = begun.headers
  if (begun.statusCode !== 201 || !location) throw new Error(`not begun: ${begun.statusCode} ${begun.text}`)
  // As the pages do (client/upload.ts): requests grow on a line that carries them at once.
  for (let at = 0, chunk = 8_000_000; at < size; chunk = Math.min(chunk * 2, 32_000_000)) {
    const end = Math.min(at + chunk, size)
    const type = 'application/offset+octet-stream'
    const headers = { ...tus, 'upload-offset': at, 'content-type': type, 'content-length': end - at }
    const answer = await send(course, agent, {
      method: 'PATCH',
      path: location,
      headers,
      from: { start: at, end: end - 1 },
    })
    if (answer.statusCode !== 204) throw new Error(`not taken: ${answer.statusCode} ${answer.text}`)
    at = end
  }
  const outcome = await send(course, agent, { method: 'GET', path: location, headers: {} })
  if ((JSON.parse(outcome.text) as { state: string }).state !== 'kept') throw new Error(outcome.text)
}

async function byForm(course: Course, agent: Agent): Promise<void> {
  const { size } = await stat(course.file)
  const fields = { submission_id: randomUUID(), purpose: 'evidence', use: 'story', back: '/bureau' }
  const part = (name: string) => `--here\r\nContent-Disposition: form-data; name="${name}"`
  const lines = Object.entries(fields).map(([name, value]) => `${part(name)}\r\n\r\n${value}\r\n`)
  const before = Buffer.from(`${lines.join('')}${part('file')}; filename="vite.wav"\r\nContent-Type: audio/wav\r\n\r\n`)
  const after = Buffer.from('\r\n--here--\r\n')
  const answer = await send(
    course,
    agent,
    {
      method: 'POST',
      path: `/bureau/depot/${course.code}/formulaire`,
      headers: {
        'content-type': 'multipart/form-data; boundary=here',
        'content-length': before.length + size + after.length,
      },
      from: { start: 0, end: size - 1 },
    },
    [before, after],
  )
  if (answer.statusCode !== 303) throw new Error(`not taken: ${answer.statusCode} ${answer.text.slice(0, 500)}`)
}
