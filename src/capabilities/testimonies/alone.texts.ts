// The words of telling alone.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/alone.ar.json' with { type: 'json' }
import en from './messages/alone.en.json' with { type: 'json' }
import fr from './messages/alone.fr.json' with { type: 'json' }

export const aloneTexts = defineTexts({ fr, en, ar })
