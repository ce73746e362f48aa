// Manifest of the capability `articles`.

import type { Capability } from '#core/capability.ts'

export const articles: Capability = { name: 'articles' }
