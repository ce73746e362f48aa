// Manifest of the capability `hidings`: hiding a part of what was told, heard or seen; who is in a picture.

import type { Capability } from '#core/capability.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { listGrown } from '#core/media/register.ts'
import { addresses } from './hidings.addresses.ts'
import { hidingsRoutes } from './hidings.routes.tsx'
import { majorityJobs } from './majority.jobs.ts'
import { askers } from './register.routes.tsx'
import { texts } from './texts.ts'
import { unseenFor } from './unseen.routes.tsx'

const labels = (key: 'grown.menu' | 'unseen.menu') =>
  Object.fromEntries(locales.map((locale) => [locale, texts.in(locale)(key)])) as Record<Locale, string>

export const hidings: Capability = {
  name: 'hidings',
  routes: hidingsRoutes,
  deskMenu: [
    {
      href: addresses.grown,
      label: labels('grown.menu'),
      icon: 'family',
      position: 70,
      roles: askers,
      count: async (desk, person_id, space_id) => {
        const rows = await listGrown(desk.db, desk.now())
        return rows.filter((row) => row.space_id === space_id && (row.facilitator_id ?? row.created_by) === person_id)
          .length
      },
    },
    {
      href: addresses.unseen,
      label: labels('unseen.menu'),
      icon: 'lock',
      position: 71,
      roles: askers,
      count: async (desk, person_id, space_id) => (await unseenFor(desk.db, { person_id, space_id, roles: [] })).length,
    },
  ],
  permissions: {
    'hidings.hide': ['card', 'author', 'facilitator', 'editor', 'administrator'],
    'hidings.show again': ['facilitator', 'administrator'],
    'hidings.show again what one hid oneself': ['author', 'editor'],
    'hidings.show again what one hid with a card': ['card'],
    'hidings.read what a witness hid': askers,
    'hidings.name third persons': ['author', 'facilitator', 'editor', 'administrator'],
    'hidings.keep the register of a picture': ['author', 'facilitator', 'editor', 'administrator'],
    'hidings.ask again at 18': askers,
  },
  jobs: majorityJobs,
}
