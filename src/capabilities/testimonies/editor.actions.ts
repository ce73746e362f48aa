// Use cases of the workshop: begin a story, save one section of its draft, credit people, send it to the boards.

import { change } from '#core/change.ts'
import { mayEdit, mayRecordConsent, maySeal, maySee } from '#core/contribution/contribution.can.ts'
import {
  choosePseudonym,
  createContribution,
  getContribution,
  saveDraft,
  submitDraft,
  type Contribution,
} from '#core/contribution/contributions.ts'
import type { Content, Credit } from '#core/contribution/content.ts'
import { emptyDocument } from '#core/contribution/document.ts'
import { standingOn } from '#core/contribution/standing.ts'
import { listConsents } from '#core/consent/consents.ts'
import type { Desk, DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { mayKeepPapers } from '#core/media/papers.can.ts'
import { allow, type Allowed } from '#core/people/can.ts'
import { hasRole, personOf, type Actor, type Member } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import { voicesOf } from '#core/contribution/content.ts'
import { mayTakeOver } from './editor.can.ts'
import { baseOf, type Draft, type Made, type Section } from './editor.sections.ts'
import { missingIn } from './editor.rules.ts'
import { emptyTestimonyDetails, testimonyKind } from './testimonies.kind.ts'

/** The story with this number, if the one who asks may see it; `not_found` otherwise. */
export async function openStory(
  desk: Desk,
  actor: Actor,
  code: string,
): Promise<{ story: Contribution; canEdit: boolean; canTakeBack: boolean; canKeepPapers: boolean }> {
  const story = await getContribution(desk.db, { code })
  if (story.kind !== testimonyKind.name) throw new AppError('not_found')
  const standing = await standingOn(desk.db, actor, story, desk.now())
  if (!maySee(actor, story, standing).yes) throw new AppError('not_found')
  return {
    story,
    canEdit: mayEdit(actor, story, standing).yes,
    canTakeBack: maySeal(actor, story, standing).yes,
    canKeepPapers: mayKeepPapers(actor, story, standing).yes,
  }
}

/** Locks the story for this change and proves that the actor may edit it. */
async function lockForEdit(
  tx: DeskTransaction,
  actor: Actor,
  code: string,
  now: Date,
): Promise<Allowed<Contribution, 'edit'>> {
  await tx.selectFrom('desk.contribution').select('id').where('code', '=', code).forUpdate().execute()
  const story = await getContribution(tx, { code })
  if (story.kind !== testimonyKind.name) throw new AppError('not_found')
  return allow(mayEdit(actor, story, await standingOn(tx, actor, story, now)), actor, 'edit', story)
}

export const emptyContent = (language: string, credits: Credit[]): Content => ({
  language,
  texts: [{ language, form: 'original', title: '', lead: '', quote: '', body: emptyDocument, machine: false }],
  period: '',
  themes: [],
  credits,
  licence: 'all-rights-reserved',
  details: { ...emptyTestimonyDetails },
})

/** Begins a story told by these persons, in this language. A facilitator who begins it is in charge of it. */
export async function beginStory(
  desk: Desk,
  actor: Member,
  input: { language: string; witnesses: readonly string[] },
  submission_id?: string,
): Promise<{ code: string }> {
  return await change(desk, { action: 'testimonies.begin', actor, submission_id }, async (work) => {
    const told = input.witnesses.map((person_id): Credit => ({ person_id, role: 'told' }))
    const collects = hasRole(actor, 'facilitator') && !input.witnesses.includes(actor.person_id)
    const credits: Credit[] = collects ? [...told, { person_id: actor.person_id, role: 'collected' }] : told
    const { code } = await createContribution(work, {
      kind: testimonyKind,
      space_id: actor.space_id,
      content: emptyContent(input.language, credits),
      facilitator_id: hasRole(actor, 'facilitator') ? actor.person_id : null,
      created_by: actor.person_id,
    })
    return { code }
  })
}

/**
 * Replaces one section of the draft. Throws `conflict` when that very section changed since the form was shown; a change
 * to another section is kept, and this one is put beside it.
 */
export async function saveSection(
  desk: Desk,
  actor: Actor,
  code: string,
  section: Section,
  apply: (draft: Draft) => Draft,
  made: Made,
  submission_id?: string,
): Promise<Made> {
  return await change(desk, { action: 'testimonies.save', actor, submission_id }, async (work): Promise<Made> => {
    const story = await lockForEdit(work.tx, actor, code, work.now)
    const current: Draft = { content: story.draft, notes: story.notes }
    if (story.draft_version !== made.version && baseOf(section, current) !== made.base) throw new AppError('conflict')
    const next = apply(current)
    const version = await saveDraft(work, testimonyKind, story, story.draft_version, {
      content: next.content,
      saved_by: personOf(actor),
    })
    if (next.notes !== current.notes)
      await work.tx.updateTable('desk.contribution').set({ notes: next.notes }).where('id', '=', story.id).execute()
    return { version, base: baseOf(section, next) }
  })
}

/** Adds or takes away credits, whatever else changed: each is one small act. `conflict` past forty credits. */
export async function changeCredits(
  desk: Desk,
  actor: Actor,
  code: string,
  edit: (credits: readonly Credit[]) => Credit[],
  submission_id?: string,
): Promise<void> {
  await change(desk, { action: 'testimonies.credit', actor, submission_id }, async (work) => {
    const story = await lockForEdit(work.tx, actor, code, work.now)
    const credits = edit(story.draft.credits)
    await saveDraft(work, testimonyKind, story, story.draft_version, {
      content: { ...story.draft, credits },
      saved_by: personOf(actor),
    })
    return null
  })
}

/** The name a teller is shown by when she does not say her own; empty for none. */
export async function nameTeller(
  desk: Desk,
  actor: Actor,
  code: string,
  person_id: string,
  pseudonym: string,
  submission_id?: string,
): Promise<void> {
  await change(desk, { action: 'testimonies.pseudonym', actor, submission_id }, async (work) => {
    const story = await lockForEdit(work.tx, actor, code, work.now)
    if (!voicesOf(story.draft).includes(person_id)) throw new AppError('not_found')
    // It shows at once: whoever speaks for her agreements may choose it, an editor may not.
    const verdict = mayRecordConsent(actor, story, await standingOn(work.tx, actor, story, work.now))
    allow(verdict, actor, 'consent', story)
    await choosePseudonym(work, story, person_id, pseudonym || null)
    await work.record({ kind: 'contribution.pseudonym', contribution_id: story.id, for_person_id: person_id })
    return null
  })
}

/** Whether everyone who tells was asked to agree to the site, whatever she answered. */
export async function isConsentAsked(
  db: DeskDatabase | DeskTransaction,
  story: Pick<Contribution, 'id' | 'draft'>,
): Promise<boolean> {
  const rows = await listConsents(db, story.id)
  const voices = voicesOf(story.draft)
  return (
    voices.length > 0 &&
    voices.every((voice) => rows.some((row) => row.person_id === voice && row.use === 'site' && row.form === 'text'))
  )
}

/** Freezes the draft for the boards, as it was when this version was shown. `conflict` when it changed since. */
export async function submitStory(
  desk: Desk,
  actor: Actor,
  code: string,
  version: number,
  submission_id?: string,
): Promise<{ number: number }> {
  return await change(desk, { action: 'testimonies.submit', actor, submission_id }, async (work) => {
    const story = await lockForEdit(work.tx, actor, code, work.now)
    if (story.draft_version !== version) throw new AppError('conflict')
    if (missingIn(story.draft, true).some((each) => each.needed)) throw new AppError('invalid', 'something is missing')
    const { number } = await submitDraft(work, story, personOf(actor))
    return { number }
  })
}

/** A facilitator takes in charge a story that someone sent alone. */
export async function takeOver(desk: Desk, actor: Member, code: string, submission_id?: string): Promise<void> {
  await change(desk, { action: 'testimonies.takeOver', actor, submission_id }, async (work) => {
    const { id } =
      (await work.tx
        .selectFrom('desk.contribution')
        .select('id')
        .where('code', '=', code)
        .forUpdate()
        .executeTakeFirst()) ?? {}
    if (!id) throw new AppError('not_found')
    const story = allow(mayTakeOver(actor, await getContribution(work.tx, { id })), actor, 'takeOver', { id })
    await work.tx
      .updateTable('desk.contribution')
      .set({ facilitator_id: actor.person_id })
      .where('id', '=', story.id)
      .execute()
    await work.record({ kind: 'contribution.takenOver', contribution_id: story.id })
    return null
  })
}
