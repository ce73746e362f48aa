// A remark is about a passage: selecting words in a text marked [data-anchor-source] fills the fields `quote` and
// `start` of the form [data-anchor-for] of the same name. Without script the passage is copied by hand.

import { find, findAll } from '#client/dom.ts'

const longest = 400

export function startAnchors() {
  for (const form of findAll<HTMLFormElement>('form[data-anchor-for]')) {
    const source = find(`[data-anchor-source="${CSS.escape(form.dataset.anchorFor ?? '')}"]`)
    if (!source) continue
    // The selection is still moving at the event itself on touch screens.
    const look = () => setTimeout(() => fill(form, source))
    source.addEventListener('pointerup', look)
    source.addEventListener('keyup', look)
    source.addEventListener('touchend', look)
  }
}

function fill(form: HTMLFormElement, source: HTMLElement) {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return
  const range = selection.getRangeAt(0)
  if (!source.contains(range.startContainer)) return
  const paragraph = closestParagraph(range.startContainer)
  if (!paragraph) return
  const before = document.createRange()
  before.setStart(paragraph, 0)
  before.setEnd(range.startContainer, range.startOffset)
  // A passage stays in one paragraph: what was selected after it is left out.
  if (!paragraph.contains(range.endContainer)) range.setEndAfter(paragraph.lastChild ?? paragraph)
  const words = wordsOf(range)
  const quote = words.trim().slice(0, longest)
  if (!quote) return
  const start = Number(paragraph.dataset.at ?? 0) + wordsOf(before).length + (words.length - words.trimStart().length)
  write(form, 'quote', quote)
  write(form, 'start', String(start))
}

function closestParagraph(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest<HTMLElement>('[data-at]') ?? null
}

/** The words of a range, without the numbers of remarks and the words meant for screen readers. */
function wordsOf(range: Range): string {
  const piece = range.cloneContents()
  for (const extra of findAll('.c-n,.vh', piece)) extra.remove()
  return piece.textContent ?? ''
}

function write(form: HTMLFormElement, name: string, value: string) {
  const field = form.elements.namedItem(name)
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = value
}
