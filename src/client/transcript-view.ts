// The passages on the page: one line each, made from the model that the server wrote (`template[data-row-model]`), and
// only touched where something changed: a whole hour is a thousand lines.

import { shortTime } from '#core/media/captions/times.ts'
import { find } from '#client/dom.ts'
import type { Row } from '#client/transcript-rows.ts'

export type Beside = { start: number; end: number; text: string }[]
export type View = {
  list: HTMLOListElement
  /** Makes the page say what the rows are. */
  draw(rows: readonly Row[], voices: readonly string[]): void
  line(rank: number): HTMLLIElement | undefined
  rankOf(node: EventTarget | null): number | undefined
  /** Lights the passage heard. */
  hear(rank: number | undefined): void
}

export function viewOf(model: HTMLTemplateElement, place: HTMLElement, beside: Beside): View {
  const list = document.createElement('ol')
  list.className = 'plain words-lines'
  list.setAttribute('aria-label', model.dataset.label ?? '')
  place.append(list)
  const lines: { node: HTMLLIElement; row: Row | undefined; key: string }[] = []
  let heard: HTMLLIElement | undefined

  const made = (): HTMLLIElement => {
    const node = model.content.firstElementChild?.cloneNode(true)
    if (!(node instanceof HTMLLIElement)) throw new Error('no model of a passage')
    return node
  }

  function fill(node: HTMLLIElement, row: Row, rank: number, count: number, voices: readonly string[]) {
    const words = { rank: String(rank + 1), count: String(count), time: shortTime(row.start) }
    const say = (name: string) =>
      (model.dataset[name] ?? '').replace(/\{(rank|count|time)\}/g, (_, key: keyof typeof words) => words[key])
    node.setAttribute('aria-label', [say('row'), row.speaker].filter(Boolean).join(', '))
    const from = find('[data-from]', node)
    from?.setAttribute('aria-label', say('from'))
    const clock = find('[data-clock]', node)
    if (clock) clock.textContent = words.time
    const voice = find<HTMLSelectElement>('[data-voice]', node)
    if (voice) {
      voice.setAttribute('aria-label', say('voice'))
      voice.replaceChildren(
        ...['', ...voices].map(
          (name) => new Option(name || (model.dataset.nobody ?? ''), name, false, name === row.speaker),
        ),
      )
    }
    const text = find<HTMLTextAreaElement>('[data-text]', node)
    if (text) {
      text.setAttribute('aria-label', say('text'))
      if (text.value !== row.text) text.value = row.text
      grow(text)
    }
    const other = find('[data-other]', node)
    if (other) other.textContent = besideOf(row, beside)
  }

  return {
    list,
    draw(rows, voices) {
      while (lines.length > rows.length) lines.pop()?.node.remove()
      for (const [rank, row] of rows.entries()) {
        let line = lines[rank]
        if (!line) {
          line = { node: made(), row: undefined, key: '' }
          lines.push(line)
          list.append(line.node)
        }
        // Its rank is read out too: one more passage before it changes what it says.
        const key = `${rank} ${rows.length} ${voices.join('\n')}`
        if (line.row !== row || line.key !== key) fill(line.node, row, rank, rows.length, voices)
        line.row = row
        line.key = key
      }
    },
    line: (rank) => lines[rank]?.node,
    rankOf(node) {
      const line = node instanceof Element ? node.closest('li.words-row') : null
      const rank = lines.findIndex((each) => each.node === line)
      return rank < 0 ? undefined : rank
    },
    hear(rank) {
      const now = rank === undefined ? undefined : lines[rank]?.node
      if (now === heard) return
      heard?.removeAttribute('aria-current')
      now?.setAttribute('aria-current', 'true')
      heard = now
    },
  }
}

/** The field is as high as its words, where the browser does not do so by itself. */
export function grow(text: HTMLTextAreaElement): void {
  text.rows = Math.max(
    1,
    Math.min(
      12,
      text.value.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 70), 0),
    ),
  )
}

/** What is said meanwhile in the other language: the passage that shares most of its time. */
function besideOf(row: Row, beside: Beside): string {
  const shared = (each: Beside[number]) => Math.min(row.end, each.end) - Math.max(row.start, each.start)
  return beside
    .filter((each) => shared(each) > 0 && shared(each) * 2 >= Math.min(each.end - each.start, row.end - row.start))
    .map(({ text }) => text)
    .join(' ')
}
