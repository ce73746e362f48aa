// Sets papers to print: a template of ours (Typst), the data of one paper, a tagged PDF. Data goes in as JSON: what
// people wrote is words, never code. In a thread of its own, kept, with a time limit: pages never wait for paper.

import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from './errors.ts'
import code from './typst-worker.js?raw'

/** The screen's Arabic face draws dots apart from letters: read back from a PDF, its words would be others. */
const fonts = [
  '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  '@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf',
  '@expo-google-fonts/fraunces/500Medium/Fraunces_500Medium.ttf',
  '@expo-google-fonts/ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular.ttf',
  '@expo-google-fonts/ibm-plex-sans-arabic/700Bold/IBMPlexSansArabic_700Bold.ttf',
]
const longestQueue = 32
const mostData = 4_000_000

/** `files` are pictures that the template opens by their names ('/photo.jpg' is `photo.jpg` here). */
export type Paper = { template: string; data: unknown; files?: Record<string, Uint8Array>; at: Date }
/** Gives the PDF; refuses as `unavailable` when the compiler is missing here, overloaded or too slow. */
export type Typeset = (paper: Paper) => Promise<Uint8Array<ArrayBuffer>>

/** What the thread answers: the bytes; `missing` when there is no compiler on this machine; `failure` otherwise. */
type Answer = { id: number; bytes?: Uint8Array<ArrayBuffer>; missing?: string; failure?: string }
type Thread = { worker: Worker; waiting: Map<number, (answer: Answer) => void>; workspace: string }

/** The program of this machine: as it came out last, for Linux on x64 only. Elsewhere the page to print remains. */
const ownCompiler = `@myriaddreamin/typst-ts-node-compiler-${process.platform}-${process.arch}-gnu`

/** Whether this machine has the program that sets papers; without it, the page to print remains. */
export function hasTypesetter(): boolean {
  try {
    createRequire(import.meta.filename).resolve(ownCompiler)
    return true
  } catch {
    return false
  }
}

/** A typesetter with its own thread, started by its first paper. */
export function createTypesetter({
  compiler = ownCompiler,
  patience = 15_000,
}: { compiler?: string; patience?: number } = {}): Typeset {
  let thread: Thread | undefined
  let count = 0

  function open(): Thread {
    const workspace = mkdtempSync(path.join(tmpdir(), 'veillee-paper-'))
    const workerData = { from: import.meta.filename, compiler, fonts, workspace }
    const worker = new Worker(code, { eval: true, workerData })
    const mine: Thread = { worker, waiting: new Map(), workspace }
    worker.on('message', (answer: Answer) => mine.waiting.get(answer.id)?.(answer))
    worker.on('error', (error) => close(mine, String(error)))
    worker.on('exit', () => close(mine, 'the thread ended'))
    // Last: listening to it would hold the process again.
    worker.unref()
    return mine
  }

  function close(ended: Thread, why: string): void {
    if (thread === ended) thread = undefined
    for (const [id, tell] of ended.waiting) tell({ id, missing: why })
    rmSync(ended.workspace, { recursive: true, force: true })
    void ended.worker.terminate()
  }

  return async ({ template, data, files = {}, at }) => {
    const json = JSON.stringify(data)
    if (json.length > mostData) throw new AppError('too_large', 'paper')
    const mine = (thread ??= open())
    if (mine.waiting.size >= longestQueue) throw new AppError('unavailable', 'too many papers')
    const id = (count += 1)
    const answer = await new Promise<Answer>((resolve) => {
      // Whatever it was doing: the next paper gets a new thread.
      const timer = setTimeout(() => close(mine, 'too slow'), patience)
      mine.waiting.set(id, (told) => {
        clearTimeout(timer)
        mine.waiting.delete(id)
        resolve(told)
      })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      mine.worker.postMessage({ id, template, data: json, files, at: Math.floor(at.getTime() / 1_000) })
    })
    if (answer.bytes) return answer.bytes
    if (answer.missing !== undefined) throw new AppError('unavailable', `no typesetter: ${answer.missing}`)
    throw new Error(`the paper cannot be set: ${answer.failure}`)
  }
}

/** The one of this process. */
export const typeset: Typeset = createTypesetter()
