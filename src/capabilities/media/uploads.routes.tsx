// Doors of the capability `media`.

import type { Doors } from '#core/doors.ts'

export function uploadRoutes(_doors: Doors): void {}
