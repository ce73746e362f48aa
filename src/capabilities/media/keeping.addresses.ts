// Where the state of the files is told, and asked to be looked at again.

import { everywhere, type Address } from '#core/doors.ts'

export const keeping = {
  page: everywhere('/bureau/fichiers-gardes'),
  verify: everywhere('/bureau/fichiers-gardes/verifier'),
  remake: everywhere('/bureau/fichiers-gardes/copies'),
  doc: everywhere('/bureau/fichiers-gardes/docs/:name'),
} satisfies Record<string, Address>

/** The documents of docs/ that say what to do, on the server, about what the page tells. */
export const keepingDocs = ['fichiers.md', 'installer.md'] as const
export type KeepingDoc = (typeof keepingDocs)[number]
