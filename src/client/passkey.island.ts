// Passkeys, loaded only where one comes in or adds one. Forms marked `data-passkey` stay hidden where the browser does
// not know how; everything else on those pages works without this.

type Options = { error?: string } & Record<string, unknown>
type Maker = typeof PublicKeyCredential & {
  parseRequestOptionsFromJSON?: (options: unknown) => PublicKeyCredentialRequestOptions
  parseCreationOptionsFromJSON?: (options: unknown) => PublicKeyCredentialCreationOptions
}

const maker = typeof PublicKeyCredential === 'undefined' ? undefined : (PublicKeyCredential as Maker)

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  const isNew = form.dataset['passkey'] === 'create'
  if (!maker || !(isNew ? maker.parseCreationOptionsFromJSON : maker.parseRequestOptionsFromJSON)) continue
  form.hidden = false
  form.addEventListener('submit', (event) => {
    const response = form.elements.namedItem('response') as HTMLInputElement
    if (response.value) return
    event.preventDefault()
    void answer(form, response, isNew)
  })
}

async function answer(form: HTMLFormElement, response: HTMLInputElement, isNew: boolean): Promise<void> {
  try {
    response.value = await ask(form, isNew)
    form.submit()
  } catch {
    // Closed by the person, refused by the device: the page stays as it is, the other ways are there.
    form.removeAttribute('aria-busy')
  }
}

async function ask(form: HTMLFormElement, isNew: boolean): Promise<string> {
  const begun = await fetch(form.dataset['options'] ?? '', {
    method: 'POST',
    body: new URLSearchParams(),
    credentials: 'same-origin',
  })
  const options = (await begun.json()) as Options
  // Told by the page itself: an empty answer comes back with the reason.
  if (!begun.ok || !maker) return '{}'
  const credential = isNew
    ? await navigator.credentials.create({ publicKey: maker.parseCreationOptionsFromJSON!(options) })
    : await navigator.credentials.get({ publicKey: maker.parseRequestOptionsFromJSON!(options) })
  if (!credential) throw new Error('no passkey')
  return JSON.stringify((credential as PublicKeyCredential).toJSON())
}
