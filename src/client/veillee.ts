// Everything the pages gain when the browser runs scripts. Each part looks for its own marks in the page and does
// nothing without them; a page is complete without any of this.

import { startAids } from '#client/aids.ts'
import { startAnchors } from '#client/anchor.ts'
import { startAutosave } from '#client/autosave.ts'
import { startBig } from '#client/big.ts'
import { find, root, thisVisit } from '#client/dom.ts'
import { startForms } from '#client/forms.ts'
import { startReading } from '#client/read-aloud.ts'
import { startSharing } from '#client/share.ts'

root.dataset.js = ''
// A kiosk, or the page that begins one: what keeps it comes only there.
const isKiosk = thisVisit.get('borne') !== null
if (isKiosk) root.dataset.kiosk = root.dataset.big = ''
if (isKiosk || find('[data-kiosk-start]')) void import('#client/kiosk.ts')
window.addEventListener('pageshow', (event) => {
  // Brought back whole from the browser's memory, from before the kiosk began or from before it ended.
  if (event.persisted && isKiosk !== (thisVisit.get('borne') !== null)) location.reload()
})
// Proposals while one types: only where there is a box that takes them.
if (find('input[data-suggest]')) void import('#client/suggest.ts').then(({ startSuggesting }) => startSuggesting())
if (find('[data-upload]')) void import('#client/upload-field.ts').then(({ startUploads }) => startUploads())
for (const start of [startBig, startAids, startReading, startForms, startAutosave, startAnchors, startSharing]) {
  try {
    start()
  } catch (error) {
    // One broken comfort must not take the others away.
    console.error(error)
  }
}
