// Words of the desk's frame, of the demonstration's banner and of the pages that say no.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/desk.ar.json' with { type: 'json' }
import en from './messages/desk.en.json' with { type: 'json' }
import fr from './messages/desk.fr.json' with { type: 'json' }

export const deskTexts = defineTexts({ fr, en, ar })
