// Forms as people, browsers and machines send them: whatever comes, a form or a refusal, never a bug (SEC-05, SEC-06).

import fc from 'fast-check'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { firstOf, listOf, maxFormBytes, readForm, type FormValues } from './forms.ts'

type Read = { form: FormValues } | { refused: string }
const urlencoded = 'application/x-www-form-urlencoded'

/** Reads one request as a handler would; anything but a refusal is thrown. */
async function read(body: BodyInit | null, headers: Record<string, string>): Promise<Read> {
  let result: Read | undefined
  let bug: unknown
  const app = new Hono().post('/', async (c) => {
    try {
      result = { form: await readForm(c) }
    } catch (error) {
      if (error instanceof AppError) result = { refused: error.code }
      else bug = error
    }
    return c.text('')
  })
  const init = { method: 'POST', headers, body, ...(body instanceof ReadableStream && { duplex: 'half' }) }
  await app.request('/', init as RequestInit)
  if (bug !== undefined) throw bug
  return result as Read
}
const formOf = async (body: string): Promise<FormValues> => {
  const result = await read(body, { 'content-type': urlencoded })
  if ('refused' in result) throw new Error(result.refused)
  return result.form
}

describe('an ordinary form', () => {
  test('gives fields as text, in any language', async () => {
    const form = await formOf(
      new URLSearchParams([
        ['titre', 'Elle m’a dessiné la ville & “plus” = +1'],
        ['titre_ar', 'رسمت لي المدينة'],
        ['vide', ''],
      ]).toString(),
    )
    expect({ ...form }).toEqual({
      titre: 'Elle m’a dessiné la ville & “plus” = +1',
      titre_ar: 'رسمت لي المدينة',
      vide: '',
    })
  })

  test('gives a list when a name comes several times', async () => {
    const form = await formOf('a=1&a=2&b=3&a=')
    expect(listOf(form['a'])).toEqual(['1', '2', ''])
    expect(listOf(form['b'])).toEqual(['3'])
    expect(listOf(form['c'])).toEqual([])
    expect([firstOf(form['a']), firstOf(form['c'])]).toEqual(['1', ''])
  })

  test('is the same sent as multipart, and files are left aside', async () => {
    const body = new FormData()
    body.append('name', 'Zohra\r\nBenali')
    body.append('name', 'زهرة')
    body.append('photo', new File(['x'], 'x.png'))
    expect(await read(body, {})).toEqual({
      form: Object.assign(Object.create(null), { name: ['Zohra\r\nBenali', 'زهرة'] }),
    })
  })

  test('any fields come back as they were sent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
            fc.string({ unit: 'grapheme', maxLength: 40 }),
          ),
          { maxLength: 12 },
        ),
        async (pairs) => {
          const expected = Object.create(null) as FormValues
          for (const [name, value] of pairs)
            expected[name] = name in expected ? [...listOf(expected[name]), value] : value
          expect(await formOf(new URLSearchParams(pairs).toString())).toEqual(expected)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a strange one', () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>, string, string]>([
    ['JSON', '{"a":1}', 'application/json', 'invalid'],
    ['plain text, which other sites may send', 'a=1', 'text/plain', 'invalid'],
    ['a sort nobody knows', 'a=1', 'x', 'invalid'],
    ['broken UTF-8', new Uint8Array([97, 61, 0xc3, 0x28]), urlencoded, 'invalid'],
    ['broken UTF-8 in percents', 'a=%C3%28', urlencoded, 'invalid'],
    ['half a surrogate', 'a=%ED%A0%80', urlencoded, 'invalid'],
    ['a percent alone', 'a=100%', urlencoded, 'invalid'],
    ['too many fields', 'a=1&'.repeat(2_001), urlencoded, 'too_large'],
    ['too long', `a=${'x'.repeat(maxFormBytes)}`, urlencoded, 'too_large'],
    ['multipart without boundary', 'x', 'multipart/form-data', 'invalid'],
    [
      'multipart cut short',
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
      'multipart/form-data; boundary=x',
      'invalid',
    ],
  ])('is refused: %s', async (_, body, type, refused) => {
    expect(await read(body, { 'content-type': type })).toEqual({ refused })
  })

  test('too long is refused before it is held in memory, whatever length it says', async () => {
    let sent = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 100_000
        controller.enqueue(new Uint8Array(100_000).fill(97))
      },
    })
    expect(await read(endless, { 'content-type': urlencoded, 'content-length': '10' })).toEqual({
      refused: 'too_large',
    })
    expect(sent).toBeLessThan(maxFormBytes + 500_000)
    expect(await read('a=1', { 'content-type': urlencoded, 'content-length': String(maxFormBytes + 1) })).toEqual({
      refused: 'too_large',
    })
  })

  test('cut by the network is refused, not a bug', async () => {
    const cut = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('a=1&b'))
        controller.error(new TypeError('terminated'))
      },
    })
    expect(await read(cut, { 'content-type': urlencoded })).toEqual({ refused: 'invalid' })
  })

  test('cannot reach a prototype', async () => {
    const form = await formOf('__proto__=x&__proto__[y]=1&constructor=2&toString=3&hasOwnProperty=4')
    expect(Object.getPrototypeOf(form)).toBeNull()
    expect(Object.keys(form).toSorted()).toEqual([
      '__proto__',
      '__proto__[y]',
      'constructor',
      'hasOwnProperty',
      'toString',
    ])
    expect(({} as Record<string, unknown>)['y']).toBeUndefined()
  })
})

test('whatever the bytes and the sort, a form or a refusal', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ maxLength: 200 }).map((text) => new TextEncoder().encode(text)),
    fc
      .string({
        unit: fc.constantFrom(
          'a',
          '=',
          '&',
          '%',
          '+',
          '0',
          'F',
          ';',
          '[',
          ']',
          '\0',
          '\r\n',
          '--x',
          '"',
          'Content-Disposition: form-data; name=',
          '; filename=',
          '\r\n\r\n',
        ),
        maxLength: 60,
      })
      .map((text) => new TextEncoder().encode(text)),
  )
  const types = fc.constantFrom(
    urlencoded,
    `${urlencoded}; charset=latin1`,
    'multipart/form-data; boundary=x',
    'multipart/form-data; boundary=',
    'multipart/form-data;;;',
    'multipart/form-data; boundary="',
    'multipart/form-data; boundary=x; boundary=y',
    '',
    'text/html',
  )
  let read_ = 0
  await fc.assert(
    fc.asyncProperty(bytes, types, async (body, type) => {
      const result = await read(body as Uint8Array<ArrayBuffer>, { 'content-type': type })
      if ('form' in result) read_ += 1
      else expect(['invalid', 'too_large']).toContain(result.refused)
    }),
    { numRuns: 3_000 },
  )
  expect(read_).toBeGreaterThan(100)
})
