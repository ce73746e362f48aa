// The tus protocol (resumable uploads), by its reference server. It only moves bytes: who may, how much and what for is
// decided before it is called, and what it would note in files beside the bytes is in our rows.

import { mkdirSync } from 'node:fs'
import { FileStore } from '@tus/file-store'
import { Server, Upload as TusUpload } from '@tus/server'
import type { Desk } from '#core/desk.ts'
import { findUpload, uploadsIn } from '#core/media/receive/uploads.ts'

const servers = new WeakMap<Desk, Server>()
/** The name that the sending begun by this request has already. */
const names = new WeakMap<Request, string>()

export const tusVersion = '1.0.0'

/** Lets tus answer a request about the sending with this id. */
export async function answerTus(desk: Desk, request: Request, id: string): Promise<Response> {
  let server = servers.get(desk)
  if (!server) servers.set(desk, (server = serverOf(desk)))
  names.set(request, id)
  const response = await server.handleWeb(request)
  // For our own pages only: other sites have nothing to read here.
  for (const name of [...response.headers.keys()]) if (name.startsWith('access-control-')) response.headers.delete(name)
  return response
}

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
  return new Server({
    path: '/',
    datastore: new FileStore({ directory, configstore: rows }),
    namingFunction: (request: Request) => names.get(request) ?? '',
    getFileIdFromRequest: (request: Request) => names.get(request),
    generateUrl: (request: Request, { id }: { id: string }) => `${new URL(request.url).pathname}/${id}`,
    allowedOrigins: [],
    disableTerminationForFinishedUploads: true,
  })
}
