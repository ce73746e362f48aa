// A file on its way by the tus protocol: it goes on after a cut, a closed page, a day without network. What this browser
// remembers is the address of the sending, under a print of the file; never its name nor its bytes.

import { Upload, type DetailedError, type PreviousUpload, type UrlStorage } from 'tus-js-client'
import { depotHref, type Bringer } from '#core/media/receive/addresses.ts'
import { remembered, root } from '#client/dom.ts'
import { firstChunk, nextChunk } from '#client/upload-chunks.ts'

export type Sending = {
  name: string
  code: string
  purpose: string
  use: string
  /** Where sendings begin: `/bureau/depot`, or `/carte/depot` for a witness with her card. */
  endpoint: string
}
export type Received = { state: 'kept' | 'refused' | 'waiting' | 'coming'; file_id?: string; sentence: string }

/**
 * 'offline': it tries again by itself; `soon`, within seconds. 'failed': it needs someone; `sentence` says what the
 * server answered.
 */
export type Course =
  | { state: 'sending'; sent: number; total: number }
  | { state: 'paused' | 'checking' }
  | { state: 'offline'; soon: boolean }
  | { state: 'done'; received: Received }
  | { state: 'failed'; status: number; sentence: string }

export type Courier = { go: () => void; pause: () => void; drop: () => Promise<void> }

const days = 14
const retry_ms = 15_000
const retryDelays = [0, 1_000, 3_000, 5_000, 10_000]

/** `courier(file, sending, show)`: nothing leaves before `go()`. `show` hears of each change. */
export function courier(file: File, sending: Sending, show: (course: Course) => void): Courier {
  const print = printOf(file, sending)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isWanted = false
  let arrived = 0
  const { endpoint, ...metadata } = sending
  let since = performance.now()
  const upload = new Upload(file, {
    endpoint,
    chunkSize: firstChunk,
    retryDelays,
    metadata,
    urlStorage: storage,
    fingerprint: () => Promise.resolve(print),
    removeFingerprintOnSuccess: true,
    onProgress: (sent, total) => {
      arrived = sent
      if (isWanted) show({ state: 'sending', sent, total: total ?? file.size })
    },
    onChunkComplete: () => {
      upload.options.chunkSize = nextChunk(upload.options.chunkSize ?? firstChunk, performance.now() - since)
      since = performance.now()
    },
    onShouldRetry: (error, attempt) => {
      upload.options.chunkSize = firstChunk
      since = performance.now()
      const status = error.originalResponse?.getStatus() ?? 0
      if (!navigator.onLine) return false
      const isAway = status < 400 || status >= 500
      // The first time is tried again at once: not worth a word.
      if (isAway && isWanted && attempt > 0) show({ state: 'offline', soon: true })
      return isAway || status === 409 || status === 423
    },
    onSuccess: () => void check(),
    onError: (error) => failed(error as DetailedError),
  })

  async function check() {
    show({ state: 'checking' })
    try {
      const answer = await fetch(upload.url ?? '', { headers: { Accept: 'application/json' } })
      if (!answer.ok || answer.redirected) return failed(undefined, answer.redirected ? 401 : answer.status)
      const received = (await answer.json()) as Received
      isWanted = false
      window.removeEventListener('online', again)
      show({ state: 'done', received })
    } catch {
      later(check)
    }
  }

  function failed(error?: DetailedError, status = error?.originalResponse?.getStatus() ?? 0) {
    // No answer, or a server that is not itself: that passes.
    if (status === 0 || status >= 500) return later(start)
    isWanted = false
    const said = error?.originalResponse
    const isPlain = said?.getHeader('content-type')?.startsWith('text/plain') === true
    show({ state: 'failed', status, sentence: isPlain ? (said?.getBody() ?? '') : '' })
  }

  function later(work: () => unknown) {
    if (!isWanted) return
    show({ state: 'offline', soon: false })
    clearTimeout(timer)
    timer = setTimeout(() => isWanted && work(), retry_ms)
  }

  async function start() {
    clearTimeout(timer)
    if (upload.url === null) {
      const [before] = await upload.findPreviousUploads()
      if (!isWanted) return
      if (before) upload.resumeFromPreviousUpload(before)
    }
    upload.start()
  }
  const again = () => void (isWanted && timer !== undefined && start())

  return {
    go() {
      if (isWanted) return
      isWanted = true
      window.addEventListener('online', again)
      show({ state: 'sending', sent: arrived, total: file.size })
      void start()
    },
    pause() {
      isWanted = false
      clearTimeout(timer)
      void upload.abort()
      show({ state: 'paused' })
    },
    async drop() {
      isWanted = false
      clearTimeout(timer)
      window.removeEventListener('online', again)
      await upload.abort()
      remembered.set(`upload.${print}`, null)
      // What cannot be told now is forgotten by the server in two weeks.
      if (upload.url) await Upload.terminate(upload.url, { retryDelays: [] }).catch(() => undefined)
    },
  }
}

/** Sends one file to its end and says what became of it; rejects when it is refused or cannot be sent now. */
export async function sendFile(
  file: File,
  options: Omit<Sending, 'endpoint'> & { actor: Bringer; onProgress?: (sent: number, total: number) => void },
): Promise<Received> {
  const { actor, onProgress, ...sending } = options
  const { lang } = root
  const endpoint = depotHref(lang === 'en' || lang === 'ar' ? lang : 'fr', actor)
  return await new Promise((resolve, reject) => {
    const one = courier(file, { ...sending, endpoint }, (course) => {
      if (course.state === 'sending') onProgress?.(course.sent, course.total)
      if (course.state === 'done' && course.received.state !== 'refused') resolve(course.received)
      if (course.state === 'done' && course.received.state === 'refused') reject(new Error(course.received.sentence))
      if (course.state === 'failed') reject(new Error(course.sentence || String(course.status)))
      if (course.state === 'offline' && !course.soon) {
        one.pause()
        reject(new Error('offline'))
      }
    })
    one.go()
  })
}

/** The same file, for the same place: its print does not tell its name. */
function printOf(file: File, { code, purpose, use, endpoint }: Sending): string {
  const text = [file.name, file.size, file.lastModified, file.type, code, purpose, use, endpoint].join(' ')
  let [one, two] = [0x811c9dc5, 0x01000193]
  for (const letter of text) {
    const sign = letter.codePointAt(0) ?? 0
    one = Math.imul(one ^ sign, 0x01000193)
    two = Math.imul(two ^ sign, 0x85ebca6b) ^ (two >>> 13)
  }
  return `${(one >>> 0).toString(36)}${(two >>> 0).toString(36)}-${file.size.toString(36)}`
}

const storage: UrlStorage = {
  findAllUploads: () => Promise.resolve([]),
  findUploadsByFingerprint: (print) => Promise.resolve(rememberedOf(print)),
  removeUpload: (key) => Promise.resolve(remembered.set(key, null)),
  addUpload: (print, upload) => {
    const key = `upload.${print}`
    remembered.set(key, JSON.stringify({ url: upload.uploadUrl, at: Date.now() }))
    return Promise.resolve(key)
  },
}

function rememberedOf(print: string): PreviousUpload[] {
  const key = `upload.${print}`
  try {
    const { url, at } = JSON.parse(remembered.get(key) ?? '{}') as { url?: string; at?: number }
    if (!url || !at || Date.now() - at > days * 86_400_000) return []
    const creationTime = new Date(at).toISOString()
    return [{ size: null, metadata: {}, creationTime, urlStorageKey: key, uploadUrl: url, parallelUploadUrls: null }]
  } catch {
    return []
  }
}
