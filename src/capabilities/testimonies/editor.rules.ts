// Pure rules of the story's workshop: what is still missing, whether a translation follows its original, what changed.

import { isHeard, isVoice, originalOf, type Content, type TextVersion } from '#core/contribution/content.ts'
import { plainOf, type Document } from '#core/contribution/document.ts'
import type { Stage } from '#core/contribution/contribution.tables.ts'
import { badgeOf as badges } from '#ui/badge.tsx'
import { TestimonyDetails } from './testimonies.kind.ts'

/** The parts of the workshop, in the order one fills them. */
export const steps = ['text', 'translations', 'easy', 'journey', 'themes', 'people', 'licence'] as const
export type Step = (typeof steps)[number]

export type Missing = {
  what: 'title' | 'body' | 'teller' | 'consent' | 'french' | 'theme'
  needed: boolean
  step: Step | null
}

/**
 * What a story lacks before it goes to the boards. `needed`: it cannot be sent without; the rest is advice.
 * `isConsentAsked`: everyone who tells was asked, whatever she answered.
 */
export function missingIn(content: Content, isConsentAsked: boolean): Missing[] {
  const original = originalOf(content)
  const hasFrench =
    content.language === 'fr' ||
    content.texts.some((text) => text.language === 'fr' && text.form === 'translation' && !isEmptyDocument(text.body))
  const missing: (Missing & { when: boolean })[] = [
    { what: 'title', needed: true, step: 'text', when: original.title === '' },
    // Told aloud, it has its words in its transcript.
    { what: 'body', needed: !isHeard(content), step: 'text', when: isEmptyDocument(original.body) },
    {
      what: 'teller',
      needed: true,
      step: 'people',
      when: !content.credits.some(isVoice),
    },
    { what: 'consent', needed: false, step: null, when: !isConsentAsked },
    { what: 'french', needed: false, step: 'translations', when: !hasFrench },
    { what: 'theme', needed: false, step: 'themes', when: content.themes.length === 0 },
  ]
  return missing.filter((each) => each.when).map(({ when: _when, ...each }) => each)
}

export const isEmptyDocument = (document: Document): boolean =>
  document.content.every((block) => plainOf(block).trim() === '')

/** Which parts hold something: the knots already tied. */
export function doneSteps(content: Content): Record<Step, boolean> {
  const original = originalOf(content)
  return {
    text: original.title !== '' && !isEmptyDocument(original.body),
    translations: content.texts.some((text) => text.form === 'translation'),
    easy: content.texts.some((text) => text.form === 'easy'),
    journey: content.period !== '' || TestimonyDetails.parse(content.details).stages.length > 0,
    themes: content.themes.length > 0,
    people: content.credits.some((credit) => credit.role !== 'told' && credit.role !== 'wrote'),
    licence: content.licence !== 'all-rights-reserved',
  }
}

export type Alignment = { matches: boolean; original: number; translation: number; rows: [string, string][] }

/** An original and its translation, paragraph facing paragraph. When the numbers differ, the last rows have one side. */
export function alignmentOf(original: Document, translation: Document): Alignment {
  const left = original.content.map(plainOf)
  const right = translation.content.map(plainOf)
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, index): [string, string] => [
    left[index] ?? '',
    right[index] ?? '',
  ])
  return { matches: left.length === right.length, original: left.length, translation: right.length, rows }
}

export const findText = (content: Content, language: string, form: TextVersion['form']): TextVersion | undefined =>
  content.texts.find((text) => text.language === language && text.form === form)

/** Moves one item of a list by one place; the same list when it cannot. */
export function moved<Item>(items: readonly Item[], index: number, by: -1 | 1): Item[] {
  const copy = [...items]
  const [item] = copy.splice(index, 1)
  if (item === undefined || index + by < 0 || index + by > copy.length) return [...items]
  copy.splice(index + by, 0, item)
  return copy
}

/** The look of each stage for those who write: what is hidden is ready to come back, what was refused may be taken up. */
export const badgeOf: typeof badges = { ...badges, hidden: 'pret', refused: 'reprendre' }
export const stages = Object.keys(badgeOf) as Stage[]
