// The names that editors' own words must not say, when they speak of several stories at once.

import { voicesOf } from '../../contribution/content.ts'
import type { Kinds } from '../../contribution/kind.ts'
import type { DeskTransaction } from '../../desk.ts'
import { slugOf } from '../../platform/identifiers.ts'
import { readFacts } from '../facts.ts'
import { redactionOf, type Redaction } from '../redact.ts'
import { namesOf, shelve } from '../shelve.ts'

type Hidden = { names: readonly string[]; shown: string | null }

/**
 * The names of those who told these stories and did not agree to be named, or whose story is not there to be read.
 * Someone named by one of the stories that can be read keeps her name, unless another of them hides it.
 */
export async function listHidden(
  tx: DeskTransaction,
  kinds: Kinds,
  ids: readonly string[],
  now: Date,
): Promise<Hidden[]> {
  const facts = await readFacts(tx, kinds, ids)
  const said = new Set<string>()
  const hidden = new Map<string, { names: string[]; shown: string | null; isThere: boolean }>()
  for (const each of facts) {
    const isThere = shelve(each, now).item !== null
    const voices = [...new Set(each.revisions.flatMap((revision) => voicesOf(revision.content)))]
    for (const [voice, name] of namesOf(each, voices, now)) {
      const person = each.people.get(voice)
      if (!person) continue
      if (isThere && name.hides === null) said.add(voice)
      else if (isThere || !hidden.get(voice)?.isThere)
        hidden.set(voice, { names: [person.name, ...person.other_names], shown: person.pseudonym, isThere })
    }
  }
  return [...hidden]
    .filter(([voice, { isThere }]) => isThere || !said.has(voice))
    .map(([, { names, shown }]) => ({ names, shown }))
}

/** Hides these names in words that speak of these stories. */
export const redactionAmong = async (...among: Parameters<typeof listHidden>): Promise<Redaction> =>
  redactionOf(await listHidden(...among))

/** Whether the words of an address, where nothing has its capitals, say one of these names. */
export function isNamedIn(slug: string, hidden: readonly Hidden[]): boolean {
  const spaced = (words: string) => words.replaceAll('-', ' ')
  const words = spaced(slug).replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
  const names = hidden.flatMap((each) => each.names.map((name) => spaced(slugOf(name))))
  return redactionOf([{ names, shown: null }])(words) !== words
}
