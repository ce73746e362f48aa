// Manifest of the capability `transcripts`.

import type { Capability } from '#core/capability.ts'
import { transcriptsRoutes } from './transcripts.routes.tsx'

export const transcripts: Capability = { name: 'transcripts', routes: transcriptsRoutes }
