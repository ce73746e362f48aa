// The file field when scripts run: files leave as soon as they are chosen, some at a time, and the page shows what came
// once everything has.

import { lineOf, made, type Line, type Words } from '#client/upload-line.ts'
import { find, findAll } from '#client/dom.ts'

/** Sent at the same time; the others wait for their turn. */
const atOnce = 2

export function startUploads() {
  for (const field of findAll('[data-upload]')) enhance(field)
}

function enhance(field: HTMLElement) {
  const input = find<HTMLInputElement>('input[type=file]', field)
  const form = find<HTMLFormElement>('form', field)
  if (!input || !form) return
  const words = JSON.parse(field.dataset.words ?? '{}') as Words
  const { code = '', purpose = 'media', use = 'story', upload: endpoint = '', back = '' } = field.dataset
  const lines = new Set<Line>()
  const keepPage = made('p', 'hint', words.keepPage)
  const list = made('ul', 'plain uploads')
  list.setAttribute('aria-label', words.list ?? '')
  const after = made('p', 'cluster')
  const said = made('p', 'vh')
  said.setAttribute('role', 'status')
  keepPage.hidden = list.hidden = after.hidden = true
  field.append(keepPage, list, after, said)
  find('[data-upload-send]', field)?.remove()
  form.addEventListener('submit', (event) => event.preventDefault())
  let isTouched = false
  document.addEventListener('input', ({ target }) => {
    // Words being typed elsewhere on the page must not be lost to show a file.
    if (target !== input) isTouched = true
  })

  const states = () => [...lines].map(({ state }) => state)
  const isBusy = () => states().some((state) => state !== 'done' && state !== 'failed')
  const changed = () => {
    keepPage.hidden = !isBusy()
    list.hidden = lines.size === 0
    const going = states().filter((state) => ['sending', 'offline', 'checking'].includes(state)).length
    const next = going < atOnce ? [...lines].find(({ state }) => state === 'waiting') : undefined
    if (next) return next.go()
    if (isBusy() || ![...lines].some(({ isKept }) => isKept)) return
    const isAllKept = [...lines].every(({ isKept }) => isKept)
    const isWaiting = [...lines].some((each) => each.isWaiting)
    if (isAllKept && !isTouched) return location.assign(withDone(back, isWaiting))
    if (after.hidden) {
      const link = made('a', 'btn btn-line', words.show)
      link.href = withDone(back, isWaiting)
      after.append(link)
      after.hidden = false
    }
  }

  input.addEventListener('change', () => {
    for (const file of input.files ?? []) {
      const line = lineOf(
        file,
        { name: file.name, code, purpose, use, endpoint },
        {
          words,
          say: (text) => (said.textContent = text),
          changed,
          gone: () => {
            lines.delete(line)
            changed()
            input.focus()
          },
        },
      )
      lines.add(line)
      list.append(line.element)
    }
    // The same file may be chosen again, to go on with it.
    input.value = ''
    changed()
  })
  window.addEventListener('beforeunload', (event) => {
    if (isBusy()) event.preventDefault()
  })
}

/** Where the page shows what has come, with the word for its notice. */
function withDone(back: string, isWaiting: boolean): string {
  const url = new URL(back || location.href, location.href)
  url.searchParams.set('fait', isWaiting ? 'waiting' : 'received')
  return url.pathname + url.search + url.hash
}
