// A mandate given long ago, on paper.

import type { TestStory } from '#tests/support/stories.ts'
import type { Town } from '#tests/support/town.ts'

/** What the facilitator may do for who tells this story, until this day. */
export async function aMandate(
  town: Town,
  story: TestStory,
  scope: ('collect' | 'sign' | 'withdraw')[],
  ends_on: string,
): Promise<void> {
  const { person_id } = town.members.facilitator
  await town.desk.db
    .insertInto('desk.mandate')
    .values({
      person_id: story.witness_id,
      facilitator_id: person_id,
      scope,
      evidence: 'paper',
      evidence_note: '',
      starts_on: '2020-01-01',
      ends_on,
      created_at: new Date(),
      created_by: person_id,
      revoked_at: null,
      revoked_by: null,
    })
    .execute()
}
