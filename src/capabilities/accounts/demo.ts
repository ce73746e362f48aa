// One-click entry into the demonstration town: only when the setting 'demo' says so, and only as the people it lists.

import { z } from 'zod'
import type { Visit } from '#core/doors.ts'
import type { DeskDatabase } from '#core/desk.ts'
import type { Auth } from '#core/people/auth.ts'
import { openCardSession } from '#core/people/cards.ts'
import { cardCookies } from '#core/people/sign-in.ts'
import { notFound } from '#core/platform/errors.ts'
import { hrefOf, redirect } from '#ui/respond.tsx'
import { cardHome } from './accounts.addresses.ts'

/** The setting 'demo_people'. For the witness, `card` may say which of her cards to open: its number. */
const DemoPeople = z.array(
  z.object({
    role: z.string(),
    person_id: z.string(),
    card: z.object({ number: z.string() }).optional().catch(undefined),
  }),
)
export type DemoPerson = z.infer<typeof DemoPeople>[number]

/** The person of the demonstration asked for, by role or by id; undefined outside a demonstration. */
export async function demoPerson(
  db: DeskDatabase,
  asked: { role: string; person_id: string },
): Promise<DemoPerson | undefined> {
  const rows = await db
    .selectFrom('desk.setting')
    .select(['name', 'value'])
    .where('name', 'in', ['demo', 'demo_people'])
    .execute()
  const settings = new Map(rows.map(({ name, value }) => [name, value]))
  if (settings.get('demo') !== true) return undefined
  const people = DemoPeople.safeParse(settings.get('demo_people')).data ?? []
  return people.find((person) => (asked.person_id ? person.person_id === asked.person_id : person.role === asked.role))
}

/** Opens the witness's card, as if she had typed its number and code. */
export async function openDemoCard(visit: Visit, auth: Auth, person: DemoPerson): Promise<Response> {
  const { desk, c, locale } = visit
  let cards = desk.db
    .selectFrom('desk.card')
    .select('id')
    .where('person_id', '=', person.person_id)
    .where('revoked_at', 'is', null)
  if (person.card) cards = cards.where('number', '=', person.card.number)
  const card = await cards.orderBy('created_at').executeTakeFirst()
  if (!card) throw notFound()
  const token = await openCardSession(desk.db, card.id, desk.now())
  const response = redirect(visit, hrefOf(locale, cardHome))
  for (const line of await cardCookies(auth, desk, c.req.raw.headers, token))
    response.headers.append('Set-Cookie', line)
  return response
}
