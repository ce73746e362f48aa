// Stories under review, for tests of boards: sent, worked on again, decided.

import { randomUUID } from 'node:crypto'
import { change } from '#core/change.ts'
import { getContribution, saveDraft, submitDraft } from '#core/contribution/contributions.ts'
import { documentOf } from '#core/contribution/document.ts'
import { allow, yes } from '#core/people/can.ts'
import type { Machine } from '#core/people/roles.ts'
import { aStory, type StoryOptions, type TestStory } from '#tests/support/stories.ts'
import type { Town } from '#tests/support/town.ts'

export type SentStory = TestStory & { revision_id: string }

export async function aSentStory(town: Town, options: StoryOptions = {}): Promise<SentStory> {
  const story = await aStory(town, { until: 'submitted', ...options })
  return { ...story, revision_id: story.revision_id ?? '' }
}

/** Someone works on it again: another revision, to be signed anew. */
export async function reviseStory(town: Town, story: TestStory, body: string): Promise<string> {
  const machine: Machine = { kind: 'machine', person_id: null, space_id: town.space_id }
  return await change(town.desk, { action: 'test.revise', actor: machine }, async (work) => {
    const thing = allow(yes, machine, 'edit', await getContribution(work.tx, { id: story.id }))
    const kind = town.desk.kinds.get(thing.kind)
    if (!kind) throw new Error(`no kind ${thing.kind}`)
    const texts = thing.draft.texts.map((text) => ({ ...text, body: documentOf(body) }))
    await saveDraft(work, kind, thing, thing.draft_version, { content: { ...thing.draft, texts }, saved_by: null })
    return (await submitDraft(work, thing, null)).revision_id
  })
}

/** The fields of the decision form: ready, for the editorial board, unless told otherwise. */
export const aDecision = (story: { revision_id: string }, more: Record<string, string> = {}) => ({
  submission_id: randomUUID(),
  revision_id: story.revision_id,
  board: 'editorial',
  decision: 'approve',
  reason: '',
  opinion: '',
  opinion_is_public: 'no',
  ...more,
})

export const reviewPath = (story: { code: string }, query = '') => `/bureau/relecture/${story.code}${query}`
