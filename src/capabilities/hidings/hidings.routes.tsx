// Doors of hiding: everything of a contribution, one file, one picture's register.

import type { Doors } from '#core/doors.ts'
import { allRoutes } from './all.routes.tsx'
import { fileRoutes } from './file.routes.tsx'
import { ownRoutes } from './own.routes.tsx'
import { registerRoutes } from './register.routes.tsx'
import { unseenRoutes } from './unseen.routes.tsx'

export function hidingsRoutes(doors: Doors): void {
  allRoutes(doors)
  fileRoutes(doors)
  registerRoutes(doors)
  ownRoutes(doors)
  unseenRoutes(doors)
}
