// What one sees while a page is read: the bar with its buttons, the sentence that says what is wrong, the passage lit.

import { find, findAll, root } from '#client/dom.ts'

let bar: HTMLElement | undefined

/** The bar comes right after the reading aids, for those who walk with the keyboard. `act` is told what is pressed. */
export function openBar(act: (asked: string) => void) {
  if (!bar) {
    const template = find<HTMLTemplateElement>('template[data-aloud-bar]')
    const made = template?.content.firstElementChild?.cloneNode(true)
    if (!(made instanceof HTMLElement)) return
    bar = made
    bar.addEventListener('click', (event) => {
      const asked = (event.target as Element).closest<HTMLElement>('[data-do]')?.dataset.do
      if (asked) act(asked)
    })
    find('.aids')?.after(bar)
  }
  bar.hidden = false
  root.dataset.aloud = ''
}

export function closeBar() {
  if (bar) bar.hidden = true
  delete root.dataset.aloud
}

export const isInBar = (node: EventTarget | null) => node instanceof Node && bar?.contains(node) === true

/** Each button shows one of its wordings: Pause or Continuer, and the pace of the voice. */
export function draw(state: { isPaused: boolean; rate: string }) {
  const shown = [state.isPaused ? 'paused' : 'playing', state.rate]
  for (const words of bar ? findAll('[data-when]', bar) : []) words.hidden = !shown.includes(words.dataset.when ?? '')
}

/** A sentence under the bar, told to screen readers too; one of the bar's own (`silent`, `end`…) with its language. */
export function tell(name: 'noVoice' | 'translated' | 'silent' | 'end' | undefined, language = ''): string {
  const words = ((name && bar?.dataset[name]) ?? '').replace('{language}', language)
  const place = bar && find('[role=status]', bar)
  if (place && place.textContent !== words) place.textContent = words
  return words
}

/** Lights the passage being said, and brings it in sight; nothing when there is none. */
export function light(node: HTMLElement | undefined) {
  for (const lit of findAll('.is-read')) if (lit !== node) lit.classList.remove('is-read')
  if (!node || node.classList.contains('is-read')) return
  node.classList.add('is-read')
  node.scrollIntoView({ block: 'center' })
}
