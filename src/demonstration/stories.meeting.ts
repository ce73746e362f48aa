// The meeting where a story of the demonstration was told.

import type { Work } from '#core/change.ts'
import { grantMandate, type MandateInput } from '#core/people/mandates.ts'
import type { Member } from '#core/people/roles.ts'
import { addDays } from '#core/platform/clock.ts'
import type { DemoStory } from './data.ts'

/** The meeting, and the mandate that each witness gave her facilitator the first time. */
export async function meet(
  work: Work,
  story: DemoStory,
  relay: Member,
  voices: readonly string[],
  contribution_id: string,
): Promise<void> {
  for (const voice of voices) {
    const given = await work.tx
      .selectFrom('desk.mandate')
      .select('id')
      .where('person_id', '=', voice)
      .where('facilitator_id', '=', relay.person_id)
      .executeTakeFirst()
    const mandate: MandateInput = {
      scope: ['collect', 'sign', 'withdraw'],
      evidence: 'spoken',
      evidence_note: story.collected_at,
      starts_on: story.collected_on,
      ends_on: addDays(story.collected_on, 730),
    }
    if (!given) await grantMandate(work, voice, relay.person_id, mandate, relay.person_id)
  }
  const isOver = story.state !== 'draft' && story.state !== 'collected'
  const { id } = await work.tx
    .insertInto('desk.interview')
    .values({
      space_id: relay.space_id,
      contribution_id,
      facilitator_id: relay.person_id,
      held_on: story.collected_on,
      place: story.collected_at,
      language: story.language,
      notes: story.notes ?? '',
      notes_saved_at: work.now,
      created_at: work.now,
      ended_at: isOver ? work.now : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.tx
    .insertInto('desk.interview_witness')
    .values(voices.map((person_id) => ({ interview_id: id, person_id })))
    .execute()
}
