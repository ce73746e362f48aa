// The words of what sounds and pictures still lack.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/lacks.ar.json' with { type: 'json' }
import en from './messages/lacks.en.json' with { type: 'json' }
import fr from './messages/lacks.fr.json' with { type: 'json' }

export const lacksTexts = defineTexts({ fr, en, ar })
