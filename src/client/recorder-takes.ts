// The takes under the lamp: heard, named, kept or thrown away; sent one after the other, when there is a line.

import { find, findAll } from '#client/dom.ts'
import { holding, sendTake } from '#client/recorder-sending.ts'
import type { RecorderStore, Take } from '#client/recorder-store.ts'
import { clock } from '#ui/durations.ts'
import { arrivedEvent, type RecorderWord, type RecorderWords } from '#ui/recorder-words.ts'
import { waveOf } from '#ui/wave.ts'

export type Takes = {
  /** Shows one that has just been recorded. */
  show: (take: Take) => Promise<void>
  count: () => number
}

type Waiting = { take: Take; row: HTMLElement }
const retryMs = 30_000

/** Fills the list of this recorder, and sends what was decided to be kept. */
export function takesIn(
  box: HTMLElement,
  store: RecorderStore,
  words: RecorderWords,
  say: (word: RecorderWord) => void,
): Takes {
  const list = find('[data-takes]', box) as HTMLElement
  const rows = find('ul', list) as HTMLElement
  const template = find<HTMLTemplateElement>('template[data-take]', box) as HTMLTemplateElement
  const noteUrl = box.dataset.note ?? ''
  const waiting: Waiting[] = []
  let isSending = false

  const state = (row: HTMLElement, word: RecorderWord | '', detail = '') => {
    const line = find('[data-state-words]', row) as HTMLElement
    line.textContent = word === '' ? detail : words[word]
    row.dataset.state = word.split('.')[1] ?? ''
  }

  async function show(take: Take): Promise<void> {
    const row = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement
    const part = <Found extends HTMLElement>(name: string) => find<Found>(`[data-${name}]`, row) as Found
    const name = part<HTMLInputElement>('name')
    const bytes = await store.sound(take)
    const address = URL.createObjectURL(bytes)
    part<HTMLAudioElement>('sound').src = address
    part('length').textContent = clock(take.ms)
    // A second may be missing: a page in the background is woken up less often.
    find('[data-wave] path', row)?.setAttribute('d', waveOf(Array.from(take.levels, (each) => each ?? 0)))
    part('marks').hidden = take.marks.length === 0
    part('marks').textContent = words.marks.replace('{times}', take.marks.map(clock).join(' · '))
    const title = words.take.replace('{number}', String(rows.children.length + 1))
    part('title').textContent = title
    name.value = take.name
    const named = () => {
      take.name = name.value.trim()
      for (const button of findAll('[data-do]', row))
        button.setAttribute('aria-label', `${button.textContent?.trim()} (${take.name || title})`)
    }
    named()
    name.addEventListener('change', () => {
      named()
      void store.put(take)
    })
    const gone = () => {
      URL.revokeObjectURL(address)
      row.remove()
      list.hidden = rows.children.length === 0
    }
    const confirm = part('confirm')
    row.addEventListener('click', (event) => {
      const what = (event.target as Element).closest<HTMLElement>('[data-do]')?.dataset.do
      if (what === 'keep') {
        // The name as it stands: one written by a tool or a voice is not always told as a change.
        named()
        void keep(take, row)
      }
      if (what === 'drop' || what === 'stay') {
        confirm.hidden = what === 'stay'
        ;(find(what === 'drop' ? '[data-do=stay]' : '[data-do=drop]', row) as HTMLElement).focus()
      }
      if (what === 'away')
        void holding(take.id, async () => {
          forgetWaiting(take)
          await store.forget(take.id)
          gone()
          say('dropped')
          find('.rec-btn', box)?.focus()
        })
    })
    state(row, 'state.ready')
    rows.append(row)
    list.hidden = false
    if (take.state !== 'ready') leave(take, row)
  }

  async function keep(take: Take, row: HTMLElement): Promise<void> {
    take.state = 'leaving'
    await store.put(take)
    leave(take, row)
    ;(find('[data-state-words]', row) as HTMLElement).focus()
  }

  function leave(take: Take, row: HTMLElement): void {
    for (const each of findAll('[data-undecided]', row)) each.hidden = true
    waiting.push({ take, row })
    void sendAll()
  }

  async function sendAll(): Promise<void> {
    if (isSending) return
    isSending = true
    try {
      const tried = new Set<Waiting>()
      for (;;) {
        const next = waiting.find((each) => !tried.has(each))
        if (!next) break
        tried.add(next)
        await sendOne(next)
      }
    } finally {
      isSending = false
      if (waiting.length > 0) setTimeout(() => void sendAll(), retryMs)
    }
  }

  async function sendOne(each: Waiting): Promise<void> {
    const { take, row } = each
    if (!navigator.onLine) return state(row, 'state.offline')
    const bar = find<HTMLProgressElement>('progress', row) as HTMLProgressElement
    bar.hidden = false
    state(row, 'state.sending')
    try {
      const file_id = await holding(take.id, async () =>
        sendTake(store, take, noteUrl, (sent, total) => (bar.value = total > 0 ? sent / total : 0)),
      )
      // Another page is sending it.
      if (file_id === undefined) return
      forgetWaiting(take)
      state(row, 'state.arrived')
      // It can no longer be thrown away from here.
      if (box.dataset.state === 'idle') say('touch')
      const field = box.dataset.field ? document.getElementById(box.dataset.field) : null
      if (field instanceof HTMLInputElement) field.value = file_id
      box.dispatchEvent(new CustomEvent(arrivedEvent, { bubbles: true, detail: { file_id } }))
    } catch (error) {
      tell(each, error)
    } finally {
      bar.hidden = true
    }
  }

  /** Why it is still here. In the server's own words (too heavy, not a sound), it is for her to decide again. */
  function tell({ take, row }: Waiting, error: unknown): void {
    const why = error instanceof Error ? error.message : ''
    if (!navigator.onLine || why === 'offline') return state(row, 'state.offline')
    if (/^40[13]$/.test(why)) return state(row, 'state.signIn')
    if (why === 'waiting') return state(row, 'state.waiting')
    // The line was cut in the middle of a request, or the server is not itself.
    if (error instanceof TypeError || /^\d*$/.test(why)) return state(row, 'state.failed')
    forgetWaiting(take)
    take.state = 'ready'
    void store.put(take)
    state(row, '', why)
    for (const each of findAll('[data-undecided]', row)) each.hidden = false
  }

  const forgetWaiting = (take: Take) => {
    const at = waiting.findIndex((each) => each.take === take)
    if (at >= 0) waiting.splice(at, 1)
  }

  window.addEventListener('online', () => void sendAll())
  return { show, count: () => rows.children.length }
}
