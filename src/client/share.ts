// Print, and share: the device's own way when it has one, else the address is copied.

import { find, findAll } from '#client/dom.ts'

export function startSharing() {
  for (const button of findAll('[data-print]')) button.addEventListener('click', () => print())
  for (const button of findAll('[data-share]')) button.addEventListener('click', () => void share(button))
}

async function share(button: HTMLElement) {
  const url = find<HTMLLinkElement>('link[rel=canonical]')?.href ?? location.href
  try {
    if (navigator.share) return await navigator.share({ title: document.title, url })
    await navigator.clipboard.writeText(url)
    const status = find('[data-share-status]', button.parentElement ?? document)
    if (status) status.textContent = button.dataset.done ?? ''
  } catch {
    // Closed without sharing: nothing to say.
  }
}
