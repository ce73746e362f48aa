// Manifest of the capability `articles`: the journal. A second kind, small on purpose: it is declared here and nowhere
// else, and everything that works for stories works for it.

import type { Capability } from '#core/capability.ts'
import { pathOf } from '#core/contribution/kind.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { addresses } from './articles.addresses.ts'
import { articleKind } from './articles.kind.ts'
import { articleRoutes, writers } from './articles.routes.tsx'
import { texts } from './texts.ts'

const named = (key: 'list.title' | 'mine.menu') =>
  Object.fromEntries(locales.map((locale) => [locale, texts.in(locale)(key)])) as Record<Locale, string>

export const articles: Capability = {
  name: 'articles',
  kinds: [articleKind],
  routes: articleRoutes,
  menu: [{ href: addresses.list, label: named('list.title'), icon: 'book', position: 40 }],
  deskMenu: [{ href: addresses.mine, label: named('mine.menu'), icon: 'book', position: 60, roles: writers }],
  permissions: {
    read: ['anyone'],
    write: writers,
    edit: ['author', 'editor', 'administrator'],
    'take back': ['author', 'administrator'],
  },
  pages: async ({ db }) => {
    const shown = await db
      .selectFrom('shelf.item')
      .select(['code', 'slug'])
      .where('kind', '=', articleKind.name)
      .orderBy('code')
      .limit(1)
      .execute()
    return [addresses.list.fr, ...shown.map(({ code, slug }) => pathOf(articleKind, 'fr', code, slug))]
  },
  sitemap: [addresses.list],
}
