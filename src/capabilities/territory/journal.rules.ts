// From an event of the journal to the sentence that tells it. Kinds this room has no words for are told as they are.

import { locales, type Locale } from '#core/platform/i18n.ts'
import { roles } from '#core/people/roles.ts'
import { deskTexts as roleTexts } from '#ui/desk-texts.ts'
import { deskTexts, type DeskKey } from './territory.texts.ts'

const isKey = (key: string): key is DeskKey => Object.hasOwn(deskTexts.catalogues[locales[0]], key)

export function sentenceOfEvent(kind: string, data: Record<string, unknown>, locale: Locale): string {
  const t = deskTexts.in(locale)
  const key = `event.${kind}`
  if (!isKey(key)) return t('event.other', { kind })
  const text = (name: string) =>
    typeof data[name] === 'string' || typeof data[name] === 'number' ? String(data[name]) : ''
  const role = roles.find((each) => each === data['role'])
  return t(key, {
    role: role ? roleTexts.in(locale)(`role.${role}`) : '',
    theme: text('theme'),
    revision: text('revision'),
  })
}
