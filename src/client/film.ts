// What only films have: captions in the language one chooses, what one sees said aloud, and the whole screen.

import { describeFilm } from '#client/describe.ts'
import { find } from '#client/dom.ts'

type Film = HTMLVideoElement & { webkitEnterFullscreen?: () => void }

/** What the buttons of a film do, by the name they bear in `data-do`; `say` writes a sentence under the player. */
export function filmActs(film: Film, box: HTMLElement, say: (words: string) => void): Record<string, () => void> {
  film.addEventListener('fullscreenchange', () => (film.controls = document.fullscreenElement === film))
  const full = find('[data-do=full]', box)
  if (full && !film.requestFullscreen && !film.webkitEnterFullscreen) full.hidden = true
  const captions = find<HTMLSelectElement>('select[data-do=captions]', box)
  if (captions) followCaptions(film, captions)
  const describe = find('[data-do=describe]', box)
  return {
    ...(describe && { describe: describeFilm(film, box, describe, say) }),
    full: () => {
      if (film.requestFullscreen) void film.requestFullscreen()
      else film.webkitEnterFullscreen?.()
    },
  }
}

function followCaptions(film: Film, select: HTMLSelectElement) {
  const tracks = () => [...film.textTracks].filter(({ kind }) => kind === 'captions' || kind === 'subtitles')
  select.addEventListener('change', () => {
    for (const track of tracks()) track.mode = track.language === select.value ? 'showing' : 'disabled'
  })
  // On the whole screen the browser's own buttons choose them too.
  film.textTracks.addEventListener('change', () => {
    select.value = tracks().find(({ mode }) => mode === 'showing')?.language ?? ''
  })
}
