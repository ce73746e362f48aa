// What each kind of field accepts, puts right and refuses.

import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { day, edtfDate, email, flag, language, line, mistakesOf, paragraphs, phone } from './fields.ts'

const says = (schema: z.ZodType, value: unknown): unknown => {
  const result = schema.safeParse(value)
  return result.success ? result.data : `✗ ${mistakesOf(result.error)['form']}`
}

describe('fields', () => {
  test.each([
    [line(10), '  Zohra \n', 'Zohra'],
    [line(10), '', '✗ required'],
    [line(10, 'optional'), '', ''],
    [line(3), 'abcd', '✗ too_long'],
    [line(10), 'a\0b', '✗ bad_text'],
    [line(10), ['a', 'b'], '✗ bad_text'],
    [line(10), 'ab‮c', 'abc'],
    [line(10), 'é', 'é'],
    [paragraphs(100), 'a\r\nb\rc', 'a\nb\nc'],
    [email, ' Ines@Valmorey.Example ', 'ines@valmorey.example'],
    [email, 'ines', '✗ bad_email'],
    [phone, '06 39 98 12 34', '06 39 98 12 34'],
    [phone, '+212 661-123456', '+212 661-123456'],
    [phone, '06', '✗ bad_phone'],
    [phone, 'appelez-moi', '✗ bad_phone'],
    [language, 'ar-MA', 'ar-MA'],
    [language, 'français', '✗ bad_language'],
    [day, '2026-02-28', '2026-02-28'],
    [day, '2026-02-30', '✗ bad_date'],
    [edtfDate, '1974~', '1974~'],
    [edtfDate, '', ''],
    [edtfDate, 'vers 1974', '✗ bad_date'],
    [edtfDate, '1969/..', '1969/..'],
    [flag, undefined, false],
    [flag, 'on', true],
  ] as [z.ZodType, unknown, unknown][])('%#: %j', (schema, value, expected) => {
    expect(says(schema, value)).toEqual(expected)
  })

  test('a missing field is said to be missing', () => {
    const result = z.strictObject({ name: line(10) }).safeParse({})
    expect(result.success ? {} : mistakesOf(result.error)).toEqual({ name: 'required' })
  })
})
