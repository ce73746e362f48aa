// The questions put to a witness: each is one use of one form (P-05). The ledger accepts any pair; these are the pairs
// that make sense to ask, in the order they are asked. Nothing is answered for her: no answer is no.

import type { Locale } from '../platform/i18n.ts'
import { consentTexts } from './texts.ts'
import type { Form, Use } from './uses.ts'

export const questionGroups = ['site', 'keep', 'beyond', 'other'] as const
export type QuestionGroup = (typeof questionGroups)[number]

const list = [
  { id: 'site.text', group: 'site', icon: 'globe' },
  { id: 'site.name', group: 'site', icon: 'name' },
  { id: 'site.voice', group: 'site', icon: 'voice' },
  { id: 'site.image', group: 'site', icon: 'user' },
  { id: 'site.lent', group: 'site', icon: 'photo' },
  { id: 'archive.text', group: 'keep', icon: 'archive' },
  { id: 'archive.voice', group: 'keep', icon: 'archive' },
  { id: 'school.text', group: 'keep', icon: 'school' },
  { id: 'school.voice', group: 'keep', icon: 'school' },
  { id: 'research.text', group: 'keep', icon: 'search' },
  { id: 'excerpt.text', group: 'beyond', icon: 'letter' },
  { id: 'exhibition.text', group: 'beyond', icon: 'eye' },
  { id: 'print.text', group: 'beyond', icon: 'book' },
  { id: 'radio.voice', group: 'beyond', icon: 'radio' },
  { id: 'archive.lent', group: 'other', icon: 'archive' },
  { id: 'reading_room.text', group: 'other', icon: 'book' },
  { id: 'group.text', group: 'other', icon: 'users' },
  { id: 'exhibition.image', group: 'other', icon: 'eye' },
  { id: 'exhibition.lent', group: 'other', icon: 'eye' },
  { id: 'print.image', group: 'other', icon: 'book' },
  { id: 'print.lent', group: 'other', icon: 'book' },
  { id: 'social.text', group: 'other', icon: 'share' },
  { id: 'open_licence.text', group: 'other', icon: 'link' },
  { id: 'machine.text', group: 'other', icon: 'settings' },
  { id: 'machine.voice', group: 'other', icon: 'settings' },
] as const

/** 'site.text': a use and a form. Also the end of the names of its texts and of its field in forms. */
export type QuestionId = (typeof list)[number]['id']
export type Question = {
  id: QuestionId
  use: Use
  form: Form
  group: QuestionGroup
  icon: (typeof list)[number]['icon']
}

export const questions: readonly Question[] = list.map((each) => {
  const [use, form] = each.id.split('.') as [Use, Form]
  return { ...each, use, form }
})

/** The very sentence read or shown to a witness, in the language it is read in. */
export const wordingOf = (question: Pick<Question, 'id'>, language: Locale): string =>
  consentTexts.in(language)(`question.${question.id}`)
