// Addresses of review.

import { everywhere } from '#core/doors.ts'

export const queueAddress = everywhere('/bureau/relecture')
export const rulesAddress = everywhere('/bureau/relecture/regles')
export const reviewAddress = everywhere('/bureau/relecture/:code')
export const remarksAddress = everywhere('/bureau/relecture/:code/remarques')
export const settleAddress = everywhere('/bureau/relecture/:code/remarques/:remark')

/** Pages of other capabilities: to hear and see it, to give what it lacks, to hide a part. */
export const elsewhere = {
  media: everywhere('/bureau/medias/:code'),
  hidings: everywhere('/bureau/masquer/:code'),
  medium: everywhere('/bureau/medias/:code/:file_id'),
  transcript: everywhere('/bureau/transcriptions/:code/:file_id'),
  register: everywhere('/bureau/personnes/:code/:file_id'),
}
