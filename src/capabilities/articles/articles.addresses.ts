// Addresses of the journal: what everyone reads, and the desk where it is written.

import { everywhere, type Address } from '#core/doors.ts'

export const addresses = {
  list: everywhere('/journal'),
  article: everywhere('/journal/:code{[0-9]+}/:slug?'),
  mine: everywhere('/bureau/articles'),
  begin: everywhere('/bureau/articles/nouveau'),
  write: everywhere('/bureau/articles/:code{[0-9]+}'),
  takeBack: everywhere('/bureau/articles/:code{[0-9]+}/reprendre'),
  theme: everywhere('/themes/:slug'),
  /** Its sounds and pictures, on the desk: someone else's page. */
  media: everywhere('/bureau/medias/:code'),
  medium: everywhere('/bureau/medias/:code/:file_id'),
  transcript: everywhere('/bureau/transcriptions/:code/:file_id'),
  register: everywhere('/bureau/personnes/:code/:file_id'),
} satisfies Record<string, Address>
