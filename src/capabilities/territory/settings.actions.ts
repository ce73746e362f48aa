// Changing the town: one way in, which holds the settings, keeps what others wrote meanwhile, and publishes.

import { change } from '#core/change.ts'
import type { Desk } from '#core/desk.ts'
import { allow } from '#core/people/can.ts'
import type { Member } from '#core/people/roles.ts'
import type { PageInput, ImprintInput, IdentityInput, StatementInput } from './settings.input.ts'
import { withIdentity } from './settings.input.ts'
import { conformityOf, missingIn, takenAway, type Mandatory } from './legal.rules.ts'
import { mayRunTown } from './territory.can.ts'
import { holdTown, saveTown, type Town } from './town.ts'

type Asked = { desk: Desk; actor: Member; submission_id: string }
/** What is missing, when the town could not be changed so. */
export type Changed = { missing: Mandatory[] }

async function alter(
  { desk, actor, submission_id }: Asked,
  part: string,
  next: (town: Town) => Town,
  refuse: (before: Town, after: Town) => Mandatory[] = takenAway,
): Promise<Changed> {
  return await change(desk, { action: `territory.${part}`, actor, submission_id }, async (work) => {
    const before = allow(mayRunTown(actor), actor, 'run', await holdTown(work.tx))
    const after = next(before)
    const missing = refuse(before, after)
    if (missing.length > 0) return { missing }
    await saveTown(work, after)
    await work.record({ kind: `town.${part}` })
    return { missing }
  })
}

export const saveIdentity = async (asked: Asked, input: IdentityInput): Promise<Changed> =>
  await alter(asked, 'identity', (town) => withIdentity(town, input))

/** The text of one page in each language; with the mentions, the names the law asks for. */
export async function savePage(
  asked: Asked,
  { page, ...texts }: PageInput,
  imprint: ImprintInput | undefined,
): Promise<Changed> {
  const trimmed = imprint && {
    publisher: imprint.publisher.trim(),
    director: imprint.director,
    host: imprint.host.trim(),
  }
  return await alter(asked, 'pages', (town) => ({
    ...town,
    pages: { ...town.pages, [page]: texts },
    site: trimmed ? { ...town.site, imprint: trimmed } : town.site,
  }))
}

export const saveStatement = async (asked: Asked, statement: StatementInput): Promise<Changed> =>
  await alter(asked, 'accessibility', (town) => ({
    ...town,
    site: { ...town.site, statement, accessibility: conformityOf(statement) },
  }))

/** Opens the site to the public, when nothing is missing (P-35). */
export const openTown = async (asked: Asked): Promise<Changed> =>
  await alter(
    asked,
    'opened',
    (town) => ({ ...town, site: { ...town.site, is_live: true } }),
    (_, after) => missingIn(after),
  )

export const closeTown = async (asked: Asked): Promise<Changed> =>
  await alter(asked, 'closed', (town) => ({ ...town, site: { ...town.site, is_live: false } }))
