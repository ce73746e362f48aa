// Sealed seconds may be told again in writing: which passages of the texts share long runs of words with them, and which
// names are said in them. Proposed to a person, who decides.

/** Words in a row that are no chance. */
const longRun = 4
/** A phrase to hide is no longer than this; longer passages are several. */
const longestPhrase = 50

export type Written = { where: string; language: string; text: string }
export type Passage = { where: string; language: string; phrase: string; before: string; after: string }

type Word = { folded: string; start: number; end: number }

const segmenters = new Map<string, Intl.Segmenter>()

function wordsOf(text: string, language: string): Word[] {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, segmenter)
  const words: Word[] = []
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (!isWordLike) continue
    // An apostrophe parts words, whichever it is: “l’usine”, “l'usine”.
    for (const part of segment.matchAll(/[^’']+/g))
      words.push({
        folded: part[0]
          .normalize('NFKD')
          .replace(/[\p{M}\p{Cf}ـ]/gu, '')
          .toLowerCase(),
        start: index + part.index,
        end: index + part.index + part[0].length,
      })
  }
  return words
}

/** How many words a text has, as its language parts them. */
export const countWords = (text: string, language: string): number => wordsOf(text, language).length

/** The passages of `texts` that say at length what the sealed lines say; each once, in the order of the texts. */
export function passagesSharedWith(
  sealed: readonly { text: string; language: string }[],
  texts: readonly Written[],
): Passage[] {
  const runs = new Map<number, Set<string>>()
  for (const { text, language } of sealed) {
    const words = wordsOf(text, language).map(({ folded }) => folded)
    const length = Math.min(longRun, words.length)
    // One word alone is said everywhere.
    if (length < 2) continue
    const known = runs.get(length) ?? new Set()
    for (let from = 0; from + length <= words.length; from++) known.add(words.slice(from, from + length).join(' '))
    runs.set(length, known)
  }
  const seen = new Set<string>()
  return texts.flatMap(({ where, language, text }) => {
    const words = wordsOf(text, language)
    const isShared = words.map(() => false)
    for (const [length, known] of runs)
      for (let from = 0; from + length <= words.length; from++) {
        const run = words.slice(from, from + length).map(({ folded }) => folded)
        if (known.has(run.join(' '))) isShared.fill(true, from, from + length)
      }
    return runsOf(isShared).flatMap(([from, to]): Passage[] => {
      const [start, end] = [words[from]?.start ?? 0, words[to]?.end ?? 0]
      const phrase = text.slice(start, end).replace(/\s+/g, ' ')
      const key = words
        .slice(from, to + 1)
        .map(({ folded }) => folded)
        .join(' ')
      if (seen.has(key)) return []
      seen.add(key)
      const around = (words: string) => words.replace(/\s+/g, ' ')
      return [
        {
          where,
          language,
          phrase,
          before: around(text.slice(Math.max(0, start - 40), start)),
          after: around(text.slice(end, end + 40)),
        },
      ]
    })
  })
}

/** First and last index of each run of `true`, cut where it is too long to be one phrase. */
function runsOf(marks: readonly boolean[]): [number, number][] {
  const found: [number, number][] = []
  for (const [index, isMarked] of marks.entries()) {
    const last = found.at(-1)
    if (!isMarked) continue
    if (last && last[1] === index - 1 && index - last[0] < longestPhrase) last[1] = index
    else found.push([index, index])
  }
  return found
}

/** Names that a text seems to say: capitals elsewhere than where a sentence begins. Scripts without capitals tell none. */
export function namesIn(text: string, known: readonly string[] = []): string[] {
  const isKnown = (name: string) => known.some((each) => each.toLowerCase().includes(name.toLowerCase()))
  const found = new Map<string, number>()
  const pattern =
    /(?<=[\p{Ll}\d,;:’')»”]\s+(?:[«“"(]\s*)?|[\p{Ll}]’)(\p{Lu}[\p{L}-]+(?:\s+(?:(?:de|da|dos|del|van|von|ben|el|al)\s+)?\p{Lu}[\p{L}-]+)*)/gu
  for (const [, name = ''] of text.matchAll(pattern)) if (!isKnown(name)) found.set(name, (found.get(name) ?? 0) + 1)
  return [...found].toSorted((one, other) => other[1] - one[1]).map(([name]) => name)
}
