// Addresses of the words of sounds: for everyone, and at the desk.

import { everywhere, type Address } from '#core/doors.ts'

const one = '/bureau/transcriptions/:code{[0-9]{6}}/:file_id'

export const addresses = {
  /** For anyone: `fr.vtt`, `fr.srt`, `fr.txt`, `fr.chapters.vtt`. */
  words: everywhere('/transcriptions/:code{[0-9]{6}}/:file_id/:name'),
  media: everywhere(one),
  add: everywhere(`${one}/ajouter`),
  speakers: everywhere(`${one}/voix`),
  machine: everywhere(`${one}/machine`),
  /** The same files as above, of the draft. */
  copies: everywhere(`${one}/copies/:name`),
  edit: everywhere(`${one}/langue/:language`),
  chapters: everywhere(`${one}/langue/:language/chapitres`),
  check: everywhere(`${one}/langue/:language/relu`),
  times: everywhere(`${one}/langue/:language/minutes`),
  remove: everywhere(`${one}/langue/:language/retirer`),
} satisfies Record<string, Address>

/** Someone else's pages, only linked to. */
export const elsewhere = {
  workshop: everywhere('/bureau/medias/:code'),
  medium: everywhere('/bureau/medias/:code/:file_id'),
  bytes: everywhere('/bureau/fichiers/:file_id/:what'),
  consents: everywhere('/bureau/recits/:code/accords'),
} satisfies Record<string, Address>
