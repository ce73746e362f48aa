// Doors of the capability `hidings`.

import type { Doors } from '#core/doors.ts'

export function hidingsRoutes(_doors: Doors): void {}
