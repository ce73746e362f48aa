// Manifest of the capability `interviews`.

import type { Capability } from '#core/capability.ts'

export const interviews: Capability = { name: 'interviews' }
