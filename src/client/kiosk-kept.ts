// Where a tab keeps that it is a kiosk.

import { thisVisit } from '#client/dom.ts'
import { isKiosk, type Kiosk } from '#client/kiosk-mark.ts'

/** The kiosk of this tab, if it is one. */
export function stored(): Kiosk | undefined {
  try {
    const kiosk: unknown = JSON.parse(thisVisit.get('borne') ?? 'null')
    return isKiosk(kiosk) ? kiosk : undefined
  } catch {
    return undefined
  }
}

export const keep = (kiosk: Kiosk): void => thisVisit.set('borne', JSON.stringify(kiosk))
