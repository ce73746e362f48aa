// Use cases of bringing files: who may, and beginning one.

import { mayEdit, mayRecordConsent } from '#core/contribution/contribution.can.ts'
import { getContribution, type Contribution } from '#core/contribution/contributions.ts'
import { standingOn } from '#core/contribution/standing.ts'
import type { Desk } from '#core/desk.ts'
import type { FilePurpose } from '#core/media/media.tables.ts'
import type { Limits } from '#core/media/receive/limits.ts'
import type { Refusal } from '#core/media/receive/refusals.ts'
import { beginUpload, findUpload, type NewUpload, type Upload } from '#core/media/receive/uploads.ts'
import { allow, type Allowed } from '#core/people/can.ts'
import { personOf, type Actor } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'

/** The contribution, if this person may bring such a file to it. */
export async function openForBringing(
  desk: Desk,
  actor: Actor,
  where: { code: string } | { id: string },
  purpose: FilePurpose,
): Promise<Allowed<Contribution, 'edit' | 'consent'>> {
  const thing = await getContribution(desk.db, where)
  const standing = await standingOn(desk.db, actor, thing, desk.now())
  return purpose === 'evidence'
    ? allow(mayRecordConsent(actor, thing, standing), actor, 'consent', thing)
    : allow(mayEdit(actor, thing, standing), actor, 'edit', thing)
}

/** Begins a sending for who asks; gives why not when it cannot be. */
export const beginFor = async (
  desk: Desk,
  limits: Limits,
  actor: Actor,
  contribution: Allowed<Contribution, 'edit' | 'consent'>,
  upload: Omit<NewUpload, 'person_id'>,
): Promise<Refusal | undefined> =>
  await beginUpload(desk, limits, contribution, { ...upload, person_id: personOf(actor) })

/** A sending of this very person, who may still bring files there; for anyone else it does not exist. */
export async function getOwnUpload(desk: Desk, actor: Actor, id: string): Promise<Upload> {
  const upload = await findUpload(desk.db, id)
  if (!upload || upload.person_id === null || upload.person_id !== personOf(actor)) throw notFound()
  await openForBringing(desk, actor, { id: upload.contribution_id }, upload.purpose)
  return upload
}
