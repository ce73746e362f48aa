// The sentences of consent. They belong here and not to a screen: the very words read to a witness are evidence, kept
// with her answer. When one changes meaning, raise `wordingVersion` in uses.ts.

import { defineTexts } from '../platform/i18n.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

export const consentTexts = defineTexts({ fr, en, ar })
