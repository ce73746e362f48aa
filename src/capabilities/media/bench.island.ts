// The bench, while something moves: the state of each copy is read again every three seconds, and the list when a take
// has arrived. The page says the same without it, once asked again.

import { find, findAll } from '#client/dom.ts'
import { arrivedEvent } from '#ui/recorder-words.ts'

const pauseMs = 3_000
let timer: ReturnType<typeof setTimeout> | undefined

const later = () => {
  clearTimeout(timer)
  timer = setTimeout(() => void look(), pauseMs)
}

async function freshPage(): Promise<Document | undefined> {
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } })
    if (!answer.ok || answer.redirected) return undefined
    return new DOMParser().parseFromString(await answer.text(), 'text/html')
  } catch {
    // No line: asked again at the next turn.
    return undefined
  }
}

/** Only what says how far copies are is replaced: a sound being heard goes on, a focus stays. */
async function look(): Promise<void> {
  const fresh = document.visibilityState === 'visible' ? await freshPage() : undefined
  for (const item of findAll('.bench-item[data-moving]')) {
    const now = fresh?.getElementById(item.id)
    const [before, after] = [find('[data-live]', item), now && find('[data-live]', now)]
    if (!now || !before || !after) continue
    if (before.innerHTML !== after.innerHTML) before.replaceChildren(...after.childNodes)
    if (now.dataset.moving === undefined) delete item.dataset.moving
  }
  if (find('.bench-item[data-moving]')) later()
}

async function listAgain(): Promise<void> {
  const list = (await freshPage())?.querySelector('[data-live-list]')
  if (list) find('[data-live-list]')?.replaceWith(list)
  later()
}

document.addEventListener(arrivedEvent, () => void listAgain())
if (find('.bench-item[data-moving]')) later()
