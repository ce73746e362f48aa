// Forms: what is missing gets the focus, and one press sends once.

import { find, findAll } from '#client/dom.ts'

export function startForms() {
  find('[data-error-summary]')?.focus()
  for (const form of findAll<HTMLFormElement>('form')) if (form.method === 'post') sendOnce(form)
}

function sendOnce(form: HTMLFormElement) {
  const release = () => form.removeAttribute('aria-busy')
  form.addEventListener('submit', (event) => {
    if (form.getAttribute('aria-busy') === 'true') return event.preventDefault()
    // After the browser has read the fields: a disabled button would not be sent.
    setTimeout(() => form.setAttribute('aria-busy', 'true'))
    // A download answers without leaving the page.
    setTimeout(release, 8000)
  })
  window.addEventListener('pageshow', release)
}
