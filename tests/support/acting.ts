// What happened to a contribution before a test begins, done by nobody in particular.

import { change, type Work } from '#core/change.ts'
import { getContribution, type Contribution } from '#core/contribution/contributions.ts'
import type { Machine } from '#core/people/roles.ts'
import type { Town } from '#tests/support/town.ts'

type Place = Pick<Town, 'desk' | 'space_id'>

export const machineOf = ({ space_id }: Place): Machine => ({ kind: 'machine', person_id: null, space_id })

/** `await actOn(town, story.id, async (work, thing) => …)`: one change, published. */
export async function actOn<Result>(
  town: Place,
  id: string,
  deed: (work: Work, thing: Contribution) => Promise<Result>,
): Promise<Result> {
  return await change(town.desk, { action: 'test.act', actor: machineOf(town) }, async (work) => {
    const done = await deed(work, await getContribution(work.tx, { id }))
    work.touch(id)
    return done
  })
}
