// What is known of the town while its demonstration comes in: who is who, and in which role they act.

import type { Desk } from '#core/desk.ts'
import type { Member } from '#core/people/roles.ts'
import type { DemoPapers, DemoPerson } from './data.ts'
import type { DemoMedia } from './media.data.ts'

export type Loaded = {
  desk: Desk
  space_id: string
  people: ReadonlyMap<string, string>
  themes: ReadonlyMap<string, string>
  cast: readonly DemoPerson[]
  media: readonly DemoMedia[]
  papers: DemoPapers
}

export function idOf(map: ReadonlyMap<string, string>, key: string): string {
  const id = map.get(key)
  if (!id) throw new Error(`the demonstration names "${key}", which it does not describe`)
  return id
}

export function memberOf(loaded: Loaded, key: string): Member {
  const person = loaded.cast.find((each) => each.key === key)
  return {
    kind: 'member',
    person_id: idOf(loaded.people, key),
    name: person?.name ?? key,
    space_id: loaded.space_id,
    roles: person?.roles ?? [],
  }
}

/** Someone with this role who has no hand in the story. */
export function pick(loaded: Loaded, role: 'editor' | 'scientist', not: readonly string[]): string {
  const found = loaded.cast.find((person) => person.roles?.includes(role) && !not.includes(person.key))
  if (!found) throw new Error(`the demonstration has no ${role} to sign`)
  return found.key
}
