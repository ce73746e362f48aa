// veillee help: the commands and the settings, in French or English (LANG, or --lang fr, --lang en).

import { commands } from './commands.ts'
import { settings } from '#core/platform/config.ts'
import { terminalLanguage, type Sentence } from '#core/platform/terminal.ts'

/** `--lang en` or `--lang=en` anywhere; else the terminal's language. */
export function languageAsked(args: readonly string[]): 'fr' | 'en' {
  const [, asked] = /--lang[= ](fr|en)\b/.exec(args.join(' ')) ?? []
  return asked === 'fr' || asked === 'en' ? asked : terminalLanguage()
}

export function helpPage(language: 'fr' | 'en'): string {
  const pick = (sentence: Sentence) => sentence[language]
  const rows = commands.map(
    (command) => [`${command.name} ${pick(command.args)}`.trim(), pick(command.summary)] as const,
  )
  const values = settings.map(({ name, fallback, meaning }) => {
    const shown = fallback && ` (${fallback})`
    return [name, `${pick(meaning)}${shown}`] as const
  })
  return [
    pick({
      fr: 'Veillée : recueillir les récits d’une ville, les publier avec soin, faire se rencontrer les gens.',
      en: 'Veillée: collect a town’s stories, publish them with care, make people meet.',
    }),
    '',
    pick({ fr: 'Usage : veillee <commande>', en: 'Usage: veillee <command>' }),
    ...columns(rows),
    '',
    pick({
      fr: 'Réglages, par variables d’environnement (valeur quand rien n’est donné) :',
      en: 'Settings, by environment variables (value when nothing is given):',
    }),
    ...columns(values),
  ].join('\n')
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
