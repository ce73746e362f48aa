// When a loan is due, late, and when to write about it. Pure; days in the town's time.

import { addDays } from '#core/platform/clock.ts'

/** At most two years, and a month unless something else is said. */
export const longestLoan = 731
export const usualLoan = 30
const warning = 7

const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T12:00:00Z`) / 86_400_000)

/** Days left until it must be back: 0 on the day, less when it is late. */
export const daysLeft = (return_by: string, today: string): number => dayNumber(return_by) - dayNumber(today)

export type LoanDates = { received_on: string; return_by: string; returned_on: string | null }
export const isLate = (loan: LoanDates, today: string): boolean =>
  loan.returned_on === null && daysLeft(loan.return_by, today) < 0

/** The last day on which a letter should have left: seven days before, on the day, then each week. */
function lastLetterDay(return_by: string, today: string): string | undefined {
  const left = daysLeft(return_by, today)
  if (left > warning) return undefined
  if (left > 0) return addDays(return_by, -warning)
  return addDays(return_by, Math.floor(-left / 7) * 7)
}

/** Which letter is due now, if any: nobody is written to twice for one day, nor for a day before the loan began. */
export function letterDue(
  loan: LoanDates & { reminded_on: string | null },
  today: string,
): 'soon' | 'today' | 'late' | undefined {
  if (loan.returned_on !== null) return undefined
  const day = lastLetterDay(loan.return_by, today)
  if (day === undefined || day <= loan.received_on) return undefined
  if (loan.reminded_on !== null && loan.reminded_on >= day) return undefined
  const left = daysLeft(loan.return_by, today)
  return left > 0 ? 'soon' : left === 0 ? 'today' : 'late'
}
