// Rows of the review room: sign-offs bound to one exact revision, and remarks anchored in its words.

import type { ColumnType, Generated } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>

export const signoffKinds = ['editorial', 'scientific', 'witness'] as const
export type SignoffKind = (typeof signoffKinds)[number]
export const decisions = ['approve', 'changes', 'refuse'] as const
export type Decision = (typeof decisions)[number]
/** How a witness gave hers: with her card, or in front of her facilitator after re-reading or listening. */
export type SignoffMethod = 'screen' | 'card' | 'reread' | 'read_aloud' | 'telephone'

export type SignoffTable = {
  id: Generated<number>
  contribution_id: string
  revision_id: string
  kind: SignoffKind
  decision: Decision
  /** The member who decided; for a witness's, the witness herself. */
  person_id: string
  method: SignoffMethod
  /** A word for the author; required to refuse or to ask for changes. */
  reason: string
  /** The board's opinion. */
  opinion: string
  opinion_is_public: boolean
  recorded_by: string | null
  at: Timestamp
}

export type RemarkTable = {
  id: Generated<string>
  contribution_id: string
  revision_id: string
  /** Which text: its language and form. */
  language: string
  form: string
  /** The words it is about, and where they begin in the text's plain words (Web Annotation: quote and position). */
  quote: string
  start: number
  body: string
  author_id: string
  at: Timestamp
  settled_by: string | null
  settled_at: Timestamp | null
  settled_note: Generated<string>
}

export type ReviewTables = { 'desk.signoff': SignoffTable; 'desk.remark': RemarkTable }
