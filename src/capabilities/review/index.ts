// Manifest of the capability `review`: the boards' queue, side-by-side reading, remarks, decisions, the space's rules.

import type { Capability } from '#core/capability.ts'
import { countMine } from './queue.queries.ts'
import { queueAddress } from './review.addresses.ts'
import { reviewJobs } from './review.jobs.ts'
import { queueRoles, reviewRoles, reviewRoutes } from './review.routes.tsx'
import { texts } from './texts.ts'

const label = { fr: texts.in('fr')('menu'), en: texts.in('en')('menu'), ar: texts.in('ar')('menu') }

export const review: Capability = {
  name: 'review',
  routes: reviewRoutes,
  deskMenu: [{ href: queueAddress, label, icon: 'comment', position: 40, roles: queueRoles, count: countMine }],
  permissions: {
    queue: queueRoles,
    read: reviewRoles,
    remark: reviewRoles,
    'sign as editorial': ['editor'],
    'sign as scientific': ['scientist'],
    'read confidential opinions': ['editor', 'scientist', 'administrator'],
    'read private notes': ['facilitator', 'administrator'],
    rule: ['administrator'],
  },
  jobs: reviewJobs,
}
