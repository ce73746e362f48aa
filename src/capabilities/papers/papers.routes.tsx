// Doors of the capability `papers`.

import type { Doors } from '#core/doors.ts'

export function papersRoutes(_doors: Doors): void {}
