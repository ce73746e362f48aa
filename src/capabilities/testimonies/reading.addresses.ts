// Where stories are read, and the public pages of others that a story leads to.

import { everywhere, inTwoTongues, type Address } from '#core/doors.ts'

export const addresses = {
  list: inTwoTongues('/recits', '/stories'),
  /** The places of the same selection, as GeoJSON. */
  places: inTwoTongues('/recits/lieux.json', '/stories/places.json'),
  /** What the search box proposes while one types. */
  suggestions: inTwoTongues('/recits/suggestions', '/stories/suggestions'),
  story: inTwoTongues('/recits/:code{[0-9]+}/:slug?', '/stories/:code{[0-9]+}/:slug?'),
  /** The six digits printed on paper. */
  short: everywhere('/:code{[0-9]+}'),
} satisfies Record<string, Address>

export const elsewhere = {
  home: everywhere('/'),
  theme: everywhere('/themes/:slug'),
  tell: inTwoTongues('/raconter', '/tell'),
  card: inTwoTongues('/ma-carte', '/my-card'),
  contact: everywhere('/contact'),
  together: inTwoTongues('/croisements/:slug', '/crossings/:slug'),
} satisfies Record<string, Address>
