// Manifest of the capability `papers`: papers to print, what families lend, and the witness's own copy.

import './papers.tables.ts'
import type { Capability } from '#core/capability.ts'
import { keepers } from '#core/media/papers.can.ts'
import { dayOf } from '#core/platform/clock.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { loanJobs } from './loans.jobs.ts'
import { countLate } from './loans.queries.ts'
import { papersMigrations } from './migrations/2026-11-24-papers.ts'
import { addresses } from './papers.addresses.ts'
import { papersRoutes } from './papers.routes.tsx'
import { texts } from './papers.texts.ts'

export const papers: Capability = {
  name: 'papers',
  migrations: papersMigrations,
  routes: papersRoutes,
  deskMenu: [
    {
      href: addresses.loans,
      label: Object.fromEntries(locales.map((each) => [each, texts.in(each)('menu.loans')])) as Record<Locale, string>,
      icon: 'archive',
      position: 45,
      roles: keepers,
      count: (desk, person_id, space_id) => countLate(desk.db, person_id, space_id, dayOf(desk.now())),
    },
  ],
  permissions: {
    'print-papers': ['facilitator', 'administrator'],
    'keep-loan': ['facilitator', 'administrator'],
    'give-copy': ['facilitator', 'administrator'],
    'take-own-copy': ['card'],
    'take-copy-by-link': ['anyone'],
  },
  jobs: loanJobs,
}
