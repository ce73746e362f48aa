// Reading the forms about a witness: her sheet, her mandate, whom she is entrusted to, by the schemas of the people room.

import { z } from 'zod'
import { MandateInput } from '#core/people/mandates.ts'
import { PersonInput } from '#core/people/persons.queries.ts'
import { uuid } from '#core/platform/fields.ts'
import { listOf, type FormValues } from '#core/platform/http/forms.ts'

/** Other spellings come one per line. */
const linesOf = (value: string | string[] | undefined): string[] =>
  listOf(value)
    .flatMap((text) => text.split(/\r\n?|\n/))
    .map((text) => text.trim())
    .filter((text) => text !== '')

export const WitnessInput = PersonInput.pick({
  name: true,
  other_names: true,
  born: true,
  languages: true,
  district: true,
  phone: true,
  notes: true,
  locale: true,
})
export type WitnessInput = z.infer<typeof WitnessInput>

export const parseWitness = (form: FormValues) =>
  WitnessInput.safeParse({
    ...form,
    other_names: linesOf(form['other_names']),
    locale: form['locale'] ?? 'fr',
    notes: form['notes'] ?? '',
  })

export const parseMandate = (form: FormValues, today: string) => MandateInput.safeParse({ ...form, starts_on: today })

export const TransferInput = z
  .object({ from_id: uuid, to_id: uuid })
  .refine((input) => input.from_id !== input.to_id, { error: 'bad_choice', path: ['to_id'] })
