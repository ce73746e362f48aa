// What only films have: captions in the language one chooses, and the whole screen.

import { find } from '#client/dom.ts'

type Film = HTMLVideoElement & { webkitEnterFullscreen?: () => void }

/** What the buttons of a film do, by the name they bear in `data-do`. */
export function filmActs(film: Film, controls: HTMLElement): Record<string, () => void> {
  film.addEventListener('fullscreenchange', () => (film.controls = document.fullscreenElement === film))
  const full = find('[data-do=full]', controls)
  if (full && !film.requestFullscreen && !film.webkitEnterFullscreen) full.hidden = true
  const captions = find<HTMLSelectElement>('select[data-do=captions]', controls)
  if (captions) followCaptions(film, captions)
  return {
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
