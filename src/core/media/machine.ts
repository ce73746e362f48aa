// Who acts when the house looks after its files by itself.

import type { DeskDatabase } from '../desk.ts'
import type { Machine } from '../people/roles.ts'

export async function machineOf(db: DeskDatabase): Promise<Machine> {
  const space = await db.selectFrom('desk.space').select('id').orderBy('slug').limit(1).executeTakeFirstOrThrow()
  return { kind: 'machine', person_id: null, space_id: space.id }
}
