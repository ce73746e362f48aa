// The ways out of a kiosk, closed with plain words: other sites, telephone and mail links, files, new windows, printing,
// the desk.

import type { Kiosk } from '#client/kiosk-mark.ts'

type Reason = 'outside' | 'phone'

/** `refuse` is told why, with the telephone number when there is one to copy by hand. */
export function blockWaysOut(kiosk: Kiosk, refuse: (reason: Reason, detail?: string) => void) {
  const stop = (event: Event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const onLink = (event: Event) => {
    const link = (event.target as Element | null)?.closest?.<HTMLAnchorElement>('a[href],area[href]')
    if (!link) return
    const isPlain = event.type === 'click' && !(event instanceof MouseEvent && isAside(event))
    if (isPlain && staysIn(link, kiosk.closed)) {
      link.removeAttribute('target')
      return
    }
    stop(event)
    if (event.type !== 'click') return
    if (link.protocol === 'tel:') refuse('phone', link.innerText.trim())
    else if (!staysIn(link, kiosk.closed)) refuse('outside')
  }
  window.addEventListener('click', onLink, { capture: true })
  window.addEventListener('auxclick', onLink, { capture: true })
  window.addEventListener(
    'submit',
    (event) => {
      const form = event.target as HTMLFormElement
      const action = event.submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? ''
      if (isOpen(new URL(action, location.href), kiosk.closed)) return
      stop(event)
      refuse('outside')
    },
    { capture: true },
  )
  // Nothing goes to the clipboard, nothing is dragged out, no menu of the browser.
  for (const kind of ['copy', 'cut', 'contextmenu', 'dragstart', 'drop'])
    window.addEventListener(kind, stop, { capture: true })
  window.addEventListener(
    'keydown',
    (event) => {
      if ((event.ctrlKey || event.metaKey) && /^[dfhjnopstu]$/i.test(event.key)) stop(event)
    },
    { capture: true },
  )
  window.print = () => refuse('outside')
}

const isAside = (event: MouseEvent) =>
  event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button > 0

const staysIn = (link: HTMLAnchorElement | HTMLAreaElement, closed: readonly string[]) =>
  !link.hasAttribute('download') && !('type' in link && link.type) && isOpen(new URL(link.href), closed)

/** One of our pages: not a file (a name with a dot has no script to bring one back), nor a closed address. */
export function isOpen(url: URL, closed: readonly string[]): boolean {
  if (url.origin !== location.origin) return false
  if (/\.[^/]*$/.test(url.pathname)) return false
  return !closed.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`))
}
