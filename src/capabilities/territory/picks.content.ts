// What the screens that choose stories show: those chosen, and those found to add.

import type { Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { line } from '#core/platform/fields.ts'
import { listByTitle } from '#core/shelf/titles.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { listCodes } from './composition.queries.ts'
import type { Outcome } from './composition.actions.ts'
import { findCards, inOrder } from './home.queries.ts'
import type { Choosing, Pick } from './picks.parts.tsx'
import { deskTexts } from './territory.texts.ts'

const mostFound = 12
const words = line(100, 'optional').catch('')

/** The stories of these ids, with those that are no longer shown. */
export async function picksShown(visit: Visit<Member>, ids: readonly string[]): Promise<Pick[]> {
  const [codes, cards] = await Promise.all([listCodes(visit.desk.db, ids), findCards(visit.reader, visit.locale, ids)])
  return ids.map((id) => ({ id, code: codes.get(id) ?? '', card: cards.get(id) }))
}

/** `themes`: look under these only. */
export async function choosing(
  visit: Visit<Member>,
  ids: readonly string[],
  themes: readonly string[] | undefined,
): Promise<Choosing> {
  const { reader, kinds, locale } = visit
  const typed = words.parse(visit.query('titre'))
  const candidates = typed
    ? await listByTitle(reader, typed, { themes, limit: mostFound + ids.length })
    : (await visit.catalog())
        .select({ kinds: [...kinds.keys()], ...(themes && { theme: themes }) })
        .page({ limit: mostFound + ids.length }).ids
  const others = candidates.filter((id) => !ids.includes(id)).slice(0, mostFound)
  const [picks, cards] = await Promise.all([picksShown(visit, ids), findCards(reader, locale, others)])
  return { picks, words: typed, found: inOrder(cards, others) }
}

/** Sentences for what could not be chosen. */
export function pickErrors(mistakes: NonNullable<Outcome['mistakes']>, visit: Visit<Member>) {
  const t = deskTexts.in(visit.locale)
  const own = mistakes['code'] === 'too_long' ? t('picks.fullError') : t('picks.unknown')
  return errorsOf(mistakes, visit.locale, mistakes['code'] === 'required' ? {} : { code: own })
}
