// Doors of the capability `transcripts`.

import type { Doors } from '#core/doors.ts'

export function transcriptsRoutes(_doors: Doors): void {}
