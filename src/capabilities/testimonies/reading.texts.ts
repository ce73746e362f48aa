// Words of the list of stories and of a story's page.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/reading.ar.json' with { type: 'json' }
import en from './messages/reading.en.json' with { type: 'json' }
import fr from './messages/reading.fr.json' with { type: 'json' }

export const readingTexts = defineTexts({ fr, en, ar })
