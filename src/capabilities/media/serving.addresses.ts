// Addresses of bytes. Their public ones are written by publish() (core/shelf/shelve-media.ts).

import { everywhere, type Address } from '#core/doors.ts'

export const addresses = {
  shown: everywhere('/fichiers/:id/:name'),
  /** `what`: 'original', 'mieux' (the best that plays here), or the name of a copy with nothing hidden ('jpeg-960');
   * 'public' or 'public-jpeg-960' for a copy as it is hidden at this hour. */
  desk: everywhere('/bureau/fichiers/:file_id/:what'),
  card: everywhere('/carte/fichiers/:file_id/:what'),
} satisfies Record<string, Address>
