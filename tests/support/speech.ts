// A voice that says nothing and notes everything: browsers of test machines have none of their own.

import type { Page } from 'playwright-core'

export type Said = { text: string; lang: string; voice: string; rate: number }

/** Gives a page the voices named, before it opens: `await giveVoices(page, ['fr-FR', 'en-GB'])`. Sentences last `ms`. */
export async function giveVoices(page: Page, languages: string[], ms = 60): Promise<void> {
  await page.addInitScript(
    ({ all, pause }) => {
      const said: unknown[] = []
      let timer: ReturnType<typeof setTimeout> | undefined
      class Utterance {
        text: string
        lang = ''
        rate = 1
        voice: { lang: string } | null = null
        onend: (() => void) | null = null
        onerror: (() => void) | null = null
        constructor(text: string) {
          this.text = text
        }
      }
      const voices = all.map((lang) => ({ lang, name: lang, localService: true, default: false }))
      const synthesis = {
        speaking: false,
        getVoices: () => voices,
        addEventListener: () => {},
        cancel: () => {
          clearTimeout(timer)
          synthesis.speaking = false
        },
        speak: (utterance: Utterance) => {
          if (!utterance.text) return
          said.push({ text: utterance.text, lang: utterance.lang, voice: utterance.voice?.lang, rate: utterance.rate })
          synthesis.speaking = true
          timer = setTimeout(() => {
            synthesis.speaking = false
            utterance.onend?.()
          }, pause)
        },
      }
      Object.defineProperty(window, 'speechSynthesis', { value: synthesis, configurable: true })
      Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance, configurable: true })
      Object.defineProperty(window, 'said', { value: said })
    },
    { all: languages, pause: ms },
  )
}

/** Everything said since the page opened. */
export const saidOn = async (page: Page): Promise<Said[]> =>
  await page.evaluate(() => [...(window as unknown as { said: Said[] }).said])
