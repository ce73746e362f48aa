// Addresses of hiding: what is hidden in a contribution, in one of its files, and who is in a picture.

import { everywhere, inTwoTongues, type Address } from '#core/doors.ts'

const code = ':code{[0-9]+}'
const file = `${code}/:file_id{[0-9a-f-]{36}}`

export const addresses = {
  all: everywhere(`/bureau/masquer/${code}`),
  person: everywhere(`/bureau/masquer/${code}/personne`),
  show: everywhere(`/bureau/masquer/${code}/montrer`),
  file: everywhere(`/bureau/masquer/${file}`),
  /** What witnesses hid themselves, until someone has read it. */
  unseen: everywhere('/bureau/masquer'),
  grown: everywhere('/bureau/personnes'),
  register: everywhere(`/bureau/personnes/${file}`),
  looked: everywhere(`/bureau/personnes/${file}/vu`),
  pictured: everywhere(`/bureau/personnes/${file}/:person{[0-9a-f-]{36}}`),

  mine: inTwoTongues(`/ma-carte/recit/${code}/cacher`, `/my-card/story/${code}/hide`),
} satisfies Record<string, Address>

/** Pages of other capabilities that these lead to. */
export const elsewhere = {
  workshop: everywhere('/bureau/medias/:code'),
  medium: everywhere('/bureau/medias/:code/:file_id'),
  bytes: everywhere('/bureau/fichiers/:file_id/:what'),
  myBytes: everywhere('/carte/fichiers/:file_id/:what'),
  myStory: inTwoTongues('/ma-carte/recit/:code', '/my-card/story/:code'),
} satisfies Record<string, Address>
