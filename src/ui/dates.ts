// Days, hours and ages in words, through Intl. A day without hour ('2026-03-12') is the same everywhere;
// a moment is shown in the town's time zone.

import { intlLocale, type Locale } from '#core/platform/i18n.ts'
import { remembered } from '#core/platform/remembered.ts'

export type DayStyle = 'long' | 'weekday' | 'short' | 'month'

const options: Record<DayStyle | 'hour' | 'hour23', Intl.DateTimeFormatOptions> = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'long' },
  month: { month: 'long', year: 'numeric' },
  hour: { hour: 'numeric', minute: '2-digit' },
  hour23: { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' },
}

const isPlainDay = (value: string | Date) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

export const toDate = (value: string | Date): Date => (value instanceof Date ? value : new Date(value))

const formats = remembered<Intl.DateTimeFormat>(200)
const dateFormat = (locale: Locale, timeZone: string, style: keyof typeof options): Intl.DateTimeFormat =>
  formats(
    `${locale} ${timeZone} ${style}`,
    () => new Intl.DateTimeFormat(intlLocale[locale], { ...options[style], timeZone }),
  )

const days = remembered<string>(5_000)

/** “12 mars 2026”; style 'weekday' adds the day's name, 'short' drops the year, 'month' keeps month and year. */
export function formatDay(
  value: string | Date,
  locale: Locale,
  style: DayStyle = 'long',
  timeZone = 'Europe/Paris',
): string {
  if (!isPlainDay(value)) return inWords(dateFormat(locale, timeZone, style), value, locale, style)
  return days(`${locale} ${style} ${value}`, () => inWords(dateFormat(locale, 'UTC', style), value, locale, style))
}

function inWords(format: Intl.DateTimeFormat, value: string | Date, locale: Locale, style: DayStyle): string {
  const words = format.format(toDate(value))
  // French says “1er mars”, which Intl does not know.
  return locale === 'fr' && style !== 'month' ? words.replace(/(^|\s)1(?=\s)/, '$11er') : words
}

/** “14 h 10”, “2:10 pm”. */
export function formatTime(value: string | Date, locale: Locale, timeZone = 'Europe/Paris'): string {
  if (locale !== 'fr') return dateFormat(locale, timeZone, 'hour').format(toDate(value))
  const [hour = '0', minute = '00'] = dateFormat('fr', timeZone, 'hour23').format(toDate(value)).split(':')
  return minute === '00' ? `${Number(hour)}\u00a0h` : `${Number(hour)}\u00a0h\u00a0${minute}`
}

/** “12 mars 2026, 14 h 10”. */
export function formatMoment(value: string | Date, locale: Locale, timeZone = 'Europe/Paris'): string {
  const comma = locale === 'ar' ? '، ' : ', '
  return formatDay(value, locale, 'long', timeZone) + comma + formatTime(value, locale, timeZone)
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const steps: readonly [Intl.RelativeTimeFormatUnit & string, number][] = [
  ['year', 365 * day],
  ['month', 30 * day],
  ['week', 14 * day],
  ['day', day],
  ['hour', hour],
  ['minute', 0],
]
const lengths: Record<string, number> = { year: 365 * day, month: 30 * day, week: 7 * day, day, hour, minute }

/** How long something has waited: “2 jours”, “3 semaines”. Under a minute counts as one. */
export function formatAge(since: string | Date, now: Date, locale: Locale): string {
  const age = Math.max(now.getTime() - toDate(since).getTime(), minute)
  const [unit] = steps.find(([, least]) => age >= least) ?? (['minute', 0] as const)
  const count = Math.floor(age / (lengths[unit] ?? minute))
  return new Intl.NumberFormat(intlLocale[locale], { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}
