// The words of the witness's own copy.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/copies.ar.json' with { type: 'json' }
import en from './messages/copies.en.json' with { type: 'json' }
import fr from './messages/copies.fr.json' with { type: 'json' }

export const texts = defineTexts({ fr, en, ar })
