// Whose names a contribution does not say: those who told and did not agree to be named, those who are named in it and
// did not tell. Part of shelve(): pure.

import { agreementOf, isSealed } from '../consent/ledger.ts'
import { initialsOf, type HiddenNames } from './redact.ts'
import type { Facts } from './shelve.ts'

/** Someone named who did not tell: what is shown instead of her names (P-03). */
export type ThirdPersonFact = {
  names: readonly string[]
  treatment: 'keep' | 'initial' | 'rename' | 'silence'
  alias: string
}

/** What is said instead of her names: an initial for each, another name, or nothing. */
export function hiddenOf({ names, treatment, alias }: ThirdPersonFact): HiddenNames[] {
  if (treatment === 'keep') return []
  if (treatment === 'initial') return [{ names, shown: initialsOf }]
  return [{ names, shown: treatment === 'rename' ? alias || null : null }]
}

export type ShownName = { shown: string | null; hides: readonly string[] | null; until: Date | null }

/** For each voice: the name to show (hers, the one she chose instead, or none) and the names to hide. */
export function namesOf(facts: Facts, voices: readonly string[], now: Date): Map<string, ShownName> {
  return new Map(
    voices.map((voice): [string, ShownName] => {
      const person = facts.people.get(voice)
      if (!person) return [voice, { shown: null, hides: [], until: null }]
      if (!facts.kind.needsConsent)
        return [
          voice,
          {
            shown: person.credited_as,
            hides: person.credited_as === null ? [person.name, ...person.other_names] : null,
            until: null,
          },
        ]
      const sealed = facts.seals.some(
        (seal) => seal.scope === 'name' && seal.person_id === voice && isSealed(seal, now),
      )
      const agreement = sealed ? undefined : agreementOf(facts.consents, voice, 'site', 'name', now)
      if (agreement) return [voice, { shown: person.name, hides: null, until: agreement.until }]
      return [voice, { shown: person.pseudonym, hides: [person.name, ...person.other_names], until: null }]
    }),
  )
}
