// One file of a file field: its name, how far it is, a pause and a way out. What matters is said aloud, once; the bar
// moves in silence.

import { courier, type Course, type Sending } from '#client/upload.ts'
import { root } from '#client/dom.ts'

export type Words = Readonly<Record<string, string>>
export type Line = {
  readonly element: HTMLElement
  /** 'waiting': for its turn. */
  readonly state: Course['state'] | 'waiting'
  readonly isKept: boolean
  /** It has come, and waits to be looked at. */
  readonly isWaiting: boolean
  go: () => void
}
export type Around = {
  words: Words
  say: (words: string) => void
  changed: () => void
  gone: () => void
}

/** `filled(words.quarter, { name, percent: 25 })` */
export const filled = (words = '', values: Record<string, string | number>): string =>
  words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

export function lineOf(file: File, sending: Sending, around: Around): Line {
  const { words, say } = around
  const { name } = file
  const element = made('li', 'upload-line')
  const title = made('p', 'upload-name')
  title.append(made('bdi', '', name))
  const bar = made('progress', '')
  bar.max = 100
  bar.value = 0
  bar.setAttribute('aria-label', filled(words.progress, { name }))
  const told = made('p', 'small')
  const turn = button(words.pause)
  const out = button(words.remove)
  out.setAttribute('aria-label', filled(words.removeNamed, { name }))
  const row = made('p', 'cluster')
  row.append(turn, out)
  element.append(title, bar, told, row)
  told.textContent = sizeOf(file.size, words)

  let state: Line['state'] = 'waiting'
  let isKept = false
  let isWaiting = false
  let quarters = 0
  turn.hidden = true

  const label = (text = '', named = '') => {
    turn.hidden = false
    turn.textContent = text
    turn.setAttribute('aria-label', filled(named, { name }))
  }
  const aloud = (text: string) => {
    told.textContent = text
    say(filled(words.named, { name, words: text }))
  }

  const show = (course: Course) => {
    const before = state
    state = course.state
    element.dataset.state = state
    if (course.state === 'sending') {
      const percent = course.total > 0 ? Math.floor((course.sent / course.total) * 100) : 0
      bar.value = percent
      const [done, total] = [sizeOf(course.sent, words), sizeOf(course.total, words)]
      told.textContent = filled(words.sending, { done, total })
      label(words.pause, words.pauseNamed)
      if ((before === 'offline' || before === 'paused') && course.sent > 0)
        say(filled(words.named, { name, words: words.again ?? '' }))
      if (Math.floor(percent / 25) > quarters && percent < 100) {
        quarters = Math.floor(percent / 25)
        say(filled(words.quarter, { name, percent: quarters * 25 }))
      }
    }
    if (course.state === 'paused') {
      aloud(words.paused ?? '')
      label(words.go, words.goNamed)
    }
    if (course.state === 'offline' && before !== 'offline') aloud(words.offline ?? '')
    if (course.state === 'checking') {
      bar.value = 100
      told.textContent = words.checking ?? ''
      turn.hidden = out.hidden = true
    }
    if (course.state === 'done') {
      const { received } = course
      isWaiting = received.state === 'waiting'
      isKept = received.state === 'kept' || isWaiting
      bar.hidden = turn.hidden = out.hidden = true
      aloud(received.sentence)
    }
    if (course.state === 'failed') {
      // Refused in words: sending it again would change nothing.
      const isRefused = course.sentence !== ''
      aloud(course.sentence || (course.status === 401 ? words.signIn : words.failed) || '')
      if (isRefused) bar.hidden = turn.hidden = true
      else label(words.retry, words.goNamed)
    }
    element.classList.toggle('is-wrong', course.state === 'failed' || (course.state === 'done' && !isKept))
    if (before !== state) around.changed()
  }

  const going = courier(file, sending, show)
  turn.addEventListener('click', () => (state === 'sending' || state === 'offline' ? going.pause() : going.go()))
  out.addEventListener('click', () => {
    void going.drop()
    element.remove()
    say(filled(words.removed, { name }))
    around.gone()
  })
  return {
    element,
    get state() {
      return state
    },
    get isKept() {
      return isKept
    },
    get isWaiting() {
      return isWaiting
    },
    go: () => {
      say(filled(words.start, { name }))
      going.go()
    },
  }
}

/** An element with its class and its words. */
export function made<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  text = '',
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.textContent = text
  return element
}

function button(text = ''): HTMLButtonElement {
  const element = made('button', 'btn btn-line btn-s', text)
  element.type = 'button'
  return element
}

/** “3,4 Mo”, in the language of the page. */
function sizeOf(bytes: number, words: Words): string {
  const [unit, one] =
    bytes >= 1e9 ? (['GB', 1e9] as const) : bytes >= 1e6 ? (['MB', 1e6] as const) : (['kB', 1e3] as const)
  const { lang } = root
  const size = new Intl.NumberFormat(lang === 'ar' ? 'ar-u-nu-latn' : lang, {
    maximumFractionDigits: bytes / one < 10 ? 1 : 0,
  }).format(bytes / one)
  return filled(words[unit], { size })
}
