// Manifest of the capability `testimonies`: life stories, from the page where they are read to the desk where they
// are written.

import type { Capability } from '#core/capability.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { aloneRoutes, tellNavigation } from './alone.routes.tsx'
import { editorPermissions } from './editor.can.ts'
import { editorDeskMenu, editorRoutes } from './editor.routes.tsx'
import { addresses } from './reading.addresses.ts'
import { readingPages } from './reading.examples.ts'
import { withChosen } from './reading.input.ts'
import { readingRoutes } from './reading.routes.tsx'
import { suggestRoutes } from './reading.suggest.ts'
import { readingTexts } from './reading.texts.ts'
import { testimonyKind } from './testimonies.kind.ts'

const listen = Object.fromEntries(locales.map((locale) => [locale, readingTexts.in(locale)('nav.listen')])) as Record<
  Locale,
  string
>

const onMap = Object.fromEntries(
  locales.map((locale) => [locale, withChosen(addresses.list[locale], { vue: 'carte' })]),
) as Record<Locale, string>
const map = Object.fromEntries(locales.map((locale) => [locale, readingTexts.in(locale)('nav.map')])) as Record<
  Locale,
  string
>

export const testimonies: Capability = {
  name: 'testimonies',
  kinds: [testimonyKind],
  routes(doors) {
    readingRoutes(doors)
    suggestRoutes(doors)
    editorRoutes(doors)
    aloneRoutes(doors)
  },
  navigation: [{ href: addresses.list, label: listen, icon: 'ear', position: 10 }, tellNavigation],
  menu: [{ href: onMap, label: map, icon: 'map', position: 30 }],
  deskMenu: [editorDeskMenu],
  permissions: { read: ['anyone'], ...editorPermissions },
  pages: readingPages,
  sitemap: [addresses.list, tellNavigation.href],
}
