// Persons in the desk, with or without account. What one may not see does not exist.

import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Work } from '../change.ts'
import type { DeskDatabase, DeskTransaction } from '../desk.ts'
import { notFound } from '../platform/errors.ts'
import { email, language, line, paragraphs, phone } from '../platform/fields.ts'
import { locales } from '../platform/i18n.ts'
import { allow, type Allowed } from './can.ts'
import {
  mayEditPerson,
  mayNamePerson,
  mayViewPerson,
  personsNamedTo,
  personsVisibleTo,
  tiesWith,
  type PersonTies,
} from './persons.can.ts'
import type { PersonTable } from './people.tables.ts'
import type { Actor } from './roles.ts'

type Db = DeskDatabase | DeskTransaction
export type Person = Selectable<PersonTable>

const list = <Item extends z.ZodType>(item: Item, max: number) =>
  z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]).filter((each) => each !== ''),
    z.array(item).max(max, 'too_long'),
  )
const orNull = <Inner extends z.ZodType>(inner: Inner) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), inner.nullable())

/** What a person's sheet may hold. Only a name is needed. */
export const PersonInput = z.object({
  name: line(120),
  other_names: list(line(120), 10),
  born: orNull(
    z.coerce.number({ error: 'bad_number' }).int('bad_number').min(1880, 'bad_number').max(2100, 'bad_number'),
  ),
  portrait: orNull(line(60)),
  languages: list(language, 12),
  district: orNull(line(80)),
  phone: orNull(phone),
  email: orNull(email),
  notes: paragraphs(5_000),
  credited_as: orNull(line(120)),
  locale: z.enum(locales, { error: 'bad_choice' }).default('fr'),
})
export type PersonInput = z.infer<typeof PersonInput>

const blank = {
  other_names: [],
  born: null,
  portrait: null,
  languages: [],
  district: null,
  phone: null,
  email: null,
  notes: '',
  credited_as: null,
  locale: 'fr' as const,
}

/** `await createPerson(work, { name: 'Zohra' }, actor.person_id)` gives her id. */
export async function createPerson(
  work: Work,
  input: Partial<PersonInput> & { name: string },
  created_by: string | null,
): Promise<string> {
  const { id } = await work.tx
    .insertInto('desk.person')
    .values({
      ...blank,
      ...input,
      presentation: '{}',
      is_listed: false,
      account_id: null,
      created_at: work.now,
      created_by,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.record({ kind: 'person.created', for_person_id: id })
  return id
}

/** Changes a sheet. What she is called may change what may be shown: every contribution she is credited in is touched. */
export async function updatePerson(
  work: Work,
  person: Allowed<Person, 'edit'>,
  input: Partial<PersonInput>,
): Promise<void> {
  // A name that was hers stays hers: what hides her name hides its former spellings too.
  const former = input.name !== undefined && input.name !== person.name ? [person.name] : []
  const other_names = [...new Set([...(input.other_names ?? person.other_names), ...former])]
  await work.tx
    .updateTable('desk.person')
    .set({ ...input, other_names })
    .where('id', '=', person.id)
    .execute()
  if (input.name !== undefined && person.account_id)
    await work.tx.updateTable('desk.auth_user').set({ name: input.name }).where('id', '=', person.account_id).execute()
  const credited = await work.tx
    .selectFrom('desk.credit')
    .select('contribution_id')
    .distinct()
    .where('person_id', '=', person.id)
    .execute()
  for (const { contribution_id } of credited) work.touch(contribution_id)
  await work.record({ kind: 'person.changed', for_person_id: person.id, data: { fields: Object.keys(input) } })
}

const noTies: PersonTies = { has_mandate: false, is_creator: false, is_in_charge: false, is_in_review: false }

/** A person and what ties the one who asks to her. No permission is asked here: see `getPerson`. */
export async function findPerson(
  db: Db,
  actor: Actor,
  person_id: string,
  today: string,
): Promise<{ person: Person; ties: PersonTies } | undefined> {
  if (!z.uuid().safeParse(person_id).success) return undefined
  const from = db.selectFrom('desk.person as person').selectAll('person').where('person.id', '=', person_id)
  if (actor.kind !== 'member') {
    const person = await from.executeTakeFirst()
    return person && { person, ties: noTies }
  }
  const ties = tiesWith(actor, today)
  const row = await from
    .select([
      ties.has_mandate.as('has_mandate'),
      ties.is_creator.as('is_creator'),
      ties.is_in_charge.as('is_in_charge'),
      ties.is_in_review.as('is_in_review'),
    ])
    .executeTakeFirst()
  if (!row) return undefined
  const { has_mandate, is_creator, is_in_charge, is_in_review, ...person } = row
  return { person, ties: { has_mandate, is_creator, is_in_charge, is_in_review } }
}

const asking = { view: mayViewPerson, edit: mayEditPerson, name: mayNamePerson }

/** The person, with the proof that this was allowed; `not_found` otherwise. */
export async function getPerson<Action extends keyof typeof asking>(
  db: Db,
  actor: Actor,
  action: Action,
  person_id: string,
  today: string,
): Promise<Allowed<Person, Action>> {
  const found = await findPerson(db, actor, person_id, today)
  if (!found) throw notFound()
  return allow(asking[action](actor, found.person.id, found.ties), actor, action, found.person)
}

/** The persons whose sheet the one who asks may open, by name. */
export const listPersonsFor = (db: Db, actor: Actor, today: string): Promise<Person[]> =>
  db
    .selectFrom('desk.person as person')
    .selectAll('person')
    .where(personsVisibleTo(actor, today))
    .orderBy('person.name')
    .orderBy('person.id')
    .limit(2_000)
    .execute()

/** Names of persons, for those who may know them: id → name. Others are left out. */
export async function namesFor(
  db: Db,
  actor: Actor,
  person_ids: readonly string[],
  today: string,
): Promise<Map<string, string>> {
  if (person_ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('desk.person as person')
    .select(['person.id', 'person.name'])
    .where('person.id', 'in', [...person_ids])
    .where(personsNamedTo(actor, today))
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
