// Bytes: what is on the shelf for anyone, the rest for members who may see the contribution and for a witness with her
// card. What the shelf said holds until it moves: what was taken back is not found from the next request on, in whatever
// process (SEC-04). The rest is asked again each time.

import { mayRecordConsent, maySee, type Standing } from '#core/contribution/contribution.can.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import { standingOn } from '#core/contribution/standing.ts'
import type { Desk } from '#core/desk.ts'
import type { Doors, Visit } from '#core/doors.ts'
import type { FilePurpose } from '#core/media/media.tables.ts'
import { allow } from '#core/people/can.ts'
import { hasRole, roles, type Actor } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'
import { dispositionOf } from '#core/platform/http/disposition.ts'
import { sendParts } from '#core/platform/http/parts.ts'
import { getShelfFile } from '#core/shelf/files.ts'
import { addresses } from './serving.addresses.ts'
import { getDeskFile, listConcerned } from './serving.queries.ts'
import { bytesMeant, fileHeaders, publicBytesMeant, typeOfOriginal } from './serving.rules.ts'

export function servingRoutes(doors: Doors): void {
  doors.stream(addresses.shown, async ({ c, reader, vault, param, whileItStands }) => {
    const id = param('id')
    const { sha256, size, media_type, name } = await whileItStands(
      `file ${id}`,
      async () => await getShelfFile(reader, id),
    )
    return await sendParts(c, {
      size,
      etag: `"${sha256}"`,
      // A browser may keep it, and asks each time whether it may still show it; nothing between us and it keeps any.
      headers: { ...fileHeaders(media_type, dispositionOf('inline', name)), 'cache-control': 'private, no-cache' },
      open: async (range) => await vault.read('derived', sha256, range),
    })
  })
  doors.work('get', addresses.desk, roles, serveKept)
  doors.card('get', addresses.card, serveKept)
}

async function serveKept(visit: Visit): Promise<Response> {
  const { c, desk, actor, vault, param } = visit
  const { file, contribution, copies, shown } = await getDeskFile(desk.db, param('file_id'), visit.now())
  const standing = await standingOn(desk.db, actor, contribution, visit.now())
  allow(maySee(actor, contribution, standing), actor, 'see', contribution)
  if (file.purpose !== 'media' && !(await isTheirs(desk, actor, file, { contribution, standing }))) throw notFound()
  const meant = publicBytesMeant(param('what'), file.nature, shown) ?? bytesMeant(param('what'), file.nature, copies)
  if (!meant) throw notFound()
  const isOriginal = meant === 'original'
  const { sha256, size } = isOriginal ? file : meant
  return await sendParts(c, {
    size,
    etag: `"${sha256}"`,
    headers: isOriginal
      ? fileHeaders(typeOfOriginal(file.media_type), dispositionOf('attachment', file.name))
      : fileHeaders(meant.media_type, 'inline'),
    open: async (range) => await vault.read(isOriginal ? 'originals' : 'derived', sha256, range),
  })
}

/**
 * How someone agreed is for those who ask her, what she lent for those who keep it, and for herself: to anyone else it
 * does not exist, were it to another who tells in the same story.
 */
async function isTheirs(
  desk: Desk,
  actor: Actor,
  file: { id: string; purpose: FilePurpose; received_by: string | null },
  { contribution, standing }: { contribution: Contribution; standing: Standing },
): Promise<boolean> {
  if (actor.kind === 'card')
    return file.received_by === actor.person_id || (await listConcerned(desk.db, file.id)).includes(actor.person_id)
  if (file.purpose === 'receipt' && hasRole(actor, 'administrator')) return true
  return mayRecordConsent(actor, contribution, standing).yes
}
