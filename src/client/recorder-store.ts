// What was recorded, kept in this browser second by second until the server has it: a closed tab or a flat battery
// loses the last seconds at most. Where the browser keeps nothing, the same in memory, and the page says so.

export type TakeState =
  /** Being recorded; or cut short, when no page holds it any more. */
  | 'recording'
  /** To be listened to, then kept or thrown away. */
  | 'ready'
  /** To be sent, as soon as there is a line. */
  | 'leaving'
  /** The bytes are on the server; what was said of them (name, moments) is not yet. */
  | 'landed'

export type Take = {
  id: string
  /** The contribution it is for. */
  code: string
  purpose: 'media' | 'evidence' | 'receipt'
  use: 'story' | 'portrait' | 'lent' | 'made'
  /** A member at the desk, or a witness with her card. */
  actor: 'work' | 'card'
  media_type: string
  begun_at: number
  ms: number
  /** Moments marked while speaking, in milliseconds. */
  marks: number[]
  /** How loud each second was, from 0 to 100. */
  levels: number[]
  /** As she called it; '' when she did not. */
  name: string
  state: TakeState
  /** A sending was begun: it may have ended without this page knowing. */
  hasLeft: boolean
}

export type RecorderStore = {
  /** Whether it outlives the page. */
  lasts: boolean
  put: (take: Take) => Promise<void>
  /** One piece of sound and what is known of the take with it. False when only this page could keep it. */
  add: (take: Take, number: number, bytes: ArrayBuffer) => Promise<boolean>
  list: () => Promise<Take[]>
  /** Everything recorded so far, in order. */
  sound: (take: Take) => Promise<Blob>
  forget: (id: string) => Promise<void>
}

const opened = (request: IDBOpenDBRequest): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('refused'))
    request.onblocked = () => reject(new Error('held by another page'))
  })

const done = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
  })

const answered = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('refused'))
  })

const piecesOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER])

/** Opens what this browser keeps; in memory when it keeps nothing (a private window, a full disk). */
export async function openRecorderStore(): Promise<RecorderStore> {
  try {
    const request = indexedDB.open('veillee-recorder', 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('take', { keyPath: 'id' })
      request.result.createObjectStore('piece')
    }
    const base = await opened(request)
    // Asked to leave (a kiosk being wiped): never stand in the way.
    base.onversionchange = () => base.close()
    return lastingStore(base)
  } catch {
    return passingStore()
  }
}

function lastingStore(base: IDBDatabase): RecorderStore {
  // Strict: on the disk before it is said to be kept, so that a battery that dies takes nothing with it.
  const write = (work: (takes: IDBObjectStore, pieces: IDBObjectStore) => void): Promise<void> => {
    const transaction = base.transaction(['take', 'piece'], 'readwrite', { durability: 'strict' })
    work(transaction.objectStore('take'), transaction.objectStore('piece'))
    return done(transaction)
  }
  /** Pieces the disk had no room for: they are in this page only. */
  const spare = passingStore()
  return {
    lasts: true,
    put: async (take) => await write((takes) => takes.put(take)),
    add: async (take, number, bytes) => {
      try {
        await write((takes, pieces) => {
          takes.put(take)
          pieces.put(bytes, [take.id, number])
        })
        return true
      } catch {
        await spare.add(take, number, bytes)
        return false
      }
    },
    list: async () => await answered(base.transaction('take').objectStore('take').getAll() as IDBRequest<Take[]>),
    sound: async (take) => {
      const store = base.transaction('piece').objectStore('piece')
      const [keys, bytes] = await Promise.all([
        answered(store.getAllKeys(piecesOf(take.id))),
        answered(store.getAll(piecesOf(take.id)) as IDBRequest<ArrayBuffer[]>),
      ])
      const all = keys.map((key, index): [number, BlobPart] => [(key as [string, number])[1], bytes[index] ?? ''])
      return joined([...all, ...spare.pieces(take.id)], take.media_type)
    },
    forget: async (id) => {
      await spare.forget(id)
      await write((takes, pieces) => {
        takes.delete(id)
        pieces.delete(piecesOf(id))
      })
    },
  }
}

const joined = (pieces: [number, BlobPart][], type: string): Blob =>
  new Blob(
    pieces.toSorted(([a], [b]) => a - b).map(([, bytes]) => bytes),
    { type },
  )

function passingStore(): RecorderStore & { pieces: (id: string) => [number, BlobPart][] } {
  const takes = new Map<string, Take>()
  const pieces = new Map<string, [number, BlobPart][]>()
  const of = (id: string) => pieces.get(id) ?? []
  return {
    lasts: false,
    pieces: of,
    put: async (take) => void takes.set(take.id, take),
    add: async (take, number, bytes) => {
      takes.set(take.id, take)
      pieces.set(take.id, [...of(take.id), [number, bytes]])
      return false
    },
    list: async () => [...takes.values()],
    sound: async (take) => joined(of(take.id), take.media_type),
    forget: async (id) => {
      takes.delete(id)
      pieces.delete(id)
    },
  }
}
