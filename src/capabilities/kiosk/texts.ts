// The words of the kiosk: its page, and what a kiosk says on every page.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

export const texts = defineTexts({ fr, en, ar })
