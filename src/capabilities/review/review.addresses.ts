// Addresses of review.

import { everywhere } from '#core/doors.ts'

export const queueAddress = everywhere('/bureau/relecture')
export const rulesAddress = everywhere('/bureau/relecture/regles')
export const reviewAddress = everywhere('/bureau/relecture/:code')
export const remarksAddress = everywhere('/bureau/relecture/:code/remarques')
export const settleAddress = everywhere('/bureau/relecture/:code/remarques/:remark')
