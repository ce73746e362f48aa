// Rows of the contribution room: drafts are worked on, revisions never change, events tell what happened.

import type { ColumnType, Generated } from 'kysely'
import type { Content } from './content.ts'

type Timestamp = ColumnType<Date, Date | string, Date | string>
type Json<Value> = ColumnType<Value, string, string>

/** Where a contribution stands on its way; computed by publish(), never set by hand. */
export type Stage =
  | 'draft'
  | 'review'
  | 'changes'
  | 'witness'
  | 'consent'
  | 'published'
  | 'hidden'
  | 'refused'
  | 'withdrawn'

export type ContributionTable = {
  id: Generated<string>
  /** Six digits, in the address of its page and on paper. */
  code: string
  kind: string
  space_id: string
  /** What is being worked on. */
  draft: Json<Content>
  /** Grows by one at each saving: two people editing never overwrite each other silently. */
  draft_version: Generated<number>
  draft_saved_at: Timestamp
  draft_saved_by: string | null
  /** The facilitator in charge; null when a resident writes alone. */
  facilitator_id: string | null
  /** Private, never published. */
  notes: string
  created_at: Timestamp
  created_by: string | null
  stage: Stage
  /** Since when it stands there. */
  stage_since: Timestamp
  /** Where the newest revision stands when an older one is online. */
  work_stage: Stage | null
  /** Sign-offs waited for on the newest revision. */
  due: string[]
  first_published_at: Timestamp | null
  /** Next moment at which time alone changes what may be shown (an embargo, an end of consent). */
  next_change_at: Timestamp | null
}

export type RevisionTable = {
  id: Generated<string>
  contribution_id: string
  number: number
  content: Json<Content>
  content_hash: string
  created_at: Timestamp
  created_by: string | null
}

/** Who is credited in the draft or any revision: the way from a person to her contributions. */
export type CreditTable = {
  contribution_id: string
  person_id: string
  role: string
  /** Another name she chose to be shown by, when she does not say her own. */
  pseudonym: string | null
}

export type ThemeTable = {
  id: Generated<string>
  parent_id: string | null
  slug: string
  names: Json<Record<string, string>>
  presentation: Json<Record<string, string>>
  accent: string
  position: number
  retired_at: Timestamp | null
}
export type ThemeAddressTable = { slug: string; theme_id: string }

export type EventTable = {
  id: Generated<number>
  at: Timestamp
  kind: string
  actor_id: string | null
  for_person_id: string | null
  contribution_id: string | null
  space_id: string | null
  data: Json<Record<string, unknown>>
}

/** One row for each writing already done: sending it twice does it once (REL-11). */
export type SubmissionTable = { id: string; action: string; result: Json<unknown>; at: Timestamp }

export type ContributionTables = {
  'desk.contribution': ContributionTable
  'desk.revision': RevisionTable
  'desk.credit': CreditTable
  'desk.theme': ThemeTable
  'desk.theme_address': ThemeAddressTable
  'desk.event': EventTable
  'desk.submission': SubmissionTable
}
