// Bringing files in tests: tus as a client speaks it, and the plain form, by whoever.

import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createApp, type App } from '../../src/app.ts'
import { capabilities } from '#capabilities/index.ts'
import type { Bringer } from '#core/media/receive/addresses.ts'
import { uploadsIn } from '#core/media/receive/uploads.ts'
import { visitor, type Actor } from '#core/people/roles.ts'
import type { Config } from '#core/platform/config.ts'
import type { Database } from '#core/platform/database.ts'
import type { Desk, DeskTables } from '#core/desk.ts'
import { silentLog } from '#core/platform/log.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import { origin, usualConfig, type Town } from '#tests/support/town.ts'

const encoded = (text: string) => Buffer.from(text).toString('base64')

/** The bytes of a small sound. */
export function wavBytes(seconds = 1, seed = 0): Buffer {
  const size = seconds * 16_000
  const bytes = Buffer.alloc(44 + size, seed)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(36 + size, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(8_000, 24)
  bytes.writeUInt32LE(16_000, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(size, 40)
  return bytes
}

/** The application again on the same database and vault, as after a restart, or with other settings. */
export function anotherApp(
  town: Town,
  database: Database<DeskTables, ShelfTables>,
  more: { config?: Partial<Config>; vault?: Desk['vault'] } = {},
): App {
  return createApp({
    config: { ...usualConfig, ...more.config },
    desk: database.desk,
    reader: database.reader,
    vault: more.vault ?? town.desk.vault,
    capabilities,
    identify: async (_desk, headers) => {
      const told = headers.get('x-test-actor')
      return told ? (JSON.parse(told) as Actor) : visitor
    },
    log: silentLog,
  })
}

type Sent = { headers?: Record<string, string>; body?: BodyInit | null }
export type Telling = { code: string; name?: string; size: number; purpose?: string; use?: string }

/** Speaks to the doors of files as this person. */
export function bringer(app: App, actor: Actor, who: Bringer = 'work') {
  const depot = who === 'work' ? '/bureau/depot' : '/carte/depot'
  const send = async (method: string, path: string, { headers = {}, body = null }: Sent = {}) =>
    await app.request(origin + path, {
      method,
      body,
      headers: {
        ...(actor.kind === 'visitor' ? {} : { 'x-test-actor': JSON.stringify(actor) }),
        ...(method === 'GET' || method === 'HEAD' ? {} : { origin, 'sec-fetch-site': 'same-origin' }),
        ...headers,
      },
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit)
  const tus = { 'tus-resumable': '1.0.0' }
  return {
    send,
    begin: async ({ code, name = 'prise.wav', size, purpose = 'media', use = 'story' }: Telling) => {
      const told = { code, name, purpose, use }
      const metadata = Object.entries(told).map(([key, value]) => `${key} ${encoded(value)}`)
      const headers = { ...tus, 'upload-length': String(size), 'upload-metadata': metadata.join(',') }
      return await send('POST', depot, { headers })
    },
    patch: async (path: string, offset: number, body: BodyInit) =>
      await send('PATCH', path, {
        headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
        body,
      }),
    where: async (path: string) => await send('HEAD', path, { headers: tus }),
    drop: async (path: string) => await send('DELETE', path, { headers: tus }),
    /** What became of it, once looked at. */
    outcome: async (path: string) => {
      const answer = await send('GET', path)
      return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) }
    },
    form: async (code: string, fields: Record<string, string>, files: [name: string, bytes: Buffer][]) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      for (const [name, bytes] of files) form.append('file', new File([new Uint8Array(bytes)], name))
      // As a browser sends it: with its length.
      const whole = new Request('http://x', { method: 'POST', body: form })
      const body = Buffer.from(await whole.arrayBuffer())
      const headers = { 'content-type': whole.headers.get('content-type') ?? '', 'content-length': String(body.length) }
      return await send('POST', `${depot}/${code}/formulaire`, { headers, body })
    },
  }
}

export const locationOf = (answer: Response): string => answer.headers.get('location') ?? ''
/** The number of a sending, from its address. */
export const idOf = (location: string): string => location.split('/').at(-1) ?? ''

/** Sends a whole file by tus: where, and what became of it. */
export async function bring(
  by: ReturnType<typeof bringer>,
  code: string,
  bytes: Buffer,
  name?: string,
  more: Partial<Telling> = {},
) {
  const begun = await by.begin({ code, size: bytes.length, ...(name && { name }), ...more })
  if (begun.status !== 201) throw new Error(`the sending did not begin: ${begun.status}`)
  const at = locationOf(begun)
  const sent = await by.patch(at, 0, new Uint8Array(bytes))
  if (sent.status !== 204) throw new Error(`the sending did not go on: ${sent.status}`)
  return { at, ...(await by.outcome(at)) } as { at: string; file_id?: string }
}

/** What sendings left on the disk. */
export const leftIn = (vault: Desk['vault']): string[] => readdirSync(uploadsIn(vault))

/** As if nobody had sent anything yet. */
export async function withoutUploads(desk: Desk): Promise<void> {
  await desk.db.deleteFrom('desk.upload').execute()
  rmSync(uploadsIn(desk.vault), { recursive: true, force: true })
  mkdirSync(uploadsIn(desk.vault))
}
