// Where the state of the files is told, and asked to be looked at again.

import { everywhere, type Address } from '#core/doors.ts'

export const keeping = {
  page: everywhere('/bureau/fichiers-gardes'),
  verify: everywhere('/bureau/fichiers-gardes/verifier'),
  remake: everywhere('/bureau/fichiers-gardes/copies'),
} satisfies Record<string, Address>
