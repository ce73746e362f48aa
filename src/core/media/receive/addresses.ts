// Where files are brought: by the tus protocol, or by a plain form. Members at the desk, a witness with her card.

import { localPath } from '../../doors.ts'
import type { Locale } from '../../platform/i18n.ts'

export type Bringer = 'work' | 'card'

export const depotPaths: Record<Bringer, string> = { work: '/bureau/depot', card: '/carte/depot' }

/** Where tus begins an upload; each one then has its own address below. */
export const depotHref = (locale: Locale, actor: Bringer): string => localPath(locale, depotPaths[actor])

/** Where the plain form of one contribution is sent. */
export const depotFormHref = (locale: Locale, actor: Bringer, code: string): string =>
  `${depotHref(locale, actor)}/${encodeURIComponent(code)}/formulaire`
