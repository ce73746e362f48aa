// The words of the letters this room writes. Names of roles are in ui/messages.

import { defineTexts } from '../platform/i18n.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

export const peopleTexts = defineTexts({ fr, en, ar })
