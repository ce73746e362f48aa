// Manifest of the capability `kiosk`: a device that many people use one after the other.

import type { Capability } from '#core/capability.ts'
import { hrefOf } from '#core/doors.ts'
import { locales } from '#core/platform/i18n.ts'
import { addresses } from './kiosk.addresses.ts'
import { kioskRoutes } from './kiosk.routes.tsx'

export const kiosk: Capability = {
  name: 'kiosk',
  routes: kioskRoutes,
  permissions: { 'kiosk.begin': ['anyone'], 'kiosk.end': ['anyone'] },
  pages: async () => locales.map((locale) => hrefOf(locale, addresses.start)),
}
