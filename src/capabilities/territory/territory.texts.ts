// The town's words: those of its public pages, and those of its screens at the desk.

import { defineTexts } from '#core/platform/i18n.ts'
import ar from './messages/ar.json' with { type: 'json' }
import deskAr from './messages/desk.ar.json' with { type: 'json' }
import deskEn from './messages/desk.en.json' with { type: 'json' }
import deskFr from './messages/desk.fr.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

export const publicTexts = defineTexts({ fr, en, ar })
export const deskTexts = defineTexts({ fr: deskFr, en: deskEn, ar: deskAr })
export type DeskKey = keyof typeof deskFr & string
