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
    files_max_size: 8e9,
    files_quota_day: 50e9,
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
    FILES_URL: 's3://key:a%2Fb@store.example:9000/recits?region=fr-par&tls=no&prefix=ville',
    FILES_COPY_URL: 'file:///srv/copie',
    FILES_MAX_SIZE: '500MB',
    FILES_QUOTA_DAY: '2 gb',
    FILES_QUOTA: '1TB',
    CLAMD_URL: 'clamd:///run/clamav/clamd.ctl',
    SMTP_URL: 'smtps://me:secret@mail.example:465',
    // One or the other.
    TRANSCRIBE_COMMAND: '',
    TRANSCRIBE_URL: 'http://127.0.0.1:8000/v1/audio/transcriptions',
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
    files_url: given['FILES_URL'],
    files_copy_url: given['FILES_COPY_URL'],
    files_max_size: 5e8,
    files_quota_day: 2e9,
    files_quota: 1e12,
    clamd_url: given['CLAMD_URL'],
    smtp_url: given['SMTP_URL'],
    transcribe: { url: given['TRANSCRIBE_URL'] },
    demo: 'none',
    trusted_proxies: 2,
  })
  expect(readConfig(Object.fromEntries(settings.map(({ name }) => [name, ' '])))).toEqual(readConfig({}))
})

test('the default origin follows the port', () => {
  expect(readConfig({ PORT: '4000' }).origin).toBe('http://localhost:4000')
})

test.each([
  ['FILES_MAX_SIZE', '8'],
  ['FILES_QUOTA_DAY', '0GB'],
  ['FILES_QUOTA', '-1TB'],
  ['CLAMD_URL', '127.0.0.1:3310'],
  ['CLAMD_URL', 'clamd://host/path'],
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
  ['FILES_URL', '/srv/files'],
  ['FILES_URL', 's3://store.example/bucket'],
  ['FILES_URL', 's3://key:secret@store.example/'],
  ['FILES_URL', 's3://key:secret@store.example/bucket?tls=maybe'],
  ['FILES_URL', 's3://key:secret@store.example/bucket?colour=blue'],
  ['FILES_COPY_URL', 'https://store.example/bucket'],
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
  expect(() => readConfig({ FILES_URL: 's3://key:hunter2@store/B' })).toThrow(/^((?!hunter2).)+$/)
  expect(() => readConfig({ DATABASE_URL: 'postgres:/me:hunter2@db' })).toThrow(/^((?!hunter2).)+$/)
})

test('a reader without its database is refused', () => {
  expect(() => readConfig({ READER_DATABASE_URL: 'postgres://a@b/c' })).toThrow('READER_DATABASE_URL')
})

test.each([
  [{ DATA_DIR: '/srv/veillee', FILES_COPY_URL: 'file:///srv/veillee/files' }],
  [{ FILES_URL: 'file:///srv/a', FILES_COPY_URL: 'file:///srv/b/../a/' }],
  [{ FILES_URL: 's3://a:b@store/bucket', FILES_COPY_URL: 's3://c:d@store/bucket/?region=x' }],
])('a second copy in the place of the first is refused: %o', (env) => {
  expect(() => readConfig(env)).toThrow('FILES_COPY_URL')
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
