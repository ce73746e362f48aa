// Manifest of the capability `exchange`: what is on the shelf, for machines and for other sites.

import type { Capability } from '#core/capability.ts'
import { machines } from '#core/exchange/addresses.ts'
import { pathOf } from '#core/contribution/kind.ts'
import { hrefOf } from '#core/doors.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { apiRoutes } from './api.routes.tsx'
import { embedRoutes } from './embed.routes.tsx'
import { exchangeTexts } from './exchange.texts.ts'
import { feedRoutes } from './feeds.routes.ts'
import { followRoutes } from './follow.routes.tsx'
import { previewRoutes } from './preview.routes.ts'
import { sitemapRoutes } from './sitemaps.routes.ts'

const named = (key: 'follow.title') =>
  Object.fromEntries(locales.map((locale) => [locale, exchangeTexts.in(locale)(key)])) as Record<Locale, string>

export const exchange: Capability = {
  name: 'exchange',
  routes(doors) {
    sitemapRoutes(doors)
    feedRoutes(doors)
    previewRoutes(doors)
    embedRoutes(doors)
    apiRoutes(doors)
    followRoutes(doors)
  },
  footer: [{ href: machines.follow, label: named('follow.title'), icon: 'info', position: 55 }],
  permissions: { 'exchange.read': ['anyone'] },
  pages: async ({ db, kinds }) => {
    const item = await db
      .selectFrom('shelf.item')
      .select(['code', 'kind', 'slug'])
      .orderBy('code')
      .limit(1)
      .executeTakeFirst()
    const kind = item && kinds.get(item.kind)
    return locales.flatMap((locale) => [
      hrefOf(locale, machines.follow),
      hrefOf(locale, machines.api),
      ...(item && kind
        ? [
            pathOf(kind, locale, item.code, item.slug),
            hrefOf(locale, machines.embed, { segment: kind.segment[locale], code: item.code }),
          ]
        : []),
    ])
  },
  sitemap: [machines.follow, machines.api],
}
