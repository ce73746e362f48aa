// Who a visitor of the demonstration may come in as, in one click: one person for each role, and a witness's card.

import { change } from '#core/change.ts'
import type { Config } from '#core/platform/config.ts'
import { issueCard } from '#core/people/cards.ts'
import { readSecrets } from '#core/platform/secrets.ts'
import type { Role } from '#core/people/roles.ts'
import { idOf, type Loaded } from './loaded.ts'

const entered: readonly Role[] = ['facilitator', 'editor', 'scientist', 'administrator']

export async function issueDemonstrationCard(loaded: Loaded, config: Config): Promise<void> {
  const { desk, space_id } = loaded
  const people = entered.flatMap((role) => {
    const person = loaded.cast.find((each) => each.roles?.includes(role))
    return person ? [{ role, person_id: idOf(loaded.people, person.key) }] : []
  })
  await change(
    desk,
    { action: 'demonstration.cast', actor: { kind: 'machine', person_id: null, space_id } },
    async (work) => {
      // The witness has a story that waits for her: she re-reads it and signs.
      const waiting = await work.tx
        .selectFrom('desk.contribution')
        .innerJoin('desk.credit', 'desk.credit.contribution_id', 'desk.contribution.id')
        .select('person_id')
        .where('stage', '=', 'witness')
        .where('role', '=', 'told')
        .orderBy('code')
        .executeTakeFirst()
      const witness = waiting && {
        role: 'witness',
        person_id: waiting.person_id,
        card: await issueCard(work, readSecrets(config.data_dir).session, waiting.person_id),
      }
      const settings = { demo: true, demo_people: [...people, ...(witness ? [witness] : [])] }
      for (const [name, value] of Object.entries(settings))
        await work.tx
          .insertInto('desk.setting')
          .values({ name, value: JSON.stringify(value), changed_at: work.now })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: JSON.stringify(value) }))
          .execute()
    },
  )
}
