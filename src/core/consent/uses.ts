// What a witness may say yes or no to: uses of forms, each an independent row (P-05). The default is always no.

export const uses = [
  'site',
  'archive',
  'reading_room',
  'research',
  'group',
  'school',
  'excerpt',
  'exhibition',
  'radio',
  'social',
  'print',
  'open_licence',
  'machine',
] as const
export type Use = (typeof uses)[number]

export const forms = ['text', 'name', 'voice', 'image', 'lent'] as const
export type Form = (typeof forms)[number]

export const answers = ['yes', 'no', 'later'] as const
export type Answer = (typeof answers)[number]

/** How she answered (P-06). */
export const consentMethods = ['screen', 'paper', 'spoken', 'telephone', 'card'] as const
export type ConsentMethod = (typeof consentMethods)[number]

/** Who spoke for her: herself, a guardian, or both parents of a minor. */
export const capacities = ['self', 'guardian', 'parents'] as const
export type Capacity = (typeof capacities)[number]

/** Version of the sentences read to her: raise it when any `use.*` or `form.*` text of consent/messages changes meaning. */
export const wordingVersion = '2026-11'
