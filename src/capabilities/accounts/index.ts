// Manifest of the capability `accounts`.

import type { Capability } from '#core/capability.ts'

export const accounts: Capability = { name: 'accounts' }
