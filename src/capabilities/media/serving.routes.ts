// Doors of the capability `media`.

import type { Doors } from '#core/doors.ts'

export function servingRoutes(_doors: Doors): void {}
