// The world of the media histories in its simplest form: plain lists, beside what publish() reads of them.

import type { DerivationFact } from '#core/media/derivations.ts'
import type { PicturedFact } from '#core/media/hidings.ts'
import { dayOf } from '#core/platform/clock.ts'
import type { ThirdPersonFact } from '#core/shelf/hidden-names.ts'

export const voices = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const
export const sound = '44444444-4444-4444-8444-444444444444'
export const picture = '55555555-5555-4555-8555-555555555555'
export const begin = new Date('2026-03-20T12:00:00Z')
/** Lines of one second each; every one says a word of its own, in two languages. */
export const seconds = 8
export const saidAt = (second: number, language: string) => `motdit${'abcdefgh'[second]}${language}`
export const phrases = ['la dette du voisin', 'son vrai métier']
export const karim = ['Karimou', 'Ouldelkader']

export type Form = 'text' | 'voice' | 'lent'
export type Status = PicturedFact['status']
export type Revision = { voices: number; hasWords: boolean; isExcused: boolean; hasAlternative: boolean; at: Date }
export type Hid = {
  kind: 'span' | 'region' | 'words'
  from: number
  to: number
  corner: number
  phrase: string
  until: string | null
  isLifted: boolean
}
export type Seen = {
  status: Status
  agreed_on: string | null
  agreed_until: string | null
  born_on: string
  both: boolean
  corner: number
  state: 'there' | 'taken back' | 'removed'
}
export type World = {
  now: Date
  revisions: Revision[]
  answers: { who: number; form: Form; answer: 'yes' | 'no' | 'later'; ends_on: string | null }[]
  hid: Hid[]
  third: ThirdPersonFact['treatment'] | null
  seen: Seen[]
  looked: boolean
  /** What copies were made of: the facts that publish() reads, and what was hidden in them, said simply. */
  made: { sound: DerivationFact[]; picture: DerivationFact[]; heard: Set<string>; shown: Set<string> }
}

export const newWorld = (): World => ({
  now: begin,
  revisions: [],
  answers: [],
  hid: [],
  third: null,
  seen: [],
  looked: false,
  made: { sound: [], picture: [], heard: new Set(), shown: new Set() },
})
export const hides = (world: World, hid: Hid): boolean =>
  !hid.isLifted && (hid.until === null || dayOf(world.now) < hid.until)

/** The seconds that nobody may hear, and the corners that nobody may see, as lists in words. */
export function hiddenNow(world: World): { heard: string; shown: string; seconds: Set<number> } {
  const active = world.hid.filter((each) => hides(world, each))
  const silent = new Set(
    active.flatMap(({ kind, from, to }) =>
      kind === 'span' ? Array.from({ length: to - from }, (_, index) => from + index) : [],
    ),
  )
  const corners = [
    ...active.filter(({ kind }) => kind === 'region').map(({ corner }) => `hidden ${corner}`),
    ...world.seen
      .filter(({ status, state }) => status === 'blur' && state !== 'removed')
      .map(({ corner }) => `hidden ${corner}`),
  ]
  return {
    heard: [...silent].toSorted((a, b) => a - b).join(' '),
    shown: corners.toSorted((a, b) => a.localeCompare(b)).join(' '),
    seconds: silent,
  }
}
