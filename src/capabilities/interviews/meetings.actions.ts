// Meetings: beginning one with its story, keeping notes, ending it.

import { change } from '#core/change.ts'
import { mayEdit } from '#core/contribution/contribution.can.ts'
import type { Content, Credit } from '#core/contribution/content.ts'
import { createContribution, saveDraft } from '#core/contribution/contributions.ts'
import { emptyDocument } from '#core/contribution/document.ts'
import type { Desk } from '#core/desk.ts'
import { allow } from '#core/people/can.ts'
import { getPerson } from '#core/people/persons.queries.ts'
import type { Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError } from '#core/platform/errors.ts'
import type { MeetingInput } from './meetings.input.ts'
import { endMeeting, getMeeting, insertMeeting, saveNotes } from './meetings.queries.ts'
import { getStory } from './stories.queries.ts'

/** The kind that a meeting begins, by its name in the registry. */
const told = 'testimony'

/** Begins a meeting with one witness or several, and the story it is about: a new one, or one already begun. */
export async function beginMeeting(
  desk: Desk,
  actor: Member,
  input: MeetingInput,
  submission_id: string,
): Promise<string> {
  const kind = desk.kinds.get(told)
  if (!kind) throw new AppError('not_found', 'no kind to tell')
  return await change(desk, { action: 'interviews.begin-meeting', actor, submission_id }, async (work) => {
    const today = dayOf(work.now)
    for (const person_id of input.witnesses) await getPerson(work.tx, actor, 'edit', person_id, today)
    const { place, held_on, language } = input
    const contribution_id = input.story ? await openStory() : await newStory()
    const id = await insertMeeting(
      work.tx,
      {
        space_id: actor.space_id,
        contribution_id,
        facilitator_id: actor.person_id,
        held_on,
        place,
        language,
        witnesses: input.witnesses,
      },
      work.now,
    )
    for (const person_id of input.witnesses)
      await work.record({ kind: 'meeting.begun', contribution_id, for_person_id: person_id, data: { meeting_id: id } })
    return id

    async function newStory(): Promise<string> {
      const content: Content = {
        language,
        texts: [{ language, form: 'original', title: '', lead: '', quote: '', body: emptyDocument, machine: false }],
        period: '',
        themes: [],
        credits: creditsWith([], input.witnesses, actor.person_id),
        licence: 'all-rights-reserved',
        details: kind?.emptyDetails ?? {},
      }
      return (
        await createContribution(work, {
          kind: kind!,
          space_id: actor.space_id,
          content,
          facilitator_id: actor.person_id,
          created_by: actor.person_id,
        })
      ).id
    }

    /** Whoever joins a story already begun is credited in its draft. */
    async function openStory(): Promise<string> {
      const { thing, standing } = await getStory(work.tx, actor, input.story, work.now)
      const allowed = allow(mayEdit(actor, thing, standing), actor, 'edit', thing)
      const its = desk.kinds.get(thing.kind)
      if (!its) throw new AppError('not_found')
      const credits = creditsWith(thing.draft.credits, input.witnesses, actor.person_id)
      if (credits.length > thing.draft.credits.length)
        await saveDraft(work, its, allowed, thing.draft_version, {
          content: { ...thing.draft, credits },
          saved_by: actor.person_id,
        })
      return thing.id
    }
  })
}

/** Credits with these witnesses telling and this facilitator collecting, each once. */
function creditsWith(credits: readonly Credit[], witnesses: readonly string[], facilitator_id: string): Credit[] {
  const wanted: Credit[] = [
    ...witnesses.map((person_id): Credit => ({ person_id, role: 'told' })),
    { person_id: facilitator_id, role: 'collected' },
  ]
  const missing = wanted.filter(
    (one, index) =>
      ![...credits, ...wanted.slice(0, index)].some(
        (each) => each.person_id === one.person_id && each.role === one.role,
      ),
  )
  return [...credits, ...missing]
}

/** Gives the new version; `conflict` when the notes were kept elsewhere since. */
export async function keepNotes(
  desk: Desk,
  actor: Member,
  id: string,
  notes: string,
  expected: number,
  submission_id?: string,
): Promise<number> {
  return await change(desk, { action: `interviews.notes ${id}`, actor, submission_id }, async (work) => {
    const meeting = await getMeeting(work.tx, actor, id)
    const version = await saveNotes(work.tx, meeting.id, notes, expected, work.now)
    if (version === undefined) throw new AppError('conflict')
    return version
  })
}

export async function finishMeeting(desk: Desk, actor: Member, id: string): Promise<void> {
  await change(desk, { action: 'interviews.end-meeting', actor }, async (work) => {
    const meeting = await getMeeting(work.tx, actor, id)
    if (meeting.ended_at) return
    await endMeeting(work.tx, meeting.id, work.now)
    await work.record({
      kind: 'meeting.ended',
      contribution_id: meeting.contribution_id,
      data: { meeting_id: meeting.id },
    })
  })
}
