// Public pages of the town at hand, one of each sort, for the accessibility and validity checks.

import type { Desk } from '#core/desk.ts'
import { hrefOf } from '#core/doors.ts'
import { pathOf } from '#core/contribution/kind.ts'
import { addresses } from './reading.addresses.ts'
import { testimonyKind } from './testimonies.kind.ts'

/**
 * The list in each of its views, a search that finds nobody, an Arabic story as each reader sees it, a French one in its
 * easy version.
 */
export async function readingPages(desk: Desk): Promise<string[]> {
  const shelved = desk.db
    .selectFrom('shelf.item')
    .select(['code', 'slug'])
    .where('kind', '=', testimonyKind.name)
    .orderBy('published_at')
    .orderBy('code')
    .limit(1)
  const arabic = await shelved.where('language', '=', 'ar').executeTakeFirst()
  const french = await shelved
    .where('language', '=', 'fr')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('shelf.text')
          .select('item_id')
          .whereRef('item_id', '=', 'shelf.item.id')
          .where('form', '=', 'easy'),
      ),
    )
    .executeTakeFirst()
  const at = (locale: 'fr' | 'en' | 'ar', story: { code: string; slug: string }) =>
    pathOf(testimonyKind, locale, story.code, story.slug)
  return [
    hrefOf('fr', addresses.list),
    hrefOf('ar', addresses.list),
    `${hrefOf('fr', addresses.list)}?q=xylophone+introuvable`,
    `${hrefOf('fr', addresses.list)}?vue=liste&annees=1950-2029`,
    `${hrefOf('ar', addresses.list)}?vue=carte`,
    `${hrefOf('fr', addresses.list)}?vue=carte`,
    `${hrefOf('fr', addresses.list)}?vue=temps&annees=1960-1969`,
    `${hrefOf('ar', addresses.list)}?vue=temps`,
    ...(arabic ? [at('fr', arabic), at('ar', arabic)] : []),
    ...(french ? [at('fr', french), `${at('fr', french)}?facile=1`, at('en', french)] : []),
  ]
}
