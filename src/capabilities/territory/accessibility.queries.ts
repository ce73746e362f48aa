// Sounds and films shown before their words are written: each is a non-conformity of the accessibility statement.

import { sql, type Kysely } from 'kysely'
import { defaultLocale, type Locale } from '#core/platform/i18n.ts'
import { cardColumns, cardOf, type Card, type CardRow } from '#core/shelf/cards.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import type { ShownMedia } from '#core/shelf/shelve-media.ts'
import { lacksWords } from '#core/shelf/shown-media.ts'
import { isUnsaid } from '#core/shelf/stories.ts'

export type Unsaid = { card: Card; reason: string; until: string; language: string }

const most = 200

/** Those whose words are promised the soonest come first. */
export async function listUnsaid(reader: Kysely<ShelfTables>, locale: Locale): Promise<Unsaid[]> {
  const { rows } = await sql<CardRow & { media: ShownMedia[] }>`
    select ${cardColumns}, item.media from shelf.item where ${isUnsaid} order by code limit ${most}`.execute(reader)
  return rows
    .flatMap(({ media, ...row }) =>
      media.flatMap((each) =>
        each.excuse && lacksWords(each)
          ? [{ card: cardOf(locale, row), ...each.excuse, language: each.excuse.language ?? defaultLocale }]
          : [],
      ),
    )
    .toSorted((one, other) => one.until.localeCompare(other.until))
}
