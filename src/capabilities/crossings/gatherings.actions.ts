// Composing pages that bring accounts together: keep, retire, restore. Published at once, in the same transaction.

import { change, type Work } from '#core/change.ts'
import { getContribution, type Contribution } from '#core/contribution/contributions.ts'
import type { Desk } from '#core/desk.ts'
import { allow } from '#core/people/can.ts'
import { personOf, type Machine, type Member } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import type { FieldMistakes } from '#core/platform/fields.ts'
import { slugOf } from '#core/platform/identifiers.ts'
import { isSaidIn, shelveGathering } from '#core/shelf/crossings/gatherings.ts'
import { listByTitle } from '#core/shelf/titles.ts'
import { findSeen } from './crossings.actions.ts'
import { mayDecide } from './crossings.can.ts'
import { kept, membersIn, type GatheringInput } from './crossings.input.ts'
import {
  findGathering,
  holdGathering,
  insertGathering,
  listMembers,
  replaceMembers,
  setRetired,
  updateGathering,
} from './crossings.queries.ts'

type Asked = { desk: Desk; actor: Member | Machine; submission_id?: string | undefined }
type Saved = { id: string } | { mistakes: FieldMistakes }
type Chosen = { contribution_id: string; extract: string }

/** A new page (`before` absent), or one changed since nobody else did: `conflict` otherwise. Or the fields to correct. */
export async function saveGathering(
  { desk, actor, submission_id }: Asked,
  input: GatheringInput,
  before?: { id: string; version: number },
): Promise<Saved> {
  const action = `crossings.compose ${before?.id ?? ''}`
  return await change(desk, { action, actor, submission_id }, async (work): Promise<Saved> => {
    allow(mayDecide(actor), actor, 'compose', {})
    const chosen = await membersOf(work, actor, input)
    if ('mistakes' in chosen) return chosen
    const words = {
      kind: input.kind,
      titles: kept({ fr: input.title_fr, en: input.title_en, ar: input.title_ar }),
      presentations: kept({ fr: input.presentation_fr, en: input.presentation_en, ar: input.presentation_ar }),
    }
    const saved = { saved_by: personOf(actor), saved_at: work.now }
    const id =
      before?.id ??
      (await insertGathering(work.tx, slugOf(input.title_fr), words, { ...saved, space_id: actor.space_id }))
    if (before) {
      if (!(await findGathering(work.tx, actor.space_id, id))) throw new AppError('not_found')
      if (!(await updateGathering(work.tx, id, before.version, words, saved))) throw new AppError('conflict')
    }
    await replaceMembers(work.tx, id, chosen.members)
    await show(work, id, 'gathering.saved')
    return { id }
  })
}

async function show(work: Work, id: string, kind: string): Promise<void> {
  await shelveGathering(work.tx, work.kinds, id, work.now)
  await work.record({ kind, data: { gathering: id } })
  work.touchSite()
}

/** The stories of the form, each one that the composer may see, once, with words that are its own. */
async function membersOf(
  work: Work,
  actor: Member | Machine,
  input: GatheringInput,
): Promise<{ members: Chosen[] } | { mistakes: FieldMistakes }> {
  const mistakes: FieldMistakes = {}
  const members: Chosen[] = []
  for (const { story, extract, row } of membersIn(input)) {
    const ids = /^\d{6}$/.test(story) ? [] : await listByTitle(work.tx, story, { limit: 2 })
    const code = ids[0] === undefined ? story : (await getContribution(work.tx, { id: ids[0] })).code
    const thing = /^\d{6}$/.test(code) ? await findSeen(work.tx, actor, code, work.now) : undefined
    if (ids.length > 1) mistakes[`story_${row}`] = 'bad_choice'
    else if (!thing) mistakes[`story_${row}`] = 'bad_code'
    else if (members.some((member) => member.contribution_id === thing.id)) mistakes[`story_${row}`] = 'taken'
    else {
      if (extract && !(await says(work, thing, extract))) mistakes[`extract_${row}`] = 'bad_text'
      members.push({ contribution_id: thing.id, extract })
    }
  }
  if (Object.keys(mistakes).length > 0) return { mistakes }
  return members.length < 2 ? { mistakes: { [`story_${members.length + 1}`]: 'required' } } : { members }
}

/** In what is read of it now, or in what is being written. */
async function says(work: Work, thing: Contribution, extract: string): Promise<boolean> {
  const shown = await work.tx
    .selectFrom('shelf.text')
    .select(['quote', 'lead', 'body'])
    .where('item_id', '=', thing.id)
    .execute()
  return [...shown, ...thing.draft.texts].some((text) => isSaidIn(extract, text))
}

/** One step up or down in the order of a page; nothing when the story is not in it any more. */
export async function orderGathering(
  { desk, actor, submission_id }: Asked,
  id: string,
  code: string,
  step: 'up' | 'down',
): Promise<null> {
  const action = `crossings.order ${id} ${code} ${step}`
  return await change(desk, { action, actor, submission_id }, async (work) => {
    allow(mayDecide(actor), actor, 'compose', {})
    const gathering = await holdGathering(work.tx, actor.space_id, id)
    if (!gathering) throw new AppError('not_found')
    const members = await listMembers(work.tx, id)
    const from = members.findIndex((member) => member.code === code)
    const moved = members[from]
    const passed = members[from + (step === 'up' ? -1 : 1)]
    if (!moved || !passed) return null
    const turned = members.map((member) => (member === moved ? passed : member === passed ? moved : member))
    await replaceMembers(work.tx, id, turned)
    await updateGathering(work.tx, id, gathering.version, gathering, { saved_by: personOf(actor), saved_at: work.now })
    await show(work, id, 'gathering.saved')
    return null
  })
}

/** Takes a page off, or puts it back: its stories stay as they are. */
export async function retireGathering(
  { desk, actor, submission_id }: Asked,
  id: string,
  isBack: boolean,
): Promise<null> {
  const action = `crossings.${isBack ? 'restore' : 'retire'} ${id}`
  return await change(desk, { action, actor, submission_id }, async (work) => {
    allow(mayDecide(actor), actor, 'compose', {})
    const gathering = await findGathering(work.tx, actor.space_id, id)
    if (!gathering) throw new AppError('not_found')
    await setRetired(work.tx, gathering.id, isBack ? null : work.now)
    await show(work, gathering.id, isBack ? 'gathering.restored' : 'gathering.retired')
    return null
  })
}
