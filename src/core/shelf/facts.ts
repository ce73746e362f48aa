// Reading from the desk all that bears on what may be shown: the input of shelve(). Set by set, never one by one.

import type { DeskTransaction } from '../desk.ts'
import { readFiles } from '../media/derivations.ts'
import type { Kinds } from '../contribution/kind.ts'
import type { Facts, PersonSeen } from './shelve.ts'

export async function readFacts(tx: DeskTransaction, kinds: Kinds, ids: readonly string[]): Promise<Facts[]> {
  const contributions = await tx
    .selectFrom('desk.contribution')
    .innerJoin('desk.space', 'desk.space.id', 'desk.contribution.space_id')
    .select(['desk.contribution.id', 'code', 'kind', 'first_published_at', 'desk.space.settings'])
    .where('desk.contribution.id', 'in', ids)
    .execute()
  const revisions = await tx
    .selectFrom('desk.revision')
    .select(['id', 'contribution_id', 'number', 'content', 'created_at'])
    .where('contribution_id', 'in', ids)
    .orderBy('number')
    .execute()
  const signoffs = await tx
    .selectFrom('desk.signoff')
    .selectAll()
    .where('contribution_id', 'in', ids)
    .orderBy('id')
    .execute()
  const consents = await tx
    .selectFrom('desk.consent')
    .selectAll()
    .where('contribution_id', 'in', ids)
    .orderBy('id')
    .execute()
  const seals = await tx
    .selectFrom('desk.seal')
    .selectAll()
    .where('contribution_id', 'in', ids)
    .orderBy('placed_at')
    .execute()
  const files = await readFiles(tx, ids)
  const hidings = await tx
    .selectFrom('desk.hiding')
    .selectAll()
    .where('contribution_id', 'in', ids)
    .where('kind', '=', 'words')
    .execute()
  const third_persons = await tx
    .selectFrom('desk.third_person')
    .selectAll()
    .where('contribution_id', 'in', ids)
    .where('removed_at', 'is', null)
    .orderBy('placed_at')
    .execute()
  const credits = await tx.selectFrom('desk.credit').selectAll().where('contribution_id', 'in', ids).execute()
  const named = [...new Set([...credits.map((each) => each.person_id), ...signoffs.map((each) => each.person_id)])]
  const people = named.length ? await tx.selectFrom('desk.person').selectAll().where('id', 'in', named).execute() : []

  return contributions.flatMap((contribution) => {
    const kind = kinds.get(contribution.kind)
    if (!kind) return []
    const mine = <Row extends { contribution_id: string }>(rows: Row[]) =>
      rows.filter((row) => row.contribution_id === contribution.id)
    const pseudonyms = new Map(
      mine(credits)
        .filter((each) => each.pseudonym)
        .map((each) => [each.person_id, each.pseudonym]),
    )
    const seen = people.map((person): [string, PersonSeen] => [
      person.id,
      { ...person, pseudonym: pseudonyms.get(person.id) ?? null },
    ])
    return [
      {
        id: contribution.id,
        code: contribution.code,
        kind,
        required: contribution.settings.required_signoffs,
        revisions: mine(revisions),
        signoffs: mine(signoffs),
        opinions: mine(signoffs).filter((each) => each.opinion_is_public),
        consents: mine(consents),
        seals: mine(seals),
        people: new Map(seen),
        files: files.get(contribution.id) ?? [],
        hidings: mine(hidings),
        third_persons: mine(third_persons),
        first_published_at: contribution.first_published_at,
      },
    ]
  })
}
