// The kind `article`: a plain text that someone of the town writes and signs. It has no details of its own.

import { z } from 'zod'
import type { Kind } from '#core/contribution/kind.ts'

export const articleKind: Kind = {
  name: 'article',
  details: z.strictObject({}),
  emptyDetails: {},
  segment: { fr: 'journal', en: 'journal', ar: 'journal' },
  // Whoever writes it agrees by sending it.
  workshop: (code) => `/bureau/articles/${code}`,
  needsConsent: false,
  publicDetails: () => ({}),
  placesOf: () => [],
}
