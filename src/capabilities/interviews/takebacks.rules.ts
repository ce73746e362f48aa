// What remains to be done off-line when a story, or a name, is taken back. Pure.

import type { Answer, Form, Use } from '#core/consent/uses.ts'

/** Copies that no machine can recall: someone must go and ask. In the order they are listed. */
export const offlineTasks = [
  'print',
  'radio',
  'exhibition',
  'school',
  'excerpt',
  'research',
  'archive',
  'reading_room',
  'group',
  'social',
  'open_licence',
  'lent',
] as const
export type OfflineTask = (typeof offlineTasks)[number]

type Row = { person_id: string; use: Use; form: Form; answer: Answer }

/**
 * Every use that was ever agreed to may have left a copy somewhere, even if the answer is no today (P-08). `person_id`
 * keeps one witness's answers; without it, everyone's count.
 */
export function tasksAfter(rows: readonly Row[], person_id?: string | null): OfflineTask[] {
  const agreed = rows.filter((row) => row.answer === 'yes' && (!person_id || row.person_id === person_id))
  return offlineTasks.filter((task) => agreed.some((row) => (task === 'lent' ? row.form === 'lent' : row.use === task)))
}
