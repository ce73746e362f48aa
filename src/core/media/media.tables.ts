// Rows of the media room: originals and the files they are, what is made of them, what is hidden in them, who is seen,
// what was lent, and the evidence of what was agreed.

import type { ColumnType, Generated } from 'kysely'
import type { MediaNature, MediaUse } from '../contribution/media.content.ts'

type Timestamp = ColumnType<Date, Date | string, Date | string>
type Json<Value> = ColumnType<Value, string, string>

/** Bytes in the vault. Several files may be the same bytes. */
export type OriginalTable = {
  sha256: string
  size: ColumnType<number, number, number>
  kept_at: Timestamp
  /** Last time the bytes were read again and compared with their name. */
  verified_at: Timestamp
  /**
   * 'damaged': other bytes than announced, and no second copy to heal from. 'lost': not there any more. 'discarded':
   * nothing names it, and the janitor put it in the trash.
   */
  state: Generated<'kept' | 'damaged' | 'lost' | 'discarded'>
  /** When it came into the second copy; null while it is not there. */
  copied_at: Timestamp | null
}

/** What the bytes were found to be; lengths in milliseconds and pixels (after orientation). */
export type FileFacts = {
  duration_ms?: number
  width?: number
  height?: number
  audio_codec?: string
  video_codec?: string
  pages?: number
}

/** 'media': part of a contribution. 'evidence': of an agreement. 'receipt': the photo of what was lent. */
export type FilePurpose = 'media' | 'evidence' | 'receipt'

export type FileTable = {
  id: Generated<string>
  space_id: string
  contribution_id: string
  purpose: FilePurpose
  sha256: string
  /** As its owner called it; shown on the desk only. */
  name: string
  /** Found in the bytes, never believed from the name. */
  media_type: string
  nature: MediaNature
  facts: Json<FileFacts>
  received_at: Timestamp
  received_by: string | null
  /** Taken out by who edits; its bytes leave the vault once nothing names them any more. */
  removed_at: Timestamp | null
}

/** A sending in course: who sends what, for what. The bytes wait in the work folder until they are whole. */
export type UploadTable = {
  id: string
  contribution_id: string
  purpose: FilePurpose
  /** For a media, what it is to be there. */
  use: MediaUse
  space_id: string
  person_id: string | null
  name: string
  size: ColumnType<number, number, number>
  created_at: Timestamp
  /** Its bytes are whole, and nothing more is written to them. */
  finished_at: Timestamp | null
  file_id: string | null
  /** Key of a plain sentence when it could not be kept. */
  refusal: string | null
  /** What it waits for to be kept: 'scanner', 'room'. */
  waits_for: string | null
}

/** One thing made of a file, ready to serve. `id` names it in its address. */
export type Derived = {
  id: string
  /** 'opus', 'aac', 'h264', 'vp9', 'poster', 'avif-960'… */
  name: string
  sha256: string
  size: number
  media_type: string
  width?: number
  height?: number
}
export type Findings = { duration_ms?: number; width?: number; height?: number; waveform?: number[] }

/** Everything public that is made of one file under one set of hidings. */
export type DerivationTable = {
  id: Generated<string>
  file_id: string
  /** Which hidings are in it (hidings.ts): '' for none. */
  hidings: string
  /** What was applied, so that a worker needs nothing else. */
  recipe: Json<DerivationRecipe>
  state: Generated<'waiting' | 'working' | 'done' | 'failed'>
  /** 0 to 100. */
  progress: Generated<number>
  attempts: Generated<number>
  /** Held by a worker until then; after, another takes it. */
  claimed_until: Timestamp | null
  /** Key of a plain sentence: 'no_ffmpeg', 'unreadable', 'too_long'… Of one that is done: what kept it from being better. */
  trouble: string | null
  /** Served whatever the state: former copies stay until new ones are made. */
  results: Json<Derived[]>
  findings: Json<Findings>
  wanted_at: Timestamp
  done_at: Timestamp | null
}
export type Span = { start_ms: number; end_ms: number }
/** Fractions of the picture's width and height, after orientation. */
export type Region = { x: number; y: number; w: number; h: number }
export type DerivationRecipe = { version: number; nature: MediaNature; spans: Span[]; regions: Region[] }

/** Who asked for it: what a witness asked to hide is not an editor's to show again. */
export type AskedBy = 'witness' | 'team'

/** 'file': the whole of a sound, a picture or a paper, with all that is said of it. */
export type HidingKind = 'span' | 'region' | 'words' | 'file'

/** A part hidden from everyone outside: of the timeline, of a picture, a whole file, or words wherever they stand. */
export type HidingTable = {
  id: Generated<string>
  contribution_id: string
  /** Null for words. */
  file_id: string | null
  kind: HidingKind
  start_ms: number | null
  end_ms: number | null
  x: number | null
  y: number | null
  w: number | null
  h: number | null
  /** Exact phrases that leave every text, caption, title and name of the contribution. */
  words: string[]
  /** First day it may be shown again; null: until lifted. */
  until: string | null
  reason: string
  asked_by: AskedBy
  placed_by: string | null
  placed_at: Timestamp
  lifted_by: string | null
  lifted_at: Timestamp | null
  /** Why it was shown again, when a witness had hidden it herself. */
  lifted_reason: Generated<string>
  /** The witness who hid it herself, with her card; null when the team did. */
  witness_id: Generated<string | null>
  /** Who answers for the story has read that she hid it. */
  seen_by: Generated<string | null>
  seen_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
}

/** Someone named in a story who did not tell it (P-03, P-21). */
export type ThirdPersonTable = {
  id: Generated<string>
  contribution_id: string
  names: string[]
  treatment: 'keep' | 'initial' | 'rename' | 'silence'
  alias: string
  asked_by: AskedBy
  placed_by: string | null
  placed_at: Timestamp
  removed_at: Timestamp | null
}

/** Someone looked at the picture, and everyone who can be recognised in it is in the register. */
export type PictureTable = { file_id: string; looked_by: string | null; looked_at: Timestamp }

export const picturedStatuses = ['unknown', 'agreed', 'minor', 'crowd', 'deceased', 'blur'] as const
export type PicturedStatus = (typeof picturedStatuses)[number]

export type PicturedTable = {
  id: Generated<string>
  file_id: string
  /** Where; null when the whole picture is meant. */
  x: number | null
  y: number | null
  w: number | null
  h: number | null
  status: PicturedStatus
  person_id: string | null
  name: string
  /** Who agreed: herself, or her guardians when she is a minor; both are needed then. */
  agreed_by: string
  agreed_by_second: string
  agreed_on: string | null
  agreed_until: string | null
  born_on: string | null
  evidence_id: string | null
  /** When the facilitator was told that she is 18 now and must be asked herself (P-19). */
  asked_again_at: Timestamp | null
  taken_back_at: Timestamp | null
  placed_by: string | null
  placed_at: Timestamp
  removed_at: Timestamp | null
}

/** What was lent by a family, and when it goes back. */
export type LoanTable = {
  id: Generated<string>
  contribution_id: string
  space_id: string
  /** Who lent it. */
  person_id: string
  /** Six digits on the receipt. */
  code: string
  what: string
  count: number
  state_seen: string
  received_on: string
  received_by: string | null
  photo_file_id: string | null
  return_by: string
  returned_on: string | null
  returned_to: string
  reminded_at: Timestamp | null
}

/** How an agreement was given, kept: her voice, her hand, or the paper she signed. */
export type EvidenceTable = {
  id: Generated<string>
  contribution_id: string
  person_id: string
  nature: 'spoken' | 'signature' | 'paper'
  file_id: string
  /** SHA-256 of the bytes: the ledger's rows are chained over it. */
  sha256: string
  /** The sentences shown or played. */
  wording: string
  wording_language: string
  recorded_by: string | null
  recorded_at: Timestamp
}

export type MediaTables = {
  'desk.original': OriginalTable
  'desk.file': FileTable
  'desk.upload': UploadTable
  'desk.derivation': DerivationTable
  'desk.hiding': HidingTable
  'desk.third_person': ThirdPersonTable
  'desk.picture': PictureTable
  'desk.pictured': PicturedTable
  'desk.loan': LoanTable
  'desk.evidence': EvidenceTable
}
