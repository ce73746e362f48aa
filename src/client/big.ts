// Big buttons: few choices, each large, with a number that can be pressed. The server does the same for one page with
// `?gros=1`; with script the choice stays on this device.

import { find, findAll, remembered, root, thisVisit } from '#client/dom.ts'
import { leaveMode } from '#client/modes.ts'

// What one comes to this page to choose; what is in a sentence is not one of them.
const choices =
  'main :is(.doors a,.card-t a,.line a,.gate .btn,.pages a,.ways-on a,.picks .pick,.seg label,a.btn,.form .btn)'

export function startBig() {
  // Asked by the address: for as long as this tab is open.
  if ('big' in root.dataset && root.dataset.kiosk === undefined) thisVisit.set('big', '1')
  if (remembered.get('big') === '1' || thisVisit.get('big') === '1') root.dataset.big = ''
  const toggle = find<HTMLAnchorElement>('[data-big-toggle]')
  if (toggle) toButton(toggle)
  const back = find<HTMLAnchorElement>('[data-back]')
  if (back) goBack(back)
  apply()
  // What is in sight is known once the sheet is there.
  find('#big-sheet')?.addEventListener('load', apply)
  document.addEventListener('keydown', press)
}

const isBig = () => 'big' in root.dataset

function toButton(link: HTMLAnchorElement) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = link.className
  button.dataset.bigToggle = ''
  button.append(...link.childNodes)
  const words = find('span', button)
  if (words && link.dataset.label) words.textContent = link.dataset.label
  button.addEventListener('click', () => {
    root.toggleAttribute('data-big')
    remembered.set('big', isBig() ? '1' : null)
    thisVisit.set('big', null)
    if (!isBig()) leaveMode('gros')
    button.setAttribute('aria-pressed', String(isBig()))
    apply()
  })
  button.setAttribute('aria-pressed', String(isBig()))
  link.replaceWith(button)
}

/** The way back: the page before when it was one of ours, else home, as without script. */
function goBack(link: HTMLAnchorElement) {
  const words = find('span', link)
  if (!document.referrer.startsWith(`${location.origin}/`) || history.length < 2) return
  if (words && link.dataset.back) words.textContent = link.dataset.back
  link.addEventListener('click', (event) => {
    event.preventDefault()
    history.back()
  })
}

/** Numbers the first nine choices one sees, and unfolds what was folded. */
function apply() {
  // Its own stylesheet, which others need not load.
  const sheet = find<HTMLLinkElement>('#big-sheet')
  if (sheet) sheet.disabled = !isBig()
  for (const old of findAll('[data-number]')) {
    delete old.dataset.number
    old.removeAttribute('aria-keyshortcuts')
  }
  for (const panel of findAll<HTMLDetailsElement>('.aids details')) panel.open = isBig()
  if (!isBig()) return
  const seen = findAll(choices).filter((choice) => choice.offsetParent !== null)
  for (const [index, choice] of [...new Set(seen)].slice(0, 9).entries()) {
    choice.dataset.number = String(index + 1)
    choice.setAttribute('aria-keyshortcuts', String(index + 1))
  }
}

/** A number alone, pressed anywhere but in a field. */
function press(event: KeyboardEvent) {
  if (!isBig() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
  const target = event.target as HTMLElement
  if (target.closest('input:not([type=radio],[type=checkbox]),textarea,select,[contenteditable],dialog')) return
  if (event.key === '0') find('[data-back]')?.click()
  else if (/^[1-9]$/.test(event.key)) {
    const choice = find(`[data-number="${event.key}"]`)
    choice?.focus()
    choice?.click()
  }
}
