// What may be heard, seen and read of the world, said again as a child would.

import { dayOf } from '#core/platform/clock.ts'
import { hiddenNow, voices, type Form, type Seen, type World } from './world.ts'

/** What everyone may have now. */
export function naive(world: World) {
  const today = dayOf(world.now)
  const last = (who: number, form: Form) => world.answers.filter((each) => each.who === who && each.form === form).pop()
  const agrees = (who: number, form: Form): boolean => {
    const row = last(who, form)
    return row?.answer === 'yes' && (row.ends_on === null || today <= row.ends_on)
  }
  const revision = world.revisions.at(-1)
  const tell = voices.flatMap((_, who) => (revision && who < revision.voices ? [who] : []))
  // Whoever told before keeps her no: she may still be heard.
  const told = voices.flatMap((_, who) =>
    !tell.includes(who) && world.revisions.some((each) => who < each.voices) ? [who] : [],
  )
  const all = (form: Form) =>
    tell.every((who) => agrees(who, form)) && told.every((who) => last(who, form)?.answer !== 'no')
  const isRead = revision !== undefined && all('text')
  const { heard, shown, seconds: silent } = hiddenNow(world)
  const isHeard = isRead && all('voice') && (revision.hasWords || revision.isExcused) && world.made.heard.has(heard)
  const isFine = ({ status, state, agreed_on, agreed_until, born_on, both }: Seen): boolean => {
    if (state === 'removed') return true
    if (state === 'taken back' || status === 'unknown') return false
    if (status !== 'agreed' && status !== 'minor') return true
    if (agreed_on === null || agreed_on > today || (agreed_until !== null && today > agreed_until)) return false
    const [year = '', month = '', day = ''] = born_on.split('-')
    const birthday = new Date(Date.UTC(Number(year) + 18, Number(month) - 1, Number(day)))
    const isAskedInVain = today >= new Date(birthday.getTime() + 60 * 86_400_000).toISOString().slice(0, 10)
    return status === 'agreed' || (both && !isAskedInVain)
  }
  const isSeen =
    isRead &&
    all('lent') &&
    revision.hasAlternative &&
    world.looked &&
    world.seen.every(isFine) &&
    world.made.shown.has(shown)
  return { isRead, isHeard, isSeen, silent, hasWords: revision?.hasWords ?? false }
}
