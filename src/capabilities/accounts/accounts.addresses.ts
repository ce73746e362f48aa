// Where these screens are. The link's address is also written in core/people/sign-in-links.ts: letters carry it.

import { everywhere, type Address } from '#core/doors.ts'

const under = (fr: string, other: string): Address => ({ fr, en: other, ar: other })

export const addresses = {
  enter: under('/entrer', '/enter'),
  code: under('/entrer/code', '/enter/code'),
  password: under('/entrer/mot-de-passe', '/enter/password'),
  passkey: under('/entrer/cle', '/enter/passkey'),
  passkeyOptions: under('/entrer/cle/debut', '/enter/passkey/begin'),
  link: under('/entrer/lien', '/enter/link'),
  leave: under('/sortir', '/sign-out'),
  account: under('/mon-compte', '/my-account'),
  accountAddress: under('/mon-compte/adresse', '/my-account/address'),
  accountAddressCode: under('/mon-compte/adresse/code', '/my-account/address/code'),
  accountPassword: under('/mon-compte/mot-de-passe', '/my-account/password'),
  accountPasskey: under('/mon-compte/cle', '/my-account/passkey'),
  accountPasskeyOptions: under('/mon-compte/cle/debut', '/my-account/passkey/begin'),
  accountPasskeyRemove: under('/mon-compte/cle/enlever', '/my-account/passkey/remove'),
  accountSessions: under('/mon-compte/appareils', '/my-account/devices'),
  card: under('/ma-carte', '/my-card'),
  cardLeave: under('/ma-carte/fermer', '/my-card/close'),
  demo: everywhere('/demo/entrer'),
} satisfies Record<string, Address>

/** The witness's own page, opened by whoever shows stories to their tellers. */
export const cardHome = under('/ma-carte/recit', '/my-card/story')
