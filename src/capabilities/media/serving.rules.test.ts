// Which bytes an address means, and what an original is said to be.

import { expect, test } from 'vitest'
import type { Derived } from '#core/media/media.tables.ts'
import { bytesMeant, typeOfOriginal } from './serving.rules.ts'

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

test('an original is never said to be a page or a program', () => {
  expect(typeOfOriginal('audio/ogg; codecs=opus')).toBe('audio/ogg')
  expect(typeOfOriginal('image/jpeg')).toBe('image/jpeg')
  for (const type of ['image/svg+xml', 'text/html', 'application/xhtml+xml', 'application/pdf', 'audio/x\r\na: b', ''])
    expect(typeOfOriginal(type)).toBe('application/octet-stream')
})
