// What may be done with a contribution, by the addresses machines know: Creative Commons, RightsStatements.org.

import type { Licence } from '../contribution/content.ts'
import type { RightsStatement } from '../contribution/media.content.ts'

export type Rights = {
  uri: string
  /** A licence gives a permission; a rights statement only says who keeps it. */
  isLicence: boolean
}

const rights: Record<Licence, Rights> = {
  // "In copyright": http, as rightsstatements.org names it.
  'all-rights-reserved': { uri: 'http://rightsstatements.org/vocab/InC/1.0/', isLicence: false },
  'CC-BY-SA-4.0': { uri: 'https://creativecommons.org/licenses/by-sa/4.0/', isLicence: true },
  'CC-BY-4.0': { uri: 'https://creativecommons.org/licenses/by/4.0/', isLicence: true },
  'CC-BY-NC-ND-4.0': { uri: 'https://creativecommons.org/licenses/by-nc-nd/4.0/', isLicence: true },
  'CC0-1.0': { uri: 'https://creativecommons.org/publicdomain/zero/1.0/', isLicence: true },
}

/** The address of a licence, or of the statement that all rights are kept. */
export const rightsOf = (licence: Licence): Rights => rights[licence]

/** The address of a rights statement: what is known of rights that are not ours to give. */
export const statementOf = (statement: Exclude<RightsStatement, ''>): Rights => ({
  uri: `http://rightsstatements.org/vocab/${statement}/1.0/`,
  isLicence: false,
})

/** What may be done with one file: its licence, else the statement chosen for it. */
export const mediaRightsOf = (media: { licence: Licence; rights: RightsStatement }): Rights =>
  media.licence === 'all-rights-reserved' && media.rights !== '' ? statementOf(media.rights) : rightsOf(media.licence)
