// What may be done with a contribution, by the addresses machines know: Creative Commons, RightsStatements.org.

import type { Licence } from '../contribution/content.ts'

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
