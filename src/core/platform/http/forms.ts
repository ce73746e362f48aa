// Reading a form: bounded, strict UTF-8, no prototype tricks. Gives fields as text; the action's schema does the rest.

import { isUtf8 } from 'node:buffer'
import type { Context } from 'hono'
import { AppError } from '../errors.ts'
import { textOfBytes } from '../text-bytes.ts'

/** Fields as typed, by name: a text, or several when the name came several times. Has no prototype (SEC-06). */
export type FormValues = Record<string, string | string[]>

export const maxFormBytes = 2_000_000
const maxFields = 2_000
/** A form sent drop by drop is given up: it only holds a connection. */
const longestForm_ms = 300_000

/** A small text brought as a file comes as what is typed, under this name: the only file a form keeps. */
export const textFileField = 'text_file'

/** Reads an urlencoded or multipart form, without its files but a small text. Throws `invalid` or `too_large`. */
export async function readForm(c: Context): Promise<FormValues> {
  const type = c.req.header('content-type') ?? ''
  if (type.startsWith('application/x-www-form-urlencoded')) return fieldsOf(urlencoded(await readBytes(c)))
  if (type.startsWith('multipart/form-data')) return fieldsOf(await multipart(type, await readBytes(c)))
  throw new AppError('invalid', 'form expected')
}

async function readBytes(c: Context): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(c.req.header('content-length') ?? 0) > maxFormBytes) throw new AppError('too_large')
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = c.req.raw.body?.getReader()
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    void reader?.cancel().catch(() => {})
  }, longestForm_ms)
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      size += next.value.byteLength
      if (size > maxFormBytes) throw new AppError('too_large')
      chunks.push(next.value)
    }
  } catch (error) {
    // The network cut it short: nothing of ours is broken.
    throw error instanceof AppError ? error : new AppError('invalid', 'cut short')
  } finally {
    clearTimeout(timer)
  }
  if (isLate) throw new AppError('invalid', 'too slow')
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

function urlencoded(bytes: Uint8Array): [string, string][] {
  const text = strictText(bytes)
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const at = pair.indexOf('=')
      return at < 0 ? [decoded(pair), ''] : [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))]
    })
}

async function multipart(type: string, bytes: Uint8Array<ArrayBuffer>): Promise<[string, string][]> {
  const isStrict = isUtf8(bytes)
  let form: FormData
  try {
    form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch {
    throw new AppError('invalid', 'unreadable form')
  }
  const fields: [string, string][] = []
  for (const [name, value] of form) {
    if (typeof value !== 'string') {
      if (name === textFileField) fields.push([name, textOfBytes(await value.bytes())])
      continue
    }
    // Bytes that are no text may only be those of a file: in a field they have become this sign.
    if (!isStrict && value.includes('\ufffd')) throw new AppError('invalid', 'not UTF-8')
    fields.push([name, value])
  }
  if (!isStrict && ![...form.values()].some((value) => typeof value !== 'string'))
    throw new AppError('invalid', 'not UTF-8')
  return fields
}

function strictText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new AppError('invalid', 'not UTF-8')
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '))
  } catch {
    throw new AppError('invalid', 'not UTF-8')
  }
}

function fieldsOf(pairs: [string, string][]): FormValues {
  if (pairs.length > maxFields) throw new AppError('too_large')
  const fields = Object.create(null) as FormValues
  for (const [name, value] of pairs) {
    const before = fields[name]
    if (before === undefined) fields[name] = value
    else if (Array.isArray(before)) before.push(value)
    else fields[name] = [before, value]
  }
  return fields
}

/** The values of a field that may come several times, as a list. */
export const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/** One value of a field, as text; the first when it came several times. For showing back what was typed. */
export const firstOf = (value: string | string[] | undefined): string => listOf(value)[0] ?? ''
