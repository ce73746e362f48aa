// “Zohra : On est arrivés en mars.” Names before what they say, where a format has no other place for them. Pure, and
// used in browsers too.

const opening = /^([^\n:：]{1,80}?)[ \u00a0\u202f]*[:：](?=\s|$)\s*/u

// Small words that stand inside names.
const inside = /^(?:d[eu]|des|la|le|les|el|al|ben|bent|bint|ibn|abu|van|von|der|den|da|do|dos|di|y|et|and)$/iu

/** Whether it reads as a name, in a script that has capital letters: « Zohra », « Mme Ben Ali », « L1 ». */
export function looksLikeName(name: string): boolean {
  const words = name.split(/[\s'’-]+/u).filter(Boolean)
  if (words.length === 0 || words.length > 5 || name.length > 60 || /[!?,;«»"“”()[\]]|\.\s*$|\d{3}/u.test(name))
    return false
  return /^\p{Lu}/u.test(words[0] ?? '') && words.every((word) => /^[\p{Lu}\d]/u.test(word) || inside.test(word))
}

/** Letters without capitals: Arabic, Hebrew, Chinese… A name cannot be told from other words there. */
const isCaseless = (name: string): boolean => !/[\p{Lu}\p{Ll}]/u.test(name) && /\p{L}/u.test(name)

export const sameName = (one: string, other: string): boolean =>
  one.normalize('NFC').toLocaleLowerCase() === other.normalize('NFC').toLocaleLowerCase()

/**
 * Parts the name from what is said. A text that begins with `: ` says that nobody is named; `{l’homme du quai} :` names
 * someone whose name does not look like one.
 */
export function readSpoken(text: string, isName: (name: string) => boolean): { speaker: string; text: string } {
  const [plainly, named = ''] = /^\{([^{}\n]{1,80})\}[ \u00a0\u202f]*[:：](?=\s|$)\s*/u.exec(text) ?? []
  if (plainly !== undefined) return { speaker: named.trim(), text: text.slice(plainly.length) }
  const nobody = /^[:：][ \u00a0]/u.exec(text)
  if (nobody) return { speaker: '', text: text.slice(nobody[0].length) }
  const [whole, name = ''] = opening.exec(text) ?? []
  if (whole === undefined || name.trim() === '' || !isName(name.trim())) return { speaker: '', text }
  return { speaker: name.trim(), text: text.slice(whole.length) }
}

/** The other way round. */
export const writeSpoken = ({ speaker, text }: { speaker: string; text: string }): string =>
  speaker ? `${speaker}: ${text}` : text

/**
 * Which beginnings are names in a text from elsewhere: those known already; those that open two passages at least; or
 * the very first one. « Attention : » once in the middle is none.
 */
export function namesIn(texts: readonly string[], known: readonly string[]): (name: string) => boolean {
  const counts = new Map<string, number>()
  const labels = texts.map((text) => opening.exec(text)?.[1]?.trim() ?? '')
  for (const label of labels) if (label) counts.set(label, (counts.get(label) ?? 0) + 1)
  return (name) => {
    if (known.some((each) => sameName(each, name))) return true
    const count = counts.get(name) ?? 0
    if (isCaseless(name)) return count > 1 && name.split(/\s+/u).length < 4
    return looksLikeName(name) && (count > 1 || labels[0] === name)
  }
}
