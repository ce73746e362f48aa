// The migrations of the core's rooms. Those of the capabilities come from their manifests; names sort by day.

import type { Migration } from 'kysely/migration'
import { platformMigrations } from './platform/migrations.ts'
import { peopleMigrations } from './people/migrations.ts'
import { contributionMigrations } from './contribution/migrations.ts'
import { consentMigrations } from './consent/migrations.ts'
import { mediaMigrations } from './media/migrations.ts'
import { reviewMigrations } from './review/migrations.ts'
import { shelfMigrations } from './shelf/migrations.ts'
import { crossingMigrations } from './shelf/crossings/migrations.ts'
import type { Capability } from './capability.ts'

/** Every migration of an installation, those of inactive capabilities included: switching on later is safe. */
export const allMigrations = (capabilities: readonly Capability[]): Record<string, Migration> => ({
  ...platformMigrations,
  ...peopleMigrations,
  ...contributionMigrations,
  ...consentMigrations,
  ...mediaMigrations,
  ...reviewMigrations,
  ...shelfMigrations,
  ...crossingMigrations,
  ...Object.assign({}, ...capabilities.map((capability) => capability.migrations ?? {})),
})
