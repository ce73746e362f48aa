// A take on its way: its bytes by the resumable sending every file uses, then what was said of it. It leaves this
// browser only once the server has both.

import type { RecorderStore, Take } from '#client/recorder-store.ts'
import { sendFile } from '#client/upload.ts'

const extensions: Record<string, string> = { 'audio/ogg': 'ogg', 'audio/webm': 'webm', 'audio/mp4': 'm4a' }

/** Its name at home and on the desk: the day for people, the end of its id so that there are no two. */
export function fileNameOf(take: Take): string {
  const bare = take.media_type.split(';')[0] ?? ''
  return `prise-${new Date(take.begun_at).toISOString().slice(0, 10)}-${take.id}.${extensions[bare] ?? 'bin'}`
}

/** One page at a time may touch a take; undefined when another one is at it. */
export async function holding<Result>(id: string, work: () => Promise<Result>): Promise<Result | undefined> {
  if (!('locks' in navigator)) return await work()
  return await navigator.locks.request(`veillee-take-${id}`, { ifAvailable: true }, async (lock) =>
    lock ? await work() : undefined,
  )
}

/** Sends it and forgets it. Gives the file it has become; rejects when it has to be tried again. */
export async function sendTake(
  store: RecorderStore,
  take: Take,
  noteUrl: string,
  onProgress: (sent: number, total: number) => void,
): Promise<string> {
  const name = fileNameOf(take)
  const before = take.hasLeft ? await note(take, name, noteUrl) : undefined
  if (before === undefined && take.state !== 'landed') {
    take.hasLeft = true
    await store.put(take)
    const bytes = await store.sound(take)
    const [type] = take.media_type.split(';')
    // The same name, type and time each time: a sending cut yesterday goes on where it stopped.
    const file = new File([bytes], name, { ...(type && { type }), lastModified: take.begun_at })
    const { code, purpose, use, actor } = take
    await sendFile(file, { name, code, purpose, use, actor, onProgress })
    take.state = 'landed'
    await store.put(take)
  }
  const file_id = before ?? (await note(take, name, noteUrl))
  // Arrived, and not kept yet: it waits to be checked.
  if (file_id === undefined) throw new Error('waiting')
  await store.forget(take.id)
  return file_id
}

/** Says what the take is called and which moments were marked. Gives its file; undefined when the server has none. */
async function note(take: Take, name: string, noteUrl: string): Promise<string | undefined> {
  const answer = await fetch(noteUrl, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams({ name, title: take.name, moments: take.marks.map(Math.round).join(',') }),
  })
  if (answer.status === 404) return undefined
  if (!answer.ok || answer.redirected) throw new Error(String(answer.redirected ? 401 : answer.status))
  return ((await answer.json()) as { file_id: string }).file_id
}
