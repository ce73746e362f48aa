// Where stories are read, and the public pages of others that a story leads to.

import { everywhere, type Address } from '#core/doors.ts'

const under = (fr: string, other: string): Address => ({ fr, en: other, ar: other })

export const addresses = {
  list: under('/recits', '/stories'),
  /** The places of the same selection, as GeoJSON. */
  places: under('/recits/lieux.json', '/stories/places.json'),
  /** What the search box proposes while one types. */
  suggestions: under('/recits/suggestions', '/stories/suggestions'),
  story: under('/recits/:code{[0-9]+}/:slug?', '/stories/:code{[0-9]+}/:slug?'),
  /** The six digits printed on paper. */
  short: everywhere('/:code{[0-9]+}'),
} satisfies Record<string, Address>

export const elsewhere = {
  home: everywhere('/'),
  theme: everywhere('/themes/:slug'),
  tell: under('/raconter', '/tell'),
  card: under('/ma-carte', '/my-card'),
  contact: everywhere('/contact'),
  together: under('/croisements/:slug', '/crossings/:slug'),
} satisfies Record<string, Address>
