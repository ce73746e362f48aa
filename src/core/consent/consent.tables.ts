// Rows of the consent ledger. A row is never changed: changing one's mind adds a row.

import type { ColumnType, Generated } from 'kysely'
import type { Answer, Capacity, ConsentMethod, Form, Use } from './uses.ts'

type Timestamp = ColumnType<Date, Date | string, Date | string>

export type ConsentTable = {
  id: Generated<number>
  contribution_id: string
  /** Whose consent it is. */
  person_id: string
  use: Use
  form: Form
  answer: Answer
  capacity: Capacity
  /** Who spoke, when it is not the witness herself. */
  said_by: string
  method: ConsentMethod
  /** In front of whom; null when she answered alone with her card. */
  in_front_of: string | null
  wording_version: string
  wording_language: string
  /** The very sentence she heard or read. */
  wording: string
  /** Last day of the agreement; null: until she changes her mind. */
  ends_on: string | null
  /** How it was given, kept: her voice, her hand, the paper (desk.evidence). */
  evidence_id: string | null
  recorded_by: string | null
  recorded_at: Timestamp
  previous_hash: string
  hash: string
}

/** What is taken off every door at once: everything or only the name; for ever, or until a day. */
export type SealTable = {
  id: Generated<string>
  contribution_id: string
  /** Whose name is sealed; null when everything is. */
  person_id: string | null
  scope: 'all' | 'name'
  /** First day it may be shown again; null: until lifted. */
  until: string | null
  /** 'withdrawal': she took it back. 'embargo': agreed from the start. 'restriction': held by the team while a question is settled. */
  reason: 'withdrawal' | 'embargo' | 'restriction'
  asked_by: 'witness' | 'facilitator' | 'administrator'
  placed_by: string | null
  placed_at: Timestamp
  lifted_by: string | null
  lifted_at: Timestamp | null
}

export type ConsentTables = { 'desk.consent': ConsentTable; 'desk.seal': SealTable }
