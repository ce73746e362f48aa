// Manifest of the capability `hidings`.

import type { Capability } from '#core/capability.ts'
import { hidingsRoutes } from './hidings.routes.tsx'

export const hidings: Capability = { name: 'hidings', routes: hidingsRoutes }
