// Rows of the capability's own table: what a machine was asked to write down.

import type { ColumnType, Generated } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>

export type TranscriptionTable = {
  id: Generated<string>
  space_id: string
  contribution_id: string
  file_id: string
  language: string
  state: Generated<'waiting' | 'working' | 'done' | 'failed'>
  /** 0 to 100. */
  progress: Generated<number>
  attempts: Generated<number>
  /** Held by a process until then; after, another takes it. */
  claimed_until: Timestamp | null
  /** Key of a plain sentence (`machine.trouble.*`). */
  trouble: string | null
  asked_by: string
  asked_at: Timestamp
  done_at: Timestamp | null
}

declare module '#core/desk.ts' {
  interface CapabilityTables {
    'desk.transcription': TranscriptionTable
  }
}
