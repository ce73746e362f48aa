// The transcript that follows its sound: the passage being heard is lit and kept in sight, and each passage leads to its
// second. The focus never moves by itself; the page scrolls only while the reader is looking at the lit passage.

import { find, findAll } from '#client/dom.ts'

/** Someone who has just scrolled is reading elsewhere. */
const calm = 4_000
let scrolled = 0
for (const kind of ['wheel', 'touchmove'])
  window.addEventListener(kind, () => (scrolled = Date.now()), { passive: true })

/** `go` is told the second of the passage that was chosen. */
export function followWords(box: HTMLElement, media: HTMLMediaElement, go: (second: number) => void) {
  const list = find(`[data-cues="${CSS.escape(box.dataset.player ?? '')}"]`)
  const lines = list ? findAll('li[data-t]', list) : []
  const starts = lines.map((line) => Number(line.dataset.t))
  const sights = `[data-sights="${CSS.escape(box.dataset.player ?? '')}"]`
  let lit: HTMLElement | undefined
  // Their addresses opened the sound itself, for want of script: they are now moments of this page, to be copied and sent.
  for (const line of lines) find('.cue-t', line)?.setAttribute('href', `#${line.id}`)

  list?.addEventListener('click', (event) => {
    const target = event.target as Element
    const link = target.closest('a')
    const line = target.closest<HTMLElement>('li[data-t]')
    if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return
    // Words being chosen, to be copied, are not a press.
    if (!link && !getSelection()?.isCollapsed) return
    event.preventDefault()
    go(Number(line.dataset.t))
  })
  // Chapters, and what one sees, lead to their second as what is said does.
  for (const link of [...findAll('a[data-seek]', list?.parentElement ?? box), ...findAll(`${sights} a[data-seek]`)]) {
    const second = Number(link.dataset.seek)
    link.setAttribute('href', `#${box.dataset.mark ?? ''}t=${Math.floor(second)}`)
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      go(second)
    })
  }

  return {
    /** Lights the passage of that second. `isAsked`: the address leads there, it is brought in sight whatever happens. */
    show(second: number, isAsked = false) {
      const hasBegun = isAsked || second > 0 || !media.paused
      const next = hasBegun ? lines[placeOf(starts, second)] : undefined
      if (next !== lit) {
        const wasSeen = lit !== undefined && isInSight(lit)
        light(next)
        if (!isAsked && wasSeen && !media.paused && Date.now() - scrolled > calm) bring(next)
      }
      if (isAsked) reach(findAll(`${sights} li`).find(({ id }) => id && `#${id}` === location.hash) ?? next)
    },
  }

  function light(line: HTMLElement | undefined) {
    lit?.classList.remove('is-now')
    lit?.removeAttribute('aria-current')
    line?.classList.add('is-now')
    line?.setAttribute('aria-current', 'true')
    lit = line
  }
}

/** The last passage begun at that second; the first before any. */
function placeOf(starts: readonly number[], second: number): number {
  // A hundredth of a second more: a browser that goes to 83 may say 82.99.
  const after = starts.findIndex((start) => start > second + 0.05)
  return after < 0 ? starts.length - 1 : Math.max(0, after - 1)
}

function isInSight(line: HTMLElement): boolean {
  const { top, bottom } = line.getBoundingClientRect()
  return line.offsetParent !== null && bottom > 0 && top < innerHeight
}

/** Brought in sight, out of the fold where it may be. */
function reach(line: HTMLElement | undefined) {
  const fold = line?.closest<HTMLDetailsElement>('details[data-fold]')
  if (fold) fold.open = true
  bring(line)
}

function bring(line: HTMLElement | undefined) {
  const isStill = matchMedia('(prefers-reduced-motion:reduce)').matches
  line?.scrollIntoView({ block: 'nearest', behavior: isStill ? 'auto' : 'smooth' })
}
