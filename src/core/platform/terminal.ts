// What the person who installs or runs Veillée reads in a terminal, in French or English according to LANG.
// The texts of the pages do not live here: see i18n.ts.

/** One sentence for the terminal, in its two languages. */
export type Sentence = { readonly fr: string; readonly en: string }

/** `fr` when the terminal is in French (LC_ALL, then LC_MESSAGES, then LANG), else `en`. */
export function terminalLanguage(env: Record<string, string | undefined> = process.env): 'fr' | 'en' {
  return /^fr/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'fr' : 'en'
}

/** Picks the sentence in the terminal's language: `say({ fr: 'Prêt.', en: 'Ready.' })`. */
export function say(sentence: Sentence): string {
  return sentence[terminalLanguage()]
}

/**
 * Something the person who starts Veillée must put right. main prints the message, one plain line saying what is wrong
 * and what to do, and exits with code 1. `throw new StartError({ fr: '…', en: '…' })`
 */
export class StartError extends Error {
  override readonly name = 'StartError'
  constructor(sentence: Sentence, options?: { cause?: unknown }) {
    super(say(sentence).replace(/\s+/g, ' ').trim(), options)
  }
}

/** Tells a long step. Given by the command; silent in tests. */
export type Progress = (sentence: Sentence) => void
