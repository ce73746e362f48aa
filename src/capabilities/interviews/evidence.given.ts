// From a signature sent in a form to an evidence whose bytes are in the vault, or to what is wrong with it.

import { wordingOf, type QuestionId } from '#core/consent/questions.ts'
import type { Visit } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { formatMoment } from '#ui/dates.ts'
import type { FormErrors } from '#ui/form-state.ts'
import type { EvidenceGiven } from './evidence.actions.ts'
import { keepDrawing, keepTyped } from './evidence.bytes.ts'
import type { Signature, SignatureMistake } from './evidence.input.ts'
import { evidenceTexts } from './evidence.texts.ts'

export function signatureError(mistake: SignatureMistake | undefined, locale: Locale): FormErrors {
  const t = evidenceTexts.in(locale)
  if (!mistake) return {}
  return mistake === 'i_sign' ? { i_sign: t('signTickMissing') } : { signature: t('signBad') }
}

/** Keeps the bytes of a signature, before any transaction; undefined when a drawing cannot be kept. */
export async function signatureGiven(
  visit: Pick<Visit, 'desk' | 'now'>,
  signature: Signature,
  about: { wording: readonly QuestionId[]; wording_language: Locale },
): Promise<EvidenceGiven | undefined> {
  if ('drawn' in signature) {
    const kept = await keepDrawing(visit.desk, signature.drawn)
    return kept && { nature: 'signature', signature: kept }
  }
  const { wording_language } = about
  const words = evidenceTexts.in(wording_language)('typed', {
    name: signature.typed,
    moment: formatMoment(visit.now(), wording_language),
    wording: about.wording.map((id) => wordingOf({ id }, wording_language)).join('\n'),
  })
  return { nature: 'signature', signature: await keepTyped(visit.desk, words) }
}
