// What a sound or a picture asks for before it may be shown: agreements, words for those who do not hear or see, and to
// know who is in the picture. Pure; publish() and the screens ask the same functions.

import { addDays, startOfDay } from '../platform/clock.ts'
import type { Form } from '../consent/uses.ts'
import type { Media } from '../contribution/media.content.ts'
import type { PicturedFact } from './hidings.ts'

/** The forms that everyone who tells must have agreed to show on the site (P-05). */
export function formsOf(media: Pick<Media, 'nature' | 'use'>): Form[] {
  if (media.use === 'lent') return ['lent']
  if (media.use === 'portrait') return ['image']
  if (media.use === 'made') return []
  return media.nature === 'video' ? ['voice', 'image'] : media.nature === 'sound' ? ['voice'] : ['image']
}

/** Whether what is heard has its words, or says why not and until when. */
export function hasWords(media: Pick<Media, 'nature' | 'transcripts' | 'excuse'>): boolean {
  if (media.nature !== 'sound' && media.nature !== 'video') return true
  const said = media.transcripts.some((each) => each.cues.some((cue) => cue.text.trim() !== ''))
  return said || media.excuse !== null
}

/** Whether a picture says in words what is seen, in at least one language. */
export const hasAlternative = (media: Pick<Media, 'nature' | 'words'>): boolean =>
  media.nature !== 'picture' || media.words.some((each) => each.alt.trim() !== '')

/** Whether one person of the register lets the picture be shown today (P-16). */
export function lets(person: PicturedFact, today: string): boolean {
  if (person.taken_back_at !== null) return false
  if (person.status === 'crowd' || person.status === 'deceased') return true
  if (person.status === 'blur') return person.w !== null
  const holds = person.agreed_on !== null && (person.agreed_until === null || today <= person.agreed_until)
  if (person.status === 'agreed') return holds && person.agreed_by !== ''
  if (person.status === 'minor') return holds && person.agreed_by !== '' && person.agreed_by_second !== ''
  return false
}

/** `looked`: someone said that everyone who can be recognised is in the register. */
export type Register = { looked: boolean; people: readonly PicturedFact[] }

/** Whether everyone seen lets it be shown; nobody can be recognised in a sound or a document. */
export const registerLets = (media: Pick<Media, 'nature'>, register: Register, today: string): boolean =>
  (media.nature !== 'picture' && media.nature !== 'video') ||
  (register.looked && register.people.every((person) => lets(person, today)))

export type Lack = 'words' | 'alternative' | 'register'

/** What stands in the way of showing it, beside agreements. */
export const lacksOf = (media: Media, register: Register, today: string): Lack[] => [
  ...(hasWords(media) ? [] : (['words'] as const)),
  ...(hasAlternative(media) ? [] : (['alternative'] as const)),
  ...(registerLets(media, register, today) ? [] : (['register'] as const)),
]

/** When an agreement of the register ends by itself. */
export const registerEnds = (people: readonly PicturedFact[]): Date[] =>
  people
    .filter((each) => (each.status === 'agreed' || each.status === 'minor') && each.agreed_until !== null)
    .map((each) => startOfDay(addDays(each.agreed_until as string, 1)))
