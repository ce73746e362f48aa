// Words of the workshop of sounds and pictures.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/workshop.ar.json' with { type: 'json' }
import en from './messages/workshop.en.json' with { type: 'json' }
import fr from './messages/workshop.fr.json' with { type: 'json' }

export const workshopTexts = defineTexts({ fr, en, ar })
