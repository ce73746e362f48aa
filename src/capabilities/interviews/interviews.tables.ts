// Rows of the capability's own tables.

import type { ColumnType, Generated } from 'kysely'
import type { CallbackState, Moment } from './callbacks.rules.ts'

type Timestamp = ColumnType<Date, Date | string, Date | string>

export type CallbackTable = {
  id: Generated<string>
  space_id: string
  /** Six digits, given to the person: she follows and cancels with it. */
  number: string
  name: string
  phone: string
  moment: Moment
  language: string
  district: string
  state: CallbackState
  /** Calls that nobody answered. */
  tries: Generated<number>
  last_tried_at: Timestamp | null
  taken_by: string | null
  taken_at: Timestamp | null
  closed_at: Timestamp | null
  note: Generated<string>
  /** The sheet begun from this request. */
  person_id: string | null
  created_at: Timestamp
}

export type InterviewTable = {
  id: Generated<string>
  space_id: string
  contribution_id: string
  facilitator_id: string
  held_on: string
  place: string
  language: string
  /** Never published. */
  notes: Generated<string>
  notes_version: Generated<number>
  notes_saved_at: Timestamp | null
  created_at: Timestamp
  ended_at: Timestamp | null
}

export type InterviewWitnessTable = { interview_id: string; person_id: string }

declare module '#core/desk.ts' {
  interface CapabilityTables {
    'desk.callback': CallbackTable
    'desk.interview': InterviewTable
    'desk.interview_witness': InterviewWitnessTable
  }
}
