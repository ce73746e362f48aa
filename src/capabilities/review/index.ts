// Manifest of the capability `review`.

import type { Capability } from '#core/capability.ts'

export const review: Capability = { name: 'review' }
