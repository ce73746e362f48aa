// Marks: the places, things and themes of one story, in the form in which others are compared with them. Pure.

import { slugOf } from '../../platform/identifiers.ts'
import { isAbout } from '../../platform/edtf.ts'
import type { MarkTable } from './crossings.tables.ts'

export type Mark = Omit<MarkTable, 'visible_until'>

/** What the shelf holds of a story and that marks are made of. */
export type Marked = {
  id: string
  period: string
  period_start: string | null
  period_end: string | null
  /** As the details say; anything. */
  objects: unknown
  places: readonly {
    position: number
    name: string
    country: string
    nature: string
    period: string
    period_start: string | null
    period_end: string | null
  }[]
  themes: readonly string[]
}

// “La valise”, “ma valise” and “une valise” are one thing; so are “l’école” and “école”, “المحطة” and “محطة”.
const words =
  'le|la|les|un|une|des|l|d|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs|the|a|an|my|our|his|her|their'
const determiners = new RegExp(`^(?:(?:${words})-+|ال)+(?=.)`, 'u')
/** The same before a thing kept, as it is written: it is hers, and hers too. */
const articles = new RegExp(`^(?:(?:${words})[\\s’]+)+(?=.)`, 'iu')

/**
 * The same text for all that name the same thing: without accents, determiners, nor the town's own name, which some
 * write and others leave out. `keyOf('Valmorey, la gare', 'Valmorey')` is 'gare'. Empty when nothing is left to compare.
 */
export function keyOf(label: string, town = ''): string {
  // A hidden name leaves the same mark everywhere: it must not bring strangers together.
  if (label.includes('[…]') || !/[\p{L}\p{N}]/u.test(label)) return ''
  const whole = slugOf(label)
  const home = town ? slugOf(town) : ''
  const before = home && whole.startsWith(`${home}-`) ? whole.slice(home.length + 1) : whole
  const bare = before.replace(determiners, '')
  const after = home ? bare.replace(new RegExp(`(?:-(?:de|d|of|in|a))?-${home}$`, 'u'), '') : bare
  return after || bare || whole
}

/** Every mark of a story, each once. */
export function marksOf(story: Marked, town: string): Mark[] {
  const when = timeOf(story.period, story.period_start, story.period_end)
  const base = { item_id: story.id, nature: '', country: '' }
  const objects = Array.isArray(story.objects) ? story.objects.filter((each) => typeof each === 'string') : []
  const found: Mark[] = [
    ...story.places.map((place) => ({
      ...base,
      ...timeOf(place.period, place.period_start, place.period_end),
      kind: 'place' as const,
      position: place.position,
      key: keyOf(place.name, town),
      label: place.name,
      nature: place.nature,
      country: place.country,
    })),
    ...objects.map((label) => ({
      ...base,
      ...when,
      kind: 'object' as const,
      position: 0,
      key: keyOf(label),
      label: label.replace(articles, ''),
    })),
    ...story.themes.map((id) => ({ ...base, ...when, kind: 'theme' as const, position: 0, key: id, label: '' })),
  ]
  const marks = new Map(found.map((mark) => [`${mark.kind} ${mark.key} ${mark.position}`, mark]))
  return [...marks.values()].filter(({ key }) => key !== '')
}

function timeOf(period: string, starts: string | null, ends: string | null) {
  return { starts, ends, about: isAbout(period), at: middleOf(starts, ends) }
}

/** The middle of a time, its beginning when it still goes on; 'infinity' for a time nobody knows. */
function middleOf(starts: string | null, ends: string | null): string {
  if (starts === null || ends === null) return 'infinity'
  if (ends >= '9999') return starts
  const middle = (Date.parse(starts) + Date.parse(ends)) / 2
  return new Date(middle).toISOString().slice(0, 10)
}
