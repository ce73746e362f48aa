// The command line: its help, and what it answers when it does not understand.

import { afterEach, expect, test, vi } from 'vitest'
import { settings } from '#core/platform/config.ts'
import { commands } from './commands.ts'
import { helpPage, languageAsked } from './help.ts'
import { run } from './index.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

function listen() {
  const said = { out: '', err: '' }
  vi.spyOn(console, 'log').mockImplementation((text: string) => void (said.out += text))
  vi.spyOn(console, 'error').mockImplementation((text: string) => void (said.err += text))
  return said
}

test.each(['fr', 'en'] as const)(
  'the help in %s names every command and every setting, on lines that fit',
  (language) => {
    const page = helpPage(language)
    for (const { name } of [...commands, ...settings]) expect(page).toContain(`  ${name} `)
    for (const line of page.split('\n')) expect(line.length).toBeLessThan(150)
    expect(page).toContain(language === 'fr' ? 'Réglages' : 'Settings')
  },
)

test('the language is the one asked for, else the terminal’s', () => {
  vi.stubEnv('LC_ALL', 'fr_FR.UTF-8')
  expect(languageAsked(['help'])).toBe('fr')
  expect(languageAsked(['help', '--lang', 'en'])).toBe('en')
  expect(languageAsked(['--lang=en'])).toBe('en')
  expect(languageAsked(['help', '--lang', 'de'])).toBe('fr')
})

test.each([[[]], [['help']], [['--help']], [['start', '--help']], [['--lang', 'fr', 'help']]])(
  '%j shows the help',
  async (words) => {
    const said = listen()
    expect(await run(words)).toBe(0)
    expect(said.out).toContain('veillee <')
  },
)

test('an unknown command shows the help as an error', async () => {
  const said = listen()
  expect(await run(['dance'])).toBe(2)
  expect(said.err).toContain('veillee <')
})

test('what must be put right is one line, and code 1', async () => {
  const said = listen()
  vi.stubEnv('PORT', 'three thousand')
  expect(await run(['start'])).toBe(1)
  expect(said.err).toMatch(/^PORT=three thousand .+\.$/)
})
