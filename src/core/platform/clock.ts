// Time as the town lives it. The clock is given to whoever needs it, so that tests choose the hour.

export type Clock = () => Date
export const timeZone = 'Europe/Paris'

const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })

/** The day it is in town: '2026-11-22'. */
export const dayOf = (moment: Date): string => dayFormat.format(moment)

/** The day before or after: `addDays('2026-12-31', 1)` is '2027-01-01'. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The instant at which a day begins in town, through changes of hour (P-12, REL-25). */
export function startOfDay(day: string): Date {
  const midnight = new Date(`${day}T00:00:00Z`).getTime()
  // Town offsets are whole hours here; try the two around and keep the first instant of that day.
  for (let hours = 14; hours >= -14; hours--) {
    const moment = new Date(midnight - hours * 3_600_000)
    if (dayOf(moment) === day) return moment
  }
  throw new Error(`no such day: ${day}`)
}
