// The voice and its buttons: passage by passage, each in its own language, sentence by sentence. Loaded at the first
// press. One thing is read at a time; pressing the same button again stops it.

import './player.css'
import { find, findAll, remembered, root } from '#client/dom.ts'
import { languageOf, passagesOf, type Passage } from '#client/passages.ts'
import { closeBar, draw, isInBar, light, openBar, tell } from '#client/player-bar.ts'
import { hush, keptRate, knownVoices, rates, speak, wait, type Rate } from '#client/saying.ts'
import { sentencesOf, voiceFor } from '#client/voices.ts'

let pressed: HTMLElement | undefined
let passages: Passage[] = []
let at = 0
/** Where to stop by itself: a question, one sentence. */
let until = 0
let sentence = 0
let isPaused = false
let isShort = false
let isWired = false
let rate: Rate = 'normal'
let voices: readonly SpeechSynthesisVoice[] = []
let warned = new Set<string>()

/** Reads a part of the page or a sentence of its own, or stops when this very button was reading. */
export function toggle(button: HTMLElement, what: HTMLElement | Passage) {
  const wasMine = pressed === button
  stop()
  if (!wasMine) void begin(button, what)
}

async function begin(button: HTMLElement, what: HTMLElement | Passage) {
  pressed = button
  for (const sound of findAll<HTMLMediaElement>('audio,video')) sound.pause()
  if (button.hasAttribute('aria-pressed')) button.setAttribute('aria-pressed', 'true')
  rate = keptRate()
  isShort = !(what instanceof HTMLElement) || what.tagName !== 'MAIN'
  openBar(act)
  wire()
  draw({ isPaused: false, rate })
  voices = await knownVoices()
  if (pressed !== button) return
  warned = new Set()
  passages = what instanceof HTMLElement ? passagesOf(what) : [what]
  until = passages.length
  play(0)
}

function wire() {
  if (isWired) return
  isWired = true
  document.addEventListener('keydown', keys)
  find('main')?.addEventListener('click', fromHere)
  find('main')?.addEventListener('focusin', thisOne)
  // A sound that begins is what one wants to hear.
  document.addEventListener('play', stop, { capture: true })
}

// == Saying

function play(index: number, from = 0) {
  hush()
  isPaused = false
  at = Math.max(0, index)
  sentence = from
  const passage = passages[at]
  draw({ isPaused, rate })
  if (!passage || at >= until) return finish()
  light(passage.node)
  const voice = voiceFor(voices, passage.language)
  if (!voice) return without(passage)
  tell(undefined)
  const parts = sentencesOf(passage.text, passage.language)
  const words = parts[sentence]
  if (words === undefined) return play(at + 1)
  speak(words, voice, rate, () => play(at, sentence + 1))
}

/** No voice for these words: it is said plainly, in the page's language, then the translation or what follows is read. */
function without(passage: Passage) {
  const pageVoice = voiceFor(voices, root.lang)
  if (passages.every((each) => !voiceFor(voices, each.language))) {
    tell('silent')
    light(undefined)
    isPaused = true
    return draw({ isPaused, rate })
  }
  const next = translationOf(passage)
  const name = next ? 'translated' : 'noVoice'
  const isNews = !warned.has(name + passage.language)
  warned.add(name + passage.language)
  const words = tell(name, nameOf(passage.language))
  const goOn = () => play(next ? passages.indexOf(next) : at + 1)
  if (isNews && pageVoice) speak(words, pageVoice, rate, goOn)
  // Long enough to be read, the first time.
  else wait(isNews ? 2500 : 300, goOn)
}

/** Two texts side by side, one of them hidden: shows both, and gives the other's first passage. */
function translationOf(passage: Passage): Passage | undefined {
  const sides = passage.node.closest<HTMLElement>('.sides')
  const own = passage.node.closest('.side-a,.side-b')
  const other = [...(own?.parentElement?.children ?? [])].find((side) => side !== own)
  if (!sides || !other || sides.dataset.show === 'ab' || !voiceFor(voices, languageOf(other))) return undefined
  find<HTMLAnchorElement>(`[data-switch="${CSS.escape(sides.id)}"] a[data-value=ab]`)?.click()
  const main = find('main')
  if (sides.dataset.show !== 'ab' || !main) return undefined
  passages = passagesOf(main)
  until = passages.length
  return passages.find((each) => other.contains(each.node))
}

function nameOf(language: string): string {
  try {
    return new Intl.DisplayNames([root.lang], { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}

// == Hands

function act(asked: string) {
  if (asked === 'stop') stop()
  else if (asked === 'previous') play(at - 1)
  else if (asked === 'next') play(Math.min(at + 1, until))
  else if (asked === 'pause' && isPaused) play(at >= until ? 0 : at, sentence)
  else if (asked === 'pause') {
    // Half of the devices take pause() for an end: we stop, and begin the sentence again.
    hush()
    isPaused = true
    draw({ isPaused, rate })
  } else if (asked === 'rate') {
    const order = Object.keys(rates) as Rate[]
    rate = order[(order.indexOf(rate) + 1) % order.length] ?? 'normal'
    remembered.set('voice', rate)
    if (isPaused) draw({ isPaused, rate })
    else play(at, sentence)
  }
}

function keys(event: KeyboardEvent) {
  if (!pressed || event.ctrlKey || event.metaKey || event.altKey) return
  const arrows = root.dir === 'rtl' ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight']
  const inBar = isInBar(event.target) ? { [arrows[0] ?? '']: 'previous', [arrows[1] ?? '']: 'next' } : {}
  const anywhere = {
    Escape: 'stop',
    MediaStop: 'stop',
    MediaPlayPause: 'pause',
    MediaTrackNext: 'next',
    MediaTrackPrevious: 'previous',
  }
  const asked = { ...anywhere, ...inBar }[event.key]
  if (!asked) return
  event.preventDefault()
  act(asked)
}

/** While the page is read, touching a passage reads from there. */
function fromHere(event: Event) {
  const target = event.target as Element
  if (!pressed || isShort || target.closest('a,button,input,label,select,textarea,summary')) return
  const index = passages.findIndex(({ node }) => node.contains(target))
  if (index < 0) return
  until = passages.length
  play(index)
}

/** While the page is read, coming to a field or a link with the keyboard says it, then waits. */
function thisOne(event: Event) {
  const target = event.target as HTMLElement
  if (!pressed || isShort || target.hasAttribute('data-listen') || !target.matches(':focus-visible')) return
  const box = target.closest('.field,.use,fieldset') ?? target
  const inside = ({ node }: Passage) => box.contains(node) || node.contains(box)
  const first = passages.findIndex(inside)
  if (first < 0) return
  until = passages.findLastIndex(inside) + 1
  play(first)
}

/** The end of what was asked: a question closes the bar, the page waits to be heard again. */
function finish() {
  if (isShort) return stop()
  isPaused = true
  sentence = 0
  light(undefined)
  if (at >= passages.length) tell('end')
  until = passages.length
  draw({ isPaused, rate })
}

function stop() {
  hush()
  light(undefined)
  tell(undefined)
  if (pressed?.hasAttribute('aria-pressed')) pressed.setAttribute('aria-pressed', 'false')
  // The bar goes away: whoever was in it goes back to the button.
  if (isInBar(document.activeElement)) pressed?.focus()
  pressed = undefined
  passages = []
  closeBar()
}
