// Where a kiosk is made, where it signs people out, and the pages of others that it does not open.

import { everywhere, inTwoTongues, type Address } from '#core/doors.ts'

export const addresses = {
  start: inTwoTongues('/borne', '/kiosk'),
  end: inTwoTongues('/borne/fin', '/kiosk/end'),
} satisfies Record<string, Address>

export const elsewhere = {
  home: everywhere('/'),
  /** The desk and its doors: nobody works on a device for everyone. A witness's card stays open. */
  closed: [
    everywhere('/bureau'),
    everywhere('/demo'),
    inTwoTongues('/entrer', '/enter'),
    inTwoTongues('/mon-compte', '/my-account'),
  ],
} satisfies Record<string, Address | Address[]>
