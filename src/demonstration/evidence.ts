// A yes said aloud, kept with the answers it shows: brought, then put in its place, as at a table.

import { randomUUID } from 'node:crypto'
import { backAnswers } from '#capabilities/interviews/evidence.actions.ts'
import { change } from '#core/change.ts'
import { mayRecordConsent, noStanding } from '#core/contribution/contribution.can.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import type { Desk } from '#core/desk.ts'
import { addFile } from '#core/media/files.ts'
import { allow } from '#core/people/can.ts'
import type { Member } from '#core/people/roles.ts'
import type { DemoPapers } from './data.ts'
import { keep } from './media.ts'

export async function loadEvidence(
  desk: Desk,
  relay: Member,
  id: string,
  { key, shows, person_id }: DemoPapers['evidence'][number] & { person_id: string },
): Promise<void> {
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
  const asked = { person_id, shows, wording_language: 'fr' } as const
  await backAnswers(desk, relay, code, asked, { nature: 'spoken', file_id }, randomUUID())
}
