// Which bytes an address means, and names that every system can write.

import { expect, test } from 'vitest'
import type { Derived } from '#core/media/media.tables.ts'
import { bytesMeant, dispositionOf, typeOfOriginal } from './serving.rules.ts'

const copy = (name: string): Derived => ({ id: name, name, sha256: 'a', size: 1, media_type: 'audio/ogg' })

test('the best is what plays everywhere, else the original', () => {
  expect(bytesMeant('mieux', 'sound', [copy('opus'), copy('aac')])).toMatchObject({ name: 'aac' })
  expect(bytesMeant('mieux', 'video', [copy('vp9')])).toMatchObject({ name: 'vp9' })
  expect(bytesMeant('mieux', 'picture', [copy('avif-480'), copy('jpeg-480')])).toMatchObject({ name: 'jpeg-480' })
  expect(bytesMeant('mieux', 'sound', [])).toBe('original')
  expect(bytesMeant('original', 'sound', [copy('aac')])).toBe('original')
  expect(bytesMeant('opus', 'sound', [copy('opus')])).toMatchObject({ name: 'opus' })
  expect(bytesMeant('h264', 'sound', [copy('opus')])).toBeUndefined()
})

test.each([
  [
    'récit d’Inès.mp3',
    `attachment; filename="r_cit d_In_s.mp3"; filename*=UTF-8''r%C3%A9cit%20d%E2%80%99In%C3%A8s.mp3`,
  ],
  ['a"b\\c/d.mp3', `attachment; filename="a_b c d.mp3"; filename*=UTF-8''a%22b%20c%20d.mp3`],
  ['x\r\nSet-Cookie: a=b', `attachment; filename="x Set-Cookie: a=b"; filename*=UTF-8''x%20Set-Cookie%3A%20a%3Db`],
  ['gpj.\u202Eexe', `attachment; filename="gpj. exe"; filename*=UTF-8''gpj.%20exe`],
  ["l'été (1).wav", `attachment; filename="l'_t_ (1).wav"; filename*=UTF-8''l%27%C3%A9t%C3%A9%20%281%29.wav`],
  ['\ud800', `attachment; filename="_"; filename*=UTF-8''%EF%BF%BD`],
])('%j is written for every system', (name, expected) => {
  expect(dispositionOf('attachment', name)).toBe(expected)
})

test('an original is never said to be a page or a program', () => {
  expect(typeOfOriginal('audio/ogg; codecs=opus')).toBe('audio/ogg')
  expect(typeOfOriginal('image/jpeg')).toBe('image/jpeg')
  for (const type of ['image/svg+xml', 'text/html', 'application/xhtml+xml', 'application/pdf', 'audio/x\r\na: b', ''])
    expect(typeOfOriginal(type)).toBe('application/octet-stream')
})
