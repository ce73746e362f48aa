// Addresses of the journal: what everyone reads, and the desk where it is written.

import { everywhere, type Address } from '#core/doors.ts'

export const addresses = {
  list: everywhere('/journal'),
  article: everywhere('/journal/:code{[0-9]+}/:slug?'),
  mine: everywhere('/bureau/journal'),
  begin: everywhere('/bureau/journal/nouveau'),
  write: everywhere('/bureau/journal/:code{[0-9]+}'),
  takeBack: everywhere('/bureau/journal/:code{[0-9]+}/reprendre'),
  theme: everywhere('/themes/:slug'),
} satisfies Record<string, Address>
