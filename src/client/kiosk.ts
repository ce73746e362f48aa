// A kiosk: a device many people use one after the other. Begun on its own page, kept for as long as the tab is open.
// Nothing leads out of it, and what a person did is wiped when she says so, or when nobody touches it any more.

import { find, findAll, root, thisVisit } from '#client/dom.ts'
import { stored } from '#client/kiosk-kept.ts'
import { isKiosk, type Kiosk, type Words } from '#client/kiosk-mark.ts'
import { blockWaysOut } from '#client/kiosk-ways-out.ts'
import { arrive, wipe } from '#client/kiosk-wipe.ts'

const warning = 10_000
/** Someone who listens to a page without form touches nothing: she is there, but not for ever. */
const longestListening = 600_000
const longestTelling = 3_600_000

function begin(form: HTMLFormElement) {
  form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const made: unknown = { ...JSON.parse(form.dataset.kioskStart ?? '{}'), epoch: 0, ending: false }
    const field = (name: string) => String(new FormData(form).get(name) ?? '').trim()
    const wanted = { ...(made as Kiosk), idle: Number(field('idle')), code: field('code') }
    const code = find<HTMLInputElement>('[name=code]', form)
    code?.setCustomValidity(/^(\d{4,8})?$/.test(wanted.code) ? '' : (form.dataset.wrongCode ?? ''))
    if (!form.reportValidity() || !isKiosk(wanted)) return
    // Begins as it will begin again after each person: whoever came in on this device goes out.
    root.dataset.kiosk = ''
    for (const sheet of findAll<HTMLLinkElement>('#big-sheet')) sheet.disabled = false
    void wipe(wanted, wordsOf(wanted))
  })
}

const wordsOf = (kiosk: Kiosk): Words => kiosk.words[root.lang] ?? kiosk.words.fr ?? {}

function live(kiosk: Kiosk) {
  const words = wordsOf(kiosk)
  if (!arrive(kiosk, words)) return
  const ask = asker(words)
  blockWaysOut(kiosk, (reason, detail) => ask.tell(words[reason] ?? '', detail))
  guardFields()
  showBar(kiosk, words, ask)
  watch(kiosk, words, ask)
}

/** Nothing typed is kept by the browser, to be offered to the next person. */
function guardFields() {
  for (const field of findAll<HTMLFormElement | HTMLInputElement>('form,input,textarea,select'))
    field.setAttribute('autocomplete', 'off')
  // The question “leave this page?” would hold the wiping.
  window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true })
}

// == Nobody any more

function watch(kiosk: Kiosk, words: Words, ask: Asker) {
  let touched = Date.now()
  let heard = touched
  let isAsked = false
  let isOver = false
  const touch = () => {
    touched = heard = Date.now()
    if (isAsked) ask.close()
    isAsked = false
  }
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'input'])
    window.addEventListener(kind, touch, { capture: true, passive: true })
  const holdsNothing = !find('main form[method=post]')
  setInterval(() => {
    const now = Date.now()
    const isRead = 'speechSynthesis' in window && speechSynthesis.speaking && now - touched < longestListening
    if (holdsNothing && (isRead || isSounding())) heard = now
    // Who tells touches nothing; who left without stopping the lamp is gone.
    if (find('[data-recorder][data-state=on]') && now - touched < longestTelling) heard = now
    const left = kiosk.idle * 1000 - (now - heard)
    if (left <= 0 && !isOver) {
      isOver = true
      ask.close()
      void wipe(kiosk, words)
    } else if (left <= warning && !isOver) {
      if (!isAsked) ask.open(words.still ?? '', words.soon ?? '')
      isAsked = true
      ask.count(Math.ceil(left / 1000))
    }
  }, 250)
}

/** Someone's voice is heard: a recording ends by itself, however long. */
const isSounding = (): boolean => findAll<HTMLMediaElement>('audio,video').some((sound) => !sound.paused)

// == What one sees

type Asker = {
  open: (title: string, text: string) => void
  tell: (text: string, detail?: string) => void
  count: (seconds: number) => void
  code: (right: string, then: () => void) => void
  close: () => void
}

/** One question at a time, above everything. */
function asker(words: Words): Asker {
  const box = make('dialog', 'kiosk-ask')
  box.setAttribute('aria-labelledby', 'kiosk-ask')
  document.body.append(box)
  const close = () => box.close()
  const show = (title: string, ...more: Node[]) => {
    const heading = make('p', 'as-xl', title)
    heading.id = 'kiosk-ask'
    box.replaceChildren(heading, ...more)
    if (!box.open) box.showModal()
  }
  const button = (text: string, act: () => void, look = 'btn btn-l') => {
    const one = make('button', look, text)
    one.type = 'button'
    one.addEventListener('click', act)
    return one
  }
  const figure = make('b', 'num')
  figure.setAttribute('aria-hidden', 'true')
  return {
    open: (title, text) => show(title, make('p', '', text), figure, button(words.stay ?? '', close)),
    tell: (text, detail) => {
      const number = make('b', 'num', detail ?? '')
      number.dir = 'ltr'
      show(text, ...(detail ? [number] : []), button(words.understood ?? '', close))
    },
    count: (seconds) => {
      figure.textContent = String(seconds)
    },
    code: (right, then) => {
      const label = make('label', '', words.code ?? '')
      const field = make('input', 'input num')
      field.id = label.htmlFor = 'kiosk-code'
      field.type = 'password'
      field.inputMode = 'numeric'
      field.autocomplete = 'off'
      const wrong = make('p', '')
      wrong.setAttribute('role', 'status')
      const form = make('form', 'stack')
      form.append(label, field, wrong, make('button', 'btn btn-l', words.leave ?? ''))
      form.addEventListener('submit', (event) => {
        event.preventDefault()
        if (field.value === right) return then()
        field.value = ''
        wrong.textContent = words.wrong ?? ''
      })
      show(words.settings ?? '', form, button(words.stay ?? '', close, 'btn btn-line btn-l'))
    },
    close,
  }
}

/** Always in sight: “J’ai fini”, and the corner of those who look after the kiosk, when they chose a code. */
function showBar(kiosk: Kiosk, words: Words, ask: Asker) {
  const bar = make('div', 'kiosk-bar')
  const done = make('button', 'btn btn-l', words.done)
  done.addEventListener('click', () => void wipe(kiosk, words))
  bar.append(done)
  if (kiosk.code) {
    const settings = make('button', 'btn btn-quiet', words.settings)
    settings.addEventListener('click', () =>
      ask.code(kiosk.code, () => {
        thisVisit.set('borne', null)
        location.replace(kiosk.start)
      }),
    )
    bar.append(settings)
  }
  find('main')?.after(bar)
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  look: string,
  text = '',
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  if (look) element.className = look
  element.textContent = text
  return element
}

const start = find<HTMLFormElement>('[data-kiosk-start]')
if (start && !stored()) begin(start)
const kiosk = stored()
if (kiosk) live(kiosk)

window.addEventListener('pageshow', (event) => {
  const now = stored()
  // Brought back whole from the memory of the browser: its person may be gone.
  if (event.persisted && kiosk && now && now.epoch !== kiosk.epoch) location.replace(now.home)
})
