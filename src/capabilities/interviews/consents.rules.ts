// From the answers of a form to what changes in the ledger. Pure.

import { questions, type Question, type QuestionId } from '#core/consent/questions.ts'
import type { Answer, Form, Use } from '#core/consent/uses.ts'

export type LedgerRow = { person_id: string; use: Use; form: Form; answer: Answer; ends_on: string | null }
export type Given = Partial<Record<QuestionId, Answer>>
/** `from` is undefined when she was never asked. */
export type Change = { question: Question; from: Answer | undefined; to: Answer; ends_on: string | null }

/** The last answer of one witness to each question. Rows come in the order they were written. */
export function lastAnswers<Row extends LedgerRow>(rows: readonly Row[], person_id: string): Map<QuestionId, Row> {
  const mine = rows.filter((row) => row.person_id === person_id)
  return new Map(mine.map((row) => [`${row.use}.${row.form}` as QuestionId, row]))
}

/** Whether a yes has passed its last day: it counts as not answered. */
const hasEnded = (row: Pick<LedgerRow, 'answer' | 'ends_on'>, today: string): boolean =>
  row.answer === 'yes' && row.ends_on !== null && row.ends_on < today

/** The answers to show as chosen: the last ones, but a yes that has ended. */
export function chosenAnswers(last: ReadonlyMap<QuestionId, LedgerRow>, today: string): Given {
  return Object.fromEntries([...last].filter(([, row]) => !hasEnded(row, today)).map(([id, row]) => [id, row.answer]))
}

/** The end that every yes in force shares, to show in the form; null when none or when they differ. */
export function sharedEnd(last: ReadonlyMap<QuestionId, LedgerRow>, today: string): string | null {
  const ends = new Set(
    [...last.values()].filter((row) => row.answer === 'yes' && !hasEnded(row, today)).map((row) => row.ends_on),
  )
  const [only] = ends
  return ends.size === 1 ? (only ?? null) : null
}

/**
 * What the form changes. An end date typed anew holds for every yes of the form; one left as it was shown only for
 * the new ones, so that dates set one by one before are kept.
 */
export function changesOf(
  last: ReadonlyMap<QuestionId, LedgerRow>,
  given: Given,
  end: { shown: string | null; typed: string | null },
  today: string,
): Change[] {
  return questions.flatMap((question): Change[] => {
    const to = given[question.id]
    if (to === undefined) return []
    const row = last.get(question.id)
    const inForce = row !== undefined && !hasEnded(row, today)
    const from = inForce ? row.answer : undefined
    const keepsEnd = from === 'yes' && end.typed === end.shown
    const ends_on = to !== 'yes' ? null : keepsEnd ? (row?.ends_on ?? null) : end.typed
    return from === to && row?.ends_on === ends_on ? [] : [{ question, from, to, ends_on }]
  })
}
