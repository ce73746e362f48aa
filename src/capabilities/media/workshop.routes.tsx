// Doors of the capability `media`.

import type { Doors } from '#core/doors.ts'

export function workshopRoutes(_doors: Doors): void {}
