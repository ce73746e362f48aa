// Pages that compare several accounts of one event, place or thing: from what editors composed on the desk to what may
// be read of it now.

import { sql } from 'kysely'
import { plainTextOf } from '../../contribution/document.ts'
import type { Kinds } from '../../contribution/kind.ts'
import type { DeskTransaction } from '../../desk.ts'
import { redactWords } from './decided.ts'
import { isSaidInSlug, listHidden, redactionFor } from './hiding.ts'
import { holdShelf } from './hold.ts'

/** Shelves again the gatherings that hold one of these contributions. */
export async function shelveGatheringsOf(
  tx: DeskTransaction,
  kinds: Kinds,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  const rows = await tx
    .selectFrom('desk.gathering_item')
    .select('gathering_id')
    .distinct()
    .where('contribution_id', 'in', [...ids])
    .orderBy('gathering_id')
    .execute()
  for (const { gathering_id } of rows) await shelveGathering(tx, kinds, gathering_id, now)
}

/**
 * Puts on the shelf what may be read of a gathering: its members that are public, in their order; an extract only while
 * it stands in what its story lets read; its own words without the names they must not say. Retired: nobody is in it.
 */
export async function shelveGathering(tx: DeskTransaction, kinds: Kinds, id: string, now: Date): Promise<void> {
  await holdShelf(tx)
  const gathering = await tx.selectFrom('desk.gathering').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  await tx.deleteFrom('shelf.gathering').where('id', '=', id).execute()
  const members = gathering.retired_at
    ? []
    : await tx
        .selectFrom('desk.gathering_item')
        .selectAll()
        .where('gathering_id', '=', id)
        .orderBy('position')
        .orderBy('contribution_id')
        .limit(60)
        .execute()
  const ids = members.map(({ contribution_id }) => contribution_id)
  const items = ids.length
    ? await tx.selectFrom('shelf.item').select(['id', 'language', 'visible_until']).where('id', 'in', ids).execute()
    : []
  const ends = items.flatMap(({ visible_until }) => visible_until ?? [])
  const hidden = ids.length ? await listHidden(tx, kinds, ids, now) : undefined
  const redact = hidden && redactionFor(hidden)
  await tx
    .insertInto('shelf.gathering')
    .values({
      id,
      // Made of its title once and kept: a name taken back leaves the address too.
      slug: hidden && isSaidInSlug(gathering.slug, hidden) ? `ensemble-${id.slice(0, 8)}` : gathering.slug,
      kind: gathering.kind,
      titles: JSON.stringify(redact ? redactWords(gathering.titles, redact) : {}),
      presentations: JSON.stringify(redact ? redactWords(gathering.presentations, redact) : {}),
      // Its words may name someone whose agreement ends: they hide with her, until they are computed again.
      visible_until: ends.length ? new Date(Math.min(...ends.map((end) => end.getTime()))) : null,
    })
    .execute()
  const texts = items.length
    ? await tx
        .selectFrom('shelf.text')
        .select(['item_id', 'language', 'quote', 'lead', 'body'])
        .where(
          'item_id',
          'in',
          items.map((item) => item.id),
        )
        .orderBy(sql`form = 'original'`, 'desc')
        .orderBy('language')
        .execute()
    : []
  const rows = members.flatMap((member) => {
    const item = items.find((each) => each.id === member.contribution_id)
    if (!item) return []
    const source = member.extract
      ? texts.find((text) => text.item_id === item.id && isSaidIn(member.extract, text))
      : undefined
    return [
      {
        gathering_id: id,
        item_id: item.id,
        position: member.position,
        extract: source ? member.extract : '',
        extract_language: source?.language ?? item.language,
        visible_until: item.visible_until,
      },
    ]
  })
  if (rows.length) await tx.insertInto('shelf.gathering_item').values(rows).execute()
}

const spaced = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim()

/** Whether these words stand, one after the other, in a text; spaces and line ends do not count. */
export const isSaidIn = (
  extract: string,
  text: { quote: string; lead: string; body: Parameters<typeof plainTextOf>[0] },
): boolean => [plainTextOf(text.body), text.quote, text.lead].some((words) => spaced(words).includes(spaced(extract)))
