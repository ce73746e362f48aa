// Reading the bench of one contribution: its sounds, pictures and papers, how far their public copies are, and what
// each still lacks before it can be shown.

import { listConsents } from '#core/consent/consents.ts'
import { agreementOf } from '#core/consent/ledger.ts'
import type { Form } from '#core/consent/uses.ts'
import { mayEdit, maySee } from '#core/contribution/contribution.can.ts'
import { mediaOf, voicesOf } from '#core/contribution/content.ts'
import { getContribution, type Contribution } from '#core/contribution/contributions.ts'
import type { Media } from '#core/contribution/media.content.ts'
import { standingOn } from '#core/contribution/standing.ts'
import type { Desk, DeskDatabase } from '#core/desk.ts'
import { readFiles } from '#core/media/derivations.ts'
import { recipeOf } from '#core/media/hidings.ts'
import { formsOf, lacksOf, type Lack } from '#core/media/needs.ts'
import type { Actor } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError } from '#core/platform/errors.ts'
import type { Copy } from './workshop.rules.ts'

/** A contribution that this actor may see, or `not_found`; and whether she may change it. */
export async function openBench(
  desk: Desk,
  actor: Actor,
  code: string,
): Promise<{ thing: Contribution; canEdit: boolean }> {
  const thing = await getContribution(desk.db, { code })
  const standing = await standingOn(desk.db, actor, thing, desk.now())
  if (!maySee(actor, thing, standing).yes) throw new AppError('not_found')
  return { thing, canEdit: mayEdit(actor, thing, standing).yes }
}

export type MissingAgreement = { form: Form; person_id: string; name: string }
export type BenchItem = {
  media: Media
  file: { name: string; media_type: string; size: number; received_at: Date } | undefined
  duration_ms: number | null
  /** The public copy under the hidings of this hour. */
  copy: Copy | undefined
  lacks: Lack[]
  agreements: MissingAgreement[]
}

/** Everything on the bench, in the order shown. */
export async function listBench(desk: Desk, thing: Contribution): Promise<BenchItem[]> {
  const media = mediaOf(thing.draft)
  const ids = media.map((each) => each.file_id)
  if (ids.length === 0) return []
  const now = desk.now()
  const [files, facts, derivations, missing] = await Promise.all([
    listSized(desk.db, thing.id, ids),
    readFiles(desk.db, [thing.id]),
    desk.db
      .selectFrom('desk.derivation')
      .select(['file_id', 'hidings', 'state', 'progress', 'trouble', 'findings'])
      .where('file_id', 'in', ids)
      .execute(),
    missingAgreements(desk, thing, now),
  ])
  return media.map((each) => {
    const fact = facts.get(thing.id)?.find(({ id }) => id === each.file_id)
    const wanted = fact && recipeOf(fact.nature, fact.hidings, fact.pictured, now).hidings
    const mine = derivations.filter(({ file_id }) => file_id === each.file_id)
    return {
      media: each,
      file: files.find(({ id }) => id === each.file_id),
      duration_ms: mine.find(({ findings }) => findings.duration_ms !== undefined)?.findings.duration_ms ?? null,
      copy: mine.find(({ hidings }) => hidings === wanted),
      lacks: lacksOf(each, { looked: fact?.looked ?? false, people: fact?.pictured ?? [] }, dayOf(now)),
      agreements: missing(each),
    }
  })
}

/** Only this contribution's: a draft may name anything. */
const listSized = async (db: DeskDatabase, contribution_id: string, ids: readonly string[]) =>
  await db
    .selectFrom('desk.file as file')
    .innerJoin('desk.original as original', 'original.sha256', 'file.sha256')
    .select(['file.id', 'file.name', 'file.media_type', 'file.received_at', 'original.size'])
    .where('file.id', 'in', ids)
    .where('file.contribution_id', '=', contribution_id)
    .where('file.purpose', '=', 'media')
    .where('file.removed_at', 'is', null)
    .execute()

/** Who has not agreed to what a media shows; nothing where the kind asks for no agreement. */
async function missingAgreements(
  desk: Desk,
  thing: Contribution,
  now: Date,
): Promise<(media: Media) => MissingAgreement[]> {
  if (!desk.kinds.get(thing.kind)?.needsConsent) return () => []
  const voices = voicesOf(thing.draft)
  const rows = await listConsents(desk.db, thing.id)
  const people = voices.length
    ? await desk.db.selectFrom('desk.person').select(['id', 'name']).where('id', 'in', voices).execute()
    : []
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return (media) =>
    formsOf(media, voices).flatMap((form) =>
      voices
        .filter((person_id) => !agreementOf(rows, person_id, 'site', form, now))
        .map((person_id) => ({ form, person_id, name: names.get(person_id) ?? '' })),
    )
}

/** A file of this contribution by its owner's name for it; takes are named with an identifier of their own. */
export const findFileNamed = async (db: DeskDatabase, contribution_id: string, name: string) =>
  await db
    .selectFrom('desk.file')
    .select(['id', 'purpose', 'received_by'])
    .where('contribution_id', '=', contribution_id)
    .where('name', '=', name)
    .where('removed_at', 'is', null)
    .orderBy('received_at', 'desc')
    .executeTakeFirst()
