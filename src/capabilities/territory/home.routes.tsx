// The home page: everything on it is read from the shelf.

import type { Doors } from '#core/doors.ts'
import { machineHead } from '#ui/machine-head.tsx'
import { page } from '#ui/respond.tsx'
import { readHome } from './composition.queries.ts'
import { contentOf } from './home.content.ts'
import { HomePage } from './home.pages.tsx'
import { homeOptions, homeWords } from './home.words.ts'
import { addresses } from './territory.addresses.ts'

export function homeRoutes(doors: Doors): void {
  doors.read(addresses.home, async (reading) => {
    const content = await contentOf(reading, await readHome(reading.reader))
    const options = homeOptions(reading)
    const { title, description = '' } = options
    const head = machineHead(reading, { kind: 'home', title, description })
    return page(reading, { ...options, head }, <HomePage {...content} {...homeWords(reading)} />)
  })
}
