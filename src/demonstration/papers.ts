// Papers of the demonstration: what families lend, late or given back, and a yes said aloud, through the same actions as
// at a table.

import { randomUUID } from 'node:crypto'
import { backAnswers } from '#capabilities/interviews/evidence.actions.ts'
import { giveBack, lend } from '#capabilities/papers/loans.actions.ts'
import { loanInput, returnInput } from '#capabilities/papers/loans.input.ts'
import { change } from '#core/change.ts'
import { mayRecordConsent, noStanding } from '#core/contribution/contribution.can.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { addFile } from '#core/media/files.ts'
import { allow } from '#core/people/can.ts'
import { addDays, dayOf } from '#core/platform/clock.ts'
import type { DemoStory } from './data.ts'
import { keep } from './media.ts'
import { idOf, memberOf, type Loaded } from './stories.ts'

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

/** What she said aloud when she agreed, kept with the answers it shows. */
export async function loadEvidence(loaded: Loaded, id: string, story: DemoStory, at: Date): Promise<void> {
  const relay = memberOf(loaded, story.facilitator)
  const desk = { ...loaded.desk, now: () => at }
  for (const { key, teller, shows } of loaded.papers.evidence.filter((each) => each.story === story.key)) {
    const name = `${key}.mp3`
    const kept = await keep(desk, 'originals', name)
    const { file_id, code } = await change(desk, { action: 'demonstration.evidence', actor: relay }, async (work) => {
      const thing = await getContribution(work.tx, { id })
      const allowed = allow(mayRecordConsent(relay, thing, noStanding), relay, 'consent', thing)
      const file_id = await addFile(work, allowed, {
        ...kept,
        name,
        media_type: 'audio/mpeg',
        nature: 'sound',
        purpose: 'evidence',
        facts: {},
        received_by: relay.person_id,
      })
      return { file_id, code: thing.code }
    })
    const asked = { person_id: idOf(loaded.people, teller), shows, wording_language: 'fr' } as const
    await backAnswers(desk, relay, code, asked, { nature: 'spoken', file_id }, randomUUID())
  }
}
