// Manifest of the capability `interviews`: being called back, witnesses and their mandates, meetings, what a witness
// agrees to, her own pages behind her card, and taking back.

import './interviews.tables.ts'
import type { Capability, DeskMenuEntry, MenuEntry } from '#core/capability.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { callbackJobs } from './callbacks.jobs.ts'
import { countCallbacks } from './callbacks.queries.ts'
import { callbackRoutes, callers } from './callbacks.routes.tsx'
import { consentRoutes } from './consents.routes.tsx'
import { evidenceRoutes } from './evidence.routes.tsx'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'
import { countOpenMeetings } from './meetings.queries.ts'
import { hosts, meetingRoutes } from './meetings.routes.tsx'
import { interviewMigrations } from './migrations/2026-11-22-interviews.ts'
import { myRoutes } from './mine.routes.tsx'
import { rereadRoutes } from './rereads.routes.tsx'
import { takeBackRoutes } from './takebacks.routes.tsx'
import { keepers, witnessRoutes } from './witnesses.routes.tsx'

const labels = (key: Parameters<ReturnType<typeof texts.in>>[0]): Record<Locale, string> =>
  Object.fromEntries(locales.map((locale) => [locale, texts.in(locale)(key)])) as Record<Locale, string>

const deskMenu: readonly DeskMenuEntry[] = [
  {
    href: addresses.callbacks,
    label: labels('menu.callbacks'),
    icon: 'phone',
    position: 20,
    roles: callers,
    count: (desk, person_id, space_id) => countCallbacks(desk.db, space_id, person_id),
  },
  {
    href: addresses.meetings,
    label: labels('menu.meetings'),
    icon: 'cup',
    position: 30,
    roles: hosts,
    count: (desk, person_id, space_id) => countOpenMeetings(desk.db, space_id, person_id),
  },
  { href: addresses.persons, label: labels('menu.witnesses'), icon: 'users', position: 40, roles: keepers },
]

const menu: readonly MenuEntry[] = [
  { href: addresses.callback, label: labels('menu.callMe'), icon: 'phone', position: 60 },
]

export const interviews: Capability = {
  name: 'interviews',
  migrations: interviewMigrations,
  routes: (doors) => {
    callbackRoutes(doors)
    witnessRoutes(doors)
    meetingRoutes(doors)
    consentRoutes(doors)
    evidenceRoutes(doors)
    rereadRoutes(doors)
    takeBackRoutes(doors)
    myRoutes(doors)
  },
  deskMenu,
  menu,
  permissions: {
    'ask-callback': ['anyone'],
    'follow-callback': ['anyone'],
    'take-callback': ['facilitator', 'administrator'],
    'keep-witness': ['facilitator', 'administrator'],
    'give-mandate': ['facilitator', 'administrator'],
    'give-card': ['facilitator', 'administrator'],
    'hold-meeting': ['facilitator'],
    'record-consent': ['card', 'author', 'facilitator'],
    'keep-evidence': ['author', 'facilitator'],
    'sign-as-witness': ['card', 'author', 'facilitator'],
    'take-back': ['card', 'author', 'facilitator', 'administrator'],
    'put-back': ['card', 'author', 'facilitator', 'administrator'],
  },
  jobs: callbackJobs,
  pages: async () => [addresses.callback.fr, addresses.callbackFollow.fr],
  sitemap: [addresses.callback],
}
