// Manifest of the capability `media`: files come in (uploads), are told about (workshop), and are served (serving).

import type { Capability } from '#core/capability.ts'
import { receiveJobs } from '#core/media/receive/jobs.ts'
import { servingRoutes } from './serving.routes.ts'
import { uploadRoutes } from './uploads.routes.tsx'
import { workshopRoutes } from './workshop.routes.tsx'

export const media: Capability = {
  name: 'media',
  jobs: receiveJobs,
  permissions: {
    'change media': ['author', 'card', 'facilitator', 'editor', 'administrator'],
  },
  routes: (doors) => {
    servingRoutes(doors)
    uploadRoutes(doors)
    workshopRoutes(doors)
  },
}
