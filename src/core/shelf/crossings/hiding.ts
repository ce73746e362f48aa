// What editors' own words must not say, when they speak of several stories at once: names, and phrases sealed in one.

import { sql } from 'kysely'
import { voicesOf } from '../../contribution/content.ts'
import type { Kinds } from '../../contribution/kind.ts'
import type { DeskTransaction } from '../../desk.ts'
import { slugOf } from '../../platform/identifiers.ts'
import { readFacts } from '../facts.ts'
import { phrasesOf } from '../../media/hidings.ts'
import { mayBeSaidIn, redactionAcross, redactionIn, type HiddenNames, type Redaction } from '../redact.ts'
import { hiddenOf, namesOf } from '../hidden-names.ts'
import { shelve } from '../shelve.ts'

export type Hidden = { names: HiddenNames[]; phrases: string[] }

/**
 * The names of those who told these stories and did not agree to be named, or whose story is not there to be read.
 * Someone named by one of the stories that can be read keeps her name, unless another of them hides it. With them, those
 * whom a story names without showing their names, and what is sealed in its words.
 */
export async function listHidden(
  tx: DeskTransaction,
  kinds: Kinds,
  ids: readonly string[],
  now: Date,
): Promise<Hidden> {
  const facts = await readFacts(tx, kinds, ids)
  const said = new Set<string>()
  const hidden = new Map<string, { names: string[]; shown: string | null; isThere: boolean }>()
  const third: HiddenNames[] = []
  for (const each of facts) {
    const isThere = shelve(each, now).item !== null
    // Nobody reads what a story that is not there keeps of others.
    third.push(
      ...each.third_persons.flatMap((person) => (isThere ? hiddenOf(person) : [{ names: person.names, shown: null }])),
    )
    const voices = [...new Set(each.revisions.flatMap((revision) => voicesOf(revision.content)))]
    for (const [voice, name] of namesOf(each, voices, now)) {
      const person = each.people.get(voice)
      if (!person) continue
      if (isThere && name.hides === null) said.add(voice)
      else if (isThere || !hidden.get(voice)?.isThere)
        hidden.set(voice, { names: [person.name, ...person.other_names], shown: person.pseudonym, isThere })
    }
  }
  const voices = [...hidden]
    .filter(([voice, { isThere }]) => isThere || !said.has(voice))
    .map(([, { names, shown }]) => ({ names, shown }))
  return { names: [...voices, ...third], phrases: facts.flatMap((each) => phrasesOf(each.hidings, now)) }
}

export const redactionFor = ({ names, phrases }: Hidden): Redaction => redactionIn(redactionAcross(names, phrases))

/** Hides all this in words that speak of these stories. */
export const redactionAmong = async (...among: Parameters<typeof listHidden>): Promise<Redaction> =>
  redactionFor(await listHidden(...among))

/** A story that may be named in words, and the themes it touched in any of its versions. */
export type Naming = { id: string; language: string; themes: string[] }

/**
 * For words that speak of many stories without choosing any: those that hold a name or a sealed phrase which may be in
 * them, hidden or not, now or before. `among`: only of these.
 */
export async function listNaming(
  tx: DeskTransaction,
  words: readonly string[],
  among?: readonly string[],
): Promise<Naming[]> {
  const text = words.join('\n')
  if (text.trim() === '') return []
  const { rows } = await sql<{ id: string; names: string[]; phrases: string[] }>`
    select contribution.id,
      array(
        select unnest(person.name || person.other_names)
        from desk.credit join desk.person on person.id = credit.person_id where credit.contribution_id = contribution.id
        union all
        select unnest(names) from desk.third_person where third_person.contribution_id = contribution.id
      ) as names,
      array(
        select unnest(words) from desk.hiding where hiding.contribution_id = contribution.id and hiding.kind = 'words'
      ) as phrases
    from desk.contribution
    ${among ? sql`where contribution.id = any(${[...among]}::uuid[])` : sql``}`.execute(tx)
  const maySay = mayBeSaidIn(text)
  const ids = rows.filter(({ names, phrases }) => maySay(names, phrases)).map(({ id }) => id)
  if (ids.length === 0) return []
  const found = await sql<Naming>`
    select contribution.id, draft ->> 'language' as language,
      array(
        select jsonb_array_elements_text(draft -> 'themes')
        union
        select jsonb_array_elements_text(content -> 'themes') from desk.revision where contribution_id = contribution.id
      ) as themes
    from desk.contribution where contribution.id = any(${ids}::uuid[])
    order by contribution.id`.execute(tx)
  return found.rows
}

/** Whether the words of an address, where nothing has its capitals, say something of it. */
export function isSaidInSlug(slug: string, hidden: Hidden): boolean {
  const spaced = (words: string) => words.replaceAll('-', ' ')
  const words = spaced(slug).replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
  const names = hidden.names.map((each) => ({ names: each.names.map((name) => spaced(slugOf(name))), shown: null }))
  return redactionFor({ names, phrases: hidden.phrases })(words) !== words
}
