// Who sends and who copies, in a process of its own that holds nothing else: what is measured is the server, not the
// memory of the bench. Run by speed.ts, which says which way and times it.

import { randomUUID } from 'node:crypto'
import { copyFile, open, rm, stat } from 'node:fs/promises'
import { Agent, request, type IncomingMessage } from 'node:http'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { firstChunk, nextChunk } from '#client/upload-chunks.ts'
import { hashOf } from '#core/platform/vault/disk-steps.ts'
import type { Course, Way } from './speed.ts'

/** What the parent hears once the file is there. */
export type Told = { processor: number } | { trouble: string }

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const ways: Record<Way, (course: Course) => Promise<void>> = {
  copy: async (course) => await copy(course, false),
  'copy and hash': async (course) => await copy(course, true),
  tus: byTus,
  'plain form': byForm,
}

process.on('message', ({ way, course }: { way: Way; course: Course }) => {
  void go(way, course).then((told) => process.send?.(told))
})

async function go(way: Way, course: Course): Promise<Told> {
  const before = process.cpuUsage()
  try {
    await ways[way](course)
  } catch (error) {
    return { trouble: String(error) }
  }
  const { user, system } = process.cpuUsage(before)
  return { processor: (user + system) / 1e6 }
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

async function byTus(course: Course): Promise<void> {
  const { size } = await stat(course.file)
  const tus = { 'tus-resumable': '1.0.0' }
  const told = { code: course.code, name: 'vite.wav', purpose: 'evidence', use: 'story' }
  const metadata = Object.entries(told).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
  const begun = await send(course, {
    method: 'POST',
    path: '/bureau/depot',
    headers: { ...tus, 'upload-length': size, 'upload-metadata': metadata.join(',') },
  })
  const { location } = begun.headers
  if (begun.statusCode !== 201 || !location) throw new Error(`not begun: ${begun.statusCode} ${begun.text}`)
  for (let at = 0, chunk = firstChunk; at < size;) {
    const began = performance.now()
    const end = Math.min(at + chunk, size)
    const type = 'application/offset+octet-stream'
    const headers = { ...tus, 'upload-offset': at, 'content-type': type, 'content-length': end - at }
    const answer = await send(course, {
      method: 'PATCH',
      path: location,
      headers,
      from: { start: at, end: end - 1 },
    })
    if (answer.statusCode !== 204) throw new Error(`not taken: ${answer.statusCode} ${answer.text}`)
    at = end
    chunk = nextChunk(chunk, performance.now() - began)
  }
  const outcome = await send(course, { method: 'GET', path: location, headers: {} })
  if ((JSON.parse(outcome.text) as { state: string }).state !== 'kept') throw new Error(outcome.text)
}

/** As long as browsers make them: a short one is slower to look for. */
const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gWt'

async function byForm(course: Course): Promise<void> {
  const { size } = await stat(course.file)
  const fields = { submission_id: randomUUID(), purpose: 'evidence', use: 'story', back: '/bureau' }
  const part = (name: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`
  const lines = Object.entries(fields).map(([name, value]) => `${part(name)}\r\n\r\n${value}\r\n`)
  const before = Buffer.from(`${lines.join('')}${part('file')}; filename="vite.wav"\r\nContent-Type: audio/wav\r\n\r\n`)
  const after = Buffer.from(`\r\n--${boundary}--\r\n`)
  const answer = await send(
    course,
    {
      method: 'POST',
      path: `/bureau/depot/${course.code}/formulaire`,
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': before.length + size + after.length,
      },
      from: { start: 0, end: size - 1 },
    },
    [before, after],
  )
  if (answer.statusCode !== 303) throw new Error(`not taken: ${answer.statusCode} ${answer.text.slice(0, 500)}`)
}
