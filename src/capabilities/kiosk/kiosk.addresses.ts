// Where a kiosk is made, where it signs people out, and the pages of others that it does not open.

import { everywhere, type Address } from '#core/doors.ts'

const under = (fr: string, other: string): Address => ({ fr, en: other, ar: other })

export const addresses = {
  start: under('/borne', '/kiosk'),
  end: under('/borne/fin', '/kiosk/end'),
} satisfies Record<string, Address>

export const elsewhere = {
  home: everywhere('/'),
  /** The desk and its doors: nobody works on a device for everyone. A witness's card stays open. */
  closed: [everywhere('/bureau'), everywhere('/demo'), under('/entrer', '/enter'), under('/mon-compte', '/my-account')],
} satisfies Record<string, Address | Address[]>
