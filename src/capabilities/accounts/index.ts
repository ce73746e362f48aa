// Manifest of the capability `accounts`: the ways in and out, one's own account, the witness's card.

import type { Capability } from '#core/capability.ts'
import { hrefOf } from '#core/doors.ts'
import { roles } from '#core/people/roles.ts'
import { locales } from '#core/platform/i18n.ts'
import { accountRoutes } from './account.routes.tsx'
import { addresses } from './accounts.addresses.ts'
import { cardRoutes } from './card.routes.tsx'
import { signInRoutes } from './sign-in.routes.tsx'

export const accounts: Capability = {
  name: 'accounts',
  routes(doors) {
    signInRoutes(doors)
    accountRoutes(doors)
    cardRoutes(doors)
  },
  permissions: {
    'accounts.enter': ['anyone'],
    'accounts.leave': ['anyone'],
    'accounts.openCard': ['anyone'],
    'accounts.enterDemonstration': ['anyone'],
    'accounts.changeOwn': roles,
  },
  footer: [
    { href: addresses.enter, label: { fr: 'Entrer', en: 'Come in', ar: 'الدخول' }, icon: 'key', position: 90 },
    { href: addresses.card, label: { fr: 'Ma carte', en: 'My card', ar: 'بطاقتي' }, icon: 'cards', position: 80 },
  ],
  pages: async () =>
    locales.flatMap((locale) => [
      hrefOf(locale, addresses.enter),
      hrefOf(locale, addresses.password),
      hrefOf(locale, addresses.card),
    ]),
}
