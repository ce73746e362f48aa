// Finds the command asked for and runs it. A StartError becomes its one line; an unknown command shows the help.

import { StartError } from '#core/platform/terminal.ts'
import { commands } from './commands.ts'
import { helpPage, languageAsked } from './help.ts'

/** Gives the exit code: 0 done, 1 something to put right, 2 not understood. */
export async function run(argv: string[]): Promise<number> {
  const words = withoutLanguage(argv)
  const asked = words.some((word) => word === '--help' || word === '-h') ? 'help' : (words[0] ?? 'help')
  const command = commands.find(({ name }) => name === asked)
  if (!command) {
    console.error(helpPage(languageAsked(argv)))
    return 2
  }
  if (!command.load) {
    console.log(helpPage(languageAsked(argv)))
    return 0
  }
  try {
    const work = await command.load()
    return await work(words.slice(1))
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    console.error(error.message)
    return 1
  }
}

function withoutLanguage(argv: readonly string[]): string[] {
  return argv.filter((word, index) => !/^--lang(=|$)/.test(word) && argv[index - 1] !== '--lang')
}
