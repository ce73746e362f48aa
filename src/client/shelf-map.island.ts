// The map of places, when the browser can move one: loaded only on its page, and only once the map comes into view.
// Without it, or when anything is missing (WebGL, the file of the world), the drawing made by the server stays.

import { find } from '#client/dom.ts'

type Saving = Navigator & { connection?: { saveData?: boolean } }

const atlas = find('[data-atlas]')
// Who saves data keeps the drawing: it says the same.
if (atlas && (navigator as Saving).connection?.saveData !== true) whenSeen(atlas, () => void open(atlas))

async function open(within: HTMLElement): Promise<void> {
  try {
    const { openAtlas } = await import('#client/atlas.ts')
    await openAtlas(within)
  } catch (error) {
    // The drawing is still there.
    console.error(error)
  }
}

function whenSeen(element: Element, then: () => void): void {
  const seen = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      seen.disconnect()
      then()
    },
    { rootMargin: '200px' },
  )
  seen.observe(element)
}
