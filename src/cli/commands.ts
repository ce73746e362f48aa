// The commands of `veillee`. Each lives in its own file and is loaded only when asked for.

import type { Sentence } from '#core/platform/terminal.ts'

/** Does the work and gives the exit code. A StartError thrown becomes one plain line and exit code 1. */
export type CommandWork = (args: string[]) => Promise<number>

export type Command = {
  readonly name: string
  /** What follows the name, as the help writes it. */
  readonly args: Sentence
  readonly summary: Sentence
  /** Absent for help, which is always at hand. */
  readonly load?: () => Promise<CommandWork>
}

const nothing: Sentence = { fr: '', en: '' }

export const commands: readonly Command[] = [
  {
    name: 'start',
    args: nothing,
    summary: { fr: 'lance Veillée (comme npm start)', en: 'runs Veillée (like npm start)' },
    load: async () => (await import('./start.ts')).start,
  },
  {
    name: 'sign-in-link',
    args: { fr: '<adresse>', en: '<mail>' },
    summary: {
      fr: 'donne un lien de connexion, valable une fois, à la personne qui a cette adresse',
      en: 'gives a sign-in link, good for one use, to the person with this mail address',
    },
    load: async () => (await import('./sign-in-link.ts')).signInLink,
  },
  {
    name: 'import',
    args: { fr: 'stories <dossier>', en: 'stories <folder>' },
    summary: {
      fr: 'fait entrer des récits depuis un dossier (CSV ou JSON Lines)',
      en: 'brings in stories from a folder (CSV or JSON Lines)',
    },
    load: async () => (await import('./import.ts')).importStories,
  },
  {
    name: 'check',
    args: { fr: '[--files]', en: '[--files]' },
    summary: {
      fr: 'vérifie l’installation et dit ce qui manque ; --files relit chaque fichier reçu',
      en: 'checks the installation and says what is missing; --files reads every file again',
    },
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'leave-demo',
    args: { fr: '--yes', en: '--yes' },
    summary: {
      fr: 'enlève la ville de démonstration, pour commencer la vôtre',
      en: 'takes the demonstration town out, so that yours can begin',
    },
    load: async () => (await import('./leave-demo.ts')).leaveDemo,
  },
  {
    name: 'help',
    args: nothing,
    summary: { fr: 'affiche cette page', en: 'shows this page' },
  },
]
