// Manifest of the capability `transcripts`: the words of sounds and films, written, corrected, checked, given as files.

import './transcripts.tables.ts'
import type { Capability } from '#core/capability.ts'
import { machineJobs } from './machine.jobs.ts'
import { transcriptMigrations } from './migrations/2026-11-24-transcripts.ts'
import { transcribers, transcriptsRoutes } from './transcripts.routes.tsx'

export const transcripts: Capability = {
  name: 'transcripts',
  migrations: transcriptMigrations,
  routes: transcriptsRoutes,
  jobs: machineJobs,
  permissions: {
    read: ['anyone'],
    write: transcribers,
    'ask a machine': transcribers,
  },
}
