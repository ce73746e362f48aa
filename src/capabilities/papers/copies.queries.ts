// What one person's copy holds, read from the desk, and the links that lead to it.

import { mediaOf, originalOf, voicesOf, type Content } from '#core/contribution/content.ts'
import type { Media } from '#core/contribution/media.content.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import { listRevisions } from '#core/contribution/contributions.ts'
import { listConsents } from '#core/consent/consents.ts'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { listDerivations } from '#core/media/derive/read.ts'
import { listEvidence, type KeptEvidence } from '#core/media/evidence.ts'
import { listFiles, type KeptFile } from '#core/media/files.ts'
import { sha256 } from '#core/platform/identifiers.ts'
import type { Vault } from '#core/platform/vault/vault.ts'
import { isHers, mostDownloads } from './copies.rules.ts'

type Db = DeskDatabase | DeskTransaction

/** Bytes of the vault that go into a copy. `area` 'derived': a form of it that every browser plays. */
export type CopyBytes = { area: 'originals' | 'derived'; sha256: string; size: number; media_type: string }
export type CopiedFile = {
  file: KeptFile
  media: Media | undefined
  bytes: CopyBytes
  /** Easier to play than the original, when there is one. */
  playable: CopyBytes | undefined
}
export type CopyContents = {
  content: Content
  title: string
  files: CopiedFile[]
  evidence: (KeptEvidence & { bytes: CopyBytes })[]
  consents: Awaited<ReturnType<typeof listConsents>>
  /** Names of files that the vault no longer has. */
  missing: string[]
  size: number
}

/** Sounds and films that any browser plays as they are. */
const plays = new Set(['audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/wav', 'audio/vnd.wave', 'video/mp4'])
const easier = { sound: ['aac', 'mp3'], video: ['h264'], picture: ['jpeg-1920', 'jpeg-960'], document: [] } as const
const shown = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'application/pdf'])

/** Everything that is this person's in the story. Asks no permission. */
export async function readCopy(db: Db, vault: Vault, thing: Contribution, person_id: string): Promise<CopyContents> {
  const revision = (await listRevisions(db, thing.id)).at(-1)
  const content = revision?.content ?? thing.draft
  const media = new Map([...mediaOf(content), ...mediaOf(thing.draft)].map((each) => [each.file_id, each]))
  // In the order shown; then what the story no longer names.
  const order = [...media.keys()]
  const placeOf = ({ id }: { id: string }) => (media.has(id) ? order.indexOf(id) : order.length)
  const kept = (await listFiles(db, thing.id))
    .filter((file) => file.purpose === 'media')
    .toSorted((one, other) => placeOf(one) - placeOf(other))
  const ids = kept.map(({ id }) => id)
  const pictured = ids.length
    ? await db
        .selectFrom('desk.pictured')
        .select(['file_id', 'person_id'])
        .where('file_id', 'in', ids)
        .where('removed_at', 'is', null)
        .execute()
    : []
  const derived = await listDerivations(db, ids)
  const missing: string[] = []
  const found = async (bytes: CopyBytes, name: string): Promise<CopyBytes | undefined> => {
    const there = await vault.find(bytes.area, bytes.sha256)
    if (there) return { ...bytes, size: there.size }
    if (bytes.area === 'originals') missing.push(name)
    return undefined
  }
  const voices = [...voicesOf(content), ...voicesOf(thing.draft)]
  const files: CopiedFile[] = []
  for (const file of kept) {
    const seen = pictured.flatMap((row) => (row.file_id === file.id && row.person_id ? [row.person_id] : []))
    const brought_by = voices.find((voice) => voice === file.received_by)
    if (!isHers({ media: media.get(file.id), pictured: seen, brought_by }, person_id)) continue
    const { sha256: hash, media_type } = file
    const bytes = await found({ area: 'originals', sha256: hash, size: 0, media_type }, file.name)
    if (!bytes) continue
    const wanted: readonly string[] = plays.has(media_type) || shown.has(media_type) ? [] : easier[file.nature]
    const results = derived.get(file.id)?.results ?? []
    const best = wanted.flatMap((name) => results.find((each) => each.name === name) ?? [])[0]
    files.push({
      file,
      media: media.get(file.id),
      bytes,
      playable: best && (await found({ ...best, area: 'derived' }, file.name)),
    })
  }
  const evidence: CopyContents['evidence'] = []
  for (const each of await listEvidence(db, thing.id)) {
    if (each.person_id !== person_id) continue
    const { sha256: hash, media_type } = each
    const bytes = await found({ area: 'originals', sha256: hash, size: 0, media_type }, each.name)
    if (bytes) evidence.push({ ...each, bytes })
  }
  const size = [...files.flatMap((each) => [each.bytes, each.playable]), ...evidence.map((each) => each.bytes)].reduce(
    (sum, bytes) => sum + (bytes?.size ?? 0),
    0,
  )
  const consents = (await listConsents(db, thing.id)).filter((row) => row.person_id === person_id)
  return { content, title: originalOf(content).title, files, evidence, consents, missing, size }
}

/** Links to this person's copy that still open. */
export const listLinks = async (db: Db, contribution_id: string, now: Date) =>
  await db
    .selectFrom('desk.copy_link')
    .select(['id', 'person_id', 'created_at', 'expires_at', 'downloads'])
    .where('contribution_id', '=', contribution_id)
    .where('stopped_at', 'is', null)
    .where('expires_at', '>', now)
    .where('downloads', '<', mostDownloads)
    .orderBy('expires_at')
    .execute()
export type CopyLink = Awaited<ReturnType<typeof listLinks>>[number]

/** The live link that this token opens. */
export const findLink = async (db: Db, token: string, now: Date) =>
  await db
    .selectFrom('desk.copy_link')
    .selectAll()
    .where('token_hash', '=', sha256(token))
    .where('stopped_at', 'is', null)
    .where('expires_at', '>', now)
    .where('downloads', '<', mostDownloads)
    .executeTakeFirst()
