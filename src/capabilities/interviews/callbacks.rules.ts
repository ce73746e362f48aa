// Requests to be called back: in which order, since when too long, what an outcome does. Pure.

export const moments = ['morning', 'afternoon', 'evening', 'saturday'] as const
export type Moment = (typeof moments)[number]

const callbackStates = ['waiting', 'taken', 'met', 'wrong_number', 'not_interested', 'cancelled'] as const
export type CallbackState = (typeof callbackStates)[number]

export const outcomes = ['met', 'no_answer', 'wrong_number', 'not_interested'] as const
export type Outcome = (typeof outcomes)[number]

/** After so many days, it has waited too long. */
export const lateDays = 3
/** After so many days, a closed request forgets who asked. */
export const keptDays = 30

const day = 86_400_000

export const isLate = (created_at: Date, now: Date): boolean => now.getTime() - created_at.getTime() > lateDays * day

type Waiting = { language: string; district: string; created_at: Date; number: string }

/**
 * By language, the ones I speak first, then by district, then the oldest first: one call after another without changing
 * language. Languages and districts come in the order of their names.
 */
export function inCallingOrder<Row extends Waiting>(
  rows: readonly Row[],
  spoken: readonly string[],
  nameOf: (language: string) => string,
): Row[] {
  const compare = new Intl.Collator('fr').compare
  const rank = (row: Row) => (spoken.includes(row.language) ? 0 : 1)
  return rows.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      compare(nameOf(a.language), nameOf(b.language)) ||
      compare(a.district, b.district) ||
      a.created_at.getTime() - b.created_at.getTime() ||
      compare(a.number, b.number),
  )
}

/** Where a request goes after a call: nobody answered puts it back for everyone, with one try more. */
export const stateAfter = (outcome: Outcome): CallbackState => (outcome === 'no_answer' ? 'waiting' : outcome)

/** What the person reads when she follows her request. */
export type Followed = 'waiting' | 'tried' | 'taken' | 'met' | 'closed' | 'cancelled'
export function followedState(row: { state: CallbackState; tries: number }): Followed {
  if (row.state === 'waiting') return row.tries > 0 ? 'tried' : 'waiting'
  if (row.state === 'wrong_number' || row.state === 'not_interested') return 'closed'
  return row.state
}

/** The last four digits of a telephone number: with the follow-up number, they cancel a request. */
export const lastDigits = (digits: string): string => digits.slice(-4)
