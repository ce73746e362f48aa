// Where a recorded take says how it is called and which moments were marked, once its bytes have arrived.

import { everywhere, hrefOf, type Address } from '../doors.ts'
import type { Locale } from '../platform/i18n.ts'
import type { Bringer } from './receive/addresses.ts'

export const takeAddresses: Record<Bringer, Address> = {
  work: everywhere('/bureau/medias/:code{[0-9]{6}}/prise'),
  card: everywhere('/carte/medias/:code{[0-9]{6}}/prise'),
}

export const takeHref = (locale: Locale, actor: Bringer, code: string): string =>
  hrefOf(locale, takeAddresses[actor], { code })
