// Proposals under a search box while one types, as the combobox of ARIA 1.2: focus stays in the box, arrows move among the
// proposals, Enter opens the one reached, Escape closes. Without this script the box searches all the same.

import { findAll } from '#client/dom.ts'

type Suggestion = { label: string; detail: string; href: string; lang?: string; dir?: string }
type Suggestions = { said: string; groups: { label: string; items: Suggestion[] }[] }

const patience = 150
// One letter is enough where it is a word.
const oneIsEnough =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

export function startSuggesting() {
  for (const box of findAll<HTMLInputElement>('input[data-suggest]')) suggestUnder(box)
}

/** `data-suggest` holds the address to ask. */
function suggestUnder(box: HTMLInputElement) {
  const form = box.form
  const address = box.dataset.suggest ?? ''
  const frame = made('div', 'suggest')
  const list = made('div', 'suggest-list')
  const said = made('p', 'vh')
  const id = `${box.id || 'q'}-suggestions`
  set(list, { id, role: 'listbox', hidden: '', 'aria-label': box.labels?.[0]?.textContent?.trim() ?? '' })
  set(said, { role: 'status' })
  set(box, {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': id,
    autocomplete: 'off',
  })
  const isFocused = document.activeElement === box
  box.before(frame)
  frame.append(box, list, said)
  if (isFocused) box.focus()

  let options: HTMLElement[] = []
  let reached = -1
  let timer = 0
  let asking: AbortController | undefined

  const close = () => {
    clearTimeout(timer)
    asking?.abort()
    list.hidden = true
    box.setAttribute('aria-expanded', 'false')
    reach(-1)
  }
  const reach = (at: number) => {
    options[reached]?.setAttribute('aria-selected', 'false')
    reached = at
    const option = options[at]
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) box.setAttribute('aria-activedescendant', option.id)
    else box.removeAttribute('aria-activedescendant')
  }
  const show = ({ said: words, groups }: Suggestions) => {
    options = []
    reach(-1)
    list.replaceChildren(
      ...groups.map((group, at) => {
        const heading = made('div', 'suggest-head', group.label)
        set(heading, { id: `${id}-${at}`, role: 'presentation' })
        const items = group.items.map((item) => {
          const option = optionOf(item, `${id}-option-${options.length}`)
          options.push(option)
          return option
        })
        const section = made('div')
        set(section, { role: 'group', 'aria-labelledby': heading.id })
        section.append(heading, ...items)
        return section
      }),
    )
    list.hidden = options.length === 0
    box.setAttribute('aria-expanded', String(options.length > 0))
    said.textContent = words
  }
  const ask = async () => {
    const typed = box.value.trim()
    asking?.abort()
    if ([...typed].length < 2 && !oneIsEnough.test(typed)) return close()
    asking = new AbortController()
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: typed })}`, { signal: asking.signal })
      if (answer.ok) show((await answer.json()) as Suggestions)
      else close()
    } catch {
      // Typed on, or the network is away: the box searches without proposals.
    }
  }

  box.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), patience)
  })
  box.addEventListener('keydown', (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    const isOpen = !list.hidden
    if (event.key === 'ArrowDown' && !isOpen) void ask()
    else if (!isOpen) return
    else if (event.key === 'ArrowDown') reach(reached + 1 < options.length ? reached + 1 : -1)
    else if (event.key === 'ArrowUp') reach(reached < 0 ? options.length - 1 : reached - 1)
    else if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && reached >= 0) options[reached]?.click()
    else return
    event.preventDefault()
  })
  box.addEventListener('blur', close)
  form?.addEventListener('submit', close)
  // Before the box loses the focus, which would take the list away under the finger.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const href = (event.target as Element).closest<HTMLElement>('[role=option]')?.dataset.href
    if (href) location.assign(href)
  })
  window.addEventListener('pageshow', close)
}

function optionOf({ label, detail, href, lang, dir }: Suggestion, id: string): HTMLElement {
  const option = made('div', 'suggest-item')
  set(option, { id, role: 'option', 'aria-selected': 'false' })
  option.dataset.href = href
  const name = made('bdi', '', label)
  if (lang) set(name, { lang, dir: dir ?? 'auto' })
  option.append(name, ' ', made('small', '', detail))
  return option
}

function made(tag: string, name = '', text = ''): HTMLElement {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text) element.textContent = text
  return element
}

function set(element: Element, attributes: Record<string, string>) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}
