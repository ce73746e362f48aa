// What is said in a sound, as files and people write it: with names of speakers, before they become someone.

/** Milliseconds from the beginning. `speaker` is the name as it is written, '' for nobody's. */
export type Said = { start: number; end: number; speaker: string; text: string }
export type Placed = Said & { line: number }

/** What could not be taken from a file, and its line; the capability has a sentence for each. */
export const troubles = ['time', 'late', 'long', 'many', 'large', 'empty', 'json', 'times'] as const
export type Trouble = { what: (typeof troubles)[number]; line: number }

export const lastInstant = 86_400_000
export const maxText = 4_000
export const maxName = 80
export const maxSaid = 20_000

/** Lines without the space around them and without empty ones: a caption holds none, in any format. */
export const tidyText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replaceAll('\0', '\ufffd')
    .normalize('NFC')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')

/** A name on one line, without the signs that part it from what is said. */
export const tidyName = (name: string): string =>
  tidyText(name)
    .replace(/[\s:：{}]+/gu, ' ')
    .trim()
    .slice(0, maxName)
    .toWellFormed()
    .trim()

/**
 * In the order of time, those that begin together as they came; without what is out of bounds, nor what is empty unless
 * `keepsEmpty`: a passage that waits for its words.
 */
export function inOrder(placed: readonly Placed[], found: Trouble[], keepsEmpty = false): Said[] {
  const kept: Said[] = []
  for (const { line, ...each } of placed) {
    const said = { ...each, text: tidyText(each.text), speaker: tidyName(each.speaker) }
    if (said.text === '' && !keepsEmpty) continue
    if (said.text.length > maxText) found.push({ what: 'long', line })
    else if (!(said.start >= 0 && said.start <= lastInstant)) found.push({ what: 'late', line })
    else if (kept.length === maxSaid) {
      found.push({ what: 'many', line })
      break
    } else kept.push({ ...said, end: Math.min(Math.max(said.start, said.end), lastInstant) })
  }
  return kept.toSorted((one, other) => one.start - other.start)
}
