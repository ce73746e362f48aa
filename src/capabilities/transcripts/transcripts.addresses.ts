// Addresses of the words of sounds: for everyone, and at the desk.

import { everywhere, type Address } from '#core/doors.ts'

// `langue` for what is said, `description` for what one sees.
const sort = ':sort{langue|description}'
const one = '/bureau/transcriptions/:code{[0-9]{6}}/:file_id'

export const addresses = {
  /** For anyone: `fr.vtt`, `fr.srt`, `fr.txt`, `fr.chapters.vtt`; `fr.descriptions.vtt` and the like. */
  words: everywhere('/transcriptions/:code{[0-9]{6}}/:file_id/:name'),
  media: everywhere(one),
  add: everywhere(`${one}/ajouter`),
  speakers: everywhere(`${one}/voix`),
  machine: everywhere(`${one}/machine`),
  /** The same files as above, of the draft. */
  copies: everywhere(`${one}/copies/:name`),
  edit: everywhere(`${one}/${sort}/:language`),
  chapters: everywhere(`${one}/langue/:language/chapitres`),
  check: everywhere(`${one}/${sort}/:language/relu`),
  times: everywhere(`${one}/${sort}/:language/minutes`),
  remove: everywhere(`${one}/${sort}/:language/retirer`),
} satisfies Record<string, Address>

/** Someone else's pages, only linked to. */
export const elsewhere = {
  workshop: everywhere('/bureau/medias/:code'),
  medium: everywhere('/bureau/medias/:code/:file_id'),
  bytes: everywhere('/bureau/fichiers/:file_id/:what'),
  consents: everywhere('/bureau/recits/:code/accords'),
} satisfies Record<string, Address>
