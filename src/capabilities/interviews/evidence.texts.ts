// The words of evidence: how a yes was given, kept.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/evidence.ar.json' with { type: 'json' }
import en from './messages/evidence.en.json' with { type: 'json' }
import fr from './messages/evidence.fr.json' with { type: 'json' }

export const evidenceTexts = defineTexts({ fr, en, ar })
