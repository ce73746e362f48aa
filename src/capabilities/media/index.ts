// Manifest of the capability `media`: files come in (uploads), are told about (workshop), are served (serving), and are
// looked after (keeping).

import type { Capability } from '#core/capability.ts'
import { receiveJobs } from '#core/media/receive/jobs.ts'
import { countToMend } from '#core/media/vault-state.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { keeping } from './keeping.addresses.ts'
import { keepingRoutes } from './keeping.routes.tsx'
import { keepingTexts } from './keeping.texts.ts'
import { servingRoutes } from './serving.routes.ts'
import { uploadRoutes } from './uploads.routes.tsx'
import { workshopRoutes } from './workshop.routes.tsx'

export const media: Capability = {
  name: 'media',
  jobs: receiveJobs,
  deskMenu: [
    {
      href: keeping.page,
      label: Object.fromEntries(locales.map((each) => [each, keepingTexts.in(each)('title')])) as Record<
        Locale,
        string
      >,
      icon: 'lock',
      position: 82,
      roles: ['administrator'],
      // What drifted reaches whoever can act even where no letter leaves: it waits on her home.
      count: async ({ db }) => await countToMend(db),
    },
  ],
  permissions: {
    'look after files': ['administrator'],
    'change media': ['author', 'card', 'facilitator', 'editor', 'administrator'],
  },
  routes: (doors) => {
    servingRoutes(doors)
    uploadRoutes(doors)
    workshopRoutes(doors)
    keepingRoutes(doors)
  },
}
