// Everything the pages gain when the browser runs scripts. Each part looks for its own marks in the page and does
// nothing without them; a page is complete without any of this.

import { startAids } from '#client/aids.ts'
import { startAnchors } from '#client/anchor.ts'
import { startAutosave } from '#client/autosave.ts'
import { startForms } from '#client/forms.ts'
import { startReading } from '#client/read-aloud.ts'
import { startSharing } from '#client/share.ts'

document.documentElement.dataset.js = ''
for (const start of [startAids, startReading, startForms, startAutosave, startAnchors, startSharing]) {
  try {
    start()
  } catch (error) {
    // One broken comfort must not take the others away.
    console.error(error)
  }
}
