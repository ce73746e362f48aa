// Dates with help: a few plain questions make an EDTF text, and an EDTF text goes back into the questions. Pure.

import { z } from 'zod'
import { choice, edtfDate, line, type FieldMistakes } from '#core/platform/fields.ts'
import { digitsOf } from '#core/platform/identifiers.ts'

/** How sure one is: nothing known, sure, about, ten years or so; or the EDTF written by hand. */
export const precisions = ['unknown', 'exact', 'about', 'decade', 'free'] as const
export type Precision = (typeof precisions)[number]

/** What the small form holds, as typed. */
export type PeriodHelp = { precision: Precision; year: string; month: string; edtf: string }

const months = ['', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const

export const PeriodInput = z.object({
  precision: choice(precisions),
  year: line(20, 'optional'),
  month: choice(months),
  edtf: line(60, 'optional'),
})

/** The EDTF of what was answered, or what is wrong with it: `{ edtf: '1974~' }`, `{ mistakes: { year: 'bad_date' } }`. */
export function composeEdtf(help: PeriodHelp): { edtf: string } | { mistakes: FieldMistakes } {
  if (help.precision === 'unknown') return { edtf: '' }
  if (help.precision === 'free') {
    const free = edtfDate.safeParse(help.edtf)
    return free.success ? { edtf: free.data } : { mistakes: { edtf: 'bad_date' } }
  }
  if (help.year.trim() === '') return { mistakes: { year: 'required' } }
  const year = digitsOf(help.year)
  // Nobody's memory, nor her grandparents', goes further.
  if (year.length !== 4 || Number(year) < 1700 || Number(year) > 2199) return { mistakes: { year: 'bad_date' } }
  if (help.precision === 'decade') return { edtf: `${year.slice(0, 3)}X` }
  const date = help.month ? `${year}-${help.month}` : year
  return { edtf: help.precision === 'about' ? `${date}~` : date }
}

/** The answers that an EDTF text came from; `free` when the questions cannot say it. */
export function periodHelpOf(edtf: string): PeriodHelp {
  const none = { year: '', month: '', edtf: '' }
  if (edtf === '') return { ...none, precision: 'unknown' }
  const [, year = '', month = '', about] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?(~)?$/.exec(edtf) ?? []
  if (year) return { precision: about ? 'about' : 'exact', year, month, edtf: '' }
  const [, decade] = /^(\d{3})X$/.exec(edtf) ?? []
  if (decade) return { ...none, precision: 'decade', year: `${decade}0` }
  return { ...none, precision: 'free', edtf }
}
