// Manifest of the capability `papers`.

import type { Capability } from '#core/capability.ts'
import { papersRoutes } from './papers.routes.tsx'

export const papers: Capability = { name: 'papers', routes: papersRoutes }
