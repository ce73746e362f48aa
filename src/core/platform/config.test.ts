// Settings: what is understood, and the one line said for what is not.

import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { projectFolder } from '#core/platform/assets.ts'
import { readConfig, settings } from '#core/platform/config.ts'
import { StartError, terminalLanguage } from '#core/platform/terminal.ts'

test('without any setting, Veillée serves this machine only, from ./data, with the demonstration town', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    origin: 'http://localhost:3000',
    data_dir: path.join(projectFolder, 'data'),
    demo: 'valmorey',
    trusted_proxies: 0,
  })
})

test('every setting of the table is read, and an empty one counts as absent', () => {
  const given: Record<string, string> = {
    PORT: '8080',
    HOST: '0.0.0.0',
    ORIGIN: 'https://Recits.Valmorey.example/',
    DATA_DIR: '/srv/veillee',
    DATABASE_URL: 'postgres://veillee:a%40b@db.example/recits?sslmode=require',
    READER_DATABASE_URL: 'postgresql://reader@%2Frun%2Fpostgresql/recits',
    SMTP_URL: 'smtps://me:secret@mail.example:465',
    DEMO: 'none',
    TRUSTED_PROXIES: '2',
  }
  expect(Object.keys(given).toSorted()).toEqual(settings.map(({ name }) => name).toSorted())
  expect(readConfig(given)).toEqual({
    port: 8080,
    host: '0.0.0.0',
    origin: 'https://recits.valmorey.example',
    data_dir: '/srv/veillee',
    database_url: given['DATABASE_URL'],
    reader_database_url: given['READER_DATABASE_URL'],
    smtp_url: given['SMTP_URL'],
    demo: 'none',
    trusted_proxies: 2,
  })
  expect(readConfig(Object.fromEntries(settings.map(({ name }) => [name, ' '])))).toEqual(readConfig({}))
})

test('the default origin follows the port', () => {
  expect(readConfig({ PORT: '4000' }).origin).toBe('http://localhost:4000')
})

test.each([
  ['PORT', '0'],
  ['PORT', '70000'],
  ['PORT', '80a'],
  ['PORT', '-1'],
  ['HOST', 'here there'],
  ['ORIGIN', 'recits.example.org'],
  ['ORIGIN', 'ftp://recits.example.org'],
  ['ORIGIN', 'https://example.org/recits'],
  ['DATABASE_URL', 'mysql://a@b/c'],
  ['DATABASE_URL', 'postgres://server'],
  ['READER_DATABASE_URL', 'nonsense'],
  ['SMTP_URL', 'mail.example'],
  ['DEMO', 'yes'],
  ['TRUSTED_PROXIES', 'all'],
])('%s=%s is refused in one line that names it', (name, value) => {
  for (const language of ['fr_FR.UTF-8', 'en_GB.UTF-8']) {
    vi.stubEnv('LC_ALL', language)
    const read = () => readConfig({ [name]: value })
    expect(read).toThrow(StartError)
    expect(read).toThrow(new RegExp(`^${name}=.+\\.$`))
  }
  vi.unstubAllEnvs()
})

test('a password never appears in what is said', () => {
  expect(() => readConfig({ DATABASE_URL: 'postgres:/me:hunter2@db' })).toThrow(/^((?!hunter2).)+$/)
})

test('a reader without its database is refused', () => {
  expect(() => readConfig({ READER_DATABASE_URL: 'postgres://a@b/c' })).toThrow('READER_DATABASE_URL')
})

test.each([
  [{ LANG: 'fr_FR.UTF-8' }, 'fr'],
  [{ LANG: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'ar_MA.UTF-8' }, 'en'],
  [{ LC_ALL: 'fr_BE.UTF-8', LANG: 'en_GB.UTF-8' }, 'fr'],
  [{}, 'en'],
] as const)('the terminal of %o is in %s', (env, language) => {
  expect(terminalLanguage(env)).toBe(language)
})
