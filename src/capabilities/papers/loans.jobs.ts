// Each morning: a letter to who is in charge of a loan seven days before it must be back, on the day, then each week.
// Run twice on one day, it writes once.

import { change } from '#core/change.ts'
import type { Desk } from '#core/desk.ts'
import { listMembers } from '#core/people/members.ts'
import { dayOf } from '#core/platform/clock.ts'
import type { Job } from '#core/platform/jobs.ts'
import { writeLetter } from '#core/platform/mail.ts'
import { formatDay } from '#ui/dates.ts'
import { letterDue } from './loans.rules.ts'
import { texts } from './papers.texts.ts'

export const loanJobs: readonly Job[] = [
  {
    name: 'papers.loans',
    schedule: '15 8 * * *',
    run: async ({ desk, log }) => {
      log.info('loans', { letters: await remindOfLoans(desk) })
    },
  },
]

/** Gives how many letters were written. Without anyone to write to, the loan waits for the next morning. */
export async function remindOfLoans(desk: Desk): Promise<number> {
  const today = dayOf(desk.now())
  const waiting = await desk.db
    .selectFrom('desk.loan as loan')
    .innerJoin('desk.contribution as story', 'story.id', 'loan.contribution_id')
    .innerJoin('desk.person as lender', 'lender.id', 'loan.person_id')
    .select(['loan.id', 'loan.code', 'loan.what', 'loan.received_on', 'loan.return_by', 'loan.returned_on'])
    .select(['loan.reminded_at', 'loan.space_id', 'loan.person_id', 'loan.received_by', 'loan.contribution_id'])
    .select(['story.facilitator_id', 'lender.name as lender'])
    .where('loan.returned_on', 'is', null)
    .execute()
  let letters = 0
  for (const loan of waiting) {
    const letter = letterDue({ ...loan, reminded_on: loan.reminded_at && dayOf(loan.reminded_at) }, today)
    if (!letter) continue
    letters += await change(
      desk,
      { action: 'papers.remind', actor: { kind: 'machine', person_id: null, space_id: loan.space_id } },
      async (work) => {
        const members = (await listMembers(work.tx, loan.space_id)).filter((each) => each.email)
        const oneOf = (person_id: string | null) => members.filter((each) => each.person_id === person_id)
        const inCharge = [...oneOf(loan.facilitator_id), ...oneOf(loan.received_by)].slice(0, 1)
        const to = inCharge.length ? inCharge : members.filter((each) => each.roles.includes('administrator'))
        if (to.length === 0) return 0
        // Taken before it is written: of two servers on one base, one writes.
        const taken = await work.tx
          .updateTable('desk.loan')
          .set({ reminded_at: work.now })
          .where('id', '=', loan.id)
          .where('returned_on', 'is', null)
          .where((eb) => (loan.reminded_at ? eb('reminded_at', '=', loan.reminded_at) : eb('reminded_at', 'is', null)))
          .executeTakeFirst()
        if (!taken.numUpdatedRows) return 0
        for (const { person_id, name, email } of to) {
          const { locale } = await work.tx
            .selectFrom('desk.person')
            .select('locale')
            .where('id', '=', person_id)
            .executeTakeFirstOrThrow()
          const t = texts.in(locale)
          const told = {
            name,
            lender: loan.lender,
            what: loan.what,
            code: loan.code,
            day: formatDay(loan.return_by, locale),
          }
          await writeLetter(
            work.tx,
            { to_address: email ?? '', subject: t('letter.subject', told), body: t(`letter.${letter}`, told) },
            work.now,
          )
        }
        await work.record({
          kind: 'loan.reminded',
          contribution_id: loan.contribution_id,
          for_person_id: loan.person_id,
          data: { loan: loan.code, letter },
        })
        return to.length
      },
    )
  }
  return letters
}
