// What families lend in the demonstration: here, late, given back; through the same actions as at a table.

import { randomUUID } from 'node:crypto'
import { giveBack, lend } from '#capabilities/papers/loans.actions.ts'
import { loanInput, returnInput } from '#capabilities/papers/loans.input.ts'
import { addDays, dayOf } from '#core/platform/clock.ts'
import type { DemoStory } from './data.ts'
import { idOf, memberOf, type Loaded } from './loaded.ts'

/** Days are counted back from today: the late one stays late. */
export async function loadLoans(
  loaded: Loaded,
  stories: readonly DemoStory[],
  codeOf: (key: string) => string,
): Promise<void> {
  const now = loaded.desk.now()
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
  for (const { story, lender, days_ago, days_lent, returned, ...lent } of loaded.papers.loans) {
    const relay = memberOf(loaded, stories.find(({ key }) => key === story)?.facilitator ?? '')
    const received_on = dayOf(ago(days_ago))
    const input = loanInput(received_on).parse({
      ...lent,
      person_id: idOf(loaded.people, lender),
      received_on,
      return_by: addDays(received_on, days_lent),
    })
    const code = codeOf(story)
    const loan = await lend({ ...loaded.desk, now: () => ago(days_ago) }, relay, code, input, randomUUID())
    if (!returned) continue
    const back = ago(returned.days_ago)
    const given = returnInput(received_on, dayOf(back)).parse({ returned_on: dayOf(back), returned_to: returned.to })
    await giveBack({ ...loaded.desk, now: () => back }, relay, code, loan, given, randomUUID())
  }
}
