// One at a time: whoever changes what stories share on the shelf waits for the one before, to the end of its transaction.

import { sql } from 'kysely'
import type { DeskTransaction } from '../../desk.ts'

/** Take it before any row of the shelf is changed, and after those of the desk are held: then nobody waits in a circle. */
export const holdShelf = (tx: DeskTransaction): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtext('shelf crossings'))`.execute(tx)
