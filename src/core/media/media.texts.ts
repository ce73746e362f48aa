// The words of the letters this room writes.

import { defineTexts } from '../platform/i18n.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

export const mediaTexts = defineTexts({ fr, en, ar })
