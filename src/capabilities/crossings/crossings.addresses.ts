// Where accounts are read side by side, and the desk where crossings are decided and pages composed.

import { everywhere, type Address } from '#core/doors.ts'

const story = '/bureau/recits/:code{[0-9]{6}}/croisements'

export const addresses = {
  index: { fr: '/croisements', en: '/crossings', ar: '/crossings' },
  together: { fr: '/croisements/:slug', en: '/crossings/:slug', ar: '/crossings/:slug' },
  story: everywhere(story),
  link: everywhere(`${story}/lien`),
  gatherings: everywhere('/bureau/croisements'),
  gathering_new: everywhere('/bureau/croisements/nouveau'),
  gathering: everywhere('/bureau/croisements/:id'),
  order: everywhere('/bureau/croisements/:id/ordre'),
  retire: everywhere('/bureau/croisements/:id/retirer'),
} satisfies Record<string, Address>

export const elsewhere = {
  home: everywhere('/'),
  list: { fr: '/recits', en: '/stories', ar: '/stories' },
  stories: everywhere('/bureau/recits'),
  workshop: everywhere('/bureau/recits/:code'),
} satisfies Record<string, Address>
