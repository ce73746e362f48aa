// Addresses of the sounds, pictures and papers of a contribution, on the desk: the same path in every language.

import { everywhere, type Address } from '#core/doors.ts'

const one = '/bureau/medias/:code{[0-9]{6}}'

export const workshopAddresses = {
  list: everywhere(one),
  order: everywhere(`${one}/ordre`),
  media: everywhere(`${one}/:file_id`),
  remove: everywhere(`${one}/:file_id/enlever`),
} as const satisfies Record<string, Address>

/** Screens of others that one media leads to. */
export const elsewhere = {
  consents: everywhere('/bureau/recits/:code/accords'),
  transcript: everywhere('/bureau/transcriptions/:code/:file_id'),
  allHidings: everywhere('/bureau/masquer/:code'),
  hidings: everywhere('/bureau/masquer/:code/:file_id'),
  pictured: everywhere('/bureau/personnes/:code/:file_id'),
  loans: everywhere('/bureau/papiers/:code'),
  bytes: everywhere('/bureau/fichiers/:file_id/:what'),
} as const satisfies Record<string, Address>
