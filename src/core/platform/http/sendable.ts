// An answer ready to be sent again and again: its bytes, each compression of them made once, and a strong ETag for each
// (RFC 9110 §8.8.3). Sent either as a Response, or straight to the socket when nothing else has to be asked.

import { hash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { saidByPages } from './guard.ts'
import { compress, encodingFor, isCompressible, quickEffort, type Effort, type Encoding } from './encodings.ts'

export type HeaderList = readonly (readonly [string, string])[]

/** One way to send an answer. `headers` say everything of these bytes; `unchanged`, what a 304 says of them. */
export type Form = {
  encoding: Encoding
  bytes: Uint8Array<ArrayBuffer>
  etag: string
  headers: HeaderList
  unchanged: HeaderList
}

export type Sendable = {
  status: number
  /** What was computed, before any compression. */
  plain: Form
  /** Other forms, made when first asked for. */
  forms: Map<Encoding, Form | Promise<Form>>
  describe: (encoding: Encoding, bytes: Uint8Array<ArrayBuffer>) => Form
  effort: Effort
  isCompressible: boolean
  /** Bytes of the forms made so far. */
  weight: number
}

/** Headers a form writes itself. */
const ownHeaders = new Set(['content-length', 'content-encoding', 'etag', 'vary', 'transfer-encoding'])

/** Makes an answer that can be sent many times. Only a 200 has an ETag: a refusal is not worth keeping by anyone. */
export function sendable(
  status: number,
  headers: HeaderList,
  bytes: Uint8Array<ArrayBuffer>,
  effort: Effort = quickEffort,
): Sendable {
  const of = (name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? ''
  const kept = headers.filter(([name]) => !ownHeaders.has(name.toLowerCase()))
  const compressible = status === 200 && bytes.length > 0 && isCompressible(of('content-type'))
  const vary = [of('vary'), ...(compressible ? ['Accept-Encoding'] : [])].filter(Boolean).join(', ')
  const print = status === 200 ? hash('sha256', bytes, 'base64url').slice(0, 22) : ''
  const describe = (encoding: Encoding, form: Uint8Array<ArrayBuffer>): Form => {
    const etag = print && `"${print}${encoding === 'identity' ? '' : `-${encoding}`}"`
    const more: [string, string][] = vary ? [['vary', vary]] : []
    if (etag) more.push(['etag', etag])
    const coded: [string, string][] = encoding === 'identity' ? [] : [['content-encoding', encoding]]
    return {
      encoding,
      bytes: form,
      etag,
      headers: [...kept, ...more, ...coded, ['content-length', String(form.length)]],
      unchanged: [...kept.filter(([name]) => !/^content-(type|language|disposition)$/i.test(name)), ...more],
    }
  }
  const plain = describe('identity', bytes)
  return { status, plain, forms: new Map(), describe, effort, isCompressible: compressible, weight: bytes.length }
}

// On the answer itself: what a WeakMap points to stays in memory until a full collection, page after page.
const madeOfBytes = Symbol('bytes')
type Made = Response & { [madeOfBytes]?: Uint8Array<ArrayBuffer> }

/** Notes the bytes a Response was just made of: read back from it, they would be copied twice. */
export function madeOf(response: Made, bytes: Uint8Array<ArrayBuffer>): Response {
  response[madeOfBytes] = bytes
  return response
}

/** All the bytes of a Response that nobody has read. */
export const readBytes = async (response: Made): Promise<Uint8Array<ArrayBuffer>> =>
  response[madeOfBytes] ?? new Uint8Array(await response.arrayBuffer())

/** The form for this `Accept-Encoding`, if it is already made. */
export function madeForm(answer: Sendable, accepted: string | undefined): Form | undefined {
  const encoding = answer.isCompressible ? encodingFor(accepted) : 'identity'
  const form = encoding === 'identity' ? answer.plain : answer.forms.get(encoding)
  return form instanceof Promise ? undefined : form
}

/** The form for this `Accept-Encoding`, compressed now if nobody asked for it before. `onMade` learns its weight. */
export async function formOf(
  answer: Sendable,
  accepted: string | undefined,
  onMade: (bytes: number) => void = () => {},
): Promise<Form> {
  const encoding = answer.isCompressible ? encodingFor(accepted) : 'identity'
  if (encoding === 'identity') return answer.plain
  const known = answer.forms.get(encoding)
  if (known) return await known
  const making = compress(answer.plain.bytes, encoding, answer.effort).then((bytes) => {
    const form = answer.describe(encoding, new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length))
    answer.forms.set(encoding, form)
    answer.weight += form.bytes.length
    onMade(form.bytes.length)
    return form
  })
  answer.forms.set(encoding, making)
  making.catch(() => answer.forms.delete(encoding))
  return await making
}

/** Whether the asker says it already has these bytes (RFC 9110 §13.1.2: compared without the weak mark). */
export const alreadyHas = (form: Pick<Form, 'etag'>, ifNoneMatch: string | undefined | null): boolean =>
  Boolean(form.etag) &&
  Boolean(ifNoneMatch) &&
  (ifNoneMatch?.trim() === '*' ||
    (ifNoneMatch ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === form.etag))

/** The answer as a Response; whoever asked by HEAD gets the same headers, and its caller drops the body. */
export function respondWith(answer: Sendable, form: Form, asked: Headers): Response {
  if (alreadyHas(form, asked.get('if-none-match')))
    return new Response(null, { status: 304, headers: form.unchanged as [string, string][] })
  return new Response(form.bytes.length > 0 ? form.bytes : null, {
    status: answer.status,
    headers: form.headers as [string, string][],
  })
}

// As node:http writes them without any work: name, value, name, value…
const written = new WeakMap<Form, { whole: string[]; unchanged: string[] }>()

/** The same answer straight to the socket, with the headers that every response carries. */
export function writeTo(
  outgoing: ServerResponse,
  incoming: IncomingMessage,
  answer: Sendable,
  form: Form,
  always: HeaderList,
): void {
  let flat = written.get(form)
  if (!flat) {
    const withAlways = (headers: HeaderList) => {
      const own = new Set(headers.map(([name]) => name.toLowerCase()))
      return [...headers, ...always.filter(([name]) => !saidByPages.has(name) || !own.has(name))].flat()
    }
    flat = { whole: withAlways(form.headers), unchanged: withAlways(form.unchanged) }
    written.set(form, flat)
  }
  if (alreadyHas(form, incoming.headers['if-none-match'])) {
    outgoing.writeHead(304, flat.unchanged)
    outgoing.end()
  } else {
    outgoing.writeHead(answer.status, flat.whole)
    outgoing.end(incoming.method === 'HEAD' ? undefined : form.bytes)
  }
}
