// Words around sounds and pictures: the player, the transcript, the pictures, what may be done with them.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/media.ar.json' with { type: 'json' }
import en from './messages/media.en.json' with { type: 'json' }
import fr from './messages/media.fr.json' with { type: 'json' }

export const mediaTexts = defineTexts({ fr, en, ar })
