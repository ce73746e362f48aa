// Drafts save as people type. A form with [data-autosave] posts its fields there a moment after each change, with the
// header `X-Autosave: 1` and without `submission_id` (that one is for the press on the button, and counts once).
// Answers: 2xx kept, with an optional JSON `{ "fields": { "revision": "…" } }` written back into hidden inputs;
// 409 someone else changed the text; anything else is tried again. Until then a copy stays in this browser tab, with
// the hidden values it was written against: it is only put back in the fields when those are still the same, so that
// nobody's words are replaced unseen; otherwise it is shown beside.

import { find, findAll, thisVisit } from '#client/dom.ts'

type Copy = { typed: Record<string, string[]>; hidden: Record<string, string> }
type State = 'saving' | 'saved' | 'unsaved' | 'conflict' | 'restored'

export function startAutosave() {
  for (const form of findAll<HTMLFormElement>('form[data-autosave]')) keep(form)
}

function keep(form: HTMLFormElement) {
  const url = form.dataset.autosave ?? ''
  const status = find('[data-autosave-status]', form)
  const pause = Number(form.dataset.autosavePause ?? 3000)
  let timer: ReturnType<typeof setTimeout> | undefined
  let changes = 0
  let saved = 0
  let isSending = false
  let isStopped = false

  const say = (state: State, words = form.dataset[state] ?? '') => {
    if (!status) return
    status.dataset.state = state
    status.textContent = words
  }
  const later = (wait: number) => {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(() => void save(), wait)
  }
  const changed = () => {
    changes++
    thisVisit.set(url, JSON.stringify(copyOf(form)))
    later(pause)
  }

  async function save() {
    if (isSending) return later(pause)
    const sent = changes
    isSending = true
    say('saving')
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'X-Autosave': '1', Accept: 'application/json' },
        body: bodyOf(form),
      })
      if (isStopped) return
      const told = await answer.json().catch(() => ({}))
      if (answer.status === 409) {
        isStopped = true
        return say('conflict', told.message)
      }
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
      for (const [name, value] of Object.entries(told.fields ?? {})) setHidden(form, name, String(value))
      saved = sent
      if (saved === changes) thisVisit.set(url, null)
      else changed()
      say('saved', `${form.dataset.saved ?? ''} ${clock()}`)
    } catch {
      if (isStopped) return
      say('unsaved')
      later(pause * 4)
    } finally {
      isSending = false
    }
  }

  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  form.addEventListener('submit', () => {
    isStopped = true
    saved = changes
    clearTimeout(timer)
    thisVisit.set(url, null)
  })
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) isStopped = false
  })
  window.addEventListener('online', () => changes !== saved && later(0))
  window.addEventListener('beforeunload', (event) => {
    if (changes !== saved) event.preventDefault()
  })
  const found = putBack(form, url)
  if (found === 'same') {
    say('restored')
    changes++
    later(pause)
  }
}

function clock(): string {
  const { lang } = document.documentElement
  const time = new Intl.DateTimeFormat(lang === 'ar' ? 'ar-u-nu-latn' : lang, { hour: 'numeric', minute: '2-digit' })
  // French writes 14 h 10.
  return lang === 'fr' ? time.format(new Date()).replace(':', '\u00a0h\u00a0') : time.format(new Date())
}

const isHidden = (form: HTMLFormElement, name: string) => {
  const field = form.elements.namedItem(name)
  return field instanceof HTMLInputElement && field.type === 'hidden'
}

function fieldsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== 'submission_id',
  )
}

const bodyOf = (form: HTMLFormElement) => new URLSearchParams(fieldsOf(form))

function copyOf(form: HTMLFormElement): Copy {
  const copy: Copy = { typed: {}, hidden: {} }
  for (const [name, value] of fieldsOf(form)) {
    if (isHidden(form, name)) copy.hidden[name] = value
    else (copy.typed[name] ??= []).push(value)
  }
  return copy
}

function setHidden(form: HTMLFormElement, name: string, value: string) {
  const field = form.elements.namedItem(name)
  if (field instanceof HTMLInputElement && field.type === 'hidden') field.value = value
}

/** Puts the copy of this tab back in the form, or shows it beside when the text has moved on since. */
function putBack(form: HTMLFormElement, url: string): 'none' | 'same' | 'beside' {
  const kept = thisVisit.get(url)
  if (!kept) return 'none'
  let copy: Copy
  try {
    copy = JSON.parse(kept) as Copy
  } catch {
    return 'none'
  }
  const now = copyOf(form)
  const moved = Object.entries(copy.typed).filter(([name, values]) => String(now.typed[name] ?? '') !== String(values))
  if (moved.length === 0) {
    thisVisit.set(url, null)
    return 'none'
  }
  if (JSON.stringify(copy.hidden) !== JSON.stringify(now.hidden)) {
    showBeside(form, url, moved)
    return 'beside'
  }
  for (const [name, values] of moved) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement && /checkbox|radio/.test(field.type))
      field.checked = values.includes(field.value)
    else if (field instanceof RadioNodeList)
      for (const one of field) {
        if (one instanceof HTMLInputElement) one.checked = values.includes(one.value)
      }
    else if (field && 'value' in field) field.value = values[0] ?? ''
  }
  return 'same'
}

/** Under the form: the words kept on this device, to read and copy, and a button to let them go. */
function showBeside(form: HTMLFormElement, url: string, moved: [string, string[]][]) {
  const box = document.createElement('div')
  box.className = 'banner stack'
  box.dataset.accent = 'ambre'
  box.setAttribute('role', 'status')
  const words = document.createElement('p')
  words.textContent = form.dataset.kept ?? ''
  box.append(words)
  for (const [name, values] of moved) {
    const area = document.createElement('textarea')
    area.className = 'input'
    area.readOnly = true
    area.rows = 6
    area.value = values.join('\n')
    area.setAttribute('aria-label', form.dataset.kept ?? name)
    box.append(area)
  }
  const forget = document.createElement('button')
  forget.type = 'button'
  forget.className = 'btn btn-line'
  forget.textContent = form.dataset.forget ?? ''
  forget.addEventListener('click', () => {
    thisVisit.set(url, null)
    box.remove()
  })
  box.append(forget)
  form.before(box)
}
