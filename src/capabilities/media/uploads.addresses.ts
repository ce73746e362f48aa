// Where files are brought: the same three addresses for a member at the desk and for a witness with her card.

import { everywhere, type Address } from '#core/doors.ts'
import { depotPaths, type Bringer } from '#core/media/receive/addresses.ts'

const depotOf = (who: Bringer): Record<'begin' | 'one' | 'form', Address> => ({
  begin: everywhere(depotPaths[who]),
  one: everywhere(`${depotPaths[who]}/:id`),
  form: everywhere(`${depotPaths[who]}/:code/formulaire`),
})

export const depots: Record<Bringer, ReturnType<typeof depotOf>> = { work: depotOf('work'), card: depotOf('card') }
/** Where one goes back to from a form that did not say where it was. */
export const elsewhere = { desk: '/bureau', card: everywhere('/mes-recits') }
