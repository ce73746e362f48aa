// The lamp to record with: touched to begin, to pause, to go on. Each second is kept in the browser as it comes; what a
// closed tab left behind waits under the lamp at the next opening.

import { find, findAll, root } from '#client/dom.ts'
import { hearingOf } from '#client/recorder-level.ts'
import { recordedType, startRecording, type Recording } from '#client/recorder-mic.ts'
import { holding } from '#client/recorder-sending.ts'
import { openRecorderStore, type Take } from '#client/recorder-store.ts'
import { takesIn } from '#client/recorder-takes.ts'
import { clock } from '#ui/durations.ts'
import type { RecorderWord, RecorderWords } from '#ui/recorder-words.ts'

for (const box of findAll('[data-recorder]'))
  start(box).catch((error: unknown) => {
    // The file field under the lamp is still there.
    console.error(error)
    box.dataset.state = 'unable'
  })

const listenEvery = 100

async function start(box: HTMLElement): Promise<void> {
  const words = JSON.parse(box.dataset.words ?? '{}') as RecorderWords
  const part = <Found extends HTMLElement>(name: string) => find<Found>(`[data-${name}]`, box) as Found
  const lamp = find<HTMLButtonElement>('.rec-btn', box) as HTMLButtonElement
  const store = await openRecorderStore()
  const type = recordedType()
  const say = (word: RecorderWord, values: Record<string, string> = {}) => {
    part('say').textContent = Object.entries(values).reduce(
      (text, [name, value]) => text.replace(`{${name}}`, value),
      words[word],
    )
  }
  const trouble = (word: RecorderWord | null) => {
    part('trouble').hidden = word === null
    part('trouble-words').textContent = word ? words[word] : ''
  }
  const takes = takesIn(box, store, words, say)
  let take: Take | undefined
  let recording: Recording | undefined
  let letGo: (() => void) | undefined

  const show = (state: 'idle' | 'opening' | 'on' | 'paused' | 'unable') => {
    box.dataset.state = state
    lamp.setAttribute('aria-label', words[state === 'on' ? 'pause' : state === 'paused' ? 'resume' : 'start'])
    for (const each of findAll('[data-while-on]', box)) each.hidden = state !== 'on' && state !== 'paused'
  }

  async function begin(mediaType: string): Promise<void> {
    trouble(store.lasts ? null : 'trouble.passing')
    show('opening')
    say('wait')
    const next: Take = {
      id: crypto.randomUUID(),
      code: box.dataset.code ?? '',
      purpose: box.dataset.purpose as Take['purpose'],
      use: box.dataset.use as Take['use'],
      actor: box.dataset.actor as Take['actor'],
      media_type: mediaType,
      begun_at: Date.now(),
      ms: 0,
      marks: [],
      levels: [],
      name: '',
      state: 'recording',
      hasLeft: false,
    }
    const writing: Promise<unknown>[] = []
    try {
      recording = await startRecording(
        mediaType,
        (number, bytes) => {
          next.ms = Math.round(recording?.elapsed() ?? next.ms)
          writing.push(write({ ...next }, number, bytes))
        },
        () => {
          trouble('trouble.cut')
          void end(writing)
        },
      )
    } catch (error) {
      show('idle')
      say('touch')
      return trouble(troubleOf(error))
    }
    take = next
    void navigator.storage?.persist?.()
    // Held while this page records: another one would take it for lost.
    void holding(next.id, () => new Promise<void>((resolve) => (letGo = resolve)))
    show('on')
    say('listening')
    follow(next, recording)
    part('finish').onclick = () => void end(writing)
  }

  async function write(now: Take, number: number, bytes: Promise<ArrayBuffer>): Promise<void> {
    const isKept = await store.add(now, number, await bytes)
    if (store.lasts && !isKept) trouble('trouble.full')
  }

  /** Timer, discs and level, ten times a second; in words when it has been so for a while. */
  function follow(of: Take, what: Recording): void {
    let recent: number[] = []
    let last = ''
    const timer = setInterval(() => {
      if (take !== of) return clearInterval(timer)
      if (what.isPaused()) return
      const elapsed = what.elapsed()
      part('time').textContent = clock(elapsed)
      const level = what.level()
      // A level that nobody measures says nothing: neither that she is heard, nor that she is not.
      ;(find('.rec-level', box) as HTMLElement).hidden = level === undefined
      if (level === undefined) return
      recent = [...recent.slice(1 - 30), level]
      const second = Math.floor(elapsed / 1000)
      of.levels[second] = Math.max(of.levels[second] ?? 0, Math.round(level * 100))
      ;(find('.rec', box) as HTMLElement).style.setProperty('--k', String(1 + level * 0.19))
      part<HTMLMeterElement>('level').value = level
      const hearing = recent.length === 30 ? hearingOf(recent) : 'well'
      if (hearing !== last) part('hearing').textContent = words[`hearing.${hearing}`]
      last = hearing
    }, listenEvery)
  }

  function pauseOrGoOn(what: Recording): void {
    if (what.isPaused()) {
      what.resume()
      show('on')
      return say('listening')
    }
    what.pause()
    show('paused')
    say('paused')
  }

  async function end(writing: Promise<unknown>[]): Promise<void> {
    const [ended, what] = [take, recording]
    if (!ended || !what) return
    take = recording = undefined
    show('opening')
    say('finishing')
    ended.ms = Math.round(what.elapsed())
    await what.stop()
    await Promise.allSettled(writing)
    ended.state = 'ready'
    await store.put(ended)
    letGo?.()
    await takes.show(ended)
    part('time').textContent = clock(0)
    ;(find('.rec', box) as HTMLElement).style.setProperty('--k', '1')
    show('idle')
    say('kept')
    find<HTMLInputElement>('[data-takes] li:last-child input', box)?.focus()
  }

  lamp.addEventListener('click', () => {
    if (!type || box.dataset.state === 'opening') return
    if (recording) pauseOrGoOn(recording)
    else void begin(type)
  })
  part('mark').addEventListener('click', () => {
    if (!take || !recording) return
    const at = Math.round(recording.elapsed())
    take.marks.push(at)
    say('marked', { time: clock(at) })
  })
  window.addEventListener('beforeunload', (event) => {
    // A kiosk goes back to its beginning by itself: nothing may hold it.
    if (root.dataset.kiosk !== undefined) return
    if (recording || (!store.lasts && takes.count() > 0)) event.preventDefault()
  })

  show(type ? 'idle' : 'unable')
  lamp.disabled = false
  if (!type) trouble('trouble.unable')
  await findAgain()

  /** What was left here: this story's takes, and a word about those of others. */
  async function findAgain(): Promise<void> {
    const { code, actor, purpose } = box.dataset
    let found = 0
    const takenInOrder = (await store.list()).toSorted((a, b) => a.begun_at - b.begun_at)
    for (const each of takenInOrder) {
      if (each.code !== code || each.actor !== actor) {
        if (each.actor === actor) part('elsewhere').textContent = words.elsewhere.replace('{code}', each.code)
        continue
      }
      if (each.purpose !== purpose) continue
      const isOurs = await holding(each.id, async () => {
        if (each.state === 'recording') each.state = 'ready'
        await store.put(each)
        return true
      })
      if (!isOurs) continue
      if ((await store.sound(each)).size === 0) {
        await store.forget(each.id)
        continue
      }
      await takes.show(each)
      if (each.state === 'ready') found += 1
    }
    part('found').hidden = found === 0
  }
}

const troubleOf = (error: unknown): RecorderWord => {
  const { name } = error as { name?: string }
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'trouble.refused'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'trouble.absent' : 'trouble.busy'
}
