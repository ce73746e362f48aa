// Sets papers to print: a template of ours (Typst), the data of one paper, a tagged PDF. Data goes in as JSON: what
// people wrote is words, never code. In a thread of its own, kept, with a time limit: pages never wait for paper.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from './errors.ts'
import code from './typst-worker.js?raw'

const fonts = [
  '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  '@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf',
  '@expo-google-fonts/fraunces/500Medium/Fraunces_500Medium.ttf',
  '@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
  '@expo-google-fonts/noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf',
]
const longest = 15_000
const longestQueue = 32
const mostData = 4_000_000

/** What the thread answers: the bytes; `missing` when the typesetter is not on this machine; `failure` otherwise. */
type Answer = { id: number; bytes?: Uint8Array<ArrayBuffer>; missing?: string; failure?: string }
type Thread = { worker: Worker; waiting: Map<number, (answer: Answer) => void>; workspace: string }

let thread: Thread | undefined
let count = 0

/** `files` are pictures that the template opens by their names ('/photo.jpg'). */
export type Paper = { template: string; data: unknown; files?: Record<string, Uint8Array>; at: Date }

/**
 * `await typeset({ template, data: { title: 'Reçu' }, at: now })` gives a PDF. Refuses as `unavailable` when the typesetter is missing
 * on this machine, overloaded or too slow: the page to print by the browser remains.
 */
export async function typeset({ template, data, files = {}, at }: Paper): Promise<Uint8Array<ArrayBuffer>> {
  const json = JSON.stringify(data)
  if (json.length > mostData) throw new AppError('too_large', 'paper')
  const { worker, waiting } = (thread ??= open())
  if (waiting.size >= longestQueue) throw new AppError('unavailable', 'too many papers')
  const id = (count += 1)
  const answer = await new Promise<Answer>((resolve) => {
    const timer = setTimeout(() => {
      // Whatever it was doing: the next paper gets a new thread.
      close(thread)
      resolve({ id, missing: 'too slow' })
    }, longest)
    waiting.set(id, (told) => {
      clearTimeout(timer)
      waiting.delete(id)
      resolve(told)
    })
    worker.postMessage({ id, template, data: json, files, at: Math.floor(at.getTime() / 1_000) })
  })
  if (answer.bytes) return answer.bytes
  if (answer.missing !== undefined) throw new AppError('unavailable', `no typesetter: ${answer.missing}`)
  throw new Error(`the paper cannot be set: ${answer.failure}`)
}

function open(): Thread {
  const workspace = mkdtempSync(path.join(tmpdir(), 'veillee-paper-'))
  const worker = new Worker(code, { eval: true, workerData: { from: import.meta.filename, fonts, workspace } })
  const mine: Thread = { worker, waiting: new Map(), workspace }
  worker.unref()
  worker.on('message', (answer: Answer) => mine.waiting.get(answer.id)?.(answer))
  worker.on('error', (error) => close(mine, String(error)))
  worker.on('exit', () => close(mine, 'the thread ended'))
  return mine
}

function close(ended: Thread | undefined, why = 'closed'): void {
  if (!ended) return
  if (thread === ended) thread = undefined
  for (const [id, tell] of ended.waiting) tell({ id, missing: why })
  rmSync(ended.workspace, { recursive: true, force: true })
  void ended.worker.terminate()
}
