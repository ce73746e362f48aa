// Words given to the browser's voice, one at a time in the whole page: whoever speaks next silences who spoke before.

import { remembered } from '#client/dom.ts'

export const rates = { slow: 0.7, normal: 0.9, fast: 1.2 } as const
export type Rate = keyof typeof rates
const isRate = (value: string | null): value is Rate => value !== null && value in rates

/** The pace this reader chose, if she did. */
export function keptRate(): Rate {
  const known = remembered.get('voice')
  return isRate(known) ? known : 'normal'
}

/** The last words given to the voice: a browser may forget an utterance nobody holds, and never say it has ended. */
let current: SpeechSynthesisUtterance | undefined
let watch: ReturnType<typeof setTimeout> | undefined

/** The list comes late in some browsers, and never in those that have none. */
export function knownVoices(): Promise<readonly SpeechSynthesisVoice[]> {
  const now = speechSynthesis.getVoices()
  if (now.length > 0) return Promise.resolve(now)
  return new Promise((resolve) => {
    const done = () => resolve(speechSynthesis.getVoices())
    speechSynthesis.addEventListener?.('voiceschanged', done, { once: true })
    setTimeout(done, 1500)
  })
}

/** Says these words, then does `then`, unless something else was said or hushed meanwhile. */
export function speak(words: string, voice: SpeechSynthesisVoice, rate: Rate, then: () => void) {
  const said = new SpeechSynthesisUtterance(words)
  let isOver = false
  const end = () => {
    if (isOver || current !== said) return
    isOver = true
    clearTimeout(watch)
    then()
  }
  said.voice = voice
  said.lang = voice.lang
  said.rate = rates[rate]
  said.onend = said.onerror = end
  current = said
  speechSynthesis.speak(said)
  // Some voices never say they have ended: long after any mouth would have, go on.
  watch = setTimeout(end, 8_000 + words.length * 250)
}

/** A silence, in the place of words. */
export function wait(ms: number, then: () => void) {
  watch = setTimeout(then, ms)
}

/** What is being said stops, and its end is nobody's business. */
export function hush() {
  current = undefined
  clearTimeout(watch)
  speechSynthesis.cancel()
}
