// Manifest of the capability `crossings`: people whose stories touch, the pages where their accounts stand side by side,
// and the desk where editors confirm, silence, write and compose.

import type { Capability } from '#core/capability.ts'
import { hrefOf } from '#core/doors.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { listGatherings, listSharedPlaces } from '#core/shelf/crossings/accounts.ts'
import { addresses } from './crossings.addresses.ts'
import { deciders, watchers } from './crossings.can.ts'
import { deskRoutes } from './desk.routes.tsx'
import { gatheringRoutes } from './gatherings.routes.tsx'
import { readingRoutes } from './reading.routes.tsx'
import { texts } from './texts.ts'

const label = (key: 'menu' | 'desk.menu'): Record<Locale, string> =>
  Object.fromEntries(locales.map((locale) => [locale, texts.in(locale)(key)])) as Record<Locale, string>

export const crossings: Capability = {
  name: 'crossings',
  routes(doors) {
    readingRoutes(doors)
    deskRoutes(doors)
    gatheringRoutes(doors)
  },
  menu: [{ href: addresses.index, label: label('menu'), icon: 'link', position: 25 }],
  deskMenu: [{ href: addresses.gatherings, label: label('desk.menu'), icon: 'link', position: 60, roles: deciders }],
  permissions: {
    'crossings.read': ['anyone'],
    'crossings.watch': watchers,
    'crossings.decide': deciders,
    'crossings.write': deciders,
    'crossings.compose': deciders,
  },
  pages: async ({ db }) => {
    const [place] = await listSharedPlaces(db, 1)
    const [gathering] = await listGatherings(db)
    const at = (slug: string) => locales.map((locale) => hrefOf(locale, addresses.together, { slug }))
    return [
      ...locales.map((locale) => hrefOf(locale, addresses.index)),
      ...(place ? at(place.slug) : []),
      ...(gathering ? at(gathering.slug) : []),
    ]
  },
  sitemap: [addresses.index],
}
