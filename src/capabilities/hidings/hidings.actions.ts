// Hiding a part, showing it again, saying who is in a picture.

import { change } from '#core/change.ts'
import type { Standing } from '#core/contribution/contribution.can.ts'
import { getContribution, type Contribution } from '#core/contribution/contributions.ts'
import { standingOn } from '#core/contribution/standing.ts'
import type { Desk } from '#core/desk.ts'
import { getFile, type KeptFile } from '#core/media/files.ts'
import {
  forgetThirdPerson,
  liftHiding,
  listHidings,
  listThirdPersons,
  markSeen,
  nameThirdPerson,
  placeHidings,
  type Hidden,
  type NewThirdPerson,
} from '#core/media/hide.ts'
import { mayHide, mayShowAgain, mayUnlist } from '#core/media/hidings.can.ts'
import type { AskedBy } from '#core/media/media.tables.ts'
import {
  addPictured,
  getPictured,
  removePictured,
  sayLooked,
  takeBackPictured,
  type NewPictured,
} from '#core/media/register.ts'
import { allow, type Allowed } from '#core/people/can.ts'
import type { Member } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'

type Asked = { actor: Member; submission_id: string }
export type Hideable = { contribution: Allowed<Contribution, 'hide'>; standing: Standing }
type Why = { until: string | null; reason: string; asked_by: AskedBy }

/** The contribution in which this member may hide something. */
export async function getHideable(desk: Desk, actor: Member, code: string): Promise<Hideable> {
  const found = await getContribution(desk.db, { code })
  const standing = await standingOn(desk.db, actor, found, desk.now())
  return { contribution: allow(mayHide(actor, found, standing), actor, 'hide', found), standing }
}

/** A sound, a picture or a paper of this contribution that the public may see one day; never evidence. */
export async function getHideableFile(desk: Desk, contribution: Contribution, file_id: string): Promise<KeptFile> {
  const file = await getFile(desk.db, contribution.id, file_id)
  if (file.purpose !== 'media') throw new AppError('not_found')
  return file
}

/** Hides parts of a file, or phrases wherever they stand. */
export async function hide(
  desk: Desk,
  { actor, submission_id }: Asked,
  { contribution }: Hideable,
  file: KeptFile | null,
  parts: readonly Hidden[],
  why: Why,
): Promise<void> {
  await change(desk, { action: 'hidings.hide', actor, submission_id }, async (work) => {
    await placeHidings(work, contribution, file?.id ?? null, parts, { ...why, placed_by: actor.person_id })
  })
  desk.wake?.('derive')
}

export async function nameThird(
  desk: Desk,
  { actor, submission_id }: Asked,
  { contribution }: Hideable,
  person: Omit<NewThirdPerson, 'placed_by'>,
): Promise<void> {
  await change(desk, { action: 'hidings.name', actor, submission_id }, async (work) => {
    await nameThirdPerson(work, contribution, { ...person, placed_by: actor.person_id })
  })
}

type ToShow = { what: 'hiding' | 'person'; id: string; lift_reason: string }

/** What a witness hid herself is not shown again by the team without a reason that is kept and that she reads. */
export async function needsReason(desk: Desk, { contribution }: Hideable, { id, lift_reason }: ToShow) {
  if (lift_reason !== '') return false
  return (await listHidings(desk.db, contribution.id)).some((each) => each.id === id && each.witness_id !== null)
}

/** Shows again what was hidden, for who may. */
export async function showAgain(
  desk: Desk,
  { actor, submission_id }: Asked,
  hideable: Hideable,
  asked: ToShow,
): Promise<void> {
  const { contribution, standing } = hideable
  const { what, id, lift_reason } = asked
  if (await needsReason(desk, hideable, asked)) throw new AppError('invalid')
  const list = what === 'hiding' ? listHidings : listThirdPersons
  const found = (await list(desk.db, contribution.id)).find((each) => each.id === id)
  if (!found) throw new AppError('not_found')
  const verdict = mayShowAgain(actor, contribution, standing, found)
  await change(desk, { action: 'hidings.show', actor, submission_id }, async (work) => {
    if ('kind' in found)
      await liftHiding(work, contribution, allow(verdict, actor, 'unhide', found), actor.person_id, lift_reason)
    else await forgetThirdPerson(work, contribution, allow(verdict, actor, 'unhide', found))
  })
  desk.wake?.('derive')
}

/** Whoever answers for the story has read what its witness hid herself. */
export async function sayRead(desk: Desk, { actor, submission_id }: Asked, { contribution }: Hideable): Promise<void> {
  await change(desk, { action: 'hidings.read', actor, submission_id }, async (work) => {
    await markSeen(work, contribution, actor.person_id)
  })
}

export async function addPerson(
  desk: Desk,
  { actor, submission_id }: Asked,
  { contribution }: Hideable,
  file: KeptFile,
  person: Omit<NewPictured, 'placed_by' | 'person_id'>,
): Promise<void> {
  if (person.evidence_id) {
    const known = await desk.db
      .selectFrom('desk.evidence')
      .select('id')
      .where('id', '=', person.evidence_id)
      .where('contribution_id', '=', contribution.id)
      .executeTakeFirst()
    if (!known) throw new AppError('invalid')
  }
  await change(desk, { action: 'hidings.picture', actor, submission_id }, async (work) => {
    await addPictured(work, contribution, file, { ...person, person_id: null, placed_by: actor.person_id })
  })
  desk.wake?.('derive')
}

/** She takes her agreement back, or leaves the list. */
export async function settlePerson(
  desk: Desk,
  { actor, submission_id }: Asked,
  { contribution, standing }: Hideable,
  file: KeptFile,
  person_id: string,
  deed: 'takeBack' | 'remove',
): Promise<void> {
  const person = await getPictured(desk.db, file.id, person_id)
  if (deed === 'remove') allow(mayUnlist(actor, contribution, standing, person), actor, 'unhide', person)
  await change(desk, { action: `hidings.${deed}`, actor, submission_id }, async (work) => {
    await (deed === 'takeBack' ? takeBackPictured : removePictured)(work, contribution, person)
  })
  desk.wake?.('derive')
}

export async function sayAllSeen(
  desk: Desk,
  { actor, submission_id }: Asked,
  { contribution }: Hideable,
  file: KeptFile,
  isDone: boolean,
): Promise<void> {
  await change(desk, { action: 'hidings.looked', actor, submission_id }, async (work) => {
    await sayLooked(work, contribution, file, { isDone, by: actor.person_id })
  })
}
