// What one sees, said to who does not: the browser's voice says each passage while the film waits. Without a voice
// for its language, the passage is written where a screen reader tells it, and the film goes on.

import { find, root } from '#client/dom.ts'
import { hush, keptRate, knownVoices, speak } from '#client/saying.ts'
import { sentencesOf, voiceFor } from '#client/voices.ts'

type Chosen = { track: TextTrack; voice: SpeechSynthesisVoice | undefined }

/** What the button does; `say` writes a sentence under the player. */
export function describeFilm(
  film: HTMLVideoElement,
  box: HTMLElement,
  button: HTMLElement,
  say: (words: string) => void,
) {
  const place = find('[data-told]', box)
  let chosen: Chosen | undefined
  let told: TextTrackCue | undefined
  let isTelling = false

  const write = (words: string, language = '') => {
    if (!place) return
    place.lang = language
    // As it stands under the film; in the page's own language, as the page.
    const same = `[data-sights="${CSS.escape(box.dataset.player ?? '')}"] [lang="${CSS.escape(language)}"]`
    place.dir = find(same)?.dir || root.dir
    place.textContent = words
  }
  /** Where the film is now, unless it was told already. */
  const look = () => {
    const cue = chosen?.track.activeCues?.[chosen.track.activeCues.length - 1]
    if (!cue || cue === told || film.paused || !(cue instanceof VTTCue)) return
    told = cue
    const words = cue.getCueAsHTML().textContent?.trim() ?? ''
    if (!chosen || !/[\p{L}\p{N}]/u.test(words)) return
    const { track, voice } = chosen
    write(words, track.language)
    if (!voice) return
    isTelling = true
    film.pause()
    tell(sentencesOf(words, track.language), voice)
  }
  const tell = ([words, ...rest]: string[], voice: SpeechSynthesisVoice) => {
    if (words !== undefined) return speak(words, voice, keptRate(), () => tell(rest, voice))
    goOn()
  }
  const goOn = () => {
    isTelling = false
    void film.play().catch(() => undefined)
  }
  /** Someone presses play, or goes elsewhere: that is what she wants. */
  const leave = () => {
    if (!isTelling) return
    isTelling = false
    hush()
  }

  film.addEventListener('play', () => {
    leave()
    look()
  })
  film.addEventListener('seeking', () => {
    told = undefined
    const wasTelling = isTelling
    leave()
    if (wasTelling) goOn()
  })

  const close = () => {
    if (!chosen) return
    chosen.track.removeEventListener('cuechange', look)
    chosen.track.mode = 'disabled'
    chosen = undefined
    write('')
    const wasTelling = isTelling
    leave()
    if (wasTelling) goOn()
  }
  const open = async () => {
    const voices = 'speechSynthesis' in window ? await knownVoices() : []
    // Put off while the voices were awaited.
    if (button.getAttribute('aria-pressed') !== 'true') return
    chosen = chooseTrack(film, voices)
    if (!chosen) return
    told = undefined
    if (chosen.voice) place?.removeAttribute('role')
    else place?.setAttribute('role', 'status')
    say(chosen.voice ? '' : (box.dataset.voiceless ?? ''))
    chosen.track.addEventListener('cuechange', look)
    chosen.track.mode = 'hidden'
    look()
  }

  return () => {
    const isOn = button.getAttribute('aria-pressed') !== 'true'
    button.setAttribute('aria-pressed', String(isOn))
    say('')
    if (!isOn) return close()
    // Safari lets a page speak only if it began inside the press itself: this one says nothing, and opens the mouth.
    if ('speechSynthesis' in window && !speechSynthesis.speaking)
      speechSynthesis.speak(new SpeechSynthesisUtterance(''))
    void open()
  }
}

/** In the reader's language when a voice speaks it, else one that a voice speaks, else the reader's without voice. */
function chooseTrack(film: HTMLVideoElement, voices: readonly SpeechSynthesisVoice[]): Chosen | undefined {
  const isMine = ({ language }: TextTrack) => language.split('-')[0] === root.lang
  const tracks = [...film.textTracks]
    .filter(({ kind }) => kind === 'descriptions')
    .toSorted((one, other) => Number(isMine(other)) - Number(isMine(one)))
    .map((track) => ({ track, voice: voiceFor(voices, track.language) }))
  return tracks.find(({ voice }) => voice) ?? tracks[0]
}
