// What a family lends: written down in front of it, photographed, given back.

import { change } from '#core/change.ts'
import type { Work } from '#core/change.ts'
import type { Contribution } from '#core/contribution/contributions.ts'
import type { Desk } from '#core/desk.ts'
import { getFile } from '#core/media/files.ts'
import { mayKeepPapers } from '#core/media/papers.can.ts'
import { allow } from '#core/people/can.ts'
import { personOf, type Actor } from '#core/people/roles.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { randomNumber } from '#core/platform/identifiers.ts'
import type { LoanInput, ReturnInput } from './loans.input.ts'
import { getLoan } from './loans.queries.ts'
import { getStoryFor } from './papers.queries.ts'

async function keeping(work: Work, actor: Actor, code: string) {
  const story = await getStoryFor(work.tx, actor, code, work.now)
  const thing = allow(mayKeepPapers(actor, story.thing, story.standing), actor, 'edit', story.thing)
  return { ...story, thing }
}

/** Writes a loan down. Gives the six digits of its receipt. */
export async function lend(
  desk: Desk,
  actor: Actor,
  code: string,
  input: LoanInput,
  submission_id: string,
): Promise<string> {
  return await change(desk, { action: `papers.lend ${code}`, actor, submission_id }, async (work) => {
    const { thing, tellers } = await keeping(work, actor, code)
    if (!tellers.some((each) => each.person_id === input.person_id)) throw notFound()
    const loan = await insertLoan(work, thing, actor, input)
    await work.record({
      kind: 'loan.received',
      contribution_id: thing.id,
      for_person_id: input.person_id,
      data: { loan, count: input.count, return_by: input.return_by },
    })
    return loan
  })
}

async function insertLoan(work: Work, thing: Contribution, actor: Actor, input: LoanInput): Promise<string> {
  for (let tries = 0; tries < 20; tries += 1) {
    const row = await work.tx
      .insertInto('desk.loan')
      .values({
        ...input,
        code: randomNumber(),
        contribution_id: thing.id,
        space_id: thing.space_id,
        received_by: personOf(actor),
        photo_file_id: null,
        returned_on: null,
        returned_to: '',
        reminded_at: null,
      })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('code')
      .executeTakeFirst()
    if (row) return row.code
  }
  throw new Error('no free loan number')
}

/** Puts a photo, already received for a receipt, on this one. */
export async function showPhoto(desk: Desk, actor: Actor, code: string, loan_code: string, file_id: string) {
  await change(desk, { action: `papers.photo ${code}`, actor }, async (work) => {
    const { thing } = await keeping(work, actor, code)
    const loan = await getLoan(work.tx, thing.id, loan_code)
    const file = await getFile(work.tx, thing.id, file_id)
    if (file.purpose !== 'receipt' || file.nature !== 'picture') throw notFound()
    await work.tx.updateTable('desk.loan').set({ photo_file_id: file.id }).where('id', '=', loan.id).execute()
    await work.record({
      kind: 'loan.photographed',
      contribution_id: thing.id,
      for_person_id: loan.person_id,
      data: { loan: loan.code, file_id: file.id },
    })
  })
}

/** Given back: the day, and to whom. Once. */
export async function giveBack(
  desk: Desk,
  actor: Actor,
  code: string,
  loan_code: string,
  input: ReturnInput,
  submission_id: string,
): Promise<void> {
  await change(desk, { action: `papers.return ${code} ${loan_code}`, actor, submission_id }, async (work) => {
    const { thing } = await keeping(work, actor, code)
    const loan = await getLoan(work.tx, thing.id, loan_code)
    const done = await work.tx
      .updateTable('desk.loan')
      .set(input)
      .where('id', '=', loan.id)
      .where('returned_on', 'is', null)
      .executeTakeFirst()
    if (!done.numUpdatedRows) throw new AppError('conflict', 'already returned')
    await work.record({
      kind: 'loan.returned',
      contribution_id: thing.id,
      for_person_id: loan.person_id,
      data: { loan: loan.code, returned_on: input.returned_on },
    })
  })
}
