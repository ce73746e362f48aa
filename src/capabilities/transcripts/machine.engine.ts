// A program of this machine, or an address of one's own network, that writes down what is said. Nothing else is known of
// it: it is given a file and a language, and what it prints is read as a transcript would be.

import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import { runTool, ToolFailure } from '#core/media/derive/tools.ts'
import type { Config } from '#core/platform/config.ts'
import { leadsHome } from '#core/platform/private-address.ts'
import { textOfBytes } from '#core/platform/text-bytes.ts'

export type Engine = NonNullable<Config['transcribe']>
export type Work = {
  /** The bytes, on this machine. */
  file: string
  /** A name with the right ending: some programs go by it. */
  name: string
  media_type: string
  language: string
  duration_ms: number | null
  signal: AbortSignal
  onProgress: (percent: number) => void
}

/** Keys of `machine.trouble.*`: what went wrong, for people. */
export const engineTroubles = ['no_program', 'program', 'away', 'elsewhere', 'refused', 'too_long', 'too_much'] as const
export class EngineTrouble extends Error {
  readonly key: (typeof engineTroubles)[number]
  constructor(key: (typeof engineTroubles)[number], details: string) {
    super(`${key}: ${details}`)
    this.name = 'EngineTrouble'
    this.key = key
  }
}

// A day of sound on a slow machine; a transcript of it is far below.
const longest_ms = 12 * 3_600_000
const mostBytes = 20_000_000

/** What was printed or answered: captions of any sort, or JSON. Throws an EngineTrouble, or why it was stopped. */
export const listen = (engine: Engine, work: Work): Promise<string> =>
  'command' in engine ? runCommand(engine.command, work) : askAddress(engine.url, work)

async function runCommand(words: readonly string[], work: Work): Promise<string> {
  const filled = words.map((word) =>
    word.replaceAll('{file}', work.file).replaceAll('{language}', short(work.language)),
  )
  const [command = '', ...args] = words.some((word) => word.includes('{file}')) ? filled : [...filled, work.file]
  const chunks: Buffer[] = []
  let size = 0
  const full = new AbortController()
  try {
    await runTool({
      command,
      args,
      signal: AbortSignal.any([work.signal, full.signal]),
      most_ms: longest_ms,
      onBytes: (bytes) => {
        size += bytes.length
        if (size > mostBytes) full.abort()
        else chunks.push(bytes)
      },
      onLine: (line) => {
        const percent = progressIn(line, work.duration_ms)
        if (percent !== undefined) work.onProgress(percent)
      },
    })
  } catch (error) {
    if (full.signal.aborted) throw new EngineTrouble('too_much', command)
    work.signal.throwIfAborted()
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES'))
      throw new EngineTrouble('no_program', command)
    if (error instanceof ToolFailure)
      throw new EngineTrouble(error.ending === 'too long' ? 'too_long' : 'program', error.message)
    throw error
  }
  return textOfBytes(Buffer.concat(chunks))
}

/** Programs that print as they go say where they are: by the time of what they just wrote. */
function progressIn(line: string, duration_ms: number | null): number | undefined {
  const found = /-->\s*(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[.,]\d/.exec(line)
  if (!found || !duration_ms) return undefined
  const seconds = Number(found[1] ?? 0) * 3600 + Number(found[2]) * 60 + Number(found[3])
  return Math.min(99, Math.floor((seconds * 100_000) / duration_ms))
}

/** Programs know languages by two or three letters. */
const short = (language: string): string => language.split('-')[0] as string

/** The way of OpenAI's `/v1/audio/transcriptions`, which programs at home answer too. `?model=` names the model. */
async function askAddress(address: string, work: Work): Promise<string> {
  const url = new URL(address)
  if (!(await leadsHome(url.hostname))) throw new EngineTrouble('elsewhere', url.hostname)
  const model = url.searchParams.get('model') ?? 'whisper-1'
  url.searchParams.delete('model')
  const boundary = `veillee-${randomUUID()}`
  const field = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const head = Buffer.from(
    field('model', model) +
      field('language', short(work.language)) +
      field('response_format', 'verbose_json') +
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${work.name}"\r\nContent-Type: ${work.media_type}\r\n\r\n`,
  )
  const foot = Buffer.from(`\r\n--${boundary}--\r\n`)
  const { size } = await stat(work.file)
  const timeout = AbortSignal.timeout(longest_ms)
  try {
    const answer = await send(url, {
      method: 'POST',
      headers: {
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
        'Content-Length': head.length + size + foot.length,
        Accept: 'application/json, text/vtt',
      },
      signal: AbortSignal.any([work.signal, timeout]),
      parts: async function* () {
        yield head
        yield* createReadStream(work.file)
        yield foot
      },
    })
    // Nothing is followed elsewhere: an answer that leads away is a refusal.
    if (answer.status !== 200) throw new EngineTrouble('refused', String(answer.status))
    return textOfBytes(answer.body)
  } catch (error) {
    work.signal.throwIfAborted()
    if (timeout.aborted) throw new EngineTrouble('too_long', url.host)
    if (error instanceof EngineTrouble) throw error
    throw new EngineTrouble('away', error instanceof Error ? error.message : String(error))
  }
}

type Sending = {
  method: string
  headers: Record<string, string | number>
  signal: AbortSignal
  parts: () => AsyncIterable<Buffer | Uint8Array>
}

// fetch() gives up after five minutes without an answer: listening to an hour takes longer.
async function send(url: URL, { parts, ...options }: Sending): Promise<{ status: number; body: Buffer }> {
  const request = (url.protocol === 'https:' ? https : http).request(url, options)
  const answered = new Promise<{ status: number; body: Buffer }>((resolve, reject) => {
    request.once('error', reject)
    request.once('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > mostBytes) request.destroy(new EngineTrouble('too_much', url.host))
        else chunks.push(chunk)
      })
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }))
      response.once('error', reject)
    })
  })
  const write = async (): Promise<void> => {
    for await (const part of parts())
      if (!request.write(part))
        await new Promise<void>((resolve) => {
          request.once('drain', resolve).once('close', resolve)
        })
    request.end()
  }
  // Answered before everything is sent: a refusal. What was still being written then matters no more.
  const [answer] = await Promise.all([
    answered,
    write().catch((error: unknown) => void request.destroy(error as Error)),
  ])
  return answer
}
