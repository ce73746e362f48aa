// The few words that pages say to machines: the site's name, and the way from the home.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/machine.ar.json' with { type: 'json' }
import en from './messages/machine.en.json' with { type: 'json' }
import fr from './messages/machine.fr.json' with { type: 'json' }

export const machineTexts = defineTexts({ fr, en, ar })
