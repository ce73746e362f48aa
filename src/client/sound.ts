// One player: the lamp, the wave, the buttons, the keyboard. The sound stays the browser's own element; what is drawn
// follows what it says of itself.

import { find, findAll } from '#client/dom.ts'
import { filmActs } from '#client/film.ts'
import { followWords } from '#client/follow.ts'
import { forgetPlace, keepPlace, placeIn } from '#client/heard.ts'
import { askedSecond } from '#client/moment.ts'
import { clock, inWords } from '#ui/durations.ts'

const ten = 10
const step = 5
const leap = 30
/** Before that long, a sound that does not come is not slow. */
const patience = 1_500

/** Puts our buttons in the place of the browser's, in one `[data-player]`. */
export function openPlayer(box: HTMLElement): void {
  const media = find<HTMLMediaElement>('audio,video', box)
  const controls = find('.player-in', box)
  const range = controls && find<HTMLInputElement>('input[type=range]', controls)
  if (!media || !controls || !range || !find('source', media)) return
  const { player: id = '', language = 'fr' } = box.dataset
  const part = <Found extends HTMLElement>(act: string) => find<Found>(`[data-do=${act}]`, controls)
  const [play, mute, restart] = [part('play'), part('mute'), part('restart')]
  const [time, status] = [find('.time', controls), find('[data-say]', box)]
  // Asked before the sound came: some browsers forget a place chosen that early.
  let wanted: number | undefined

  const length = () => (Number.isFinite(media.duration) ? media.duration : Number(box.dataset.length) || 0)
  const now = () => wanted ?? media.currentTime
  const say = (words: string) => {
    if (status && status.textContent !== words) status.textContent = words
  }
  const draw = () => {
    const [at, all] = [Math.min(now(), length()), length()]
    if (document.activeElement !== range || !range.matches(':active')) range.value = String(Math.floor(at))
    range.max = String(Math.max(1, Math.floor(all)))
    range.setAttribute('aria-valuetext', between(inWords(at * 1000, language), inWords(all * 1000, language)))
    range.parentElement?.style.setProperty('--p', `${all > 0 ? (at / all) * 100 : 0}%`)
    if (time) time.textContent = `${clock(at * 1000)} / ${clock(all * 1000)}`
  }
  const between = (at: string, all: string) => (box.dataset.of ?? '').replace('{at}', at).replace('{all}', all)
  const seek = (second: number) => {
    const place = Math.max(0, Math.min(second, length() || second))
    if (media.readyState > 0) media.currentTime = place
    else wanted = place
    draw()
    words.show(place)
  }
  const words = followWords(box, media, (second) => {
    seek(second)
    start()
  })
  const start = () => {
    // It did not come, and one begins again, as one was told: its copies are asked for anew, from where one was.
    if (isLost(media)) {
      wanted ??= media.currentTime
      media.load()
    }
    void media.play().catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'AbortError')) say(box.dataset.trouble ?? '')
    })
  }
  const toggle = () => (media.paused ? start() : media.pause())

  media.addEventListener('loadedmetadata', () => {
    if (wanted !== undefined) media.currentTime = wanted
    wanted = undefined
    draw()
  })
  const showState = () => {
    const isOn = !media.paused && !media.ended
    box.toggleAttribute('data-playing', isOn)
    play?.setAttribute('aria-label', (isOn ? play.dataset.pause : play.dataset.play) ?? '')
    draw()
  }
  for (const kind of ['play', 'pause', 'ended']) media.addEventListener(kind, showState)
  media.addEventListener('playing', () => {
    clearTimeout(late)
    say('')
  })
  media.addEventListener('timeupdate', () => {
    if (wanted !== undefined) return
    draw()
    words.show(media.currentTime)
    keepPlace(id, media.currentTime, length())
  })
  media.addEventListener('pause', () => {
    if (!isLost(media)) keepPlace(id, media.currentTime, length(), true)
  })
  media.addEventListener('ended', () => forgetPlace(id))
  let late: ReturnType<typeof setTimeout> | undefined
  media.addEventListener('waiting', () => {
    clearTimeout(late)
    // Firefox waits after its error too, where there is no loudspeaker: that sound will never come.
    late = setTimeout(() => (isLost(media) ? giveUp() : say(box.dataset.coming ?? '')), patience)
  })
  const giveUp = () => {
    say(box.dataset.trouble ?? '')
    media.pause()
  }
  // An error of a source does not climb: it is caught on its way down. Said once no copy is left to try.
  media.addEventListener(
    'error',
    () => {
      clearTimeout(late)
      if (isLost(media) || isLast(media)) giveUp()
    },
    { capture: true },
  )

  const acts: Record<string, () => void> = {
    play: toggle,
    back: () => seek(now() - ten),
    forward: () => seek(now() + ten),
    mute: () => {
      media.muted = !media.muted
      mute?.setAttribute('aria-pressed', String(media.muted))
    },
    restart: () => {
      forgetPlace(id)
      if (restart) restart.hidden = true
      say('')
      play?.focus()
      seek(0)
    },
    ...(media instanceof HTMLVideoElement ? filmActs(media, box, say) : {}),
  }
  controls.addEventListener('click', (event) => {
    const act = (event.target as Element).closest<HTMLElement>('[data-do]')?.dataset.do
    if (act) acts[act]?.()
  })
  part<HTMLSelectElement>('rate')?.addEventListener('change', (event) => {
    media.playbackRate = Number((event.target as HTMLSelectElement).value)
  })
  range.addEventListener('input', () => seek(Number(range.value)))
  controls.addEventListener('keydown', (event) => press(event, { toggle, seek, now, length }))
  if (media instanceof HTMLVideoElement) media.addEventListener('click', toggle)

  media.controls = false
  controls.hidden = false
  // The address first, then the place kept on this device.
  const goThere = () => {
    const second = askedSecond(box.dataset.mark ?? '')
    if (second === undefined) return false
    seek(second)
    words.show(second, true)
    return true
  }
  window.addEventListener('hashchange', goThere)
  const kept = goThere() ? undefined : placeIn(id)
  if (kept !== undefined) {
    seek(kept)
    if (restart) restart.hidden = false
    say((box.dataset.kept ?? '').replace('{at}', clock(kept * 1000)))
  }
  showState()
}

/** Nothing of it can be played, for now. */
const isLost = (media: HTMLMediaElement): boolean =>
  media.error !== null || media.networkState === HTMLMediaElement.NETWORK_NO_SOURCE

/** No other source stands after the one that failed. */
const isLast = (media: HTMLMediaElement): boolean =>
  media.currentSrc === findAll<HTMLSourceElement>('source', media).at(-1)?.src

type Hands = { toggle: () => void; seek: (second: number) => void; now: () => number; length: () => number }

/** Keys of the player, and of nothing around it. Keys held with Ctrl, Alt or Meta are the browser's. */
function press(event: KeyboardEvent, { toggle, seek, now, length }: Hands) {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  const target = event.target as HTMLElement
  if (target.matches('select')) return
  const isButton = target.matches('button')
  const keys: Record<string, () => void> = {
    // On a button, space and Enter press the button.
    ...(isButton ? {} : { ' ': toggle }),
    k: toggle,
    j: () => seek(now() - ten),
    l: () => seek(now() + ten),
    ArrowLeft: () => seek(now() - step),
    ArrowDown: () => seek(now() - step),
    ArrowRight: () => seek(now() + step),
    ArrowUp: () => seek(now() + step),
    PageDown: () => seek(now() - leap),
    PageUp: () => seek(now() + leap),
    Home: () => seek(0),
    End: () => seek(length()),
  }
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
  if (!act) return
  event.preventDefault()
  act()
}
