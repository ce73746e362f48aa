// Text size, easy version, panels that open. Choices are remembered on this device only once someone has chosen.

import { find, findAll, remembered, root } from '#client/dom.ts'
import { leaveMode } from '#client/modes.ts'

export function startAids() {
  textSize()
  easyVersion()
  panels()
  switches()
  languages()
}

function textSize() {
  const buttons = findAll('[data-size]')
  const apply = (size: string) => {
    root.dataset.text = size
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.size === size))
  }
  for (const button of buttons)
    button.addEventListener('click', () => {
      const size = button.dataset.size ?? '1'
      apply(size)
      remembered.set('size', size)
    })
  const chosen = remembered.get('size')
  if (chosen && /^[123]$/.test(chosen)) apply(chosen)
}

/** The link to the easy version becomes a switch when both versions are already in the page. */
function easyVersion() {
  const link = find('[data-easy-toggle]')
  const chosen = remembered.get('easy')
  if (chosen === '1') root.dataset.easy = ''
  if (!link || !find('main .easy')) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = link.className
  button.append(...link.childNodes)
  const words = find('span', button)
  if (words && link.dataset.label) words.textContent = link.dataset.label
  const show = () => button.setAttribute('aria-pressed', String('easy' in root.dataset))
  button.addEventListener('click', () => {
    const isOn = root.toggleAttribute('data-easy')
    remembered.set('easy', isOn ? '1' : '0')
    if (!isOn) leaveMode('facile')
    show()
  })
  show()
  link.replaceWith(button)
}

/** One panel open at a time; Escape closes it and gives the focus back. */
function panels() {
  const all = findAll<HTMLDetailsElement>('details[data-pop]')
  // With big buttons nothing is folded: the panels of the aids stay open.
  const stays = (panel: Element) => 'big' in root.dataset && panel.closest('.aids') !== null
  document.addEventListener('click', (event) => {
    for (const panel of all)
      if (panel.open && !stays(panel) && !panel.contains(event.target as Node)) panel.open = false
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const panel of all)
      if (panel.open && !stays(panel)) {
        panel.open = false
        find('summary', panel)?.focus()
      }
  })
}

/** A group of radios or links that changes one attribute of a target: both languages, one, the other. */
function switches() {
  for (const group of findAll('[data-switch]')) {
    const show = (value: string | undefined) => {
      const target = document.getElementById(group.dataset.switch ?? '')
      if (target && value) target.dataset.show = value
    }
    group.addEventListener('change', (event) => show((event.target as HTMLInputElement).value))
    group.addEventListener('click', (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-value]')
      // With a key held, the reader wants another tab: let the link be a link.
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      show(link.dataset.value)
      for (const each of findAll('a[data-value]', group)) each.toggleAttribute('aria-current', false)
      link.setAttribute('aria-current', 'true')
      history.replaceState(history.state, '', link.href.split('#')[0])
    })
  }
}

/** The same place of the page in another language: its names of places are the same in all. */
function languages() {
  for (const link of findAll<HTMLAnchorElement>('[data-languages] a'))
    link.addEventListener('click', () => {
      link.hash = location.hash
    })
}
