// What the screens need: one sound or film of a contribution, for whoever may change it; who tells; what was asked of a
// machine.

import { sql, type Kysely } from 'kysely'
import { mediaOf, originalOf, voicesOf } from '#core/contribution/content.ts'
import { mayEdit } from '#core/contribution/contribution.can.ts'
import { getContribution, type Contribution } from '#core/contribution/contributions.ts'
import { writtenIn, type Media, type Transcript } from '#core/contribution/media.content.ts'
import { standingOn } from '#core/contribution/standing.ts'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { findDerivation } from '#core/media/derive/read.ts'
import { getFile, type KeptFile } from '#core/media/files.ts'
import { allow, type Allowed } from '#core/people/can.ts'
import type { Actor } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import type { ShownMedia } from '#core/shelf/shelve-media.ts'
import { findAddress } from '#core/shelf/stories.ts'
import type { Teller, Which } from './transcripts.rules.ts'

type Db = DeskDatabase | DeskTransaction

export type Heard = {
  contribution: Allowed<Contribution, 'edit'>
  /** The story's title, and its language. */
  title: string
  media: Media
  file: KeptFile
  duration_ms: number | null
  tellers: Teller[]
}

/** A sound or a film of this contribution, if this actor may change it; what she may not see does not exist. */
export async function getHeard(
  db: Db,
  actor: Actor,
  where: { code: string; file_id: string },
  now: Date,
): Promise<Heard> {
  const found = await getContribution(db, { code: where.code })
  const standing = await standingOn(db, actor, found, now)
  const contribution = allow(mayEdit(actor, found, standing), actor, 'edit', found)
  const media = heardIn(contribution, where.file_id)
  const file = await getFile(db, contribution.id, media.file_id)
  const findings = (await findDerivation(db, file.id))?.findings
  return {
    contribution,
    title: originalOf(contribution.draft).title,
    media,
    file,
    duration_ms: findings?.duration_ms ?? file.facts.duration_ms ?? null,
    tellers: await listTellers(db, contribution),
  }
}

/** The media of the draft, which must be one that is heard; `not_found` otherwise. */
export function heardIn(contribution: Contribution, file_id: string): Media {
  const media = mediaOf(contribution.draft).find((each) => each.file_id === file_id)
  if (!media || (media.nature !== 'sound' && media.nature !== 'video')) throw notFound()
  return media
}

/** Its words in one language, or `not_found`. */
export function transcriptIn(media: Media, { writing, language }: Which): Transcript {
  const found = writtenIn(media, writing).find((each) => each.language === language)
  if (!found) throw notFound()
  return found
}

/** Those whose words these are, as the desk knows them. */
export async function listTellers(db: Db, contribution: Contribution): Promise<Teller[]> {
  const voices = voicesOf(contribution.draft)
  if (voices.length === 0) return []
  const rows = await db.selectFrom('desk.person').select(['id', 'name']).where('id', 'in', voices).execute()
  return voices.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** The last thing asked of a machine for this file. */
export const findTranscription = async (db: Db, file_id: string) =>
  await db
    .selectFrom('desk.transcription')
    .selectAll()
    .where('file_id', '=', file_id)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
export type Transcription = NonNullable<Awaited<ReturnType<typeof findTranscription>>>

/** What everyone may have of one sound, already cut and redacted: `gone` or `not_found` as its page is. */
export async function getShown(reader: Kysely<ShelfTables>, code: string, id: string): Promise<ShownMedia> {
  const { rows } = await sql<{ media: ShownMedia }>`
    select shown as media from shelf.item, jsonb_array_elements(item.media) as each(shown)
    where code = ${code} and shown->>'id' = ${id}`.execute(reader)
  if (rows[0]) return rows[0].media
  await findAddress(reader, code)
  throw notFound()
}
