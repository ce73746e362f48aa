// Words as search compares them: without accents or vowel marks, in lower case, parted where a script has no spaces.

const spaceless = new Set(['zh', 'ja', 'th', 'km', 'lo', 'my'])

/** Text ready for the `simple` configuration, the same for what is stored and what is asked. */
export function searchable(text: string, language: string): string {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']/g, ' ')
  if (!spaceless.has(language.slice(0, 2))) return folded
  const segments = new Intl.Segmenter(language.slice(0, 2), { granularity: 'word' }).segment(text.toLowerCase())
  return [...segments]
    .filter((each) => each.isWordLike)
    .map((each) => each.segment)
    .join(' ')
}
