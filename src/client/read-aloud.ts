// Listening: the button of the aids bar reads the page, a small one beside each question of a form reads the question,
// and marked sentences read themselves. The player comes with the first press; without voices the buttons go away.

import { find, findAll } from '#client/dom.ts'
import type { Passage } from '#client/passages.ts'

export function startReading() {
  const button = find<HTMLButtonElement>('[data-read]')
  const sentences = findAll<HTMLButtonElement>('[data-read-text]')
  if (!('speechSynthesis' in window)) {
    for (const useless of [button, ...sentences]) if (useless) useless.hidden = true
    return
  }
  // A voice left talking by the page before. Asked for here, the list of voices is there by the first press.
  speechSynthesis.cancel()
  speechSynthesis.getVoices()
  window.addEventListener('pagehide', () => speechSynthesis.cancel())
  const main = find('main')
  if (button && main) {
    button.addEventListener('click', () => void read(button, main))
    for (const question of questionsOf(main)) addListen(question, button)
  }
  for (const sentence of sentences)
    sentence.addEventListener('click', () => {
      const { readText: text = '', readLang: language = '' } = sentence.dataset
      void read(sentence, { text, language, node: sentence })
    })
}

/** `what` is a part of the page, or words of its own. */
async function read(button: HTMLElement, what: HTMLElement | Passage) {
  // Safari lets a page speak only if it began inside the press itself: this one says nothing, and opens the mouth.
  if (!speechSynthesis.speaking) speechSynthesis.speak(new SpeechSynthesisUtterance(''))
  const { toggle } = await import('#client/player.ts')
  toggle(button, what)
}

/** Labels and legends of the fields one fills in; those hidden from sight are said with the page. */
const questionsOf = (main: HTMLElement) =>
  findAll('form :is(.field>label:not(.vh),fieldset>legend)', main).filter(
    (question) => !question.closest('.check') && !find('[data-read-text]', question.parentElement ?? main),
  )

/** “Écouter” beside a question: it reads the question, what helps to answer, and the answers. */
function addListen(question: HTMLElement, pattern: HTMLElement) {
  const box = question.parentElement
  if (!box) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'aid listen'
  button.dataset.listen = ''
  const words = document.createElement('span')
  words.textContent = pattern.dataset.listenWords ?? ''
  const icon = find('svg', pattern)?.cloneNode(true)
  button.append(...(icon ? [icon] : []), words)
  button.setAttribute('aria-label', (pattern.dataset.question ?? '').replace('{question}', question.innerText.trim()))
  button.addEventListener('click', () => void read(button, box))
  question.after(button)
  box.classList.add('has-listen')
}
