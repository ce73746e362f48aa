// What a sound or a picture asks for before it may be shown: agreements, words for those who do not hear or see, and to
// know who is in the picture. Pure; publish() and the screens ask the same functions.

import { addDays, startOfDay } from '../platform/clock.ts'
import type { Form } from '../consent/uses.ts'
import type { Media } from '../contribution/media.content.ts'
import type { PicturedFact } from './hidings.ts'

/**
 * The forms that everyone who tells must have agreed to show on the site (P-05). Whatever it is said to be, someone of
 * `voices` who is heard in it must have agreed to be.
 */
export function formsOf(media: Pick<Media, 'nature' | 'use' | 'speakers'>, voices: readonly string[]): Form[] {
  const isHeard = media.speakers.some(({ person_id }) => person_id !== null && voices.includes(person_id))
  const heard: Form[] = isHeard ? ['voice'] : []
  if (media.use === 'lent') return ['lent', ...heard]
  if (media.use === 'portrait' && media.nature === 'picture') return ['image']
  if (media.use === 'made') return heard
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

/** The day she turns 18: on the first of March for who was born on a 29th of February. */
export function majorityOf(born_on: string): string {
  const [year = '', month = '', on = ''] = born_on.split('-')
  const birthday = `${String(Number(year) + 18).padStart(4, '0')}-${month}-${on}`
  return month === '02' && on === '29' ? addDays(`${birthday.slice(0, 7)}-28`, 1) : birthday
}

/** How long her guardians' agreement still holds once she is 18, the time to ask her herself (P-19). */
export const daysToAskAgain = 60
/** The first day on which it no longer does. */
export const askedInVainOn = (born_on: string): string => addDays(majorityOf(born_on), daysToAskAgain)

/** Whether one person of the register lets the picture be shown today (P-16). */
export function lets(person: PicturedFact, today: string): boolean {
  if (person.taken_back_at !== null) return false
  if (person.status === 'crowd' || person.status === 'deceased') return true
  if (person.status === 'blur') return person.w !== null
  const { agreed_on, agreed_until, agreed_by, agreed_by_second, born_on } = person
  const holds =
    agreed_on !== null && agreed_on <= today && (agreed_until === null || today <= agreed_until) && agreed_by !== ''
  if (person.status === 'agreed') return holds
  if (person.status === 'minor')
    return holds && agreed_by_second !== '' && born_on !== null && today < askedInVainOn(born_on)
  return false
}

/** `looked`: someone said that everyone who can be recognised is in the register. */
export type Register = { looked: boolean; people: readonly PicturedFact[] }

/** Whether someone could be recognised in it: in all that is seen, the pages of a paper too. */
export const mayShowPeople = (nature: Media['nature']): boolean => nature !== 'sound'

/** Whether everyone seen lets it be shown. */
export const registerLets = (media: Pick<Media, 'nature'>, register: Register, today: string): boolean =>
  !mayShowPeople(media.nature) || (register.looked && register.people.every((person) => lets(person, today)))

export type Lack = 'words' | 'alternative' | 'register'

/** What stands in the way of showing it, beside agreements. */
export const lacksOf = (media: Media, register: Register, today: string): Lack[] => [
  ...(hasWords(media) ? [] : (['words'] as const)),
  ...(hasAlternative(media) ? [] : (['alternative'] as const)),
  ...(registerLets(media, register, today) ? [] : (['register'] as const)),
]

/** When an agreement of the register begins or ends by itself. */
export const registerMoments = (people: readonly PicturedFact[]): Date[] =>
  people
    .filter((each) => each.status === 'agreed' || each.status === 'minor')
    .flatMap(({ status, agreed_on, agreed_until, born_on }) => [
      agreed_on,
      agreed_until && addDays(agreed_until, 1),
      status === 'minor' && born_on ? askedInVainOn(born_on) : null,
    ])
    .filter((day) => day !== null)
    .map(startOfDay)
