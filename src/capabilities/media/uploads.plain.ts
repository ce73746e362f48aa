// The plain form of files, read as it comes: each file goes straight to the work folder, and memory stays small however
// large it is (SEC-18). Cut before its end, a form leaves nothing but the files that were already whole.

import { mkdir, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy'
import type { Context } from 'hono'
import type { Desk } from '#core/desk.ts'
import type { Limits } from '#core/media/receive/limits.ts'
import { arrivedOf, bytesOf, dropUpload, findUpload, uploadsIn, type Upload } from '#core/media/receive/uploads.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { bodyOf } from '#core/platform/http/body.ts'
import { pour } from '#core/platform/http/pour.ts'
import { follow } from '#core/platform/vault/follow.ts'

const limits = {
  fieldNameSize: 60,
  fieldSize: 2_000,
  fields: 20,
  files: 100,
  parts: 150,
  headerPairs: 20,
  headerSize: 8_192,
}

export type PlainForm = {
  /** The fields that came before the files. */
  fields: ReadonlyMap<string, string>
  /** The sendings made of the files, in their order; those of an earlier sending of the same form included. */
  ids: string[]
}
/** Whether an earlier sending was begun by who asks now. */
type IsOwn = (upload: Upload) => boolean
/** Begins the sending of one file; its refusal is told by throwing. */
export type Begin = (
  fields: ReadonlyMap<string, string>,
  file: { id: string; name: string; size: number },
) => Promise<void>

/** Files being read from a form by this process. */
const taking = new Set<string>()

/** Reads the form. Throws `invalid` when it is no such form or was cut, and whatever `begin` threw. */
export async function readPlainForm(
  desk: Desk,
  sizes: Limits,
  c: Context,
  isOwn: IsOwn,
  begin: Begin,
): Promise<PlainForm> {
  const type = c.req.header('content-type') ?? ''
  const announced = Number(c.req.header('content-length') || Number.NaN)
  if (!/^multipart\/form-data;.*boundary=./i.test(type)) throw new AppError('invalid', 'files expected')
  if (!(announced > 0)) throw new AppError('invalid', 'length expected')
  if (announced > sizes.files_max_size * limits.files) throw new AppError('too_large')
  await mkdir(uploadsIn(desk.vault), { recursive: true, mode: 0o700 })
  const fields = new Map<string, string>()
  const ids: string[] = []
  const begun: string[] = []
  let failure: unknown
  let current: BusboyFileStream | undefined
  const fail = (error: unknown) => {
    failure ??= error
    // Cut in the middle of a file, the parser says nothing more of it.
    current?.destroy(error instanceof Error ? error : new Error('cut short'))
  }
  // One after the other: a form gives its files in their order.
  let work = Promise.resolve()
  let left = announced

  const take = async (stream: BusboyFileStream, name: string): Promise<void> => {
    const id = `${fields.get('submission_id')}-${ids.length}`
    if (failure !== undefined) return void stream.resume()
    current = stream
    try {
      if (await isThere(desk, id, isOwn)) {
        ids.push(id)
        return void stream.resume()
      }
      taking.add(id)
      begun.push(id)
      await begin(fields, { id, name, size: left })
      await write(stream, bytesOf(desk.vault, id), body)
      if (stream.truncated) throw new AppError('too_large')
      left -= stream.bytesRead
      await desk.db.updateTable('desk.upload').set({ size: stream.bytesRead }).where('id', '=', id).execute()
      ids.push(id)
      begun.pop()
    } catch (error) {
      // The rest of the form is read, and left. One that was being written cannot be: the parser would wait for ever.
      current = undefined
      fail(error)
      if (stream.destroyed) parser.destroy(new AppError('invalid', 'cut short'))
      else stream.resume()
    } finally {
      current = undefined
    }
  }

  const body = bodyOf(c)
  const parser = readerOf(type, sizes.files_max_size)
  parser.on('field', (name, value) => void (fields.size < limits.fields && fields.set(name, value)))
  parser.on('file', (_field, stream, name) => {
    stream.on('error', fail)
    // A field left empty comes as a file without name.
    if (!name || !/^[0-9a-f-]{36}$/.test(fields.get('submission_id') ?? '')) stream.resume()
    else work = work.then(async () => await take(stream, name))
  })
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.on(limit, () => fail(new AppError('too_large')))
  try {
    await pipeline(body, parser)
  } catch {
    fail(new AppError('invalid', 'cut short'))
  }
  await work
  for (const id of begun) await dropUpload(desk, id)
  for (const id of [...ids, ...begun]) taking.delete(id)
  if (failure !== undefined) {
    throw failure instanceof Error ? failure : new AppError('invalid', String(failure))
  }
  return { fields, ids }
}

async function write(stream: BusboyFileStream, name: string, source: Readable): Promise<void> {
  const file = await open(name, 'w', 0o600)
  try {
    const { isCut, error } = await pour(stream, file, { source, onWritten: (to) => follow(name, to) })
    if (isCut) throw error
  } finally {
    await file.close()
  }
}

/** Whether the same form already brought this file whole. What an end without warning left of it is cleared. */
async function isThere(desk: Desk, id: string, isOwn: IsOwn): Promise<boolean> {
  // Sent twice at once, by a second click: one of them is enough.
  if (taking.has(id)) throw new AppError('conflict')
  const before = await findUpload(desk.db, id)
  if (!before) return false
  if (!isOwn(before)) throw notFound()
  if (before.file_id || before.refusal || (await arrivedOf(desk.vault, id)) === before.size) return true
  await dropUpload(desk, id)
  return false
}

function readerOf(type: string, fileSize: number) {
  try {
    const headers: BusboyHeaders = { 'content-type': type }
    return new Busboy({ headers, limits: { ...limits, fileSize }, highWaterMark: 1 << 20, fileHwm: 1 << 20 })
  } catch {
    throw new AppError('invalid', 'unreadable form')
  }
}
