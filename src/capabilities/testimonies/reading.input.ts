// What a reader may choose in the address of the list and of a story. Nothing here can be wrong: what is not
// understood chooses nothing, or finds nothing.

import type { Asked } from '#core/doors.ts'
import { line } from '#core/platform/fields.ts'
import type { Shown } from '#ui/side-by-side.tsx'

/** Names in the address, the same in every language. */
export type Choices = { q: string; theme: string; langue: string; forme: string; apres: string; avant: string }

const word = line(200, 'optional').catch('')

export function choicesOf({ query }: Pick<Asked, 'query'>): Choices {
  const read = (name: keyof Choices) => word.parse(query(name))
  return {
    q: read('q'),
    theme: read('theme'),
    langue: read('langue'),
    forme: read('forme'),
    apres: read('apres'),
    avant: read('avant'),
  }
}

/** `/recits?theme=voisins` from the list's address and what is chosen; what is empty stays out. */
export function withChoices(path: string, choices: Partial<Record<string, string>>): string {
  const kept = new URLSearchParams(
    Object.entries(choices).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
  const search = kept.toString()
  return search ? `${path}?${search}` : path
}

export const shownOf = (text: string): Shown | undefined =>
  text === 'a' || text === 'b' || text === 'ab' ? text : undefined
