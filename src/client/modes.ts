// Ways of reading asked for by the address (ui/modes.ts): with script they are switched in place, and left for good.

import { findAll } from '#client/dom.ts'

/** Takes a way of reading out of the address, the links and the searches of this page: the next one is as usual. */
export function leaveMode(mode: 'gros' | 'facile'): void {
  const without = (address: string) => {
    const url = new URL(address)
    url.searchParams.delete(mode)
    return url.href
  }
  for (const link of findAll<HTMLAnchorElement>(`a[href*="${mode}=1"]`)) link.href = without(link.href)
  for (const field of findAll(`form[method=get] input[type=hidden][name=${mode}]`)) field.remove()
  history.replaceState(history.state, '', without(location.href))
}
