// Sendings in course: a row for each, its bytes in the work folder until they are whole. Nothing is a file of the town
// before receive.ts has looked at it.

import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import type { Contribution } from '../../contribution/contributions.ts'
import type { MediaUse } from '../../contribution/media.content.ts'
import type { Desk, DeskDatabase, DeskTransaction } from '../../desk.ts'
import type { Allowed } from '../../people/can.ts'
import { unfollow } from '../../platform/vault/follow.ts'
import { uploadsFolder, type Vault } from '../../platform/vault/vault.ts'
import type { FilePurpose } from '../media.tables.ts'
import { refusalOf, type Limits } from './limits.ts'
import type { Refusal } from './refusals.ts'

/** How long a sending that was left may still be gone on with. */
export const daysToGoOn = 14

export const uploadsIn = (vault: Pick<Vault, 'work'>): string => path.join(vault.work, uploadsFolder)
/** Where the bytes of one sending wait. */
export const bytesOf = (vault: Pick<Vault, 'work'>, id: string): string =>
  path.join(uploadsIn(vault), path.basename(id))

export type NewUpload = {
  id: string
  purpose: FilePurpose
  use: MediaUse
  person_id: string | null
  name: string
  size: number
}

/** Begins a sending, or says why not. One at a time, so that two cannot take the same last room. */
export const beginUpload = async (
  desk: Desk,
  limits: Limits,
  contribution: Allowed<Contribution, 'edit' | 'consent'>,
  upload: NewUpload,
): Promise<Refusal | undefined> =>
  await desk.db.transaction().execute(async (tx) => {
    if (upload.size === 0) return 'empty'
    const now = desk.now()
    await sql`select pg_advisory_xact_lock(hashtext('veillee uploads'))`.execute(tx)
    const refusal = await refusalOf(tx, desk.vault, limits, upload, now)
    if (refusal) return refusal
    await tx
      .insertInto('desk.upload')
      .values({
        ...upload,
        name: shownName(upload.name),
        contribution_id: contribution.id,
        space_id: contribution.space_id,
        created_at: now,
        finished_at: null,
        file_id: null,
        refusal: null,
        waits_for: null,
      })
      .execute()
    return undefined
  })

export const findUpload = async (db: DeskDatabase | DeskTransaction, id: string) =>
  await db.selectFrom('desk.upload').selectAll().where('id', '=', id).executeTakeFirst()

export type Upload = NonNullable<Awaited<ReturnType<typeof findUpload>>>

/** What was sent to a contribution and is not a file of it: in course, waiting, refused. Newest first. */
export const listUploads = async (db: DeskDatabase | DeskTransaction, contribution_id: string): Promise<Upload[]> =>
  await db
    .selectFrom('desk.upload')
    .selectAll()
    .where('contribution_id', '=', contribution_id)
    .where('file_id', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute()

/** How many bytes have come. */
export const arrivedOf = async (vault: Pick<Vault, 'work'>, id: string): Promise<number | undefined> =>
  (await stat(bytesOf(vault, id)).catch(() => undefined))?.size

/** Throws away the bytes of a sending, and what tus noted beside them. */
export async function dropBytes(vault: Pick<Vault, 'work'>, id: string): Promise<void> {
  const file = bytesOf(vault, id)
  unfollow(file)
  for (const each of [file, `${file}.json`, `${file}.keep`]) await rm(each, { force: true })
}

/** Gives a sending up: its bytes and its row. One that became a file stays. */
export async function dropUpload(desk: Desk, id: string): Promise<void> {
  await dropBytes(desk.vault, id)
  await desk.db.deleteFrom('desk.upload').where('id', '=', id).where('file_id', 'is', null).execute()
}

/** A name to be shown on the desk: one line, nothing that turns letters round or hides some (SEC-11). */
export function shownName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu, '').trim()
  return [...plain].slice(0, 120).join('') || 'fichier'
}
