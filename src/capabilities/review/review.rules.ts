// What may follow what, in review. Pure: no database, no clock.

import { originalOf, textForms, type Content, type TextVersion } from '#core/contribution/content.ts'

export const tabs = ['mine', 'board', 'agreement', 'recent', 'refused'] as const
export type Tab = (typeof tabs)[number]

/** The word of the address: ?file=comite */
export const tabWords: Record<Tab, string> = {
  mine: 'pour-moi',
  board: 'comite',
  agreement: 'accord',
  recent: 'publies',
  refused: 'refuses',
}
export const tabOf = (word: string): Tab => tabs.find((tab) => tabWords[tab] === word) ?? 'mine'

export type RevisionNumbered = { id: string; number: number; content: Content }
export type Chosen<Revision> = {
  /** The revision proposed. */
  proposed: Revision
  /** Its text: a language and a form. */
  text: TextVersion
  /** What it is compared with: an earlier revision, the words as told (for a translation), or nothing yet. */
  against:
    | { kind: 'revision'; revision: Revision; text: TextVersion | undefined }
    | { kind: 'original'; text: TextVersion }
    | { kind: 'nothing' }
}

export const textName = (text: { language: string; form: string }): string => `${text.language}.${text.form}`

/**
 * What to show side by side. Asked for by links; by default the newest revision, and before it the approved one, or the
 * one just before; a first translation stands beside the words as told.
 */
export function chooseSides<Revision extends RevisionNumbered>(
  revisions: readonly Revision[],
  approved: Revision | undefined,
  asked: { text: string; before: string; after: string },
): Chosen<Revision> | undefined {
  const numbered = (number: string) => revisions.find((each) => String(each.number) === number)
  const proposed = numbered(asked.after) ?? revisions.at(-1)
  if (!proposed) return undefined
  const original = originalOf(proposed.content)
  const text = proposed.content.texts.find((each) => textName(each) === asked.text) ?? original
  const earlier = revisions.filter((each) => each.number < proposed.number)
  const before = numbered(asked.before)
  const revision =
    before && before.number < proposed.number
      ? before
      : asked.before === 'original'
        ? undefined
        : approved && earlier.includes(approved)
          ? approved
          : earlier.at(-1)
  if (revision)
    return {
      proposed,
      text,
      against: {
        kind: 'revision',
        revision,
        text: revision.content.texts.find((each) => textName(each) === textName(text)),
      },
    }
  if (text !== original) return { proposed, text, against: { kind: 'original', text: original } }
  return { proposed, text, against: { kind: 'nothing' } }
}

/** The texts in the order people look for them: as told, translated, easy. */
export const sortedTexts = (content: Content): TextVersion[] =>
  content.texts.toSorted((a, b) => textForms.indexOf(a.form) - textForms.indexOf(b.form))

export type DecisionAsked = 'approve' | 'changes' | 'refuse' | 'wait'
export type DecisionTyped = { decision: DecisionAsked; reason: string; opinion: string }
export type DecisionMistake = { field: 'reason' | 'decision'; key: 'reasonNeeded' | 'waitWithWords' }

/** Asking for changes or refusing takes a word for the author; words without a decision would be lost. */
export function mistakeIn({ decision, reason, opinion }: DecisionTyped): DecisionMistake | undefined {
  if ((decision === 'changes' || decision === 'refuse') && reason.trim() === '')
    return { field: 'reason', key: 'reasonNeeded' }
  if (decision === 'wait' && (reason.trim() !== '' || opinion.trim() !== ''))
    return { field: 'decision', key: 'waitWithWords' }
  return undefined
}

/** What the machine can check before someone decides. */
export type Checks = {
  consents: boolean | null
  remarks: boolean
  dates: boolean
  words: boolean
  witness: boolean | null
}
