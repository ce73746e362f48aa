// The tus protocol (resumable uploads), by its reference server. It only moves bytes: who may, how much and what for is
// decided before it is called, and what it would note in files beside the bytes is in our rows.

import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { FileStore } from '@tus/file-store'
import { ERRORS, Server, Upload as TusUpload, type CancellationContext } from '@tus/server'
import type { Context } from 'hono'
import type { Desk } from '#core/desk.ts'
import { bytesOf, findUpload, uploadsIn } from '#core/media/receive/uploads.ts'
import { bodyOf } from '#core/platform/http/body.ts'
import { pour, TooMuch } from '#core/platform/http/pour.ts'
import { follow } from '#core/platform/vault/follow.ts'

/** What tus asks of a request. Its body is the line itself. */
type Asked = { id: string; method: string; url: string; headers: Headers; body: Readable }

const servers = new WeakMap<Desk, Server>()

export const tusVersion = '1.0.0'

/** Lets tus answer a request about the sending with this id. */
export async function answerTus(desk: Desk, c: Context, id: string): Promise<Response> {
  let server = servers.get(desk)
  if (!server) servers.set(desk, (server = serverOf(desk)))
  const { method, url, headers } = c.req.raw
  const asked: Asked = { id, method, url, headers, body: bodyOf(c) }
  const response = await server.handleWeb(asked as unknown as Request)
  // For our own pages only: other sites have nothing to read here.
  const said = Array.from(response.headers.keys())
  for (const name of said) if (name.startsWith('access-control-')) response.headers.delete(name)
  return response
}

const idOf = (request: unknown): string => (request as Asked).id

function serverOf(desk: Desk): Server {
  const directory = uploadsIn(desk.vault)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const rows = {
    get: async (id: string) => {
      const row = await findUpload(desk.db, id)
      return row && new TusUpload({ id, size: row.size, offset: 0, creation_date: row.created_at.toISOString() })
    },
    set: async () => {},
    delete: async () => {},
  }
  const server = new Server({
    path: '/',
    datastore: new FileStore({ directory, configstore: rows }),
    namingFunction: idOf,
    getFileIdFromRequest: idOf,
    generateUrl: (request: Request, { id }: { id: string }) => `${new URL(request.url).pathname}/${id}`,
    allowedOrigins: [],
    disableTerminationForFinishedUploads: true,
  })
  const write = async (body: unknown, upload: TusUpload, most: number, context: CancellationContext) =>
    await writeStraight(bytesOf(desk.vault, upload.id), body as Readable, upload.offset, most, context.signal)
  Object.assign(server.handlers.PATCH, { writeToStore: write })
  Object.assign(server.handlers.POST, { writeToStore: write })
  return server
}

/**
 * From the line to the file: its own way passes each piece through five streams and copies it twice. Gives where the
 * file ends now; what came before a cut stays.
 */
async function writeStraight(
  name: string,
  body: Readable,
  at: number,
  most: number,
  signal: AbortSignal,
): Promise<number> {
  const file = await open(name, 'r+')
  try {
    const { came, isCut, error } = await pour(body, file, { at, most, signal, onWritten: (to) => follow(name, to) })
    if (!isCut) return at + came
    if (error instanceof TooMuch) throw ERRORS.ERR_SIZE_EXCEEDED
    throw signal.aborted ? ERRORS.ABORTED : { ...ERRORS.FILE_WRITE_ERROR, cause: error }
  } finally {
    await file.close()
  }
}
