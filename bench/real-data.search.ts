// Searches the real stories and the declarations as people would, and tells what is found of what should be. What should
// be found is looked for in the texts themselves, letter by letter, without the code that searches.

import type { Kysely } from 'kysely'
import { plainTextOf } from '#core/contribution/document.ts'
import { findWords } from '#core/shelf/search/find-words.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'

type Reader = Kysely<ShelfTables>
type Read = { ordinal: number; language: string; title: string; text: string; words: string[] }
type Try = { kind: string; typed: string; expected: number[] }

const least = 0.95

async function shelved(reader: Reader): Promise<Read[]> {
  const rows = await reader
    .selectFrom('shelf.text')
    .innerJoin('shelf.item', 'shelf.item.id', 'item_id')
    .select(['ordinal', 'shelf.text.language', 'title', 'body'])
    .orderBy('ordinal')
    .execute()
  return rows.map(({ body, ...row }) => {
    const text = `${row.title}\n${plainTextOf(body)}`.toLowerCase()
    return { ...row, text, words: text.match(/[\p{L}\p{M}]+/gu) ?? [] }
  })
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')

/** Frequent, rare and misspelt words, phrases and words left out, among the spoken stories. */
export async function searchSpoken(reader: Reader, failures: string[]): Promise<string[]> {
  const stories = (await shelved(reader)).filter(({ language }) => language === 'fr')
  const saying = new Map<string, number[]>()
  for (const { ordinal, words } of stories)
    for (const word of new Set(words.map(plain))) saying.set(word, [...(saying.get(word) ?? []), ordinal])
  // Five letters at least: shorter ones are mostly words that search leaves out.
  const known = [...saying].filter(([word]) => /^[a-z]{5,}$/.test(word))
  const frequent = known.toSorted(([, one], [, other]) => other.length - one.length).slice(0, 15)
  const rare = known.filter(([word, where]) => where.length === 1 && word.length > 6)
  const spread = <Value>(all: readonly Value[], count: number): Value[] =>
    Array.from({ length: Math.min(count, all.length) }, (_, at) => all[Math.floor((at * all.length) / count)] as Value)
  const [some, others] = [spread(rare, 60), spread(rare.slice(7), 60)]
  const tries: Try[] = [
    ...frequent.map(([typed, expected]) => ({ kind: 'frequent', typed, expected })),
    ...some.map(([typed, expected]) => ({ kind: 'rare', typed, expected })),
    ...others
      .map(([word, expected], at) => ({ word, typed: missed(word, at), expected }))
      // A slip that makes another word of the stories, or the beginning of one, is not one.
      .filter(
        ({ typed, word }) =>
          ![...saying.keys()].some((each) => each !== word && (each.startsWith(typed) || within(typed, each))),
      )
      .map(({ typed, expected }) => ({ kind: 'misspelt', typed, expected })),
    ...spread(stories, 30).map(({ text }, at) => {
      const cut = /(?<=[ \n])(\p{L}{3,} \p{L}{3,} \p{L}{3,})(?=[ \n.,?!])/gu
      const typed = [...text.matchAll(cut)].at(at)?.[1] ?? [...text.matchAll(cut)][0]?.[1] ?? ''
      const expected = stories.filter((each) => each.text.includes(typed)).map(({ ordinal }) => ordinal)
      return { kind: 'phrase', typed: `"${typed}"`, expected }
    }),
    ...frequent.slice(1).map(([typed, where], at) => {
      const [without = '', unwanted] = frequent[at] ?? []
      return {
        kind: 'left out',
        typed: `${typed} -${without}`,
        // Other forms of the word left out go too: only those that say no word beginning so are sure to remain.
        expected: where.filter(
          (ordinal) =>
            !unwanted?.includes(ordinal) &&
            !stories.some((each) => each.ordinal === ordinal && plain(each.text).includes(without.slice(0, 4))),
        ),
      }
    }),
  ]
  return await report(reader, 'spoken stories', tries, failures)
}

/** A letter lost, doubled, or two swapped, never the first. */
function missed(word: string, at: number): string {
  const where = 2 + (at % (word.length - 3))
  const [letter = '', next = ''] = word.slice(where)
  const made = [
    word.slice(0, where) + word.slice(where + 1),
    word.slice(0, where) + letter + word.slice(where),
    word.slice(0, where) + next + letter + word.slice(where + 2),
  ][at % 3] as string
  return made === word ? word.slice(0, where) + word.slice(where + 1) : made
}

/** The same letters but for one lost or added. */
const within = (one: string, other: string): boolean => {
  if (one === other) return true
  const [long, short] = one.length > other.length ? [one, other] : [other, one]
  return long.length - short.length === 1 && [...long].some((_, at) => long.slice(0, at) + long.slice(at + 1) === short)
}

/** A word of each declaration, as it is written and without its diacritics. */
export async function searchDeclarations(reader: Reader, failures: string[]): Promise<string[]> {
  // The spoken stories are told in `fr`; the declarations bear the tags of three letters of their files.
  const declarations = (await shelved(reader)).filter(({ language }) => language !== 'fr')
  const segmenter = new Intl.Segmenter('und', { granularity: 'word' })
  const tries = declarations.flatMap(({ ordinal, text, language }): Try[] => {
    const words = [...segmenter.segment(text)].filter((each) => each.isWordLike).map(({ segment }) => segment)
    const wanted = [...new Set(words)].filter((word) => /^[\p{L}\p{M}]{2,}$/u.test(word))
    // Longest first, those with marks before the others: accents are what people leave out.
    const marked = wanted.filter(
      (word) => plain(word) !== word.normalize('NFD') && /^[\p{Script=Latin}\p{Script=Inherited}]+$/u.test(word),
    )
    const some = [...marked, ...wanted].toSorted((one, other) => other.length - one.length).slice(0, 3)
    return [...new Set([...some, ...marked.slice(0, 2)])].flatMap((word) => [
      { kind: `${language} as written`, typed: word, expected: [ordinal] },
      ...(marked.includes(word) ? [{ kind: `${language} unaccented`, typed: plain(word), expected: [ordinal] }] : []),
    ])
  })
  const lines = await report(reader, 'languages', tries, failures, (kind) => kind.split(' ').slice(1).join(' '))
  return [...lines, `                 ${new Set(declarations.map(({ language }) => language)).size} languages`]
}

async function report(
  reader: Reader,
  what: string,
  tries: readonly Try[],
  failures: string[],
  groupOf: (kind: string) => string = (kind) => kind,
): Promise<string[]> {
  const groups = new Map<string, { expected: number; found: number; tries: number; missed: string[] }>()
  for (const { kind, typed, expected } of tries) {
    const found = new Set((await findWords(reader, typed))?.ordinals)
    const group = groups.get(groupOf(kind)) ?? { expected: 0, found: 0, tries: 0, missed: [] }
    groups.set(groupOf(kind), group)
    const seen = expected.filter((ordinal) => found.has(ordinal)).length
    group.tries += 1
    group.expected += expected.length
    group.found += seen
    if (seen < expected.length) group.missed.push(`${kind} ${typed}`)
  }
  return [...groups].map(([name, { expected, found, tries: count, missed: lost }]) => {
    const recall = expected ? found / expected : 0
    if (recall < least)
      failures.push(`search, ${what}, ${name}: ${(recall * 100).toFixed(1)} % found; ${lost.slice(0, 5).join(', ')}`)
    return `search           ${what}, ${name}: ${found} of ${expected} (${(recall * 100).toFixed(1)} %) in ${count} searches${lost.length ? `; not all of ${lost.slice(0, 3).join(', ')}` : ''}`
  })
}
