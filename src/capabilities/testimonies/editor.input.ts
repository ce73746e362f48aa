// What the workshop's small forms may contain; the sections' own are in editor.sections.ts.

import { z } from 'zod'
import { creditRoles } from '#core/contribution/content.ts'
import { choice, language, line, uuid } from '#core/platform/fields.ts'
import { listOf, type FormValues } from '#core/platform/http/forms.ts'
import type { Made } from './editor.sections.ts'

export const BeginInput = z.object({ language, witnesses: z.array(uuid).min(1, 'required').max(12, 'too_long') })
export const readBegin = (form: FormValues) =>
  BeginInput.safeParse({ language: form['language'], witnesses: [...new Set(listOf(form['witnesses']))] })

export const CreditInput = z.object({ person_id: uuid, role: choice(creditRoles) })
export const PseudonymInput = z.object({ person_id: uuid, pseudonym: line(120, 'optional') })

/** The version and print a form was made from; anything unreadable counts as made from nothing. */
export function madeOf(form: FormValues): Made {
  const { version, base } = form
  return {
    version: typeof version === 'string' && /^\d{1,9}$/.test(version) ? Number(version) : -1,
    base: typeof base === 'string' ? base.slice(0, 64) : '',
  }
}
