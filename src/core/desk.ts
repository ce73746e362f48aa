// The desk as actions receive it: the writer's connection, the kinds this installation knows, and the clock.

import type { Kysely, Transaction } from 'kysely'
import type { Clock } from './platform/clock.ts'
import type { PlatformTables } from './platform/platform.tables.ts'
import type { PeopleTables } from './people/people.tables.ts'
import type { ContributionTables } from './contribution/contribution.tables.ts'
import type { Kinds } from './contribution/kind.ts'
import type { ConsentTables } from './consent/consent.tables.ts'
import type { MediaTables } from './media/media.tables.ts'
import type { Scanner } from './media/receive/scan.ts'
import type { Vault } from './platform/vault/vault.ts'
import type { ReviewTables } from './review/review.tables.ts'
import type { CrossingDeskTables } from './shelf/crossings/crossings.tables.ts'
import type { ShelfTables } from './shelf/shelf.tables.ts'

// Capabilities add their own tables by declaration merging: `declare module '#core/desk.ts' { interface CapabilityTables {…} }`.
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type
export interface CapabilityTables {}

/** Everything the writer's role sees: the desk, and the shelf that publish() fills. */
export type DeskTables = PlatformTables &
  PeopleTables &
  ContributionTables &
  ConsentTables &
  MediaTables &
  ReviewTables &
  CrossingDeskTables &
  ShelfTables &
  CapabilityTables

export type DeskDatabase = Kysely<DeskTables>
export type DeskTransaction = Transaction<DeskTables>

/** What a capability does on the shelf, in the same transaction, once contributions were published or taken away. */
export type Published = (
  tx: DeskTransaction,
  what: { kinds: Kinds; ids: readonly string[]; now: Date },
) => Promise<void>

export type Desk = {
  db: DeskDatabase
  kinds: Kinds
  now: Clock
  vault: Vault
  /** The virus scanner, when the settings name one. */
  scan?: Scanner
  /** Tells a job that there is work for it, once a change is committed; its next hour comes anyway. */
  wake?: (job: string) => void
  /**
   * Called once a change that touched the shelf is committed, and waited for: every process forgets its pages before
   * the change is said to be done.
   */
  moved?: () => unknown
  published?: readonly Published[]
}
