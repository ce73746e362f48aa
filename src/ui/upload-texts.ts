// Words of the file field, and of what became of a file that was brought.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/upload.ar.json' with { type: 'json' }
import en from './messages/upload.en.json' with { type: 'json' }
import fr from './messages/upload.fr.json' with { type: 'json' }

export const uploadTexts = defineTexts({ fr, en, ar })
