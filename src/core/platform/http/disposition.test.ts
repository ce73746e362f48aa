// Names of files as headers write them: whatever their owner typed, every system can read them.

import { expect, test } from 'vitest'
import { dispositionOf } from './disposition.ts'

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
