// What the forms of evidence may hold: a signature drawn or typed, a file that came, the answers it shows.

import { z } from 'zod'
import { questions, type QuestionId } from '#core/consent/questions.ts'
import { evidenceNatures } from '#core/media/evidence.ts'
import { choice, flag, line, uuid } from '#core/platform/fields.ts'
import { firstOf, listOf, type FormValues } from '#core/platform/http/forms.ts'
import { locales } from '#core/platform/i18n.ts'

const png = 'data:image/png;base64,'
/** A drawing of 900 × 260 in one ink weighs some ten kilobytes. */
const mostDrawing = 400_000

/** A signature as it is sent: a drawing (PNG) or a name typed and “I sign”. */
export type Signature = { drawn: Buffer } | { typed: string }
export type SignatureMistake = 'signature' | 'i_sign'

export const signatureFields = ['signed_name', 'i_sign'] as const

/** The signature of a form; `undefined` when there is none, or which field is wrong. */
export function signatureIn(form: FormValues): { signature?: Signature; mistake?: SignatureMistake } {
  const drawing = firstOf(form['signature'])
  if (drawing) {
    const drawn = drawing.startsWith(png) && drawing.length <= mostDrawing ? drawing.slice(png.length) : ''
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(drawn)) return { mistake: 'signature' }
    return { signature: { drawn: Buffer.from(drawn, 'base64') } }
  }
  const name = line(120, 'optional').safeParse(firstOf(form['signed_name']))
  if (!name.success) return { mistake: 'signature' }
  if (!name.data) return {}
  return flag.parse(firstOf(form['i_sign']) || undefined) ? { signature: { typed: name.data } } : { mistake: 'i_sign' }
}

const ids = questions.map(({ id }) => id)
const isQuestion = (id: string): id is QuestionId => (ids as readonly string[]).includes(id)

/** The answers an evidence shows: those ticked. */
const shown = z
  .preprocess((value) => listOf(value as string | string[] | undefined), z.array(z.string()).max(questions.length))
  .transform((typed) => typed.filter(isQuestion))
  .refine((typed) => typed.length > 0, 'required')

const common = { person_id: uuid, wording_language: choice(locales), shows: shown }

export const SignInput = z.object(common)
export const FileEvidenceInput = z.object({ ...common, nature: choice(evidenceNatures), file_id: uuid })

/** The recorder's file beside the answers, once it has come. */
export const RecordedInput = z.union([z.literal(''), uuid]).optional()
