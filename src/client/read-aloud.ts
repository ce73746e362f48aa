// Reading aloud with the voices of the device: the page, passage by passage, each in its own language, or one
// sentence on demand. Without voices the buttons go away.

import { find, findAll } from '#client/dom.ts'

export function startReading() {
  const button = find<HTMLButtonElement>('[data-read]')
  const sentences = findAll<HTMLButtonElement>('[data-read-text]')
  if (!('speechSynthesis' in window)) {
    for (const useless of [button, ...sentences]) if (useless) useless.hidden = true
    return
  }
  // A voice left talking by the page before.
  speechSynthesis.cancel()
  window.addEventListener('pagehide', () => speechSynthesis.cancel())
  if (button) button.addEventListener('click', () => (isOn(button) ? stop(button) : readPage(button)))
  for (const sentence of sentences)
    sentence.addEventListener('click', () => {
      if (button) stop(button)
      speak(sentence.dataset.readText ?? '', sentence.dataset.readLang ?? languageOf(sentence))
    })
}

const isOn = (button: Element) => button.getAttribute('aria-pressed') === 'true'
const languageOf = (node: Element) => node.closest<HTMLElement>('[lang]')?.lang ?? ''

/** The last word spoken: a browser may forget an utterance nobody holds, and never say it has ended. */
let current: SpeechSynthesisUtterance | undefined

function speak(text: string, language: string, then?: () => void) {
  speechSynthesis.cancel()
  current = new SpeechSynthesisUtterance(text)
  current.lang = language
  current.rate = 0.9
  if (then) current.onend = current.onerror = then
  speechSynthesis.speak(current)
}

function unmark() {
  for (const node of findAll('.is-read')) node.classList.remove('is-read')
}

function stop(button: Element) {
  button.setAttribute('aria-pressed', 'false')
  if (current) current.onend = current.onerror = null
  speechSynthesis.cancel()
  unmark()
}

const readable = ':is(h1,h2,h3,h4,p,li,dt,dd,legend,th,td)'

function readPage(button: Element) {
  const parts = findAll(`main ${readable}`).filter(
    (node) => node.offsetParent && wordsOf(node) && !find(readable, node),
  )
  button.setAttribute('aria-pressed', 'true')
  const next = (index: number) => {
    unmark()
    const part = parts[index]
    if (!part || !isOn(button)) return stop(button)
    part.classList.add('is-read')
    part.scrollIntoView({ block: 'center' })
    speak(wordsOf(part), languageOf(part), () => next(index + 1))
  }
  next(0)
}

const wordsOf = (node: HTMLElement) => node.innerText.trim()
