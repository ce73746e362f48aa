// The whole contract of a capability. The core reads these manifests and knows no capability by name.

import type { Migration } from 'kysely/migration'
import type { Kind } from './contribution/kind.ts'
import type { Desk, Published } from './desk.ts'
import type { Doors } from './doors.ts'
import type { Role } from './people/roles.ts'
import type { Locale } from './platform/i18n.ts'
import type { Job } from './platform/jobs.ts'

/** One entry of a menu. `href` is written without the locale's prefix. */
export type MenuEntry = {
  href: Record<Locale, string>
  label: Record<Locale, string>
  icon: string
  /** Entries are sorted by it; the three doors are 10, 20, 30. */
  position: number
}

export type DeskMenuEntry = MenuEntry & {
  roles: readonly Role[]
  /** How many things wait there for this person. */
  count?: (desk: Desk, person_id: string, space_id: string) => Promise<number>
}

/** Who may do what, as printed in the committed table of permissions (tests/permissions.txt). */
export type Permissions = Record<string, readonly (Role | 'anyone' | 'card' | 'author')[]>

export type Capability = {
  name: string
  kinds?: readonly Kind[]
  migrations?: Record<string, Migration>
  routes?: (doors: Doors) => void
  /** The main navigation: Écouter, Raconter, Se rencontrer. */
  navigation?: readonly MenuEntry[]
  /** The "Menu" panel of public pages. */
  menu?: readonly MenuEntry[]
  /** Foot of every public page. */
  footer?: readonly MenuEntry[]
  deskMenu?: readonly DeskMenuEntry[]
  permissions?: Permissions
  /** Keeps true what the capability shows of contributions beside them: an editor's words that name someone. */
  published?: Published
  jobs?: readonly Job[]
  /** Public addresses of this capability on the demonstration town, tried by the accessibility and validity checks. */
  pages?: (desk: Desk) => Promise<string[]>
  /** Public addresses to list in the sitemap, beside those of its kinds. */
  sitemap?: readonly Record<Locale, string>[]
}
