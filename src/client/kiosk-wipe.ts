// Wiping a kiosk: what the last person typed, kept, opened and read. Told again at each page until it is all done, so
// that a cut in the middle changes nothing.

import { keep } from '#client/kiosk-kept.ts'
import type { Kiosk, Words } from '#client/kiosk-mark.ts'

type Entries = {
  currentEntry: { index: number } | null
  entries: () => { key: string }[]
  traverseTo: (key: string) => { committed: Promise<unknown> }
}
/** The list of this tab's pages; some browsers have none to show. */
const visited = (): Entries | undefined => (window as { navigation?: Entries }).navigation

/**
 * Wipes everything and goes back to the beginning. The page leaves the screen first: emptying its fields one by one
 * would let a draft save itself empty.
 */
export async function wipe(kiosk: Kiosk, words: Words): Promise<void> {
  const next: Kiosk = { ...kiosk, epoch: kiosk.epoch + 1, ending: true }
  cover(words.wiping ?? '')
  if ('speechSynthesis' in window) speechSynthesis.cancel()
  for (const sound of document.querySelectorAll<HTMLMediaElement>('audio,video')) sound.pause()
  getSelection()?.removeAllRanges()
  forget(next)
  await Promise.allSettled([forgetDatabases(), forgetCaches(), emptyClipboard()])
  await signOut(next)
  goToStart(next)
}

/** At each page of a kiosk: false when this one must not be shown, being the last person's. */
export function arrive(kiosk: Kiosk, words: Words): boolean {
  if (kiosk.ending && location.pathname + location.search === kiosk.home) {
    keep({ ...kiosk, ending: false })
    kiosk.ending = false
    // An entry more after the first: what was ahead of it, and could be gone forward to, is cut.
    history.pushState({ epoch: kiosk.epoch }, '', location.href)
    return true
  }
  if (kiosk.ending) {
    cover(words.wiping ?? '')
    forget(kiosk)
    void signOut(kiosk).then(() => goToStart(kiosk))
    return false
  }
  const state = history.state as { epoch?: number } | null
  if (state?.epoch !== undefined && state.epoch !== kiosk.epoch) {
    cover('')
    location.replace(kiosk.home)
    return false
  }
  history.replaceState({ ...state, epoch: kiosk.epoch }, '')
  return true
}

function cover(text: string) {
  const words = document.createElement('p')
  words.className = 'kiosk-cover'
  words.setAttribute('role', 'status')
  words.textContent = text
  document.body.replaceChildren(words)
  document.title = text || document.title
}

function forget(kiosk: Kiosk) {
  for (const storage of [() => localStorage, () => sessionStorage])
    try {
      storage().clear()
    } catch {
      // Refused by the browser: then nothing was kept there either.
    }
  keep(kiosk)
  for (const cookie of document.cookie.split(';'))
    if (cookie.trim()) document.cookie = `${cookie.split('=')[0]?.trim()}=; Max-Age=0; Path=/`
}

async function forgetDatabases() {
  const bases = (await indexedDB.databases?.()) ?? []
  for (const { name } of bases) if (name) indexedDB.deleteDatabase(name)
}

async function forgetCaches() {
  if (!('caches' in window)) return
  for (const name of await caches.keys()) await caches.delete(name)
}

/** Asked for, and refused by browsers that want a press for it: in a kiosk nothing can be copied anyway. */
const emptyClipboard = async () => await navigator.clipboard?.writeText('')

/** The card or the account opened here is closed. Without an answer, nobody gets the device: it is asked again. */
async function signOut(kiosk: Kiosk): Promise<void> {
  for (;;) {
    const answer = await fetch(kiosk.end, { method: 'POST', body: new URLSearchParams(), cache: 'no-store' }).catch(
      () => undefined,
    )
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 3000))
  }
}

/** The first page of this tab becomes the home; `arrive` then cuts every other away. */
function goToStart(kiosk: Kiosk) {
  const list = visited()
  const first = list?.entries()[0]
  const replace = () => location.replace(kiosk.home)
  if (!list || !first || !list.currentEntry || list.currentEntry.index === 0) return replace()
  // The same document (the home has two entries): no page loads, this one goes on.
  window.addEventListener('popstate', replace, { once: true })
  // Kept whole in memory, it wakes up without loading.
  list.traverseTo(first.key).committed.catch(replace)
}
