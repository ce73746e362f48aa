// Asking a machine to write down what is said. She must have agreed to it; what comes is a draft like any other, marked
// as a machine's until a person has read it.

import { change } from '#core/change.ts'
import { listConsents } from '#core/consent/consents.ts'
import { agreementOf } from '#core/consent/ledger.ts'
import { voicesOf } from '#core/contribution/content.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import { changeMedia } from '#core/contribution/media.ts'
import type { Desk, DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { readCaptions } from '#core/media/captions/read.ts'
import type { Machine, Member } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import { getHeard, type Heard, type Transcription } from './transcripts.queries.ts'
import { labelsOf } from './transcripts.rules.ts'
import { withNew } from './transcripts.actions.ts'

/** Whether everyone who tells agreed that a machine writes what she says. */
export async function isAgreed(
  desk: Pick<Desk, 'kinds'>,
  db: DeskDatabase | DeskTransaction,
  contribution: Contribution,
  now: Date,
): Promise<boolean> {
  if (desk.kinds.get(contribution.kind)?.needsConsent === false) return true
  const voices = voicesOf(contribution.draft)
  const consents = await listConsents(db, contribution.id)
  return voices.length > 0 && voices.every((voice) => agreementOf(consents, voice, 'machine', 'voice', now))
}

/** Asks. Nothing when it is asked already; `conflict` when the language is there or she did not agree. */
export async function askMachine(
  desk: Desk,
  { actor, submission_id }: { actor: Member; submission_id: string | undefined },
  { contribution, media }: Heard,
  language: string,
): Promise<void> {
  if (media.transcripts.some((each) => each.language === language)) throw new AppError('conflict')
  await change(desk, { action: 'transcripts.ask', actor, submission_id }, async (work) => {
    if (!(await isAgreed(desk, work.tx, contribution, work.now))) throw new AppError('forbidden', 'consent')
    await work.tx
      .insertInto('desk.transcription')
      .values({
        space_id: contribution.space_id,
        contribution_id: contribution.id,
        file_id: media.file_id,
        language,
        claimed_until: null,
        trouble: null,
        asked_by: actor.person_id,
        asked_at: work.now,
        done_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await work.record({
      kind: 'transcript.asked',
      contribution_id: contribution.id,
      data: { file_id: media.file_id, language },
    })
  })
  desk.wake?.('transcribe')
}

/** Keeps what a machine wrote. Gives what stands in the way: nothing was said, she no longer agrees, someone wrote it. */
export async function keepHeard(
  desk: Desk,
  { contribution_id, file_id, language, space_id }: Transcription,
  text: string,
): Promise<'nothing' | 'consent' | 'taken' | 'gone' | undefined> {
  const actor: Machine = { kind: 'machine', person_id: null, space_id }
  const heard = await findHeard(desk, actor, contribution_id, file_id)
  if (!heard) return 'gone'
  const unnamed = (rank: number) => `${rank}`
  const { media, tellers, duration_ms } = heard
  const known = labelsOf(media.speakers, tellers, unnamed)
  const read = readCaptions(text, { known, duration_ms, language })
  if (read.said.length === 0) return 'nothing'
  return await change(desk, { action: 'transcripts.heard', actor }, async (work) => {
    // She may have said no while the machine listened.
    if (!(await isAgreed(desk, work.tx, heard.contribution, work.now))) return 'consent'
    let isTaken = false
    await changeMedia(
      work,
      heard.contribution,
      (now) =>
        now.map((each) => {
          if (each.file_id !== file_id) return each
          isTaken = each.transcripts.some((one) => one.language === language)
          if (isTaken) return each
          return withNew(each, heard, unnamed, {
            writing: 'transcripts',
            said: read.said,
            transcript: {
              language,
              form: language === heard.contribution.draft.language ? 'original' : 'translation',
              machine: true,
              ...(read.estimated && { estimated: true }),
              cues: [],
              chapters: [],
            },
          })
        }),
      null,
    )
    if (isTaken) return 'taken'
    await work.record({ kind: 'transcript.heard', contribution_id, data: { file_id, language } })
    return undefined
  })
}

/** The sound, unless it has left the draft meanwhile. */
export async function findHeard(
  desk: Desk,
  actor: Machine,
  contribution_id: string,
  file_id: string,
): Promise<Heard | undefined> {
  const row = await desk.db
    .selectFrom('desk.contribution')
    .select('code')
    .where('id', '=', contribution_id)
    .executeTakeFirst()
  if (!row) return undefined
  return await getHeard(desk.db, actor, { code: row.code, file_id }, desk.now()).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') return undefined
    throw error
  })
}
