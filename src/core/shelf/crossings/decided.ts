// What editors decided of pairs of stories, as publish() reads it from the desk: a crossing confirmed or silenced, a link
// written by hand with its own words, in which names that must not be said are hidden like everywhere.

import type { Selectable } from 'kysely'
import type { Kinds } from '../../contribution/kind.ts'
import type { DeskTransaction } from '../../desk.ts'
import type { DecidedCrossingTable, InWords } from './crossings.tables.ts'
import { redactionAmong } from './hiding.ts'
import { writtenRank } from './reasons.ts'
import type { Redaction } from '../redact.ts'

export type Decided = Selectable<DecidedCrossingTable>

/** Every decision about these stories, by pair: 'one two'. */
export async function listDecided(tx: DeskTransaction, ids: readonly string[]): Promise<Map<string, Decided>> {
  const rows = await tx
    .selectFrom('desk.crossing')
    .selectAll()
    .where((eb) => eb.or([eb('one_id', 'in', [...ids]), eb('two_id', 'in', [...ids])]))
    .execute()
  return new Map(rows.map((row) => [`${row.one_id} ${row.two_id}`, row]))
}

/** The row of a link written by hand. */
export async function rowOfLink(tx: DeskTransaction, kinds: Kinds, said: Decided, now: Date) {
  if (said.link === null) return undefined
  const { one_id, two_id, words } = said
  const hasWords = Object.values(words).some((text) => text !== '')
  const shown = hasWords ? redactWords(words, await redactionAmong(tx, kinds, [one_id, two_id], now)) : {}
  return {
    kind: said.link,
    key: '',
    label: '',
    nature: '',
    way: 'unknown' as const,
    years: 0,
    rank: writtenRank,
    weight: 0,
    is_from_one: said.from_id !== two_id,
    words: JSON.stringify(shown),
  }
}

/** Words by language, without the names they must not say. */
export const redactWords = (words: InWords, redact: Redaction): InWords =>
  Object.fromEntries(Object.entries(words).map(([locale, text]) => [locale, redact(text)]))
