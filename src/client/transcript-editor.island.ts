// The editor of transcripts: listens and writes, by keyboard alone if one likes. It reads the form's field of text and
// writes it back at each change; without it, that field does everything. What each key does is told on the page.

import { find, findAll } from '#client/dom.ts'
import { rowsOf, tidyRows, type Place, type Row } from '#client/transcript-rows.ts'
import { grow, viewOf } from '#client/transcript-view.ts'
import { readLines, writeLines } from '#core/media/captions/lines.ts'
import { inOrder, tidyName } from '#core/media/captions/said.ts'
import { sameName } from '#core/media/captions/speakers.ts'
import { shortTime } from '#core/media/captions/times.ts'

// More lines than that, and the page would be slow to write in: the field of text stays.
const most = 3_000
const step = 3

for (const editor of findAll('[data-transcript]')) start(editor)

function start(editor: HTMLElement): void {
  const field = find<HTMLTextAreaElement>('textarea[name=lines]', editor)
  const sound = find<HTMLMediaElement>('[data-sound]', editor)
  const model = find<HTMLTemplateElement>('template[data-row-model]', editor)
  const place = find('[data-rows]', editor)
  const plain = find('[data-plain]', editor)
  const status = find('[data-said]', editor)
  if (!field || !sound || !model || !place || !plain || !status) return
  const say = (name: string, values: Record<string, string> = {}) => {
    status.textContent = (model.dataset[name] ?? '').replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
  }

  const known = JSON.parse(editor.dataset.voices ?? '[]') as string[]
  const read = readLines(field.value, known, null)
  // What cannot be read as passages is corrected as it is written.
  if (read.troubles.length > 0) return
  const said = inOrder(read.said, [], true)
  if (said.length > most) return say('tooMany')
  const voices = [...known]
  for (const { speaker } of said) if (speaker && !voices.includes(speaker)) voices.push(speaker)
  const beside = findAll('[data-beside] li', editor).map((each) => ({
    start: Number(each.dataset.start),
    end: Number(each.dataset.end),
    text: each.lastElementChild?.textContent ?? '',
  }))
  const rows = rowsOf(said)
  const view = viewOf(model, place, beside)
  const isTranslating = beside.length > 0
  place.classList.toggle('has-beside', isTranslating)
  place.hidden = false
  plain.hidden = true
  for (const tools of findAll('[data-tools]', editor)) tools.hidden = false
  let current = 0
  let isMarking = false
  let sending: ReturnType<typeof setTimeout> | undefined

  // == What is on the page

  const draw = () => {
    view.draw(rows.all(), voices)
    rove(current)
  }
  /** One passage of the list is a stop of the Tab key; arrows go to the others. */
  const rove = (rank: number) => {
    view.line(current)?.setAttribute('tabindex', '-1')
    current = Math.max(0, Math.min(rank, rows.all().length - 1))
    view.line(current)?.setAttribute('tabindex', '0')
  }
  const textOf = (rank: number) => {
    const line = view.line(rank)
    return line ? find<HTMLTextAreaElement>('[data-text]', line) : null
  }
  /** The list itself, or the words of a passage at a letter. */
  const goTo = ({ row, letter }: Place) => {
    rove(row)
    const text = letter === null ? null : textOf(current)
    if (text && letter !== null) {
      text.focus()
      text.setSelectionRange(letter, letter)
    } else view.line(current)?.focus()
  }
  /** Into the form, and from there kept: a moment after the last change, for whoever types fast. */
  const changed = () => {
    clearTimeout(sending)
    sending = setTimeout(send, 400)
  }
  const send = () => {
    clearTimeout(sending)
    sending = undefined
    const text = writeLines(tidyRows(rows.all()), known)
    if (text === field.value) return
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const did = (there: Place | undefined, name?: string) => {
    if (!there) return
    draw()
    goTo(there)
    if (name) say(name)
    changed()
  }

  /** Whoever was writing goes on writing. */
  const whereOneIs = (there: Place | undefined): Place | undefined => {
    const isWriting = document.activeElement instanceof HTMLTextAreaElement
    if (!there || there.letter !== null || !isWriting) return there
    return { row: there.row, letter: rows.at(there.row)?.text.length ?? 0 }
  }

  // == The sound

  const instant = () => sound.currentTime * 1000
  const toggle = () => void (sound.paused ? sound.play().catch(() => say('away')) : sound.pause())
  const seek = (seconds: number) => (sound.currentTime = Math.max(0, seconds))
  const duration = () => (Number.isFinite(sound.duration) ? sound.duration * 1000 : 0)
  const follow = () => {
    const rank = rows.heardAt(instant())
    view.hear(rank)
    // Whoever marks voices follows the sound; whoever writes stays where she writes.
    if (rank === undefined || sound.paused) return
    const isListed = document.activeElement === view.line(current)
    if (isListed && rank !== current) goTo({ row: rank, letter: null })
  }
  sound.addEventListener('timeupdate', follow)
  sound.addEventListener('seeked', follow)
  sound.addEventListener('error', () => say('away'))
  for (const [event, isPlaying] of [
    ['play', true],
    ['pause', false],
  ] as const)
    sound.addEventListener(event, () => {
      for (const words of findAll('[data-do=play] [data-when]', editor))
        words.hidden = (words.dataset.when === 'playing') !== isPlaying
    })

  // == Voices

  const give = (rank: number, speaker: string) => {
    rows.name(rank, speaker)
    draw()
    status.textContent = speaker || (model.dataset.nobody ?? '')
    changed()
  }
  const nextVoice = (rank: number, by: number) => {
    const all = ['', ...voices]
    const here = all.indexOf(rows.at(rank)?.speaker ?? '')
    give(rank, all[(here + by + all.length) % all.length] ?? '')
  }
  const mark = (on: boolean) => {
    isMarking = on
    find('[data-do=mark]', editor)?.setAttribute('aria-pressed', String(on))
    const notice = find('[data-marking]', editor)
    if (notice) notice.hidden = !on
    status.textContent = on ? (notice?.textContent ?? '') : ''
    if (!on) say('markingOff')
  }
  const addVoice = () => {
    const input = find<HTMLInputElement>('[data-voice-name]', editor)
    const name = tidyName(input?.value ?? '')
    if (!input || !name) return
    if (!voices.some((each) => sameName(each, name))) voices.push(name)
    input.value = ''
    draw()
    status.textContent = name
  }

  const acts: Record<string, () => void> = {
    play: toggle,
    back: () => seek(sound.currentTime - step),
    forward: () => seek(sound.currentTime + step),
    mark: () => {
      mark(!isMarking)
      if (isMarking) goTo({ row: rows.heardAt(instant()) ?? current, letter: null })
    },
    add: () => did(rows.add(instant(), duration())),
    undo: () => did(whereOneIs(rows.undo()), 'undone'),
    redo: () => did(whereOneIs(rows.redo()), 'redone'),
    voice: addVoice,
  }
  const timed = (rank: number, isStart: boolean) => {
    if (isStart) did(rows.begins(rank, instant()))
    else {
      rows.ends(rank, instant())
      did({ row: rank, letter: null })
    }
    const row = rows.at(current)
    if (row) say('time', { from: shortTime(row.start), to: shortTime(row.end) })
  }

  // == Keys

  const onList: Record<string, (rank: number, row: Row) => void> = {
    ' ': toggle,
    ArrowUp: (rank) => goTo({ row: rank - 1, letter: null }),
    ArrowDown: (rank) => goTo({ row: rank + 1, letter: null }),
    // The time of a sound goes from left to right on every page.
    ArrowLeft: () => acts['back']?.(),
    ArrowRight: () => acts['forward']?.(),
    Home: () => goTo({ row: 0, letter: null }),
    End: () => goTo({ row: rows.all().length - 1, letter: null }),
    Enter: (rank, row) => goTo({ row: rank, letter: row.text.length }),
    // Nobody speaks in what one sees.
    m: () => find('[data-do=mark]', editor) && mark(!isMarking),
    d: (rank) => timed(rank, true),
    f: (rank) => timed(rank, false),
    n: () => acts['add']?.(),
  }

  const keyOnList = (event: KeyboardEvent, rank: number, row: Row): boolean => {
    if (isMarking && event.key === 'Tab') {
      nextVoice(rank, event.shiftKey ? -1 : 1)
      return true
    }
    if (event.key === 'Escape' && isMarking) {
      mark(false)
      return true
    }
    if (event.shiftKey) return false
    if (/^[1-9]$/.test(event.key)) {
      const voice = voices[Number(event.key) - 1]
      if (voice) give(rank, voice)
      return voice !== undefined
    }
    const act = onList[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    act?.(rank, row)
    return act !== undefined
  }

  const keyInText = (event: KeyboardEvent, rank: number, text: HTMLTextAreaElement): boolean => {
    const { selectionStart: from, selectionEnd: to, value } = text
    const isAt = (letter: number) => from === letter && to === letter
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      did(rows.split(rank, from, instant()), 'split')
      return true
    }
    if (event.key === 'Backspace' && isAt(0) && rank > 0) {
      did(rows.join(rank), 'joined')
      return true
    }
    if (event.key === 'Delete' && isAt(value.length) && rows.at(rank + 1)) {
      did(rows.join(rank + 1), 'joined')
      return true
    }
    if (event.key === 'ArrowUp' && isAt(0) && rank > 0) {
      goTo({ row: rank - 1, letter: rows.at(rank - 1)?.text.length ?? 0 })
      return true
    }
    if (event.key === 'ArrowDown' && isAt(value.length) && rows.at(rank + 1)) {
      goTo({ row: rank + 1, letter: 0 })
      return true
    }
    if (event.key === 'Escape') {
      goTo({ row: rank, letter: null })
      return true
    }
    return false
  }

  /** The same in the list and in the text. */
  const keyAnywhere = (event: KeyboardEvent): boolean => {
    const isCommand = event.ctrlKey || event.metaKey
    if (isCommand && event.key.toLowerCase() === 'z') {
      acts[event.shiftKey ? 'redo' : 'undo']?.()
      return true
    }
    if (isCommand && event.key.toLowerCase() === 'y') {
      acts['redo']?.()
      return true
    }
    if ((event.ctrlKey && event.key === ' ') || (event.key === 'F2' && !event.shiftKey)) {
      toggle()
      return true
    }
    if (event.key === 'F2') {
      acts['back']?.()
      return true
    }
    return false
  }

  view.list.addEventListener('keydown', (event) => {
    const rank = view.rankOf(event.target)
    const row = rank === undefined ? undefined : rows.at(rank)
    if (rank === undefined || !row) return
    const isFree = !event.ctrlKey && !event.metaKey && !event.altKey
    const isDone =
      keyAnywhere(event) ||
      (isFree && event.target === view.line(rank) && keyOnList(event, rank, row)) ||
      (isFree && event.target instanceof HTMLTextAreaElement && keyInText(event, rank, event.target))
    if (isDone) event.preventDefault()
  })
  editor.addEventListener('keydown', (event) => {
    // From a button of the bar too: marking must never hold anyone.
    if (event.key === 'Escape' && isMarking && !event.defaultPrevented) mark(false)
  })
  view.list.addEventListener('beforeinput', (event) => {
    // The browser's own undoing knows one field only.
    if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return
    event.preventDefault()
    acts[event.inputType === 'historyUndo' ? 'undo' : 'redo']?.()
  })

  // == Hands

  view.list.addEventListener('input', (event) => {
    const rank = view.rankOf(event.target)
    if (rank === undefined || !(event.target instanceof HTMLTextAreaElement)) return
    rows.write(rank, event.target.value)
    grow(event.target)
    // The field of the page is told below: this one is no field of the form.
    event.stopPropagation()
    changed()
  })
  view.list.addEventListener('change', (event) => {
    const rank = view.rankOf(event.target)
    event.stopPropagation()
    if (rank !== undefined && event.target instanceof HTMLSelectElement) give(rank, event.target.value)
  })
  view.list.addEventListener('focusin', (event) => {
    const rank = view.rankOf(event.target)
    if (rank !== undefined && rank !== current) rove(rank)
  })
  view.list.addEventListener('click', (event) => {
    const rank = view.rankOf(event.target)
    const row = rank === undefined ? undefined : rows.at(rank)
    const target = event.target instanceof Element ? event.target : null
    if (rank === undefined || !row || !target) return
    if (target.closest('[data-from]')) {
      seek(row.start / 1000)
      if (sound.paused) toggle()
    } else if (target.closest('[data-start-here]')) timed(rank, true)
    else if (target.closest('[data-end-here]')) timed(rank, false)
  })
  editor.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-do]') : null
    if (button) acts[button.dataset.do ?? '']?.()
  })
  find<HTMLSelectElement>('[data-speed]', editor)?.addEventListener('change', (event) => {
    event.stopPropagation()
    if (event.target instanceof HTMLSelectElement) sound.playbackRate = Number(event.target.value)
  })
  find('[data-voice-name]', editor)?.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    addVoice()
  })
  // What was typed within the last moment goes with the form.
  field.form?.addEventListener('submit', send, { capture: true })
  window.addEventListener('pagehide', send)
  draw()
}
