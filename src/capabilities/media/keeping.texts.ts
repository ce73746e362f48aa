// Words of the page on the files in keeping.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/keeping.ar.json' with { type: 'json' }
import en from './messages/keeping.en.json' with { type: 'json' }
import fr from './messages/keeping.fr.json' with { type: 'json' }

export const keepingTexts = defineTexts({ fr, en, ar })
