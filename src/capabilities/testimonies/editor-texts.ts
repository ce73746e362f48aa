// The words of the workshop.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/editor.ar.json' with { type: 'json' }
import en from './messages/editor.en.json' with { type: 'json' }
import fr from './messages/editor.fr.json' with { type: 'json' }

export const editorTexts = defineTexts({ fr, en, ar })
