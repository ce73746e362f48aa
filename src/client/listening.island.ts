// Pages with something to hear or to see: players, the transcripts that follow them, lines to copy. Without script the
// page has the browser's own players and the same words.

import { find, findAll } from '#client/dom.ts'
import { openPlayer } from '#client/sound.ts'

for (const box of findAll('[data-player]')) {
  try {
    openPlayer(box)
  } catch (error) {
    // The browser's own player is still there.
    console.error(error)
  }
}

// One sound at a time, whoever plays it.
document.addEventListener(
  'play',
  ({ target }) => {
    for (const other of findAll<HTMLMediaElement>('audio,video')) if (other !== target) other.pause()
  },
  { capture: true },
)

for (const button of findAll<HTMLButtonElement>('[data-copy]'))
  button.addEventListener('click', () => void copyLine(button))

async function copyLine(button: HTMLButtonElement) {
  const line = find('[data-credit]', button.closest('details') ?? document)
  const status = find('[role=status]', button.parentElement ?? document)
  const isDone = await copy(line?.textContent?.trim() ?? '')
  if (isDone && status) status.textContent = button.dataset.done ?? ''
  // Refused by the browser: the line is chosen, ready for the keyboard.
  else if (line) getSelection()?.selectAllChildren(line)
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

// What is folded is printed too.
window.addEventListener('beforeprint', () => {
  for (const fold of findAll<HTMLDetailsElement>('details[data-fold]')) fold.open = true
})
