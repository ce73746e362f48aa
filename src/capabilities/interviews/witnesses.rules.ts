// Days of a mandate. Pure.

/** The last day of a mandate given today, unless said otherwise: a year later. 29 February falls on the 28th. */
export function aYearAfter(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const next = Number(year) + 1
  return month === '02' && date === '29' ? `${next}-02-28` : `${next}-${month}-${date}`
}

export type MandateStanding = 'live' | 'ended' | 'revoked' | 'future'
export function standingOf(
  mandate: { starts_on: string; ends_on: string; revoked_at: Date | null },
  today: string,
): MandateStanding {
  if (mandate.revoked_at !== null) return 'revoked'
  if (mandate.starts_on > today) return 'future'
  return mandate.ends_on < today ? 'ended' : 'live'
}
