// Words around the recording lamp.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/recorder.ar.json' with { type: 'json' }
import en from './messages/recorder.en.json' with { type: 'json' }
import fr from './messages/recorder.fr.json' with { type: 'json' }

export const recorderTexts = defineTexts({ fr, en, ar })
