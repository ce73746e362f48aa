// Manifest of the capability `territory`.

import type { Capability } from '#core/capability.ts'

export const territory: Capability = { name: 'territory' }
