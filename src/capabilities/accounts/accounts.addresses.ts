// Where these screens are. The link's address is also written in core/people/sign-in-links.ts: letters carry it.

import { everywhere, inTwoTongues, type Address } from '#core/doors.ts'

export const addresses = {
  enter: inTwoTongues('/entrer', '/enter'),
  code: inTwoTongues('/entrer/code', '/enter/code'),
  password: inTwoTongues('/entrer/mot-de-passe', '/enter/password'),
  passkey: inTwoTongues('/entrer/cle', '/enter/passkey'),
  passkeyOptions: inTwoTongues('/entrer/cle/debut', '/enter/passkey/begin'),
  link: inTwoTongues('/entrer/lien', '/enter/link'),
  leave: inTwoTongues('/sortir', '/sign-out'),
  account: inTwoTongues('/mon-compte', '/my-account'),
  accountAddress: inTwoTongues('/mon-compte/adresse', '/my-account/address'),
  accountAddressCode: inTwoTongues('/mon-compte/adresse/code', '/my-account/address/code'),
  accountPassword: inTwoTongues('/mon-compte/mot-de-passe', '/my-account/password'),
  accountPasskey: inTwoTongues('/mon-compte/cle', '/my-account/passkey'),
  accountPasskeyOptions: inTwoTongues('/mon-compte/cle/debut', '/my-account/passkey/begin'),
  accountPasskeyRemove: inTwoTongues('/mon-compte/cle/enlever', '/my-account/passkey/remove'),
  accountSessions: inTwoTongues('/mon-compte/appareils', '/my-account/devices'),
  card: inTwoTongues('/ma-carte', '/my-card'),
  cardLeave: inTwoTongues('/ma-carte/fermer', '/my-card/close'),
  demo: everywhere('/demo/entrer'),
} satisfies Record<string, Address>

/** The witness's own page, opened by whoever shows stories to their tellers. */
export const cardHome = inTwoTongues('/ma-carte/recit', '/my-card/story')
