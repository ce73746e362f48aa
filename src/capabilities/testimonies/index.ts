// Manifest of the capability `testimonies`.

import type { Capability } from '#core/capability.ts'

export const testimonies: Capability = { name: 'testimonies' }
