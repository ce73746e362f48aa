// From whole bytes to a file of the town: looked at, scanned, kept in the vault, then named by one row. Each step may be
// cut short and done again; the bytes leave the work folder last.

import { copyFile, link, open, rm } from 'node:fs/promises'
import { change, type Work } from '../../change.ts'
import { mediaOf } from '../../contribution/content.ts'
import { mayEdit, noStanding } from '../../contribution/contribution.can.ts'
import { getContribution } from '../../contribution/contributions.ts'
import { emptyMedia } from '../../contribution/media.content.ts'
import { changeMedia } from '../../contribution/media.ts'
import type { Desk } from '../../desk.ts'
import { allow } from '../../people/can.ts'
import type { Actor, Machine } from '../../people/roles.ts'
import { notFound } from '../../platform/errors.ts'
import { followedHash } from '../../platform/vault/follow.ts'
import type { Kept } from '../../platform/vault/vault.ts'
import { addFile } from '../files.ts'
import { inspect, type Inspected } from './inspect.ts'
import type { Refusal, Wait } from './refusals.ts'
import { arrivedOf, bytesOf, dropBytes, findUpload, type Upload } from './uploads.ts'

export type Outcome =
  | { state: 'kept'; file_id: string }
  | { state: 'refused'; refusal: string }
  /** Whole, and waiting for something: it will be tried again by itself. */
  | { state: 'waiting'; waits_for: string | null }
  | { state: 'coming'; arrived: number }

/** Media a contribution may hold, as its schema says (contribution/media.ts). */
const mostMedia = 60

const running = new Map<string, Promise<Outcome>>()

/** Receives a sending that is whole, once: asked twice, the second waits for the first. */
export async function receive(desk: Desk, id: string): Promise<Outcome> {
  const now = running.get(id)
  if (now) return await now
  const work = receiveNow(desk, id).finally(() => running.delete(id))
  running.set(id, work)
  return await work
}

async function receiveNow(desk: Desk, id: string): Promise<Outcome> {
  // Bytes first: once they leave, the row says what became of them.
  const arrived = (await arrivedOf(desk.vault, id)) ?? 0
  const upload = await findUpload(desk.db, id)
  if (!upload) throw notFound()
  const known = outcomeOf(upload, arrived)
  if (known.state === 'kept' || known.state === 'refused') {
    await dropBytes(desk.vault, id)
    return known
  }
  if (known.state === 'coming' || arrived < upload.size) return known
  // From now on nothing more is written to these bytes.
  if (!upload.finished_at) await set(desk, id, { finished_at: desk.now() })
  const file = bytesOf(desk.vault, id)
  // The disk ends its work while the bytes are looked at; keeping them asks it again, and hears of any trouble.
  const flushing = flush(file)
  const found = await inspect(file).finally(async () => await flushing)
  if ('refusal' in found) return await refuse(desk, id, found.refusal)
  const scanned = (await desk.scan?.(file)) ?? 'clean'
  if (scanned === 'virus') return await refuse(desk, id, 'virus')
  if (scanned === 'away') return await wait(desk, id, 'scanner')
  // Sounds and videos beyond what the scanner reads hold no macros, and only copies made anew are shown.
  if (scanned === 'too_large' && (found.nature === 'picture' || found.nature === 'document'))
    return await refuse(desk, id, 'too_large_to_scan')
  const kept = await keep(desk, file, upload.size)
  if (!kept) return await wait(desk, id, 'room')
  const outcome = await name(desk, upload, found, kept)
  await dropBytes(desk.vault, id)
  if (outcome.state === 'kept') desk.wake?.('derive')
  return outcome
}

/** What the row and the bytes say of a sending. */
export function outcomeOf(upload: Upload, arrived: number): Outcome {
  if (upload.file_id) return { state: 'kept', file_id: upload.file_id }
  if (upload.refusal) return { state: 'refused', refusal: upload.refusal }
  // Whole, and not here: the process that has its bytes sees to it.
  if (arrived < upload.size && !upload.finished_at) return { state: 'coming', arrived }
  return { state: 'waiting', waits_for: upload.waits_for }
}

async function set(
  desk: Desk,
  id: string,
  values: Partial<{ finished_at: Date; refusal: Refusal; waits_for: Wait }>,
): Promise<void> {
  await desk.db.updateTable('desk.upload').set(values).where('id', '=', id).execute()
}

async function refuse(desk: Desk, id: string, refusal: Refusal): Promise<Outcome> {
  await set(desk, id, { refusal })
  await dropBytes(desk.vault, id)
  return { state: 'refused', refusal }
}

async function wait(desk: Desk, id: string, waits_for: Wait): Promise<Outcome> {
  await set(desk, id, { waits_for })
  return { state: 'waiting', waits_for }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+').catch(() => undefined)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

/** Keeps a second name of the bytes: the first stays until a row says what they are. Undefined when the disk is full. */
async function keep(desk: Desk, file: string, size: number): Promise<Kept | undefined> {
  const second = `${file}.keep`
  await rm(second, { force: true })
  try {
    // A disk without second names copies.
    await link(file, second).catch(async () => await copyFile(file, second))
    return await desk.vault.keep('originals', second, await followedHash(file, size), 'read again')
  } catch (error) {
    await rm(second, { force: true })
    if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

const machineOf = (upload: Upload): Machine => ({ kind: 'machine', person_id: null, space_id: upload.space_id })

/** Who brought it, for the journal: her rights were asked each time she sent something. */
const bringerOf = (upload: Upload): Actor =>
  upload.person_id
    ? { kind: 'member', person_id: upload.person_id, name: '', space_id: upload.space_id, roles: [] }
    : machineOf(upload)

async function name(desk: Desk, upload: Upload, found: Inspected, kept: Kept): Promise<Outcome> {
  return await change(desk, { action: 'media.receive', actor: bringerOf(upload) }, async (work): Promise<Outcome> => {
    await work.tx
      .selectFrom('desk.contribution')
      .select('id')
      .where('id', '=', upload.contribution_id)
      .forNoKeyUpdate()
      .execute()
    const row = await work.tx
      .selectFrom('desk.upload')
      .selectAll()
      .where('id', '=', upload.id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw notFound()
    if (row.file_id) return { state: 'kept', file_id: row.file_id }
    return await nameIn(work, row, found, kept)
  })
}

async function nameIn(work: Work, upload: Upload, found: Inspected, kept: Kept): Promise<Outcome> {
  const { tx } = work
  const contribution = await getContribution(tx, { id: upload.contribution_id })
  const machine = machineOf(upload)
  const verdict = mayEdit(machine, contribution, noStanding)
  const isFull = upload.purpose === 'media' && mediaOf(contribution.draft).length >= mostMedia
  if (!verdict.yes || isFull) {
    const refusal: Refusal = verdict.yes ? 'too_many_media' : 'withdrawn'
    await tx.updateTable('desk.upload').set({ refusal }).where('id', '=', upload.id).execute()
    return { state: 'refused', refusal }
  }
  const allowed = allow(verdict, machine, 'edit', contribution)
  const { purpose, person_id, use } = upload
  const file_id = await addFile(work, allowed, {
    ...kept,
    ...found,
    name: upload.name,
    purpose,
    received_by: person_id,
  })
  if (purpose === 'media')
    await changeMedia(work, allowed, (media) => [...media, emptyMedia(file_id, found.nature, use)], person_id)
  await tx.updateTable('desk.upload').set({ file_id, waits_for: null }).where('id', '=', upload.id).execute()
  return { state: 'kept', file_id }
}
