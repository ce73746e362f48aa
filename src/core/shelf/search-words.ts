// What someone typed in the search box, as a PostgreSQL query that cannot fail: each word, or its beginning, must be
// there. No operator is understood: a quotation mark or a minus sign in what people type means nothing.

import { searchable } from './searchable.ts'

const scripts: readonly [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Khmer}/u, 'km'],
  [/\p{Script=Lao}/u, 'lo'],
  [/\p{Script=Myanmar}/u, 'my'],
]

/** `queryOf('La neige')` is `'la':* & 'neige':*`; null when no letter or digit was typed. */
export function queryOf(typed: string): string | null {
  const asked = typed.slice(0, 200)
  const language = scripts.find(([script]) => script.test(asked))?.[1] ?? 'und'
  // Letters and digits only, cut where the stored words are cut, so that nothing typed can be an operator.
  const words = searchable(asked, language).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  const telling = words.filter((word) => [...word].length > 1)
  const kept = (telling.length ? telling : words).slice(0, 10)
  return kept.length ? kept.map((word) => `'${word.slice(0, 60)}':*`).join(' & ') : null
}
