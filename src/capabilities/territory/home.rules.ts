// What the home page decides without asking anyone: whose turn it is this week, which themes hang on the line, how
// French says "in this town".

import { dayOf } from '#core/platform/clock.ts'
import type { Locale } from '#core/platform/i18n.ts'
import type { Menus } from '#core/doors.ts'
import type { Kind, Kinds } from '#core/contribution/kind.ts'
import type { ThemeChoice } from '#core/shelf/browse.ts'

/** The ISO week it is in town: '2026-W47'. */
export function weekOf(moment: Date): string {
  const day = new Date(`${dayOf(moment)}T00:00:00Z`)
  // A week belongs to the year of its Thursday.
  day.setUTCDate(day.getUTCDate() + 3 - ((day.getUTCDay() + 6) % 7))
  const year = day.getUTCFullYear()
  const week = 1 + Math.floor((day.getTime() - Date.UTC(year, 0, 1)) / (7 * 86_400_000))
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** The themes under which most was told, at most `limit`, in the tree's own order. */
export function mostTold(themes: readonly ThemeChoice[], limit: number): ThemeChoice[] {
  // The database counts in big integers, which come as texts.
  const told = themes.filter((theme) => Number(theme.count) > 0)
  const kept = new Set(told.toSorted((one, other) => Number(other.count) - Number(one.count)).slice(0, limit))
  return told.filter((theme) => kept.has(theme))
}

/** "À Angers", "Au Mans", "Aux Lilas"; the bare name in other languages. */
export function inTown(name: string, locale: Locale): string {
  if (locale !== 'fr') return name
  if (/^Le\s/.test(name)) return `Au ${name.slice(3)}`
  if (/^Les\s/.test(name)) return `Aux ${name.slice(4)}`
  return `À ${name}`
}

export type KindsSeen = { told: readonly Kind[]; others: readonly Kind[] }

/** What people tell with their agreement, use by use, and what is written about the town. */
export function sorted(kinds: Kinds): KindsSeen {
  const all = [...kinds.values()]
  return { told: all.filter((kind) => kind.needsConsent), others: all.filter((kind) => !kind.needsConsent) }
}

export const namesOf = (kinds: readonly Kind[]): string[] => kinds.map((kind) => kind.name)

/** The menu entry that leads to the list of a kind: its words name the kind. */
export function listOfKind(
  kind: Kind,
  menus: Pick<Menus, 'navigation' | 'menu'>,
  locale: Locale,
): { href: string; label: string } | undefined {
  const path = `/${kind.segment[locale]}`
  const entry = [...menus.navigation, ...menus.menu].find((each) => each.href[locale] === path)
  return entry && { href: path, label: entry.label[locale] }
}
